/** Each indicator of branch health: its figures, its state, and the facts its sentence needs. */
import { addDays, addMonths, daysBetween, monthOf, type Day, type Month, type Window } from '#platform/shared/day/day.ts';
import { articles, type IndicatorId, type IndicatorReason, type IndicatorState } from './names.ts';
import {
  joined, judge, withHistory, type Bearing, type Reading, type Span, type WindowFrame, type WindowState, type WindowVerdict,
} from './windows.ts';

export type CountedKind = 'membersMeeting' | 'committeeMeeting' | 'partyLecture' | 'themeDay';

/** Counts of a branch for a month and kind, of meetings on or after the day its records here began. */
export type Counts = {
  readonly month: Month;
  readonly kind: string;
  /** Recorded or confirmed. */
  readonly counted: number;
  /** Held, recorded or confirmed: what should be confirmed in the end. */
  readonly held: number;
  readonly confirmed: number;
  /** Meetings whose roll enters attendance; a theme day with its lecture is one. */
  readonly occasions: number;
  readonly due: number;
  readonly present: number;
  /** The last day in the month on which one was held; left out: the month's last. It matters where a branch or committee began within the month. */
  readonly lastOn?: Day;
};

export type Holder = { readonly personId: string; readonly post: string; readonly onCommittee: boolean };

/** A branch as at the day of the reading. Posts and term are that day's; the committee's spans are all of them. */
export type BranchFacts = {
  readonly foundedOn: Day | null;
  readonly recordsSince: Day;
  readonly temporary: boolean;
  /** Whether the students' vacations apply to it. */
  readonly vacationsApply: boolean;
  /** Seven full members or more. */
  readonly committeeRequired: boolean;
  readonly committeeSpans: readonly Span[];
  readonly holders: readonly Holder[];
  readonly term: { readonly lastDay: Day; readonly extendedTo: Day | null } | null;
  readonly data: { readonly valid: number; readonly required: number };
  readonly counts: readonly Counts[];
  /** Of the meetings counted, those too recent to be looked for among the confirmed ones. */
  readonly recent: { readonly held: number; readonly confirmed: number };
  /** Windows whose reason the level above accepted. */
  readonly accepted: readonly { readonly indicator: string; readonly window: Window }[];
  /** Lectures given by the secretary this year, shown beside the lectures. */
  readonly secretaryLectures?: number;
};

export type Running = {
  readonly window: Window;
  readonly state: WindowState;
  readonly reason: IndicatorReason | null;
  readonly lastDay: Day;
};

export type IndicatorFacts = {
  readonly reason?: IndicatorReason;
  readonly daysLeft?: number;
  readonly lastDay?: Day;
  readonly extended?: boolean;
  readonly missingPosts?: readonly string[];
  readonly committeeSize?: number;
  readonly secretaryLectures?: number;
};

export type Indicator = {
  readonly id: IndicatorId;
  readonly state: IndicatorState;
  /** Null where there is no figure. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly article: { readonly zh: string; readonly en: string };
  /** The closed windows, oldest first. */
  readonly windows: readonly WindowVerdict[];
  readonly running: Running | null;
  readonly facts: IndicatorFacts;
};

const NO_WINDOWS: readonly WindowVerdict[] = [];

function plain(
  id: IndicatorId, state: IndicatorState, numerator: number | null, denominator: number | null, facts: IndicatorFacts,
): Indicator {
  return { id, state, numerator, denominator, article: articles[id], windows: NO_WINDOWS, running: null, facts };
}

/** An indicator whose capability is not built yet. */
export function notRecorded(id: IndicatorId): Indicator {
  return plain(id, 'notRecorded', null, null, {});
}

// Duties that recur: each month or each quarter at least once

export type Duty = { readonly id: IndicatorId; readonly kind: CountedKind; readonly every: 'month' | 'quarter' };

/** The last two closed quarters colour the state, or the last three closed months that apply: no quarter rests between others. */
const COLOURING = { quarter: 2, month: 3 } as const;

/** For each kind and month of the reading, the last day on which a meeting was held; '' for none. */
export type HeldDays = Readonly<Record<CountedKind, readonly (Day | '')[]>>;

