import { sql } from 'kysely';
import { vacationsApplyTo } from '#features/calendar/calendar.ts';
import { type Day, firstDay, lastDay, monthsOf, type Window } from '#platform/shared/day/day.ts';
import type { Db } from '#platform/server/db/db.ts';
import { type Duty, dutyIndicator, heldDaysOf } from '../duty.ts';
import type { BranchFacts, CountedKind, Counts } from '../facts.ts';
import type { IndicatorReason } from '../names.ts';
import type { Span } from '../windows.ts';
import { type Branch, branchReader } from './branches.ts';
import { grouped, vacationSetting } from './facts.ts';
import { makeReading } from './reading.ts';

const DUTIES: Readonly<Record<CountedKind, Duty>> = {
  membersMeeting: { id: 'members_meetings', kind: 'membersMeeting', every: 'quarter' },
  committeeMeeting: { id: 'committee_meetings', kind: 'committeeMeeting', every: 'month' },
  partyLecture: { id: 'party_lectures', kind: 'partyLecture', every: 'quarter' },
  themeDay: { id: 'theme_days', kind: 'themeDay', every: 'month' },
};

/** Whether a kind is asked for each month, or each quarter. */
export function everyOf(kind: CountedKind): Duty['every'] {
  return DUTIES[kind].every;
}

/** A duty of one branch within a period: windows met, due (met and missed), still running, and the meetings held. */
export type DutyFigures = { readonly branch: Branch; readonly met: number; readonly due: number; readonly open: number; readonly held: number; readonly notApplicable: string | null };

type Read = { branchId: string; months: string[]; counted: number };

/**
 * One duty of many branches within a period, by the same windows that health judges. `roots`: subtrees, null for the whole
 * university. Three statements, whatever the number of branches.
 */
export async function dutyFigures(db: Db, kind: CountedKind, period: Window, today: Day, roots: readonly string[] | null): Promise<DutyFigures[]> {
  const duty = DUTIES[kind];
  const reading = await makeReading(db, period, today);
  const branches = await branchReader(db).under(roots, reading.asOf);
  const ids = sql`any(${sql.val(branches.map((branch) => branch.id))}::uuid[])`;
  const months = monthsOf(period);
  const [counts, spans, answered, vacations] = await Promise.all([
    sql<Read>`
      select branch_id, array_agg(to_char(month, 'YYYY-MM')) as months, sum(counted)::int as counted from activity_counts
      where branch_id = ${ids} and month between ${firstDay(period)} and ${lastDay(period)} and kind = ${kind} and counted > 0 group by branch_id`.execute(db),
    kind === 'committeeMeeting' ? sql<{ organisationId: string } & Span>`select organisation_id, from_on as from, to_on as to from committee_spans where organisation_id = ${ids}`.execute(db) : { rows: [] },
    sql<{ branchId: string; timeWindow: string }>`select branch_id, time_window from findings where answer = 'accepted' and indicator = ${duty.id} and branch_id = ${ids}`.execute(db),
    vacationSetting(db),
  ]);
  const countOf = new Map(counts.rows.map((row) => [row.branchId, row]));
  const spansOf = grouped(spans.rows, (row) => row.organisationId);
  const answeredOf = grouped(answered.rows, (row) => row.branchId);
  const one = new Map(months.map((month): [string, Counts] => [month, { month, kind, counted: 1, held: 0, confirmed: 0, occasions: 0, due: 0, present: 0 }]));
  const inPeriod = (window: Window) => window === period || months.includes(window) || (period.length === 4 && window.startsWith(period));

  return branches.map((branch) => {
    const held = countOf.get(branch.id);
    const facts: BranchFacts = {
      foundedOn: branch.foundedOn, recordsSince: branch.recordsSince, temporary: branch.composition === 'temporary', vacationsApply: vacationsApplyTo(branch.composition, vacations),
      committeeRequired: false, holders: [], term: null, data: { valid: 0, required: 0 }, recent: { held: 0, confirmed: 0 },
      committeeSpans: spansOf.get(branch.id) ?? [],
      counts: (held?.months ?? []).flatMap((month) => one.get(month) ?? []),
      accepted: (answeredOf.get(branch.id) ?? []).map((row) => ({ indicator: duty.id, window: row.timeWindow })),
    };
    const indicator = dutyIndicator(duty, facts, heldDaysOf(facts.counts, reading), reading);
    const closed = indicator.windows.filter(({ window }) => inPeriod(window));
    const running = indicator.running !== null && inPeriod(indicator.running.window) ? [indicator.running] : [];
    return { branch, held: held?.counted ?? 0, ...figures([...closed, ...running]) };
  });
}

function figures(windows: readonly { readonly state: string; readonly reason: IndicatorReason | null }[]): Omit<DutyFigures, 'branch' | 'held'> {
  const count = (...states: string[]) => windows.filter(({ state }) => states.includes(state)).length;
  const [met, missed, open] = [count('met'), count('missed'), count('open', 'due')];
  const why = windows.find(({ state }) => state === 'notApplicable')?.reason ?? 'beforeRecords';
  return { met, due: met + missed, open, notApplicable: met + missed + open > 0 ? null : count('answered') > 0 ? 'answered' : why };
}
