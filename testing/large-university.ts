import pg from 'pg';
import type { Day } from '#platform/shared/day/day.ts';
import { addMeetings, BRANCHES, foundUniversity, PEOPLE } from '../bench/university.ts';

/** What a university has after some years, made by the database itself, so that the plans of its lists are those of a full one. */
export const LARGE_MEETINGS = 40_000;

const id = (kind: string, expression: string) => `('0198${kind}-0000-7000-8000-' || lpad(to_hex(${expression}), 12, '0'))::uuid`;
const organisation = (expression: string) => id('0001', `41 + ${expression}`);
const person = (expression: string) => id('0002', expression);
const meeting = (expression: string) => id('0003', expression);
const account = (expression: string) => id('0008', expression);
/** Spread over people and branches, so that one is not always the other's. */
const someone = person(`(i * 7919 % ${PEOPLE})::int`);
const somewhere = organisation(`(i * 31 % ${BRANCHES})::int`);
const series = (count: number) => `generate_series(0::bigint, ${count - 1}) i`;

/** 1,200 branches with 20,000 people, 60,000 meetings, and years of entries, notices, corrections, imports and exports. */
export async function largeUniversity(url: string, today: Day): Promise<void> {
  await foundUniversity(url, today);
  await addMeetings(url, today, 0, LARGE_MEETINGS);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const at = (count: number) => `timestamptz '${today} 08:00+08' - (${count} - i) * interval '10 minutes'`;
  try {
    await client.query("set session_replication_role = replica; set synchronous_commit = off; set timezone = 'Asia/Shanghai'");
    for (const statement of [
      `insert into audit_entries (id, at, account_id, person_id, actor_name, post, action, subject_kind, subject_id, organisation_path, about_person_id)
       select ${id('000a', 'i')}, ${at(60_000)}, ${account(`(i * 7919 % ${PEOPLE})::int`)}, ${someone}, '测试', null, (array['meeting.write', 'meeting.roll', 'member.reveal', 'session.begin'])[1 + i % 4],
         (array['meeting', 'meeting', 'person', 'account'])[1 + i % 4], ${somewhere}, o.path, case when i % 4 = 2 then ${person(`(i * 31 % ${PEOPLE})::int`)} end
       from ${series(60_000)} join organisations o on o.id = ${somewhere}`,
      `insert into notices (id, person_id, kind, link, at, read_at)
       select ${id('000b', 'i')}, ${someone}, 'meetingAnnounced', '/meetings', ${at(40_000)}, case when i % 5 > 0 then now() end from ${series(40_000)}`,
      `insert into field_changes (id, person_id, field, before, after, at, by_name, source)
       select ${id('000c', 'i')}, ${someone}, 'email', 'a@example.edu.cn', 'b@example.edu.cn', ${at(20_000)}, '测试', 'import' from ${series(20_000)}`,
      `insert into corrections (id, person_id, field, value, state, proposed_at, decided_at)
       select ${id('000d', 'i')}, ${someone}, 'field' || i, 'b', case when i % 50 = 0 then 'proposed' else 'approved' end, ${at(20_000)}, now() from ${series(20_000)}`,
      `insert into exports (id, organisation_id, with_personal, persons, state, asked_by, asked_at)
       select ${id('000e', 'i')}, ${somewhere}, false, 20, case when i % 40 = 0 then 'waiting' else 'ready' end, ${account(`(i * 7919 % ${PEOPLE})::int`)}, ${at(12_000)} from ${series(12_000)}`,
      `insert into jobs (id, kind, state, created_by, created_at) select ${id('000f', 'i')}, 'import.apply', 'done', ${account('1')}, ${at(12_000)} from ${series(12_000)}`,
      `insert into imports (id, file_name, state, scope_id, job_id, created_at, created_by)
       select ${id('0010', 'i')}, '名册.xlsx', 'applied', ${somewhere}, ${id('000f', 'i')}, ${at(12_000)}, ${account(`(i * 7919 % ${PEOPLE})::int`)} from ${series(12_000)}`,
      `insert into import_rows (import_id, sheet, row, outcome) select ${id('0010', '(i / 400)::int')}, '党员', (i % 400)::int, 'same' from ${series(20_000)}`,
      `insert into findings (id, branch_id, indicator, time_window, shown_on, state, closed_on, closed_by)
       select ${id('0011', 'i')}, case when open then ${organisation('(i / 20)::int')} else ${somewhere} end, 'data_complete', '', date '${today}' - (i / 100)::int, case when open then 'open' else 'closed' end,
         case when not open then date '${today}' end, case when not open then 'record' end from (select i, i % 20 = 0 as open from ${series(20_000)}) i`,
      `insert into organisation_changes (id, organisation_id, kind, on_date, reason, recorded_at) select ${id('0012', 'i')}, ${somewhere}, 'renamed', date '${today}' - (i / 100)::int, '更名', now() from ${series(12_000)}`,
      `insert into accounts (id, username, person_id, name, created_at) select ${id('0013', 'i')}, 'large-' || i, ${person('i')}, '测试', now() from ${series(PEOPLE)} on conflict do nothing`,
      `insert into sessions (id, token_hash, account_id, created_at, seen_at, expires_at) select ${id('0014', 'i')}, 'large-' || i, ${id('0013', 'i')}, now(), now(), now() + interval '1 day' from ${series(PEOPLE)}`,
      `insert into attendances (meeting_id, person_id, name, category, is_due, may_vote, status, via)
       select ${meeting('i')}, ${person(`(i % ${BRANCHES} + ${BRANCHES} * k)::int`)}, '测试', 'full', true, true, 'present', 'tap' from ${series(LARGE_MEETINGS)}, generate_series(0, 1) k`,
      `insert into meeting_items (id, meeting_id, position, title) select ${id('0015', 'i')}, ${meeting('i')}, 0, '学习' from ${series(LARGE_MEETINGS)}`,
      `insert into activity_counts (branch_id, month, kind, counted, held, present, due)
       select ${organisation('b')}, (date_trunc('month', date '${today}') - m * interval '1 month')::date, kind, 1, 1, 14, 15
       from generate_series(0, ${BRANCHES - 1}) b, generate_series(0, 23) m, unnest(array['membersMeeting', 'committeeMeeting', 'partyLecture', 'themeDay']) kind`,
      `insert into articles (id, column_id, owner_id, in_name_of, state, visibility, shown_id, head_id, approved_at, last_day, created_by, created_at)
       select ${id('0016', 'i')}, case when i % 2 = 0 then 'university-news' else 'branch-notices' end, case when i % 2 = 0 then ${id('0001', '0')} else ${somewhere} end, ${somewhere}, 'approved',
         case when i % 2 = 0 then 'public' else 'subtree' end, ${id('0017', 'i')}, ${id('0017', 'i')}, ${at(40_000)}, case when i % 2 = 1 then date '${today}' - (i / 100)::int end, ${someone}, ${at(40_000)} from ${series(40_000)}`,
      `insert into article_versions (id, article_id, number, title, body, text, sha256, saved_by, saved_at)
       select ${id('0017', 'i')}, ${id('0016', 'i')}, 1, '测试' || i, '{"type": "doc", "content": []}', '测试', repeat('a', 64), ${someone}, ${at(40_000)} from ${series(40_000)}`,
      `insert into article_authors (article_id, person_id, since) select ${id('0016', 'i')}, ${someone}, ${at(40_000)} from ${series(40_000)}`,
      `insert into article_rounds (id, article_id, number, kind, steps, version_id, state, submitted_at, waiting_since, ended_at)
       select ${id('0018', 'i')}, ${id('0016', 'i')}, 1, 'publication', '{final}', ${id('0017', 'i')}, case when i % 400 = 0 then 'inReview' else 'approved' end, ${at(40_000)}, ${at(40_000)}, case when i % 400 > 0 then now() end from ${series(40_000)}`,
      `insert into article_signatures (id, round_id, step, version_id, sha256, person_id, person_name, post_name, proof_by, at)
       select ${id('0019', 'i')}, ${id('0018', 'i')}, 'final', ${id('0017', 'i')}, repeat('a', 64), ${someone}, '测试', '书记', ${someone}, ${at(40_000)} from ${series(40_000)} where i % 400 > 0`,
      'vacuum analyze',
    ])
      await client.query(statement);
  } finally {
    await client.end();
  }
}
