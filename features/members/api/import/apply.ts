/** Writes what a plan says, thousands of rows to a statement. Everything happens in the transaction it is given. */
import { sql } from 'kysely';
import { organisationRepository } from '#features/organisations/index.ts';
import { COMMITTEE_SIZE } from '#features/organisations/organisation.ts';
import { isCommitteePost, POSTS } from '#features/organisations/post.ts';
import type { Db } from '#platform/server/db/db.ts';
import type { Day } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { KnownOrganisation } from './known.ts';
import type { OrganisationWrite, PersonWrite } from './writes.ts';

/** Where a person stands after the import: what is kept of each until all are written. */
export type Standing = Omit<PersonWrite, 'record'>;

export type Occasion = {
  readonly tx: Db;
  readonly today: Day;
  readonly now: Date;
  readonly importId: string;
  readonly fileName: string;
  readonly by: { readonly name: string; readonly personId: string | null };
};
const json = (rows: readonly unknown[]) => JSON.stringify(rows);

/** Holds off whoever else would write the roster or the tree until this import is done. Reading goes on. */
export async function holdRoster(tx: Db): Promise<void> {
  await organisationRepository(tx).holdTree();
  await sql`lock table organisations, persons in share row exclusive mode`.execute(tx);
}

/** Founds and mends organisations, parents first, with their terms and their history. Answers the ids by code. */
export async function applyOrganisations(
  occasion: Occasion,
  writes: readonly OrganisationWrite[],
  known: readonly KnownOrganisation[],
): Promise<Map<string, string>> {
  const { tx, today, now, importId, fileName, by } = occasion;
  const ids = new Map(known.flatMap((one) => [[one.code ?? `#${one.id}`, one.id] as const, [`#${one.id}`, one.id] as const]));
  const paths = new Map(known.map((one) => [one.id, one.path]));
  const sorted = [...writes].sort((a, b) => a.code.length - b.code.length || (a.code < b.code ? -1 : 1));
  for (const one of sorted) ids.set(one.code, one.id);
  const fresh = sorted.filter((one) => one.isNew);
  if (fresh.length > 0) {
    const { rows: numbers } = await sql<{
      number: number;
    }>`select nextval(pg_get_serial_sequence('organisations', 'number'))::int as number from generate_series(1, ${fresh.length})`.execute(tx);
    const rows = fresh.map((one, at) => {
      const parentId = one.parentCode === null ? null : (ids.get(one.parentCode) ?? null);
      const number = numbers[at]?.number as number;
      const path = parentId === null ? String(number) : `${paths.get(parentId)}.${number}`;
      paths.set(one.id, path);
      return {
        id: one.id,
        number,
        code: one.code,
        name: one.name,
        kind: one.kind,
        composition: one.composition,
        department: one.department,
        parent_id: parentId,
        path,
        founded_on: one.foundedOn,
        note: one.note,
      };
    });
    await sql`insert into organisations (id, number, code, name, kind, composition, department, parent_id, path, founded_on, records_since, note)
      select id, number, code, name, kind, composition, department, parent_id, path::ltree, founded_on, ${today}::date, note
        from json_to_recordset(${json(rows)}::json) as r (id uuid, number int, code text, name text, kind text, composition text, department text, parent_id uuid, path text, founded_on date, note text)`.execute(
      tx,
    );
  }
  const mended = sorted.filter((one) => !one.isNew && Object.keys(one.after).length > 0);
  if (mended.length > 0) {
    await sql`update organisations o set code = r.code, name = r.name, kind = r.kind, composition = r.composition, department = r.department, founded_on = r.founded_on, note = r.note, version = o.version + 1
        from json_to_recordset(${json(mended.map((one) => ({ id: one.id, code: one.code, name: one.name, kind: one.kind, composition: one.composition, department: one.department, founded_on: one.foundedOn, note: one.note })))}::json)
          as r (id uuid, code text, name text, kind text, composition text, department text, founded_on date, note text) where o.id = r.id`.execute(
      tx,
    );
    for (const one of mended.filter((each) => 'parentCode' in each.after && each.parentCode !== null)) {
      const parentId = ids.get(one.parentCode as string);
      const {
        rows: [places],
      } = await sql<{
        own: string;
        parent: string;
      }>`select (select path::text from organisations where id = ${one.id}) as own, (select path::text from organisations where id = ${parentId ?? null}) as parent`.execute(
        tx,
      );
      if (parentId && places) await organisationRepository(tx).moveSubtree({ id: one.id, path: places.own }, { id: parentId, path: places.parent });
    }
  }
  const changes = sorted
    .filter((one) => one.isNew || Object.keys(one.after).length > 0)
    .map((one) => ({
      id: newId(),
      organisation_id: one.id,
      kind: one.isNew ? 'founded' : 'name' in one.after ? 'renamed' : 'parentCode' in one.after ? 'moved' : 'corrected',
      on_date: one.isNew ? (one.foundedOn ?? today) : today,
      before: one.before,
      after: one.after,
    }));
  await sql`insert into organisation_changes (id, organisation_id, kind, on_date, reason, before, after, related_ids, recorded_at, recorded_by)
    select id, organisation_id, kind, on_date, ${`名册导入：${fileName}`.slice(0, 500)}, before, after, array[${importId}::uuid], ${now}, ${by.personId}::uuid
      from json_to_recordset(${json(changes)}::json) as r (id uuid, organisation_id uuid, kind text, on_date date, before jsonb, after jsonb)`.execute(
    tx,
  );
  await applyTerms(tx, sorted);
  return ids;
}

