/**
 * The windows (months, quarters) that health looks at, and the state of one window.
 * A window is judged by the last day on which a meeting of the kind was held in it: that alone decides whether it is met.
 */
import {
  addDays,
  addMonths,
  type Day,
  earlier,
  firstDay,
  isClosed,
  lastDay,
  later,
  type Month,
  monthOf,
  monthsOf,
  quarterOf,
  shiftWindow,
  type Window,
} from '#platform/shared/day/day.ts';
import type { HealthSettings } from './settings.ts';

export type WindowState = 'met' | 'answered' | 'open' | 'due' | 'missed' | 'notApplicable';
const REASONS = ['beforeFounding', 'beforeRecords', 'vacation', 'noCommittee', 'committeeFormed', 'committeeEnded'] as const;
/** Why a window does not apply. */
export type WindowReason = (typeof REASONS)[number];

/** `history`: missed, but older than the windows that colour the state; it stays in the figures. */
export type WindowVerdict = {
  readonly window: Window;
  readonly state: WindowState;
  readonly reason: WindowReason | null;
  readonly history: boolean;
};

/** A window with all that is the same for every branch. `slots`: the months in it, as places in the reading's list of months. */
export type WindowFrame = {
  readonly window: Window;
  readonly first: Day;
  readonly last: Day;
  /** The first of its last days, in which an unmet running window is due. */
  readonly dueFrom: Day;
  readonly closed: boolean;
  /** Only months can be vacation. */
  readonly vacation: boolean;
  readonly slots: readonly number[];
  /** Its verdicts, the same for every branch that gets them. */
  readonly as: Verdicts;
};

const STATES = ['met', 'answered', 'open', 'due', 'missed'] as const;
type Verdicts = Readonly<Record<(typeof STATES)[number] | WindowReason, WindowVerdict>>;

function verdictsOf(window: Window): Verdicts {
  const is = (state: WindowState, reason: WindowReason | null = null) => ({ window, state, reason, history: false });
  return Object.fromEntries([
    ...STATES.map((state) => [state, is(state)]),
    ...REASONS.map((reason) => [reason, is('notApplicable', reason)]),
  ]) as Verdicts;
}

/** What is read: the day, its closed and running windows. Made once, then used for every branch. */
export type Reading = {
  readonly today: Day;
  /** The day as at whose end everything is read: today, or the last day of a closed period. */
  readonly asOf: Day;
  /** A closed period has no running window, and what is known only now does not apply. */
  readonly closed: boolean;
  readonly settings: HealthSettings;
  readonly months: readonly WindowFrame[];
  readonly quarters: readonly WindowFrame[];
  readonly runningMonth: WindowFrame | null;
  readonly runningQuarter: WindowFrame | null;
  readonly slotOf: ReadonlyMap<Month, number>;
  /** The last day of each of these months. */
  readonly monthEnds: readonly Day[];
  /** The months pooled by attendance and confirmed records: four closed quarters and the running one. */
  readonly pooled: readonly boolean[];
};

const CLOSED_MONTHS = 12;
const CLOSED_QUARTERS = 4;

/** Reads a period (`2026-Q3`, `2026-09`, `2026`; null: today). One that still runs is read today. */
export function readingOf(period: Window | null, today: Day, settings: HealthSettings, vacationMonths: ReadonlySet<Month>): Reading {
  const closed = period !== null && isClosed(period, today);
  const asOf = closed ? lastDay(period) : today;
  const lastMonth = latestClosed(monthOf(asOf), asOf, closed);
  const lastQuarter = latestClosed(quarterOf(asOf), asOf, closed);
  const firstQuarter = shiftWindow(lastQuarter, 1 - CLOSED_QUARTERS);

  const slotOf = slotsFrom(firstQuarter, shiftWindow(lastMonth, 1 - CLOSED_MONTHS), asOf);
  const frame = (window: Window, isRunning: boolean): WindowFrame => ({
    window,
    first: firstDay(window),
    last: lastDay(window),
    dueFrom: addDays(lastDay(window), 1 - (window[5] === 'Q' ? settings.dueDaysOfQuarter : settings.dueDaysOfMonth)),
    closed: !isRunning,
    vacation: vacationMonths.has(window),
    as: verdictsOf(window),
    slots: monthsOf(window)
      .map((month) => slotOf.get(month) ?? -1)
      .filter((slot) => slot >= 0),
  });
  const back = (last: Window, count: number) => Array.from({ length: count }, (_, i) => frame(shiftWindow(last, i + 1 - count), false));

  const quarters = back(lastQuarter, CLOSED_QUARTERS);
  const runningQuarter = closed ? null : frame(quarterOf(asOf), true);
  const pooled = new Array<boolean>(slotOf.size).fill(false);
  for (const quarter of runningQuarter === null ? quarters : [...quarters, runningQuarter]) {
    for (const slot of quarter.slots) pooled[slot] = true;
  }
  return {
    today,
    asOf,
    closed,
    settings,
    slotOf,
    monthEnds: [...slotOf.keys()].map(lastDay),
    pooled,
    quarters,
    runningQuarter,
    months: back(lastMonth, CLOSED_MONTHS),
    runningMonth: closed ? null : frame(monthOf(asOf), true),
  };
}

