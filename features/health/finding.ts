/**
 * Findings: first the branch, then the level above. Only what is missed makes one, one for each indicator and window;
 * a window of '' stands for an indicator without windows.
 */
import { addDays, type Day, lastDay, type Window } from '#platform/shared/day/day.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { stateOfDuty } from './duty.ts';
import type { Indicator } from './facts.ts';
import { type BranchHealth, summed } from './health.ts';
import type { IndicatorId } from './names.ts';
import type { Reading, WindowVerdict } from './windows.ts';

export type FindingKey = { readonly indicator: IndicatorId; readonly window: Window | '' };
/** `record`: held after all; `reason`: accepted; `history`: older than what colours; `mended`: no longer missed, or no longer applies. */
export type ClosedBy = 'record' | 'reason' | 'history' | 'mended';

export type FindingChanges<Kept extends FindingKey> = {
  readonly open: readonly (FindingKey & { readonly shownOn: Day })[];
  readonly close: readonly { readonly finding: Kept; readonly by: ClosedBy }[];
};

/** What the day's health asks of the findings that are open: which to open, which to close and why. For today's reading only. */
export function findingsOf<Kept extends FindingKey>(health: BranchHealth, today: Day, openNow: readonly Kept[]): FindingChanges<Kept> {
  const wanted = health.indicators.flatMap(missedOf);
  const open = wanted.filter((key) => !openNow.some((kept) => isSame(kept, key))).map((key) => ({ ...key, shownOn: today }));
  const close = openNow.filter((kept) => !wanted.some((key) => isSame(kept, key))).map((finding) => ({ finding, by: closedBy(finding, health) }));
  return { open, close };
}

function isSame(a: FindingKey, b: FindingKey): boolean {
  return a.indicator === b.indicator && a.window === b.window;
}

function missedOf(indicator: Indicator): FindingKey[] {
  if (indicator.windows.length === 0) return indicator.state === 'missed' ? [{ indicator: indicator.id, window: '' }] : [];
  return indicator.windows.filter(isMissedNow).map(({ window }) => ({ indicator: indicator.id, window }));
}

function isMissedNow(window: WindowVerdict): boolean {
  return window.state === 'missed' && !window.history;
}

function closedBy(finding: FindingKey, health: BranchHealth): ClosedBy {
  if (finding.window === '') return 'mended';
  const indicator = health.indicators.find(({ id }) => id === finding.indicator);
  const state = indicator?.windows.find(({ window }) => window === finding.window)?.state;
  if (state === 'met') return 'record';
  if (state === 'answered') return 'reason';
  return state === 'missed' || state === undefined ? 'history' : 'mended';
}

/** A finding's day on the branch's own page, whether the finding is still open or not. */
export type Shown = FindingKey & { readonly shownOn: Day };

/**
 * Health as a level above sees it: what is missed is given as open until the 8th day after the branch was shown it, counted to
 * today; `due` stays the branch's own reminder and does not colour. The figures stay as they are.
 */
export function asSeenFromAbove(health: BranchHealth, shown: readonly Shown[], reading: Reading): BranchHealth {
  let changed = false;
  const indicators = health.indicators.map((indicator) => {
    const seen = indicator.windows.length === 0 ? plainFromAbove(indicator, shown, reading) : dutyFromAbove(indicator, shown, reading);
    changed ||= seen !== indicator;
    return seen;
  });
  return summed(changed ? indicators : health.indicators, false);
}

function plainFromAbove(indicator: Indicator, shown: readonly Shown[], reading: Reading): Indicator {
  if (indicator.state !== 'missed' || isShownAbove({ indicator: indicator.id, window: '' }, shown, reading)) return indicator;
  return { ...indicator, state: 'open' };
}

function dutyFromAbove(indicator: Indicator, shown: readonly Shown[], reading: Reading): Indicator {
  const held = (window: WindowVerdict) => isMissedNow(window) && !isShownAbove({ indicator: indicator.id, window: window.window }, shown, reading);
  if (indicator.state !== 'missed' || !indicator.windows.some(held)) return indicator;
  const windows = indicator.windows.map((window) => (held(window) ? { ...window, state: 'open' as const } : window));
  return { ...indicator, windows, state: stateOfDuty(windows, indicator.running, indicator.denominator ?? 0) };
}

/** Shown on the 1st: above from the 8th. */
export function isShownAbove(key: FindingKey, shown: readonly Shown[], reading: Reading): boolean {
  const shownOn = shownOnOf(key, shown, reading);
  return shownOn !== null && reading.today >= addDays(shownOn, reading.settings.daysBeforeAbove);
}

/**
 * The day on which the branch was shown it: the latest, for what was mended and missed again begins anew. A closed period may be
 * older than the findings: then the day after it was missed. None for today: tonight's job will write it.
 */
function shownOnOf(key: FindingKey, shown: readonly Shown[], reading: Reading): Day | null {
  const dayAfter = reading.closed ? addDays(key.window === '' ? reading.asOf : lastDay(key.window), 1) : null;
  let latest: Day | null = null;
  for (const finding of shown) {
    if (!isSame(finding, key) || (latest !== null && finding.shownOn <= latest)) continue;
    // What holds now says nothing of a closed period: only what had been shown by its end does.
    if (key.window === '' && dayAfter !== null && finding.shownOn > dayAfter) continue;
    latest = finding.shownOn;
  }
  return latest ?? dayAfter;
}

export type ReasonState = {
  readonly state: 'open' | 'closed';
  readonly reason: string | null;
  readonly answer: 'accepted' | 'returned' | null;
};

/** The branch explains; the reason goes up at once as 待采纳. A returned reason may be sent anew. */
export function explain(
  finding: ReasonState,
  reason: string,
): Outcome<{ reason: string }, 'finding_closed' | 'reason_missing' | 'already_explained'> {
  if (finding.state === 'closed') return refused('finding_closed');
  if (finding.reason !== null && finding.answer !== 'returned') return refused('already_explained');
  return reason.trim() === '' ? refused('reason_missing') : done({ reason: reason.trim() });
}

/** A reason that still waits is taken back; the finding is the branch's own affair again until the 8th day. */
export function withdraw(finding: ReasonState): Outcome<void, 'finding_closed' | 'no_reason_to_withdraw'> {
  if (finding.state === 'closed') return refused('finding_closed');
  return finding.reason === null || finding.answer !== null ? refused('no_reason_to_withdraw') : done();
}

/** The level above accepts the reason, or returns it and says why. Only acceptance answers the window. */
export function answer(
  finding: ReasonState,
  given: 'accepted' | 'returned',
  remark: string,
): Outcome<void, 'finding_closed' | 'not_explained' | 'already_answered' | 'remark_missing'> {
  if (finding.state === 'closed') return refused('finding_closed');
  if (finding.reason === null) return refused('not_explained');
  if (finding.answer !== null) return refused('already_answered');
  return given === 'returned' && remark.trim() === '' ? refused('remark_missing') : done();
}

/** An accepted reason closes its window. What has none (a term, a post) stays open until it is mended: no reason fills a post. */
export function closes(given: 'accepted' | 'returned', window: FindingKey['window']): boolean {
  return given === 'accepted' && window !== '';
}
