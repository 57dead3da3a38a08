import { sql } from 'kysely';
import { DEFAULT_VACATION_SETTING, type VacationSetting, vacationsApplyTo } from '#features/calendar/calendar.ts';
import { committeeRequired } from '#features/organisations/organisation.ts';
import { isCommitteePost, type Post } from '#features/organisations/post.ts';
import type { Db } from '#platform/server/db/db.ts';
import { addYears, type Day, firstDay } from '#platform/shared/day/day.ts';
import type { BranchFacts, CountedKind, Counts, Holder } from '../facts.ts';
import type { Shown } from '../finding.ts';
import { recentFrom } from '../indicators.ts';
import type { IndicatorId } from '../names.ts';
import type { Reading, Span } from '../windows.ts';
import { among, type Branch } from './branches.ts';

const VACATION_KEY = 'calendar.vacationBranches';
const KINDS: readonly CountedKind[] = ['membersMeeting', 'committeeMeeting', 'partyLecture', 'themeDay'];

/** What is known of the branches of a request, and the days on which they were shown their findings. */
export type Known = {
  readonly facts: BranchFacts;
  readonly shown: readonly Shown[];
  /** Members on the day of the reading by what they are today. */
  readonly members: { readonly full: number; readonly probationary: number };
};

type CountRow = { branchId: string; kind: string; mask: number; held: number; confirmed: number; occasions: number; due: number; present: number };
type MemberRow = { branchId: string; fullMembers: number; full: number; probationary: number; valid: number; required: number; unconfirmed: number };
type FindingRow = { branchId: string; indicator: string; timeWindow: string; shownOn: Day; isOpen: boolean; accepted: boolean };

/**
 * One statement for each kind of fact, for all branches at once. The months of a branch come back as one bit for each month in which a
 * meeting of the kind counts, and the pooled figures as sums, so that what is sent grows with the branches only.
 */
