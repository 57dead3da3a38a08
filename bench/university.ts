import pg from 'pg';
import { sha256 } from '#platform/server/crypto/crypto.ts';
import { addMonths, type Day, firstDay, monthOf } from '#platform/shared/day/day.ts';

/** A university of figures only, made by the database itself: what is measured is its size, not its words. */
export const BRANCHES = 1200;
export const SCHOOLS = 40;
export const PEOPLE = 20_000;
export const MEETINGS = 300_000;
export const ROLL = 15;
const MONTHS = 36;

/** Whose eyes a question is asked through; the token of each is its name. */
export const READERS = { committee: 0, organiser: 1, secretary: 2, member: 16_000 } as const;
export type Reader = keyof typeof READERS;
export const cookieOf = (reader: Reader) => `lianxin=bench-${reader}`;

const id = (table: number, expression: string) => `('0198000${table}-0000-7000-8000-' || lpad(to_hex(${expression}), 12, '0'))::uuid`;
const organisation = (expression: string) => id(1, expression);
const branch = (expression: string) => organisation(`${1 + SCHOOLS} + ${expression}`);
const person = (expression: string) => id(2, expression);
const meeting = (expression: string) => id(3, expression);
const of = (values: readonly string[], expression: string) =>
  `(array[${values.map((value) => `'${value}'`).join(',')}])[1 + (${expression}) % ${values.length}]`;

/** The id of the n-th branch as text. */
export const branchId = (n: number) => `01980001-0000-7000-8000-${(1 + SCHOOLS + n).toString(16).padStart(12, '0')}`;