async function applyTerms(tx: Db, writes: readonly OrganisationWrite[]): Promise<void> {
  const acts = writes.flatMap((one) => (one.term ? [{ ...one.term, organisationId: one.id }] : []));
  const dropped = acts.flatMap((one) => (one.act === 'drop' && one.of ? [one.of] : []));
  await sql`delete from terms where id = any(${sql.val(dropped)}::uuid[])`.execute(tx);
  const begun = acts.flatMap((one) =>
    one.act === 'begin' && one.term
      ? [{ id: one.term.id, organisation_id: one.organisationId, starts_on: one.term.startsOn, years: one.term.years, last_day: one.term.lastDay }]
      : [],
  );
  const mended = acts.flatMap((one) =>
    one.act === 'mend' && one.term ? [{ id: one.term.id, starts_on: one.term.startsOn, years: one.term.years, last_day: one.term.lastDay }] : [],
  );
  await sql`update terms t set ended_on = greatest(t.starts_on, r.starts_on) from json_to_recordset(${json(begun)}::json) as r (organisation_id uuid, starts_on date)
    where t.organisation_id = r.organisation_id and (t.ended_on is null or t.ended_on > r.starts_on)`.execute(tx);
  await sql`insert into terms (id, organisation_id, starts_on, years, last_day) select * from json_to_recordset(${json(begun)}::json) as r (id uuid, organisation_id uuid, starts_on date, years int, last_day date)`.execute(
    tx,
  );
  // A day earlier than the one on record corrects it, and what was held to run until then ends where this begins.
  await sql`update terms t set ended_on = greatest(t.starts_on, r.starts_on) from json_to_recordset(${json(mended)}::json) as r (id uuid, starts_on date) join terms m on m.id = r.id
    where t.organisation_id = m.organisation_id and t.id <> m.id and t.ended_on > r.starts_on`.execute(tx);
  await sql`update terms t set starts_on = r.starts_on, years = r.years, last_day = r.last_day, extended_to = case when t.extended_to > r.last_day then t.extended_to end
    from json_to_recordset(${json(mended)}::json) as r (id uuid, starts_on date, years int, last_day date) where t.id = r.id`.execute(tx);
}

const COLUMNS = `id uuid, name text, pinyin text, initials text, sex text, ethnicity text, born_on date, id_number_sealed bytea, id_number_index text, id_number_last text, native_place text, education text, degree text,
  staff_number text, identity text, category text, applied_on date, admitted_on date, converted_on date, phone_sealed bytea, phone_index text, phone_last text, email text, mobile_member boolean, note text`;
const NAMES = COLUMNS.split(',').map((column) => column.trim().split(' ')[0] as string);

/** One chunk of persons, as JSON texts: new ones are added, known ones written whole. */
export async function applyPersons(tx: Db, fresh: string | null, known: string | null): Promise<void> {
  const record = sql.raw(COLUMNS);
  if (fresh !== null)
    await sql`insert into persons (${sql.raw(NAMES.join(', '))}) select ${sql.raw(NAMES.join(', '))} from json_to_recordset(${fresh}::json) as r (${record})`.execute(
      tx,
    );
  if (known !== null) {
    const set = NAMES.filter((name) => name !== 'id' && !name.startsWith('id_number'))
      .map((name) => `${name} = r.${name}`)
      .join(', ');
    await sql`update persons p set ${sql.raw(set)}, version = p.version + 1 from json_to_recordset(${known}::json) as r (${record}) where p.id = r.id`.execute(
      tx,
    );
  }
}

