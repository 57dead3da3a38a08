import { sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';
import type { Day } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';

export type OrganisationRecord = {
  id: string;
  number: number;
  code: string | null;
  name: string;
  kind: string;
  composition: string | null;
  department: string | null;
  parentId: string | null;
  path: string;
  foundedOn: string | null;
  recordsSince: string;
  dissolvedOn: string | null;
  note: string | null;
  units: number | null;
  version: number;
};
export type NewOrganisationRow = {
  id: string;
  code: string | null;
  name: string;
  kind: string;
  composition: string | null;
  department: string | null;
  parent: { id: string; path: string } | null;
  foundedOn: Day | null;
  recordsSince: Day;
  note: string | null;
};
export type ChangeRow = {
  organisationId: string;
  kind: 'founded' | 'renamed' | 'moved' | 'merged' | 'split' | 'dissolved' | 'corrected';
  onDate: Day;
  documentNumber: string | null;
  reason: string;
  before?: unknown;
  after?: unknown;
  relatedIds?: string[];
  recordedAt: Date;
  recordedBy: string | null;
};
export type PostRow = {
  id: string;
  personId: string;
  organisationId: string;
  kind: string;
  fromOn: Day;
  toOn: Day | null;
  documentNumber: string | null;
  succeedsId?: string | null;
};

/** The tree, its history, terms, committees, posts and duties. Made from a transaction by commands. */
export function organisationRepository(db: Db) {
  const one = () => db.selectFrom('organisations').selectAll();
  return {
    root: () => one().where('parentId', 'is', null).executeTakeFirst(),
    byId: (id: string) => one().where('id', '=', id).executeTakeFirst(),
    byIds: (ids: readonly string[]) =>
      ids.length === 0 ? Promise.resolve([]) : db.selectFrom('organisations').select(['id', 'name', 'kind']).where('id', 'in', ids).execute(),
    /** One act on the tree at a time, an import among them: what an act looked at is still so when it writes. Reading goes on. */
    holdTree: () => sql`select pg_advisory_xact_lock(7311)`.execute(db),
    lock: (id: string) => one().where('id', '=', id).forUpdate().executeTakeFirst(),
    /** In the order of their ids, so that two acts on the same organisations wait for each other instead of locking crosswise. */
    lockAll: (ids: readonly string[]) => one().where('id', 'in', ids).orderBy('id').forUpdate().execute(),
    /** Every code that stands directly beneath one, also of those dissolved. */
    codesUnder: async (code: string | null) =>
      new Set(
        code === null
          ? []
          : (await db.selectFrom('organisations').select('code').where('code', 'like', `${code}__`).execute()).flatMap((row) => row.code ?? []),
      ),
    /** An organisation with all beneath it, the dissolved ones too: their codes are theirs for good. */
    subtree: async (path: string) =>
      (
        await sql<{ id: string; parentId: string | null; code: string | null; depth: number }>`
          select id, parent_id, code, nlevel(path) as depth from organisations where path <@ ${path}::ltree`.execute(db)
      ).rows,
    /** New codes at once: those that are freed in the same act may be given again in it. */
    async setCodes(codes: ReadonlyMap<string, string>): Promise<void> {
      if (codes.size === 0) return;
      const ids = [...codes.keys()];
      await sql`update organisations set code = null where id = any(${sql.val(ids)}::uuid[])`.execute(db);
      await sql`update organisations o set code = r.code, version = o.version + 1
        from unnest(${sql.val(ids)}::uuid[], ${sql.val([...codes.values()])}::text[]) as r (id, code) where o.id = r.id`.execute(db);
    },
    /** From the university down to the organisation of `path`. */
    placesOf: (path: string) =>
      db.selectFrom('organisations').select(['id', 'name', 'kind']).where(sql<boolean>`path @> ${path}::ltree`).orderBy(sql`nlevel(path)`).execute(),

    /** A number of its own gives it its label in the path of all that will stand beneath it. */
    async add(made: NewOrganisationRow): Promise<{ id: string; path: string }> {
      const { rows } = await sql<{ number: number }>`select nextval(pg_get_serial_sequence('organisations', 'number'))::int as number`.execute(db);
      const number = rows[0]?.number as number;
      const { parent, ...row } = made;
      const path = parent ? `${parent.path}.${number}` : String(number);
      await db
        .insertInto('organisations')
        .values({ ...row, number, path, parentId: parent?.id ?? null })
        .execute();
      return { id: made.id, path };
    },
    update: (
      id: string,
      set: Partial<{ name: string; composition: string | null; units: number | null; note: string | null; dissolvedOn: Day; parentId: string }>,
    ) =>
      db
        .updateTable('organisations')
        .set((eb) => ({ ...set, version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .execute(),
    /** Moves a subtree under another parent: every path of it in one statement. */
    async moveSubtree(from: { id: string; path: string }, parent: { id: string; path: string }): Promise<string> {
      await sql`update organisations set path = ${parent.path}::ltree || subpath(path, nlevel(${from.path}::ltree) - 1), parent_id = case when id = ${from.id} then ${parent.id}::uuid else parent_id end, version = version + 1
                where path <@ ${from.path}::ltree`.execute(db);
      return `${parent.path}.${from.path.split('.').at(-1)}`;
    },
    childrenOf: (id: string) => one().where('parentId', '=', id).where('dissolvedOn', 'is', null).orderBy('code').orderBy('number').execute(),
    addChanges: async (changes: readonly ChangeRow[]) => {
      if (changes.length === 0) return;
      await db
        .insertInto('organisationChanges')
        .values(
          changes.map((change) => ({
            ...change,
            id: newId(),
            before: JSON.stringify(change.before ?? {}),
            after: JSON.stringify(change.after ?? {}),
            relatedIds: change.relatedIds ?? [],
          })),
        )
        .execute();
    },
    changesOf: (id: string, limit: number, after?: { onDate: string; id: string }) =>
      db
        .selectFrom('organisationChanges as c')
        .leftJoin('persons as p', 'p.id', 'c.recordedBy')
        .selectAll('c')
        .select('p.name as recordedByName')
        .where('c.organisationId', '=', id)
        .$if(after !== undefined, (q) => q.where(sql<boolean>`(c.on_date, c.id) < (${after?.onDate}::date, ${after?.id}::uuid)`))
        .orderBy('c.onDate', 'desc')
        .orderBy('c.id', 'desc')
        .limit(limit)
        .execute(),

    // Terms and committees
    termsOf: (id: string) => db.selectFrom('terms').selectAll().where('organisationId', '=', id).orderBy('startsOn', 'desc').execute(),
    lockTerm: (id: string) => db.selectFrom('terms').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    addTerm: (term: { id: string; organisationId: string; number: number | null; startsOn: Day; years: number; lastDay: Day }) =>
      db.insertInto('terms').values(term).execute(),
    updateTerm: (id: string, set: { endedOn?: Day; extendedTo?: Day; extensionDocument?: string }) =>
      db.updateTable('terms').set(set).where('id', '=', id).execute(),
    spansOf: (id: string) => db.selectFrom('committeeSpans').selectAll().where('organisationId', '=', id).orderBy('fromOn', 'desc').execute(),
    lockSpan: (id: string) => db.selectFrom('committeeSpans').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    addSpan: (span: { id: string; organisationId: string; fromOn: Day }) => db.insertInto('committeeSpans').values(span).execute(),
    endSpan: (id: string, toOn: Day) => db.updateTable('committeeSpans').set({ toOn }).where('id', '=', id).execute(),

    // Posts
    postsOf: (id: string) =>
      db
        .selectFrom('posts')
        .innerJoin('persons', 'persons.id', 'posts.personId')
        .selectAll('posts')
        .select(['persons.name', 'persons.convertedOn'])
        .where('posts.organisationId', '=', id)
        .orderBy('posts.fromOn', 'desc')
        .orderBy('posts.id')
        .execute(),
    lockPost: (id: string) => db.selectFrom('posts').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    addPost: (post: PostRow) => db.insertInto('posts').values(post).execute(),
    endPost: (id: string, toOn: Day | null) => db.updateTable('posts').set({ toOn }).where('id', '=', id).execute(),
    /** Who is to take over a post and has not yet. */
    successorOf: (id: string, today: Day) =>
      db
        .selectFrom('posts')
        .select(['id', 'personId', 'fromOn'])
        .where('succeedsId', '=', id)
        .where('fromOn', '>', today)
        .forUpdate()
        .executeTakeFirst(),
    /** A post that never began leaves no trace but the audit's. */
    withdrawPost: (id: string) => db.deleteFrom('posts').where('id', '=', id).execute(),
    person: (id: string, day: Day) =>
      db
        .selectFrom('persons')
        .leftJoin('memberships', (join) =>
          join
            .onRef('memberships.personId', '=', 'persons.id')
            .on('memberships.fromOn', '<=', day)
            .on((eb) => eb.or([eb('memberships.toOn', 'is', null), eb('memberships.toOn', '>', day)])),
        )
        .select(['persons.id', 'persons.name', 'persons.category', 'memberships.organisationId'])
        .where('persons.id', '=', id)
        .executeTakeFirst(),
    /** What stands or falls with an organisation: posts, the running term, the committee. */
    async endAllOf(ids: readonly string[], on: Day): Promise<void> {
      await sql`update posts set to_on = greatest(from_on, ${on}::date) where organisation_id = any(${ids}::uuid[]) and (to_on is null or to_on > ${on}::date)`.execute(
        db,
      );
      await sql`update terms set ended_on = greatest(starts_on, ${on}::date) where organisation_id = any(${ids}::uuid[]) and ended_on is null`.execute(
        db,
      );
      await sql`update group_memberships set to_on = greatest(from_on, ${on}::date) where group_id = any(${ids}::uuid[]) and to_on is null`.execute(
        db,
      );
      await sql`update committee_spans set to_on = greatest(from_on, ${on}::date) where organisation_id = any(${ids}::uuid[]) and to_on is null`.execute(
        db,
      );
    },

    // Duties
    dutiesOf: (id: string) =>
      db.selectFrom('duties').select(['id', 'title', 'clock', 'basis']).where('departmentId', '=', id).orderBy('position').execute(),
    allDuties: () =>
      db
        .selectFrom('organisations as o')
        .leftJoin('duties as d', 'd.departmentId', 'o.id')
        .select(['o.id', 'o.name', 'o.kind', 'o.department', 'o.version', 'o.path', 'd.id as dutyId', 'd.title', 'd.clock', 'd.basis'])
        .where('o.kind', '=', 'department')
        .where('o.dissolvedOn', 'is', null)
        .orderBy('o.path')
        .orderBy('d.position')
        .execute(),
    async setDuties(departmentId: string, duties: readonly { title: string; clock: string; basis: string }[]): Promise<void> {
      await db.deleteFrom('duties').where('departmentId', '=', departmentId).execute();
      if (duties.length > 0)
        await db
          .insertInto('duties')
          .values(duties.map((duty, i) => ({ ...duty, id: newId(), departmentId, position: i + 1 })))
          .execute();
      await db
        .updateTable('organisations')
        .set((eb) => ({ version: eb('version', '+', 1) }))
        .where('id', '=', departmentId)
        .execute();
    },
  };
}
export type OrganisationRepository = ReturnType<typeof organisationRepository>;