/** Runs statements past the checks of foreign keys, which generated rows cannot break. */
async function bulk(url: string, statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(
      "set session_replication_role = replica; set synchronous_commit = off; set maintenance_work_mem = '256MB'; set timezone = 'Asia/Shanghai'",
    );
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

/** The tree, its people, posts and terms: 1 committee, 40 schools, 1,200 branches, 20,000 members. */
export async function foundUniversity(url: string, today: Day): Promise<void> {
  const since = firstDay(monthOf(addMonths(today, -MONTHS)));
  const root = organisation('0');
  await bulk(url, [
    `insert into organisations (id, number, code, name, kind, composition, parent_id, path, founded_on, records_since)
     select ${root}, 1, '001', '岚川大学委员会', 'committee', null, null::uuid, '1'::ltree, date '2010-01-01', date '${since}'
     union all select ${organisation('s')}, 1 + s, '001' || lpad(s::text, 2, '0'), '第' || s || '学院党委', 'committee', null, ${root}, ('1.' || 1 + s)::ltree, date '2010-01-01', date '${since}' from generate_series(1, ${SCHOOLS}) s
     union all select ${branch('b')}, ${2 + SCHOOLS} + b, '001' || lpad((1 + b % ${SCHOOLS})::text, 2, '0') || lpad((b / ${SCHOOLS})::text, 2, '0'), '第' || b || '党支部', 'branch',
       ${of(['staff', 'undergraduate', 'graduate', 'mixed'], 'b')}, ${organisation(`1 + b % ${SCHOOLS}`)}, ('1.' || 2 + b % ${SCHOOLS} || '.' || ${2 + SCHOOLS} + b)::ltree, date '2010-01-01', date '${since}' from generate_series(0, ${BRANCHES - 1}) b`,
    `insert into persons (id, name, pinyin, sex, ethnicity, born_on, id_number_last, id_number_index, id_number_sealed, staff_number, identity, category, applied_on, admitted_on, converted_on)
     select ${person('p')}, '测试' || p, 'ceshi', '1', '01', date '1990-01-01', '0001', 'bench-' || p, '\\x00', lpad(p::text, 8, '0'), 'teacher', case when p % 12 = 11 then 'probationary' else 'full' end,
       date '2015-01-01', date '2017-01-01', case when p % 12 = 11 then null else date '2018-01-01' end from generate_series(0, ${PEOPLE - 1}) p`,
    `insert into memberships (id, person_id, organisation_id, from_on) select ${id(4, 'p')}, ${person('p')}, ${branch(`p % ${BRANCHES}`)}, date '2020-09-01' from generate_series(0, ${PEOPLE - 1}) p`,
    `insert into posts (id, person_id, organisation_id, kind, from_on)
     select ${id(5, 'b * 8 + k')}, ${person(`b + ${BRANCHES} * k`)}, ${branch('b')}, ${of(['secretary', 'deputySecretary', 'organisationOfficer', 'publicityOfficer', 'disciplineOfficer'], 'k')}, date '${since}'
     from generate_series(0, ${BRANCHES - 1}) b, generate_series(0, 4) k where not (k = 0 and b in (${READERS.committee}, ${READERS.organiser}))
     union all select ${id(5, `${BRANCHES * 8}`)}, ${person(`${READERS.committee}`)}, ${root}, 'secretary', date '${since}'
     union all select ${id(5, `${BRANCHES * 8 + 1}`)}, ${person(`${READERS.organiser}`)}, ${organisation('2')}, 'organiser', date '${since}'`,
    `insert into terms (id, organisation_id, number, starts_on, years, last_day) select ${id(6, 'b')}, ${branch('b')}, 1, date '${since}', 5, date '${since}' + 1825 from generate_series(0, ${BRANCHES - 1}) b`,
    `insert into committee_spans (id, organisation_id, from_on) select ${id(7, 'b')}, ${branch('b')}, date '${since}' from generate_series(0, ${BRANCHES - 1}) b`,
    `insert into calendar_days (day, kind) select day::date, case when extract(month from day) in (2, 8) then 'vacation' when extract(isodow from day) > 5 then 'rest' else 'teaching' end
     from generate_series(date '${since}', date '${today}' + 60, interval '1 day') day`,
    ...Object.entries(READERS).flatMap(([reader, p]) => [
      `insert into accounts (id, username, person_id, name, created_at) values (${id(8, String(p))}, 'bench-${reader}', ${person(String(p))}, '测试${p}', now())`,
      `insert into sessions (id, token_hash, account_id, post_id, created_at, seen_at, expires_at)
       values (${id(9, String(p))}, '${sha256(`bench-${reader}`)}', ${id(8, String(p))}, (select id from posts where person_id = ${person(String(p))} order by id limit 1), now(), now() + interval '1 day', now() + interval '2 days')`,
    ]),
  ]);
}

/** Meetings numbered `from` to `to`, in the order of their days over three years; branches take turns, and their kinds. */
export async function addMeetings(url: string, today: Day, from: number, to: number): Promise<void> {
  const count = to - from;
  const since = firstDay(monthOf(addMonths(today, -MONTHS)));
  const indexes = await takeIndexes(url, 'meetings');
  await bulk(url, [
    ...indexes.drop,
    `insert into meetings (id, branch_id, kind, title, state, starts_at, ends_at, held_on, place, chair_id, recorder_id, received_at, written_at, confirmed_at, sha256, canonical, present, due, agreed)
     select ${meeting('i')}, ${branch('b')}, kind, '学习与讨论 ' || i, state, at, at + interval '90 minutes', (at at time zone 'Asia/Shanghai')::date, '会议室', ${person('b')}, ${person(`b + ${2 * BRANCHES}`)},
       case when state <> 'held' then at + interval '1 day' end, case when state <> 'held' then at + interval '1 day' end, case when state = 'confirmed' then at + interval '3 days' end,
       case when state = 'confirmed' then repeat('a', 64) end, case when state = 'confirmed' then '{}' end, ${ROLL - 1}, ${ROLL}, ${ROLL - 2}
     from (select i, (i % ${BRANCHES})::int as b, ${of(['membersMeeting', 'committeeMeeting', 'partyLecture', 'themeDay'], `i / ${BRANCHES}`)} as kind,
             case when i % 100 < 2 then 'held' when i % 100 < 12 then 'recorded' else 'confirmed' end as state,
             date '${since}' + interval '9 hours' + (i - ${from}) * ((timestamp '${today}' - timestamp '${since}') / ${count}) as at
           from generate_series(${from}::bigint, ${to - 1}::bigint) i) as planned`,
    ...indexes.create,
    // Bulk rows pass the triggers by.
    `insert into branch_changes (branch_id) select ${branch('b')} from generate_series(0, ${BRANCHES - 1}) b`,
    'analyze',
  ]);
}

/** Fifteen on the roll of each of the first meetings. */
export async function addAttendances(url: string): Promise<void> {
  const indexes = await takeIndexes(url, 'attendances');
  await bulk(url, [
    ...indexes.drop,
    `insert into attendances (meeting_id, person_id, name, category, is_due, may_vote, status, via)
     select ${meeting('i')}, ${person(`i % ${BRANCHES} + ${BRANCHES} * k`)}, '测试', 'full', true, true, case when k = 14 then 'leave' else 'present' end, 'tap' from generate_series(0, ${MEETINGS - 1}) i, generate_series(0, ${ROLL - 1}) k`,
    ...indexes.create,
    'analyze attendances',
  ]);
}

/** Statements that take a table's plain indexes away and put them back: filling first and sorting afterwards is several times faster. */
async function takeIndexes(url: string, table: string): Promise<{ drop: string[]; create: string[] }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ name: string; definition: string }>(
    `select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as definition from pg_index i where i.indrelid = $1::regclass and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`,
    [table],
  );
  await client.end();
  return { drop: rows.map(({ name }) => `drop index ${name}`), create: rows.map(({ definition }) => definition) };
}