export async function knownOf(db: Db, branches: readonly Branch[], reading: Reading, setting?: VacationSetting): Promise<Map<string, Known>> {
  if (branches.length === 0) return new Map();
  const of = among(branches);
  const { asOf } = reading;
  const [counts, begun, recent, members, spans, posts, terms, findings, vacations] = await Promise.all([
    countsOf(db, of('c.branchId'), reading),
    lastDaysWhereBegun(db, of('c.branchId'), [...reading.slotOf.keys()]),
    sql<{ branchId: string; held: number; confirmed: number }>`
      select m.branch_id, count(*)::int as held, count(*) filter (where m.state = 'confirmed')::int as confirmed from meetings m join organisations o on o.id = m.branch_id
      where m.state <> 'cancelled' and m.state in ('held', 'recorded', 'confirmed') and m.held_on between ${recentFrom(reading)} and ${asOf} and m.held_on >= o.records_since and ${of('m.branchId')}
      group by m.branch_id`.execute(db),
    membersOf(db, of('m.organisationId'), asOf),
    sql<
      { organisationId: string } & Span
    >`select organisation_id, from_on as from, to_on as to from committee_spans where ${of('organisationId')}`.execute(db),
    sql<{ organisationId: string; personId: string; kind: string }>`
      select organisation_id, person_id, kind from posts where ${of('organisationId')} and from_on <= ${asOf} and (to_on is null or to_on > ${asOf})`.execute(
      db,
    ),
    sql<{ organisationId: string; lastDay: Day; extendedTo: Day | null }>`
      select organisation_id, last_day, extended_to from terms where ${of('organisationId')} and starts_on <= ${asOf} and (ended_on is null or ended_on > ${asOf})`.execute(
      db,
    ),
    sql<FindingRow>`
      select branch_id, indicator, time_window, shown_on, state = 'open' as is_open, answer is not distinct from 'accepted' as accepted from findings
      where ${of('branchId')} and (state = 'open' or answer = 'accepted' or ${reading.closed})`.execute(db),
    setting ?? vacationSetting(db),
  ]);

  const month = [...reading.slotOf.keys()];
  const counted = new Map(
    KINDS.map((kind) => [
      kind as string,
      month.map((at): Counts => ({ month: at, kind, counted: 1, held: 0, confirmed: 0, occasions: 0, due: 0, present: 0 })),
    ]),
  );
  const pooledMonth = month.find((_, slot) => reading.pooled[slot]) ?? '';
  const countRows = grouped(counts.rows, (row) => row.branchId);
  const begunOf = grouped(begun, (row) => row.branchId);
  const recentOf = byBranch(recent.rows);
  const memberRows = byBranch(members.rows);
  const spansOf = grouped(spans.rows, (row) => row.organisationId);
  const postsOf = grouped(posts.rows, (row) => row.organisationId);
  const termOf = new Map(terms.rows.map((row) => [row.organisationId, row]));
  const findingsOf = grouped(findings.rows, (row) => row.branchId);

  return new Map(
    branches.map((branch) => {
      const member = memberRows.get(branch.id);
      const found = findingsOf.get(branch.id) ?? NONE;
      const open = reading.closed ? found : found.filter((finding) => finding.isOpen);
      const facts: BranchFacts = {
        foundedOn: branch.foundedOn,
        recordsSince: branch.recordsSince,
        temporary: branch.composition === 'temporary',
        vacationsApply: vacationsApplyTo(branch.composition, vacations),
        committeeRequired: committeeRequired(member?.fullMembers ?? 0),
        committeeSpans: spansOf.get(branch.id) ?? NONE,
        holders: (postsOf.get(branch.id) ?? NONE).map(
          ({ personId, kind }): Holder => ({ personId, post: kind, onCommittee: isCommitteePost(kind as Post) }),
        ),
        term: termOf.get(branch.id) ?? null,
        data: { valid: member?.valid ?? 0, required: member?.required ?? 0, unconfirmed: member?.unconfirmed ?? 0 },
        counts: countsFrom(countRows.get(branch.id) ?? NONE, counted, pooledMonth, begunOf.get(branch.id)),
        recent: recentOf.get(branch.id) ?? { held: 0, confirmed: 0 },
        accepted: found.filter((finding) => finding.accepted).map(({ indicator, timeWindow }) => ({ indicator, window: timeWindow })),
      };
      return [
        branch.id,
        {
          facts,
          members: { full: member?.full ?? 0, probationary: member?.probationary ?? 0 },
          shown: open.map((finding) => ({ indicator: finding.indicator as IndicatorId, window: finding.timeWindow, shownOn: finding.shownOn })),
        },
      ];
    }),
  );
}

const NONE: readonly never[] = [];

function byBranch<Row extends { branchId: string }>(rows: readonly Row[]): Map<string, Row> {
  return new Map(rows.map((row) => [row.branchId, row]));
}

/** Rows by what they belong to. */
export function grouped<Row>(rows: readonly Row[], key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const at = groups.get(key(row));
    if (at === undefined) groups.set(key(row), [row]);
    else at.push(row);
  }
  return groups;
}

function countsOf(db: Db, those: ReturnType<typeof sql>, reading: Reading) {
  const months = [...reading.slotOf.keys()].map(firstDay);
  const pooled = (column: string) => sql`coalesce(sum(${sql.ref(`c.${column}`)}) filter (where s.pooled), 0)::int as ${sql.ref(column)}`;
  return sql<CountRow>`
    select c.branch_id, c.kind, coalesce(bit_or(1 << s.slot) filter (where c.counted > 0), 0) as mask, ${sql.join(['held', 'confirmed', 'occasions', 'due', 'present'].map(pooled))}
    from activity_counts c
      join (select month, pooled, (n - 1)::int as slot from unnest(${sql.val(months)}::date[], ${sql.val([...reading.pooled])}::boolean[]) with ordinality as u(month, pooled, n)) s on s.month = c.month
    where ${those} and c.month between ${months[0] ?? null} and ${months.at(-1) ?? null} group by c.branch_id, c.kind`.execute(db);
}

