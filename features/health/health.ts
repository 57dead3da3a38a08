/**
 * The health of a branch: a list with reasons, never a sum of points, and branches are never ordered by it.
 * It is computed when read, from counts, calendar, rules and a day, for time alone changes it.
 */

import { type Duty, dutyIndicator, type HeldDays, heldDaysOf } from './duty.ts';
import type { BranchFacts, Indicator } from './facts.ts';
import { attendanceIndicator, committeeIndicator, confirmedIndicator, dataIndicator, notRecorded, termIndicator } from './indicators.ts';
import { type BranchState, INDICATOR_IDS, type IndicatorId } from './names.ts';
import type { Reading } from './windows.ts';

export type BranchHealth = {
  readonly state: BranchState;
  /** The indicators that made it amber or red; empty where it is green or grey. */
  readonly reasons: readonly IndicatorId[];
  readonly indicators: readonly Indicator[];
};

type Read = (branch: BranchFacts, held: HeldDays, reading: Reading) => Indicator;

const duty = (id: IndicatorId, kind: Duty['kind'], every: Duty['every']): Read => {
  const of: Duty = { id, kind, every };
  return (branch, held, reading) => dutyIndicator(of, branch, held, reading);
};

/** The indicators that are built; the others say that they are not recorded yet. */
const READ: Partial<Record<IndicatorId, Read>> = {
  members_meetings: duty('members_meetings', 'membersMeeting', 'quarter'),
  committee_meetings: duty('committee_meetings', 'committeeMeeting', 'month'),
  party_lectures: duty('party_lectures', 'partyLecture', 'quarter'),
  theme_days: duty('theme_days', 'themeDay', 'month'),
  attendance: (branch, _, reading) => attendanceIndicator(branch, reading),
  records_confirmed: (branch, _, reading) => confirmedIndicator(branch, reading),
  term: (branch, _, reading) => termIndicator(branch, reading),
  committee_complete: (branch, _, reading) => committeeIndicator(branch, reading),
  data_complete: (branch, _, reading) => dataIndicator(branch, reading),
};

const READERS: readonly Read[] = INDICATOR_IDS.map((id) => {
  const indicator = notRecorded(id);
  return READ[id] ?? (() => indicator);
});

/** The health of a branch at a reading, as the branch itself sees it. */
export function healthOf(branch: BranchFacts, reading: Reading): BranchHealth {
  const held = heldDaysOf(branch.counts, reading);
  return summed(
    READERS.map((read) => read(branch, held, reading)),
    true,
  );
}

/**
 * Red if the term, the posts or two others are missed; amber if any is missed or two are due; else grey while no window
 * counts yet; else green. For the levels above `due` does not colour.
 */
export function summed(indicators: readonly Indicator[], dueColours: boolean): BranchHealth {
  const missed = indicators.filter((indicator) => indicator.state === 'missed');
  const due = dueColours ? indicators.filter((indicator) => indicator.state === 'due') : [];
  const grave = missed.some((indicator) => indicator.id === 'term' || indicator.id === 'committee_complete');
  if (grave || missed.length >= 2) return { state: 'red', reasons: idsOf(missed, due), indicators };
  if (missed.length === 1 || due.length >= 2) return { state: 'amber', reasons: idsOf(missed, due), indicators };
  return { state: indicators.some(anyWindowCounts) ? 'green' : 'grey', reasons: [], indicators };
}

function idsOf(...groups: readonly Indicator[][]): IndicatorId[] {
  return groups.flat().map((indicator) => indicator.id);
}

function anyWindowCounts(indicator: Indicator): boolean {
  const { running, windows } = indicator;
  return (running !== null && running.state !== 'notApplicable') || windows.some((window) => window.state !== 'notApplicable');
}
