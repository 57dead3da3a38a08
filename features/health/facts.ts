/** What is known of a branch, and what is said of it. */
import type { Day, Month, Window } from '#platform/shared/day/day.ts';
import type { IndicatorId, IndicatorReason, IndicatorState } from './names.ts';
import type { Span, WindowState, WindowVerdict } from './windows.ts';

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
  /** `unconfirmed`: persons whose file nobody has confirmed for a year, shown apart and never judged. */
  readonly data: { readonly valid: number; readonly required: number; readonly unconfirmed?: number };
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
  readonly unconfirmed?: number;
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
