/** Duties that recur: at least one meeting of a kind in each month, or in each quarter. */
import type { Day, Window } from '#platform/shared/day/day.ts';
import type { BranchFacts, CountedKind, Counts, Indicator, IndicatorFacts, Running } from './facts.ts';
import { articles, type IndicatorId, type IndicatorState } from './names.ts';
import { type Bearing, joined, judge, type Reading, type WindowFrame, type WindowVerdict, withHistory } from './windows.ts';

export type Duty = { readonly id: IndicatorId; readonly kind: CountedKind; readonly every: 'month' | 'quarter' };

/** The last two closed quarters colour the state, or the last three closed months that apply: no quarter rests between others. */
const COLOURING = { quarter: 2, month: 3 } as const;

/** For each kind and month of the reading, the last day on which a meeting was held; '' for none. */
export type HeldDays = Readonly<Record<CountedKind, readonly (Day | '')[]>>;

export function heldDaysOf(counts: readonly Counts[], reading: Reading): HeldDays {
  const none = () => new Array<Day | ''>(reading.slotOf.size).fill('');
  const held: Record<string, (Day | '')[]> & Record<CountedKind, (Day | '')[]> = {
    membersMeeting: none(),
    committeeMeeting: none(),
    partyLecture: none(),
    themeDay: none(),
  };
  for (const row of counts) {
    const slot = row.counted > 0 ? reading.slotOf.get(row.month) : undefined;
    const days = held[row.kind];
    if (slot !== undefined && days !== undefined) days[slot] = row.lastOn ?? reading.monthEnds[slot] ?? '';
  }
  return held;
}

function lastHeld(frame: WindowFrame, held: readonly (Day | '')[]): Day | '' {
  let last: Day | '' = '';
  for (const slot of frame.slots) {
    const day = held[slot] ?? '';
    if (day > last) last = day;
  }
  return last;
}

/** Windows met ÷ due over the closed windows, with the running one apart. */
export function dutyIndicator(duty: Duty, branch: BranchFacts, held: HeldDays, reading: Reading): Indicator {
  const monthly = duty.every === 'month';
  const bearing: Bearing = {
    foundedOn: branch.foundedOn,
    recordsSince: branch.recordsSince,
    restsInVacation: branch.vacationsApply,
    committee: duty.kind === 'committeeMeeting' ? joined(branch.committeeSpans) : null,
  };
  const days = held[duty.kind];
  const judged = (frame: WindowFrame) => judge(frame, bearing, lastHeld(frame, days), isAccepted(branch, duty.id, frame.window), reading.asOf);

  const windows = withHistory((monthly ? reading.months : reading.quarters).map(judged), COLOURING[duty.every]);
  const runningFrame = monthly ? reading.runningMonth : reading.runningQuarter;
  const running = runningFrame === null ? null : runningOf(runningFrame, judged(runningFrame));

  let met = 0;
  let missed = 0;
  for (const window of windows) {
    if (window.state === 'met') met += 1;
    else if (window.state === 'missed') missed += 1;
  }
  const facts: IndicatorFacts =
    duty.kind === 'partyLecture' && branch.secretaryLectures !== undefined ? { secretaryLectures: branch.secretaryLectures } : {};
  return {
    id: duty.id,
    state: stateOfDuty(windows, running, met + missed),
    numerator: met,
    denominator: met + missed,
    article: articles[duty.id],
    windows,
    running,
    facts,
  };
}

function isAccepted(branch: BranchFacts, indicator: IndicatorId, window: Window): boolean {
  for (const answer of branch.accepted) if (answer.window === window && answer.indicator === indicator) return true;
  return false;
}

function runningOf(frame: WindowFrame, verdict: WindowVerdict): Running {
  return { window: frame.window, state: verdict.state, reason: verdict.reason, lastDay: frame.last };
}

/**
 * Missed if one of the windows that colour is missed, else the state of the running window; where that does not apply or is
 * answered, met if a closed window was due. A closed window is open only for a level above that is not shown it yet.
 */
export function stateOfDuty(windows: readonly WindowVerdict[], running: Running | null, due: number): IndicatorState {
  let heldBack = false;
  for (const window of windows) {
    if (window.state === 'missed' && !window.history) return 'missed';
    if (window.state === 'open') heldBack = true;
  }
  const state = running?.state ?? 'notApplicable';
  if (state === 'due' || state === 'open') return state;
  if (heldBack) return 'open';
  return state === 'met' || due > 0 ? 'met' : 'notApplicable';
}