/** The rows that the rules read: one for each month in which a meeting of the kind counts, and one for each kind with what the pooled months hold together. */
function countsFrom(
  rows: readonly CountRow[],
  counted: ReadonlyMap<string, readonly Counts[]>,
  pooledMonth: string,
  begun: readonly LastDay[] = NONE,
): Counts[] {
  const counts: Counts[] = [];
  for (const { kind, mask, held, confirmed, occasions, due, present } of rows) {
    counts.push({ month: pooledMonth, kind, counted: 0, held, confirmed, occasions, due, present });
    for (const [slot, one] of (counted.get(kind) ?? []).entries()) if ((mask >> slot) & 1) counts.push(withLastDay(one, begun));
  }
  return counts;
}

/** In a month in which the branch, its records here or its committee began, it matters on which day a meeting was last held. */
export type LastDay = { readonly branchId: string; readonly kind: string; readonly month: string; readonly lastOn: Day };

/** These few days: the others are as good as the month's last. */
export async function lastDaysWhereBegun(db: Db, those: ReturnType<typeof sql>, months: readonly string[]): Promise<LastDay[]> {
  const { rows } = await sql<LastDay>`
    select c.branch_id, c.kind, to_char(c.month, 'YYYY-MM') as month, c.last_on from activity_counts c join organisations o on o.id = c.branch_id
    where c.counted > 0 and c.last_on is not null and ${those} and c.month between ${firstDay(months[0] ?? '')} and ${firstDay(months.at(-1) ?? '')}
      and (c.month = date_trunc('month', o.founded_on)::date or c.month = date_trunc('month', o.records_since)::date
        or (c.kind = 'committeeMeeting' and exists (select from committee_spans s where s.organisation_id = c.branch_id and date_trunc('month', s.from_on)::date = c.month)))`.execute(
    db,
  );
  return rows;
}

/** The counts of a month, with the last day where it matters. */
export function withLastDay(counts: Counts, begun: readonly LastDay[]): Counts {
  const last = begun.find((row) => row.kind === counts.kind && row.month === counts.month);
  return last === undefined ? counts : { ...counts, lastOn: last.lastOn };
}

/** Full members on the day, and of today's members how many mandatory fields are filled in: values of no code table never reach the roster. */
function membersOf(db: Db, those: ReturnType<typeof sql>, asOf: Day) {
  return sql<MemberRow>`
    select m.organisation_id as branch_id, count(*) filter (where p.converted_on <= ${asOf})::int as full_members,
      count(*) filter (where p.confirmed_on is null or p.confirmed_on <= ${addYears(asOf, -1)})::int as unconfirmed,
      count(*) filter (where p.category = 'full')::int as full, count(*) filter (where p.category = 'probationary')::int as probationary, (count(*) * 11)::int as required,
      sum(1 + num_nonnulls(p.name, p.sex, p.ethnicity, p.born_on, p.id_number_last, p.staff_number, p.identity, p.category, p.admitted_on, case p.category when 'full' then p.converted_on else p.applied_on end))::int as valid
    from memberships m join persons p on p.id = m.person_id
    where ${those} and m.from_on <= ${asOf} and (m.to_on is null or m.to_on > ${asOf}) and p.category in ('full', 'probationary') group by m.organisation_id`.execute(
    db,
  );
}

/** Whether mixed and joint branches rest as student branches do: kept by the calendar. */
export async function vacationSetting(db: Db): Promise<VacationSetting> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', VACATION_KEY).executeTakeFirst();
  return { ...DEFAULT_VACATION_SETTING, ...(row?.value as Partial<VacationSetting> | undefined) };
}

/** Lectures given by the secretary of the time in a year: shown beside the lectures of one branch. */
export async function secretaryLectures(db: Db, branchId: string, from: Day, to: Day): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from meetings m join posts t on t.person_id = m.lecturer_id and t.organisation_id = m.branch_id and t.kind = 'secretary' and t.from_on <= m.held_on and (t.to_on is null or t.to_on > m.held_on)
    where m.branch_id = ${branchId} and m.kind = 'partyLecture' and m.state in ('recorded', 'confirmed') and m.held_on between ${from} and ${to}`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}