/** Spans and history of all persons of the import, ended ones before begun ones: a post passes from one hand to the other on the same day. */
export async function applyStandings(
  { tx, today, now, importId, by }: Occasion,
  writes: readonly Standing[],
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const place = (code: string): string => {
    const id = ids.get(code);
    if (!id) throw new Error('A planned organisation is not there.');
    return id;
  };
  const memberships = writes.flatMap((one) =>
    one.beginAt === null ? [] : [{ id: newId(), person_id: one.id, organisation_id: place(one.beginAt) }],
  );
  const posts = writes.flatMap((one) =>
    one.beginPosts.map((post) => ({ id: newId(), person_id: one.id, organisation_id: place(post.organisationCode), kind: post.kind })),
  );
  const changes = writes.flatMap((one) => one.changes.map((change) => ({ id: newId(), person_id: one.id, ...change })));
  await sql`update memberships set to_on = greatest(from_on, ${today}::date) where id = any(${sql.val(writes.flatMap((one) => one.endMembership ?? []))}::uuid[])`.execute(
    tx,
  );
  await sql`insert into memberships (id, person_id, organisation_id, from_on, reason) select id, person_id, organisation_id, ${today}::date, 'import' from json_to_recordset(${json(memberships)}::json) as r (id uuid, person_id uuid, organisation_id uuid)`.execute(
    tx,
  );
  await sql`update posts set to_on = greatest(from_on, ${today}::date) where id = any(${sql.val(writes.flatMap((one) => one.endPosts))}::uuid[])`.execute(
    tx,
  );
  // Who was to take the post over later has it from today; a secretary who steps in for a while leaves with the day on which the next begins.
  await sql`
    with wanted as (select * from json_to_recordset(${json(posts)}::json) as r (id uuid, person_id uuid, organisation_id uuid, kind text)),
    brought as (
      update posts t set from_on = ${today}::date from wanted w
       where t.id = (select f.id from posts f where f.person_id = w.person_id and f.organisation_id = w.organisation_id and f.kind = w.kind
                        and f.from_on > ${today}::date and f.to_on is distinct from f.from_on order by f.from_on limit 1)
      returning w.id)
    insert into posts (id, person_id, organisation_id, kind, from_on, to_on)
    select w.id, w.person_id, w.organisation_id, w.kind, ${today}::date,
           case when w.kind = 'secretary' then (select min(f.from_on) from posts f where f.organisation_id = w.organisation_id and f.kind = 'secretary'
              and f.from_on > ${today}::date and f.to_on is distinct from f.from_on) end
      from wanted w where w.id not in (select id from brought)`.execute(tx);
  await sql`insert into field_changes (id, person_id, field, before, after, at, by_name, source, source_id)
    select id, person_id, field, nullif(before, ''), nullif(after, ''), ${now}, ${by.name}, 'import', ${importId}::uuid from json_to_recordset(${json(changes)}::json) as r (id uuid, person_id uuid, field text, before text, after text)`.execute(
    tx,
  );
}

/** A committee exists from the import day where at least three people hold committee posts (《支部工作条例》第十九条); who holds several counts once. */
export async function applyCommittees({ tx, today }: Occasion, organisationIds: readonly string[]): Promise<void> {
  const { rows } = await sql<{ organisationId: string }>`
    select x.organisation_id from posts x join organisations o on o.id = x.organisation_id and o.kind in ('branch', 'directBranch')
     where x.organisation_id = any(${sql.val(organisationIds)}::uuid[]) and x.from_on <= ${today}::date and (x.to_on is null or x.to_on > ${today}::date)
       and x.kind = any(${sql.val(POSTS.filter(isCommitteePost))}::text[])
       and not exists (select from committee_spans s where s.organisation_id = x.organisation_id and (s.to_on is null or s.to_on >= ${today}::date))
     group by x.organisation_id having count(distinct x.person_id) >= ${COMMITTEE_SIZE.fewest}`.execute(tx);
  const spans = rows.map((row) => ({ id: newId(), organisation_id: row.organisationId }));
  await sql`insert into committee_spans (id, organisation_id, from_on) select id, organisation_id, ${today}::date from json_to_recordset(${json(spans)}::json) as r (id uuid, organisation_id uuid)`.execute(
    tx,
  );
}
