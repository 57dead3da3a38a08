import { type RawBuilder, sql } from 'kysely';
import { notify } from '#features/notices/index.ts';
import { departmentOf, holdersOf, levelAboveOf } from '#features/organisations/index.ts';
import type { Call } from '#platform/server/call/call.ts';
import type { Db } from '#platform/server/db/db.ts';
import { pageFrom, readCursor } from '#platform/server/http/cursor.ts';
import type { Download } from '#platform/server/http/feature.ts';
import { type Actor, signedIn } from '#platform/shared/actor/actor.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { ability } from '#platform/shared/contract/schemas.ts';
import { type Day, shanghaiIso } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { members } from '../contract.ts';
import type { OrganisationValues } from '../organisation-row.ts';
import { mayDecideExport, mayExport } from '../policy.ts';
import { oneAtATime, rosterInThread } from './desk.ts';
import { keepsToOne } from './reach.ts';
import { personColumns } from './record.ts';
import type { ExportedPerson } from './worker.ts';

/** Personal columns of more people than this need a second person's consent. */
export const ALONE_UP_TO = 50;
const OPEN_DAYS = 7;
/** Half a thousand at once costs no time against two thousand, and the roster of the tests takes more than one. */
const PART = 500;
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type Row = {
  id: string;
  version: number;
  organisationId: string;
  organisationName: string;
  path: string;
  withPersonal: boolean;
  reason: string | null;
  persons: number;
  state: 'waiting' | 'ready' | 'declined';
  askedBy: string;
  askedByName: string | null;
  askedByPerson: string | null;
  askedAt: Date;
  decidedBy: string | null;
  decidedByName: string | null;
  decidedAt: Date | null;
};
type Placed = { id: string; organisationId: string };
const OPEN_COLUMNS = personColumns.filter((name) => name !== 'idNumberSealed' && name !== 'phoneSealed');
const NOBODY = '00000000-0000-0000-0000-000000000000';
const askerOf = (actor: Actor): string => actor.accountId ?? NOBODY;

