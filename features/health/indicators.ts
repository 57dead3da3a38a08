/** The indicators that are no recurring duty: ratios, the posts and the term, each with the facts that its sentence needs. */
import { addDays, addMonths, type Day, daysBetween, type Month, monthOf } from '#platform/shared/day/day.ts';
import type { BranchFacts, Indicator, IndicatorFacts } from './facts.ts';
import { articles, type IndicatorId, type IndicatorState } from './names.ts';
import type { Reading, WindowVerdict } from './windows.ts';

const NO_WINDOWS: readonly WindowVerdict[] = [];

function plain(id: IndicatorId, state: IndicatorState, numerator: number | null, denominator: number | null, facts: IndicatorFacts): Indicator {
  return { id, state, numerator, denominator, article: articles[id], windows: NO_WINDOWS, running: null, facts };
}

/** An indicator whose capability is not built yet. */
export function notRecorded(id: IndicatorId): Indicator {
  return plain(id, 'notRecorded', null, null, {});
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
  const { valid, required, unconfirmed } = branch.data;
  if (required === 0) return plain('data_complete', 'notApplicable', 0, 0, { reason: 'nothingRequired' });
  return plain('data_complete', stateOfRatio(valid, required, reading), valid, required, unconfirmed ? { unconfirmed } : {});
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
