import { type RawBuilder, sql } from 'kysely';
import { COMMITTEE_FROM_FULL_MEMBERS } from '#features/organisations/organisation.ts';
import type { Db } from '#platform/server/db/db.ts';
import type { Counts, Proposal } from '../../check-roster.ts';
import type { PlannedRow } from './plan.ts';

export type ImportRecord = {
  id: string;
  version: number;
  /** Null once the workbook is gone. */
  fileId: string | null;
  fileName: string;
  state: 'checking' | 'checked' | 'applying' | 'applied' | 'cancelled' | 'failed';
  scopeId: string | null;
  scopeName: string | null;
  scopePath: string | null;
  jobId: string | null;
  counts: Counts | Record<string, never>;
  proposals: Proposal[];
  answers: Record<string, string>;
  refusal: { code: string; params: Record<string, string | number> } | null;
  createdAt: Date;
  createdBy: string | null;
  createdByName: string | null;
  appliedAt: Date | null;
};
type Outcome = PlannedRow['outcome'];
export type ImportRowRecord = {
  sheet: string;
  row: number;
  outcome: Outcome;
  title: string;
  messages: PlannedRow['messages'];
  diff: { field: string; before: string; after: string }[];
};

/** An import whose task was cancelled in the queue, or failed before it began, stands as its task does. */
const STATE = sql`case when i.state in ('checking', 'applying') and j.state in ('cancelled', 'failed') then j.state else i.state end`;
const select = (where: RawBuilder<unknown>, rest: RawBuilder<unknown> = sql``) => sql<ImportRecord>`
  select i.id, i.version, i.file_id, i.file_name, ${STATE} as state, i.scope_id, o.name as scope_name, o.path::text as scope_path, i.job_id, i.counts, i.proposals, i.answers, coalesce(i.refusal, j.refusal) as refusal,
         i.created_at, i.created_by, a.name as created_by_name, i.applied_at
    from imports i left join organisations o on o.id = i.scope_id left join jobs j on j.id = i.job_id left join accounts a on a.id = i.created_by where ${where} ${rest}`;

