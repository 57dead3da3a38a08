/** The measures that the university may set. Each version holds from a day on, so that a closed period is read by the rules then in force. */
import type { Day } from '#platform/shared/day/day.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';

export type HealthSettings = {
  /** The version holds from this day on. */
  readonly from: Day;
  readonly ratioMet: number;
  readonly ratioDue: number;
  readonly dueDaysOfMonth: number;
  readonly dueDaysOfQuarter: number;
  /** Days that a missed window is the branch's own affair: shown on the 1st, above from the 8th. */
  readonly daysBeforeAbove: number;
  readonly fewestMeetings: number;
  /** A record is looked for once a meeting is more than this many days past. */
  readonly daysToConfirm: number;
  readonly committeeFewest: number;
  readonly committeeMost: number;
  readonly termDueMonths: number;
};

export const DEFAULT_HEALTH_SETTINGS: HealthSettings = {
  from: '0001-01-01',
  ratioMet: 0.8,
  ratioDue: 0.6,
  dueDaysOfMonth: 10,
  dueDaysOfQuarter: 30,
  daysBeforeAbove: 7,
  fewestMeetings: 3,
  daysToConfirm: 10,
  committeeFewest: 3,
  committeeMost: 7,
  termDueMonths: 6,
};

/** The version in force on a day. */
export function settingsOn(versions: readonly HealthSettings[], day: Day): HealthSettings {
  let inForce = DEFAULT_HEALTH_SETTINGS;
  for (const version of versions) if (version.from <= day && version.from >= inForce.from) inForce = version;
  return inForce;
}

/** A new version begins today or later, on a day of its own, and its bounds are in order. */
export function acceptMeasures(
  version: HealthSettings,
  kept: readonly HealthSettings[],
  today: Day,
): Outcome<HealthSettings, 'settings_in_past' | 'settings_overlap' | 'settings_unordered'> {
  if (version.from < today) return refused('settings_in_past', { today });
  if (kept.some((one) => one.from === version.from)) return refused('settings_overlap', { from: version.from });
  if (version.ratioMet < version.ratioDue || version.committeeMost < version.committeeFewest) return refused('settings_unordered');
  return done(version);
}
