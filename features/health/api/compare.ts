import { sql } from 'kysely';
import { type VacationSetting, vacationsApplyTo } from '#features/calendar/calendar.ts';
import type { Db } from '#platform/server/db/db.ts';
import { type Day, firstDay, lastDay, type Month, monthsOf, type Window } from '#platform/shared/day/day.ts';
import { type Duty, dutyIndicator, type HeldDays, heldDaysOf } from '../duty.ts';
import type { BranchFacts, CountedKind, Counts } from '../facts.ts';
import type { IndicatorReason } from '../names.ts';
import type { Reading, Span } from '../windows.ts';
import { among, type Branch, existedOn } from './branches.ts';
import { grouped, type LastDay, lastDaysWhereBegun, vacationSetting, withLastDay } from './facts.ts';
import { keptByBranch } from './kept.ts';
import { keyOfReadings, makeReadings } from './reading.ts';

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
export type DutyFigures = {
  readonly branch: Branch;
  readonly met: number;
  readonly due: number;
  readonly open: number;
  readonly held: number;
  readonly notApplicable: string | null;
};

/** The figures of one branch, one for each period. */
type Figures = Omit<DutyFigures, 'branch'>;
type CountRow = { branchId: string; mask: number } & Record<`held${number}`, number>;

/**
 * One duty of all branches of the university within each of several periods, by the same windows that health judges, in tree order.
 * Only branches in which something has changed are worked out anew. The number of statements grows with nothing.
 */
export async function dutyFigures(db: Db, kind: CountedKind, periods: readonly Window[], today: Day): Promise<DutyFigures[][]> {
  const [readings, vacations] = await Promise.all([makeReadings(db, periods, today), vacationSetting(db)]);
  const kept = await keptByBranch(db, `${kind} ${periods} ${keyOfReadings(readings, vacations)}`, (branches) =>
    figuresOf(db, kind, periods, readings, branches, vacations),
  );
  return readings.map((reading, at) =>
    kept.flatMap(({ branch, value }) => (existedOn(branch, reading.asOf) ? [{ branch, ...(value[at] as Figures) }] : [])),
  );
}

/** A branch's months come back as one bit for each in which a meeting counts. */
async function figuresOf(
  db: Db,
  kind: CountedKind,
  periods: readonly Window[],
  readings: readonly Reading[],
  branches: readonly Branch[],
  vacations: VacationSetting,
): Promise<Map<string, Figures[]>> {
  const duty = DUTIES[kind];
  const months = periods.flatMap(monthsOf);
  const days = months.map(firstDay);
  const of = among(branches);
  const held = periods.map(
    (period, at) =>
      sql`coalesce(sum(c.counted) filter (where c.month between ${firstDay(period)} and ${lastDay(period)}), 0)::int as ${sql.ref(`held${at}`)}`,
  );
  const [counts, begun, spans, answered] = await Promise.all([
    sql<CountRow>`
      select c.branch_id, bit_or(1 << s.slot) as mask, ${sql.join(held)} from activity_counts c
        join (select month, (n - 1)::int as slot from unnest(${sql.val(days)}::date[]) with ordinality as u(month, n)) s on s.month = c.month
      where c.kind = ${kind} and c.counted > 0 and c.month = any(${sql.val(days)}::date[]) and ${of('c.branchId')} group by c.branch_id`.execute(db),
    lastDaysWhereBegun(db, of('c.branchId'), [...months].sort()),
    kind === 'committeeMeeting'
      ? sql<
          { organisationId: string } & Span
        >`select organisation_id, from_on as from, to_on as to from committee_spans where ${of('organisationId')}`.execute(db)
      : { rows: [] },
    sql<{
      branchId: string;
      timeWindow: string;
    }>`select branch_id, time_window from findings where answer = 'accepted' and indicator = ${duty.id} and ${of('branchId')}`.execute(db),
  ]);
  const begunOf = grouped(begun, (row) => row.branchId);
  const countOf = new Map(counts.rows.map((row) => [row.branchId, row]));
  const spansOf = grouped(spans.rows, (row) => row.organisationId);
  const acceptedOf = grouped(
    answered.rows.map((row) => ({ branchId: row.branchId, indicator: duty.id, window: row.timeWindow })),
    (row) => row.branchId,
  );
  const judges = periods.map((period, at) => {
    const reading = within(readings[at] as Reading, period);
    return { reading, heldOf: heldDaysByMask(kind, months, reading) };
  });

  return new Map(
    branches.map((branch) => {
      const count = countOf.get(branch.id);
      const facts: BranchFacts = {
        ...NOT_ASKED,
        foundedOn: branch.foundedOn,
        recordsSince: branch.recordsSince,
        temporary: branch.composition === 'temporary',
        vacationsApply: vacationsApplyTo(branch.composition, vacations),
        committeeSpans: spansOf.get(branch.id) ?? NONE,
        accepted: acceptedOf.get(branch.id) ?? NONE,
      };
      const figures = judges.map(({ reading, heldOf }, at): Figures => {
        const { windows, running } = dutyIndicator(duty, facts, heldOf(count?.mask ?? 0, begunOf.get(branch.id)), reading);
        return { held: count?.[`held${at}`] ?? 0, ...summed(running === null ? windows : [...windows, running]) };
      });
      return [branch.id, figures];
    }),
  );
}

const NONE: readonly never[] = [];
/** What no duty looks at. */
const NOT_ASKED = {
  committeeRequired: false,
  holders: NONE,
  term: null,
  data: { valid: 0, required: 0 },
  recent: { held: 0, confirmed: 0 },
  counts: NONE,
};

/** The same reading with the windows of the period alone: what lies outside is not judged. */
function within(reading: Reading, period: Window): Reading {
  const inPeriod = ({ window }: { readonly window: Window }) =>
    window === period || (firstDay(window) >= firstDay(period) && lastDay(window) <= lastDay(period));
  const running = (frame: Reading['runningMonth']) => (frame !== null && inPeriod(frame) ? frame : null);
  return {
    ...reading,
    months: reading.months.filter(inPeriod),
    quarters: reading.quarters.filter(inPeriod),
    runningMonth: running(reading.runningMonth),
    runningQuarter: running(reading.runningQuarter),
  };
}

/** The days that the rules ask for, made once for each set of months in which meetings were held. */
function heldDaysByMask(kind: CountedKind, months: readonly Month[], reading: Reading): (mask: number, begun?: readonly LastDay[]) => HeldDays {
  const known = new Map<number, HeldDays>();
  return (mask, begun = NONE) => {
    const before = begun.length === 0 ? known.get(mask) : undefined;
    if (before !== undefined) return before;
    const counts = months.flatMap((month, slot): Counts[] =>
      (mask >> slot) & 1 ? [withLastDay({ month, kind, counted: 1, held: 0, confirmed: 0, occasions: 0, due: 0, present: 0 }, begun)] : [],
    );
    const days = heldDaysOf(counts, reading);
    if (begun.length === 0) known.set(mask, days);
    return days;
  };
}

function summed(windows: readonly { readonly state: string; readonly reason: IndicatorReason | null }[]): Omit<Figures, 'held'> {
  const count = (...states: string[]) => windows.filter(({ state }) => states.includes(state)).length;
  const [met, missed, open] = [count('met'), count('missed'), count('open', 'due')];
  const why = windows.find(({ state }) => state === 'notApplicable')?.reason ?? 'beforeRecords';
  return { met, due: met + missed, open, notApplicable: met + missed + open > 0 ? null : count('answered') > 0 ? 'answered' : why };
}