function exportRepository(db: Db) {
  const select = (where: RawBuilder<unknown>, rest: RawBuilder<unknown> = sql``) => sql<Row>`
    select e.id, e.version, e.organisation_id, o.name as organisation_name, o.path::text, e.with_personal, e.reason, e.persons, e.state, e.asked_by, a.name as asked_by_name, a.person_id as asked_by_person, e.asked_at, e.decided_by, d.name as decided_by_name, e.decided_at
      from exports e join organisations o on o.id = e.organisation_id left join accounts a on a.id = e.asked_by left join accounts d on d.id = e.decided_by where ${where} ${rest}`;
  return {
    byId: async (id: string) => (await select(sql`e.id = ${id}`).execute(db)).rows[0],
    lock: async (id: string) => {
      await sql`select from exports where id = ${id} for update`.execute(db);
      return (await select(sql`e.id = ${id}`).execute(db)).rows[0];
    },
    list: async (actor: Actor, after: string | undefined, limit: number) =>
      (
        await select(
          sql`${seen(actor)} and (${after ?? null}::uuid is null or e.id < ${after ?? null}::uuid)`,
          sql`order by e.id desc limit ${limit}`,
        ).execute(db)
      ).rows,
    place: (id: string) => db.selectFrom('organisations').select(['id', 'name', 'path', 'parentId']).where('id', '=', id).executeTakeFirst(),
    count: async (path: string) =>
      (
        await sql<{
          n: number;
        }>`select count(*)::int as n from memberships m join organisations o on o.id = m.organisation_id where m.to_on is null and o.path <@ ${path}::ltree`.execute(
          db,
        )
      ).rows[0]?.n ?? 0,
    /** Those without a code, at whom or beneath whom people stand: a workbook could not say where these belong. */
    withoutCode: async (path: string) =>
      (
        await sql<{ name: string }>`
      select o.name from organisations o where o.path <@ ${path}::ltree and o.dissolved_on is null and o.code is null
         and exists (select from organisations d join memberships m on m.organisation_id = d.id and m.to_on is null where d.path <@ o.path)
       order by o.path limit 20`.execute(db)
      ).rows.map((row) => row.name),
    add: (row: {
      id: string;
      organisationId: string;
      withPersonal: boolean;
      reason: string | null;
      persons: number;
      state: string;
      askedBy: string;
      askedAt: Date;
    }) => db.insertInto('exports').values(row).execute(),
    decide: (id: string, state: 'ready' | 'declined', by: string | null, at: Date) =>
      db
        .updateTable('exports')
        .set((eb) => ({ state, decidedBy: by, decidedAt: at, version: eb('version', '+', 1) }))
        .where('id', '=', id)
        .execute(),
    organisations: async (path: string) =>
      (
        await sql<OrganisationValues>`
      select o.code, o.name, o.kind, o.composition, parent.code as parent_code, o.founded_on, t.starts_on as term_began, t.years as term_years, o.note
        from organisations o left join organisations parent on parent.id = o.parent_id
        left join lateral (select starts_on, years from terms where organisation_id = o.id and ended_on is null order by starts_on desc limit 1) t on true
       where o.path <@ ${path}::ltree and o.dissolved_on is null and o.code is not null order by o.code`.execute(db)
      ).rows,
    /** Everybody of the workbook and where they belong, in its order. */
    people: async (path: string) =>
      (
        await sql<Placed>`
      select p.id, o.id as organisation_id from memberships m join organisations o on o.id = m.organisation_id join persons p on p.id = m.person_id
       where m.to_on is null and o.path <@ ${path}::ltree order by o.code, p.pinyin, p.id`.execute(db)
      ).rows,
    persons: async (people: readonly Placed[], personal: boolean, today: Day) =>
      (
        await sql<ExportedPerson>`
      select ${sql.join(OPEN_COLUMNS.map((name) => sql.ref(`p.${name}`)))}, case when ${personal} then encode(p.id_number_sealed, 'hex') end as id_number_sealed, case when ${personal} then encode(p.phone_sealed, 'hex') end as phone_sealed, o.code as organisation_code,
             coalesce((select array_agg(x.kind order by x.id) from posts x where x.person_id = p.id and x.organisation_id = o.id and x.from_on <= ${today}::date and (x.to_on is null or x.to_on > ${today}::date) and x.kind not in ('reviewer', 'departmentStaff', 'administrator')), '{}') as posts
        from unnest(${sql.val(people.map((one) => one.id))}::uuid[], ${sql.val(people.map((one) => one.organisationId))}::uuid[]) with ordinality as w (id, organisation_id, place)
        join persons p on p.id = w.id join organisations o on o.id = w.organisation_id order by w.place`.execute(db)
      ).rows,
  };
}