/** At the end of a closed period a window that ends with it is closed; today's own windows run until their last day is over. */
function latestClosed(window: Window, asOf: Day, closedPeriod: boolean): Window {
  return closedPeriod && lastDay(window) === asOf ? window : shiftWindow(window, -1);
}

function slotsFrom(quarter: Window, month: Month, asOf: Day): Map<Month, number> {
  const slotOf = new Map<Month, number>();
  const start = earlier(firstDay(quarter), firstDay(month));
  for (let day = start; day <= asOf; day = addMonths(day, 1)) slotOf.set(monthOf(day), slotOf.size);
  return slotOf;
}

/** The days on which a body exists, both included; `to` null: it still does. */
export type Span = { readonly from: Day; readonly to: Day | null };

/** Spans in order; one that begins on the day after another ended continues it, as at an election. */
export function joined(spans: readonly Span[]): readonly Span[] {
  if (spans.length < 2) return spans;
  const out: Span[] = [];
  for (const span of [...spans].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const before = out.at(-1);
    if (before !== undefined && (before.to === null || addDays(before.to, 1) >= span.from)) {
      const to = before.to === null || span.to === null ? null : later(span.to, before.to);
      out[out.length - 1] = { from: before.from, to };
    } else out.push(span);
  }
  return out;
}

/** What bears on one window of one duty of one branch. `committee`: null where the duty needs none. */
export type Bearing = {
  readonly foundedOn: Day | null;
  readonly recordsSince: Day;
  readonly restsInVacation: boolean;
  readonly committee: readonly Span[] | null;
};

/**
 * The state of a window. `heldOn`: the last day on which a meeting of the kind was held in it, '' for none.
 * A window in which the branch, its records here or its committee began is never due or missed.
 */
export function judge(frame: WindowFrame, bearing: Bearing, heldOn: Day | '', answered: boolean, asOf: Day): WindowVerdict {
  const { foundedOn, recordsSince } = bearing;
  if (foundedOn !== null && frame.last < foundedOn) return frame.as.beforeFounding;
  if (frame.last < recordsSince) return frame.as.beforeRecords;
  if (bearing.restsInVacation && frame.vacation) return frame.as.vacation;

  let since = frame.first;
  let excuse: WindowReason | null = null;
  if (recordsSince >= since) {
    since = recordsSince;
    excuse = 'beforeRecords';
  }
  if (foundedOn !== null && foundedOn >= since) {
    since = foundedOn;
    excuse = 'beforeFounding';
  }
  if (bearing.committee !== null) {
    const span = bearing.committee.find(({ from, to }) => from <= frame.last && (to === null || to >= frame.first));
    if (span === undefined || span.from > asOf) return frame.as.noCommittee;
    if (span.from >= since) {
      since = span.from;
      excuse = 'committeeFormed';
    } else if (excuse === null && span.to !== null && span.to <= frame.last && span.to <= asOf) {
      excuse = 'committeeEnded';
    }
  }

  if (heldOn !== '' && heldOn >= since) return frame.as.met;
  if (excuse !== null) return frame.as[excuse];
  if (answered) return frame.as.answered;
  if (frame.closed) return frame.as.missed;
  return asOf >= frame.dueFrom ? frame.as.due : frame.as.open;
}

/** Marks the missed windows that are older than the last few that apply and so colour the state; an answered window keeps its place among these. */
export function withHistory(windows: WindowVerdict[], lastFew: number): WindowVerdict[] {
  let places = lastFew;
  for (let i = windows.length - 1; i >= 0; i -= 1) {
    const window = windows[i];
    if (window === undefined) continue;
    if (places <= 0) {
      if (window.state === 'missed') windows[i] = { ...window, history: true };
    } else if (window.state !== 'notApplicable') places -= 1;
  }
  return windows;
}