/** Imports and what they said of each row. */
export function importRepository(db: Db) {
  return {
    byId: async (id: string) => (await select(sql`i.id = ${id}`).execute(db)).rows[0],
    lock: async (id: string) => {
      await sql`select from imports where id = ${id} for update`.execute(db);
      return (await select(sql`i.id = ${id}`).execute(db)).rows[0];
    },
    list: async (filter: { createdBy: string | null; scope: string | null; everything: boolean; after: string | undefined; limit: number }) =>
      (
        await select(
          sql`(${filter.everything} or i.created_by = ${filter.createdBy}::uuid or o.path <@ ${filter.scope}::ltree) and (${filter.after ?? null}::uuid is null or i.id < ${filter.after ?? null}::uuid)`,
          sql`order by i.id desc limit ${filter.limit}`,
        ).execute(db)
      ).rows,
    /** One at a time: who begins or carries out an import waits here for whoever does so in the same instant. */
    holdDoor: () => sql`select pg_advisory_xact_lock(7310)`.execute(db),
    running: async (of: { createdBy: string | null }, except?: string) =>
      (
        await sql<{ id: string }>`
      select i.id from imports i join jobs j on j.id = i.job_id where j.state in ('queued', 'running') and (i.state = 'applying' or (i.state = 'checking' and i.created_by is not distinct from ${of.createdBy}::uuid)) and i.id is distinct from ${except ?? null}::uuid limit 1`.execute(
          db,
        )
      ).rows.length > 0,
    add: (row: { id: string; fileId: string; fileName: string; scopeId: string | null; jobId: string; createdAt: Date; createdBy: string | null }) =>
      db.insertInto('imports').values(row).execute(),
    placeAt: (path: string) =>
      db.selectFrom('organisations').select(['id', 'name', 'path']).where(sql<boolean>`path = ${path}::ltree`).executeTakeFirst(),
    root: () => db.selectFrom('organisations').select(['id', 'name', 'path']).where('parentId', 'is', null).executeTakeFirst(),
    setChecked: (id: string, counts: Counts, proposals: readonly Proposal[]) =>
      db
        .updateTable('imports')
        .set((eb) => ({
          state: 'checked',
          counts: JSON.stringify(counts),
          proposals: JSON.stringify(proposals),
          refusal: null,
          version: eb('version', '+', 1),
        }))
        .where('id', '=', id)
        .execute(),
    setApplying: (id: string, jobId: string) =>
      db
        .updateTable('imports')
        .set((eb) => ({ state: 'applying', jobId, version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .execute(),
    setApplied: (id: string, at: Date) =>
      db
        .updateTable('imports')
        .set((eb) => ({ state: 'applied', appliedAt: at, version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .execute(),
    setAnswers: (id: string, answers: Record<string, string>) =>
      db
        .updateTable('imports')
        .set((eb) => ({ answers: JSON.stringify(answers), version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .execute(),
    end: (id: string, state: 'cancelled' | 'failed', refusal: unknown) =>
      db
        .updateTable('imports')
        .set((eb) => ({ state, refusal: refusal === null ? null : JSON.stringify(refusal), version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .execute(),
    /** Takes the workbook off the import, and its row away: the id, for the bytes that are left. */
    async takeFile(id: string): Promise<string | null> {
      const { rows } = await sql<{ fileId: string | null }>`
        update imports i set file_id = null from (select id, file_id from imports where id = ${id} for update) was where i.id = was.id returning was.file_id`.execute(
        db,
      );
      const fileId = rows[0]?.fileId ?? null;
      if (fileId !== null) await db.deleteFrom('files').where('id', '=', fileId).execute();
      return fileId;
    },
    withFileSince: (since: Date) => db.selectFrom('imports').select('id').where('fileId', 'is not', null).where('createdAt', '<', since).execute(),
    removeRows: (id: string) => db.deleteFrom('importRows').where('importId', '=', id).execute(),
    addRows: (id: string, rows: string) =>
      sql`insert into import_rows (import_id, sheet, row, outcome, title, messages, diff)
      select ${id}::uuid, sheet, row, outcome, title, messages, diff from json_to_recordset(${rows}::json)
        as r (sheet text, row int, outcome text, title text, messages jsonb, diff jsonb)`.execute(db),
    async outcomes(id: string): Promise<Map<string, string>> {
      const rows = await db.selectFrom('importRows').select(['sheet', 'row', 'outcome']).where('importId', '=', id).execute();
      return new Map(rows.map((row) => [`${row.sheet}/${row.row}`, row.outcome]));
    },
    /** Organisations before persons, as the workbook is read. */
    rows: async (id: string, filter: { outcomes: readonly string[] | undefined; after: { sheet: string; row: number } | undefined; limit: number }) =>
      (
        await sql<ImportRowRecord>`
      select sheet, row, outcome, title, messages, diff from import_rows where import_id = ${id} and (${filter.outcomes === undefined} or outcome = any(${sql.val(filter.outcomes ?? [])}::text[]))
        and (${filter.after?.sheet ?? null}::text is null or sheet <> ${filter.after?.sheet ?? null}::text and (sheet = '党组织') < (${filter.after?.sheet ?? null}::text = '党组织') or sheet = ${filter.after?.sheet ?? null}::text and row > ${filter.after?.row ?? 0})
       order by sheet = '党组织' desc, row limit ${filter.limit}`.execute(db)
      ).rows,
    async next(scope: string | null, today: string) {
      const within = scope === null ? sql`true` : sql`o.path <@ ${scope}::ltree`;
      const named = (where: RawBuilder<unknown>) =>
        sql<{
          id: string;
          name: string;
        }>`select o.id, o.name from organisations o where ${within} and o.dissolved_on is null and ${where} order by o.path limit 500`
          .execute(db)
          .then((answer) => answer.rows);
      const branch = sql`o.kind in ('branch', 'directBranch')`;
      const [withoutComposition, withoutCommittee, withoutSecretary, account] = await Promise.all([
        named(sql`${branch} and o.composition is null`),
        named(
          sql`${branch} and not exists (select from committee_spans s where s.organisation_id = o.id and (s.to_on is null or s.to_on >= ${today}::date))
            and (select count(*) from memberships m join persons p on p.id = m.person_id and p.category = 'full' where m.organisation_id = o.id and m.to_on is null) >= ${COMMITTEE_FROM_FULL_MEMBERS}`,
        ),
        named(
          sql`${branch} and not exists (select from posts x where x.organisation_id = o.id and x.kind = 'secretary' and x.from_on <= ${today}::date and (x.to_on is null or x.to_on > ${today}::date))`,
        ),
        sql<{
          n: number;
        }>`select count(*)::int as n from memberships m join organisations o on o.id = m.organisation_id where m.to_on is null and ${within} and not exists (select from accounts a where a.person_id = m.person_id)`.execute(
          db,
        ),
      ]);
      return { withoutComposition, withoutCommittee, withoutSecretary, withoutAccount: account.rows[0]?.n ?? 0 };
    },
  };
}