/** `mayExport` as SQL over the organisation `o`, asked once of the post itself and once of what lies beneath it. */
function reach(actor: Actor): RawBuilder<boolean> {
  const { post } = actor;
  if (actor.kind === 'system') return sql`true`;
  if (!post) return sql`false`;
  const parts: RawBuilder<boolean>[] = [];
  for (const path of new Set([post.path, post.scope])) if (mayExport(actor, { path }).ok) parts.push(sql`o.path = ${path}::ltree`);
  if (mayExport(actor, { path: `${post.scope}.0` }).ok) parts.push(sql`(o.path <@ ${post.scope}::ltree and o.path <> ${post.scope}::ltree)`);
  return parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`;
}

/** One's own requests, and those one may decide on. */
function seen(actor: Actor): RawBuilder<boolean> {
  const asker = askerOf(actor);
  if (!keepsToOne(actor)) return sql`(e.asked_by = ${asker}::uuid or ${reach(actor)})`;
  return sql`e.id in (select id from exports where asked_by = ${asker}::uuid union all select x.id from exports x join organisations o on o.id = x.organisation_id where ${reach(actor)})`;
}

const isExpired = (row: Row, now: Date): boolean => now.getTime() - (row.decidedAt ?? row.askedAt).getTime() > OPEN_DAYS * 86_400_000;

function present(call: Call, row: Row): Output<typeof members.decideExport> {
  const own = row.askedBy === askerOf(call.actor);
  return {
    id: row.id,
    version: row.version,
    organisation: { id: row.organisationId, name: row.organisationName },
    withPersonal: row.withPersonal,
    reason: row.reason,
    persons: row.persons,
    state: row.state,
    askedBy: row.askedByName ?? 'operator',
    askedAt: shanghaiIso(row.askedAt),
    decidedBy: row.decidedByName,
    decidedAt: row.decidedAt && shanghaiIso(row.decidedAt),
    abilities: {
      decide:
        row.state === 'waiting'
          ? ability(mayDecideExport, call.actor, { path: row.path, askedBy: row.askedBy })
          : { allowed: false, code: 'export_decided' },
      download: !own
        ? { allowed: false, code: 'not_found' }
        : row.state !== 'ready'
          ? { allowed: false, code: 'second_person_needed' }
          : isExpired(row, call.now)
            ? { allowed: false, code: 'export_expired' }
            : ability(mayExport, call.actor, { path: row.path }),
    },
  };
}

/** What is exported can be imported again: everybody's organisation has a code that the workbook can name. */
async function refuseWithoutCodes(call: Call, path: string): Promise<void> {
  const names = await exportRepository(call.tx).withoutCode(path);
  if (names.length > 0) call.refuse('codes_missing', { count: names.length, names: names.join(call.language === 'en' ? ', ' : '、') });
}

/** Of those who may decide, the ones whose work it is: who keep the roster there, and who answer for the level above. */
async function secondPersons(call: Call, place: { id: string; parentId: string | null }): Promise<string[]> {
  const keepers = await holdersOf(call.tx, place.id, ['secretary', 'deputySecretary', 'organisationOfficer', 'organiser', 'clerk'], call.today);
  const above = await (place.parentId === null ? departmentOf : levelAboveOf)(call.tx, place.id, call.today);
  return [...keepers, ...above].filter((id) => id !== call.actor.personId);
}

export async function requestExport(call: Call, input: Input<typeof members.requestExport>) {
  const repository = exportRepository(call.tx);
  const place = await repository.place(input.organisationId);
  call.permit(mayExport, place);
  if (input.withPersonal && input.reason === '') call.refuse('reason_missing');
  await refuseWithoutCodes(call, place?.path ?? '');
  const persons = await repository.count(place?.path ?? '');
  const id = newId();
  const state = input.withPersonal && persons > ALONE_UP_TO ? 'waiting' : 'ready';
  await repository.add({
    id,
    organisationId: input.organisationId,
    withPersonal: input.withPersonal,
    reason: input.reason || null,
    persons,
    state,
    askedBy: askerOf(call.actor),
    askedAt: call.now,
  });
  await call.audit({
    action: 'export.request',
    subjectKind: 'export',
    subjectId: id,
    organisationPath: place?.path ?? null,
    reason: input.reason || null,
    detail: { withPersonal: input.withPersonal, persons },
  });
  if (place && state === 'waiting')
    await notify(call, await secondPersons(call, place), {
      kind: 'exportAsked',
      params: { name: call.actor.name, organisation: place.name, count: persons, reason: input.reason },
      link: '/exports',
      subjectId: id,
    });
  await call.announce({ topic: 'exports', id, ...(place ? { path: place.path } : {}) });
  return present(call, (await repository.byId(id)) as Row);
}

export async function listExports(call: Call, input: Input<typeof members.listExports>) {
  call.permit(signedIn);
  const [after] = readCursor(call, input.cursor, ['id']) ?? [];
  const rows = await exportRepository(call.tx).list(call.actor, after, input.limit + 1);
  const page = pageFrom(rows, input.limit, (row) => [row.id]);
  return { items: page.rows.map((row) => present(call, row)), nextCursor: page.nextCursor };
}

/** The second person. Two consents at once: the second finds it decided. */
export async function decideExport(call: Call, input: Input<typeof members.decideExport>) {
  const repository = exportRepository(call.tx);
  const row = await repository.lock(input.exportId);
  call.permit(mayDecideExport, row && { path: row.path, askedBy: row.askedBy });
  const request = row as Row;
  if (request.state !== 'waiting') call.refuse('export_decided');
  call.matchVersion(request);
  await repository.decide(request.id, input.approved ? 'ready' : 'declined', call.actor.accountId, call.now);
  await call.audit({
    action: input.approved ? 'export.consent' : 'export.decline',
    subjectKind: 'export',
    subjectId: request.id,
    organisationPath: request.path,
    detail: { persons: request.persons },
  });
  if (request.askedByPerson)
    await notify(call, [request.askedByPerson], {
      kind: input.approved ? 'exportApproved' : 'exportDeclined',
      params: { name: call.actor.name, organisation: request.organisationName, count: request.persons },
      link: '/exports',
      subjectId: request.id,
    });
  await call.announce({ topic: 'exports', id: request.id, path: request.path });
  return present(call, (await repository.byId(request.id)) as Row);
}

/** The people of a workbook, part by part: twenty thousand are never held here at once. */
async function* personParts(call: Call, request: Row, people: readonly Placed[]): AsyncGenerator<readonly ExportedPerson[]> {
  const repository = exportRepository(call.tx);
  for (let at = 0; at < people.length; at += PART) yield await repository.persons(people.slice(at, at + PART), request.withPersonal, call.today);
}

/** Made when it is fetched, so that no file with personal columns lies about; everyone in it is shown who took it, and why. */
export async function exportFile(call: Call, input: Input<typeof members.exportFile>): Promise<Download> {
  const repository = exportRepository(call.tx);
  const row = await repository.byId(input.exportId);
  call.permit(mayExport, row && row.askedBy === askerOf(call.actor) ? { path: row.path } : undefined);
  const request = row as Row;
  if (request.state !== 'ready') call.refuse('second_person_needed', { rows: ALONE_UP_TO });
  if (isExpired(request, call.now)) call.refuse('export_expired');
  await refuseWithoutCodes(call, request.path);
  const { body, everyone } = await oneAtATime(async () => {
    const [organisations, everyone] = await Promise.all([repository.organisations(request.path), repository.people(request.path)]);
    // Consent was given for so many people; a branch that has grown past what one may take alone is asked for again.
    if (request.withPersonal && request.decidedBy === null && everyone.length > ALONE_UP_TO) call.refuse('export_expired');
    const { keyFile } = call.services.config;
    const body = await rosterInThread({ keyFile, organisations, personal: request.withPersonal }, personParts(call, request, everyone));
    return { body, everyone: everyone.map((person) => person.id) };
  });
  const told = {
    action: 'export.download',
    subjectKind: 'export',
    subjectId: request.id,
    organisationPath: request.path,
    reason: request.reason,
    detail: { withPersonal: request.withPersonal, persons: everyone.length },
  };
  // One statement: nobody is in a file that was handed out without being shown it.
  await call.audit(
    told,
    ...(request.withPersonal ? everyone : []).map((personId) => ({
      action: 'member.export',
      subjectKind: 'person',
      subjectId: personId,
      aboutPersonId: personId,
      organisationPath: request.path,
      reason: request.reason,
    })),
  );
  return { name: `${request.organisationName}-党员名册-${call.today}${request.withPersonal ? '' : '-仅供查阅'}.xlsx`, mediaType: XLSX, body };
}