export function heldDaysOf(counts: readonly Counts[], reading: Reading): HeldDays {
  const none = () => new Array<Day | ''>(reading.slotOf.size).fill('');
  const held: Record<string, (Day | '')[]> & Record<CountedKind, (Day | '')[]> = {
    membersMeeting: none(), committeeMeeting: none(), partyLecture: none(), themeDay: none(),
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
  const judged = (frame: WindowFrame) =>
    judge(frame, bearing, lastHeld(frame, days), isAccepted(branch, duty.id, frame.window), reading.asOf);

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
    id: duty.id, state: stateOfDuty(windows, running, met + missed), numerator: met, denominator: met + missed,
    article: articles[duty.id], windows, running, facts,
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

// Ratios

/** At least four fifths is met, three fifths due; compared before rounding. */
export function stateOfRatio(numerator: number, denominator: number, reading: Reading): IndicatorState {
  const ratio = numerator / denominator;
  if (ratio >= reading.settings.ratioMet) return 'met';
  return ratio >= reading.settings.ratioDue ? 'due' : 'missed';
}

/** Present ÷ due to attend, pooled over members' meetings, lectures and theme days. */
export function attendanceIndicator(branch: BranchFacts, reading: Reading): Indicator {
  let meetings = 0;
  let due = 0;
  let present = 0;
  for (const row of branch.counts) {
    if (row.kind !== 'membersMeeting' && row.kind !== 'partyLecture' && row.kind !== 'themeDay') continue;
    if (!isPooled(row.month, reading)) continue;
    meetings += row.occasions;
    due += row.due;
    present += row.present;
  }
  if (meetings < reading.settings.fewestMeetings || due === 0) {
    return plain('attendance', 'notApplicable', present, due, { reason: 'fewMeetings' });
  }
  return plain('attendance', stateOfRatio(present, due, reading), present, due, {});
}

function isPooled(month: Month, reading: Reading): boolean {
  const slot = reading.slotOf.get(month);
  return slot !== undefined && reading.pooled[slot] === true;
}

/** Meetings held from this day to the day of the reading are too recent to ask for their confirmation: `recent` counts them. */
export function recentFrom(reading: Reading): Day {
  return addDays(reading.asOf, -reading.settings.daysToConfirm);
}

/** Confirmed ÷ meetings held more than ten days ago; never red, for the record is there. */
export function confirmedIndicator(branch: BranchFacts, reading: Reading): Indicator {
  const recent = isPooled(monthOf(reading.asOf), reading) ? branch.recent : { held: 0, confirmed: 0 };
  let held = -recent.held;
  let confirmed = -recent.confirmed;
  for (const row of branch.counts) {
    if (!isPooled(row.month, reading)) continue;
    held += row.held;
    confirmed += row.confirmed;
  }
  if (held <= 0) return plain('records_confirmed', 'notApplicable', 0, 0, { reason: 'noneHeld' });
  return plain('records_confirmed', confirmed >= held ? 'met' : 'due', confirmed, held, {});
}

/** Mandatory fields present and valid ÷ required. What was missing then is not known for a closed period. */
export function dataIndicator(branch: BranchFacts, reading: Reading): Indicator {
  if (reading.closed) return plain('data_complete', 'notApplicable', null, null, { reason: 'onlyNow' });
  const { valid, required } = branch.data;
  if (required === 0) return plain('data_complete', 'notApplicable', 0, 0, { reason: 'nothingRequired' });
  return plain('data_complete', stateOfRatio(valid, required, reading), valid, required, {});
}

// The committee and its term

/** Due from six months before the last day, missed from the day after it; an approved extension moves the end. */
export function termIndicator(branch: BranchFacts, reading: Reading): Indicator {
  if (branch.temporary) return plain('term', 'notApplicable', null, null, { reason: 'temporaryBranch' });
  if (branch.term === null) return plain('term', 'notApplicable', null, null, { reason: 'noTerm' });
  const lastDay = branch.term.extendedTo ?? branch.term.lastDay;
  const state = reading.asOf > lastDay ? 'missed' : reading.asOf >= addMonths(lastDay, -reading.settings.termDueMonths) ? 'due' : 'met';
  const extended = branch.term.extendedTo !== null;
  return plain('term', state, null, null, { daysLeft: daysBetween(reading.asOf, lastDay), lastDay, extended });
}

const DUTIES_OF_A_COMMITTEE = ['organisationOfficer', 'publicityOfficer', 'disciplineOfficer'] as const;

/** A secretary everywhere; where a committee is required, three to seven on it and its duties held. One person may hold several. */
export function committeeIndicator(branch: BranchFacts, reading: Reading): Indicator {
  const required: readonly string[] = branch.committeeRequired ? ['secretary', ...DUTIES_OF_A_COMMITTEE] : ['secretary'];
  const missingPosts = required.filter((post) => !branch.holders.some((holder) => holder.post === post));
  const committeeSize = new Set(branch.holders.filter((holder) => holder.onCommittee).map((holder) => holder.personId)).size;
  const { committeeFewest, committeeMost } = reading.settings;
  const sizeWrong = branch.committeeRequired && (committeeSize < committeeFewest || committeeSize > committeeMost);
  const state = missingPosts.includes('secretary') || sizeWrong ? 'missed' : missingPosts.length > 0 ? 'due' : 'met';
  return plain('committee_complete', state, required.length - missingPosts.length, required.length, { missingPosts, committeeSize });
}
