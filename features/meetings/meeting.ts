/**
 * The life of a meeting: planned → announced → held → recorded → confirmed; planned and announced ones can be
 * cancelled with a reason. Who may do each step is policy; here is whether the step can be taken at all.
 */
import { addDays, type Day, dayOf, type Window } from '#platform/shared/day/day.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { type MeetingKind, type Words, windowOfKind } from './kind.ts';

export const meetingStates = ['planned', 'announced', 'held', 'recorded', 'confirmed', 'cancelled'] as const;
export type MeetingState = (typeof meetingStates)[number];

export const meetingStateNames: Readonly<Record<MeetingState, Words>> = {
  planned: { zh: '已计划', en: 'Planned' },
  announced: { zh: '已通知', en: 'Announced' },
  held: { zh: '已召开', en: 'Held' },
  recorded: { zh: '已记录', en: 'Recorded' },
  confirmed: { zh: '已确认', en: 'Confirmed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
};

export const meetingSteps = ['announce', 'hold', 'record', 'confirm', 'cancel'] as const;
export type MeetingStep = (typeof meetingSteps)[number];

export type StepRefusal =
  | 'meeting_not_planned'
  | 'meeting_not_announced'
  | 'meeting_not_held'
  | 'meeting_not_recorded'
  | 'meeting_already_held'
  | 'meeting_confirmed'
  | 'meeting_cancelled';

type Transition = { readonly from: readonly MeetingState[]; readonly to: MeetingState; readonly otherwise: StepRefusal };

export const transitions: Readonly<Record<MeetingStep, Transition>> = {
  announce: { from: ['planned'], to: 'announced', otherwise: 'meeting_not_planned' },
  hold: { from: ['announced'], to: 'held', otherwise: 'meeting_not_announced' },
  record: { from: ['held'], to: 'recorded', otherwise: 'meeting_not_held' },
  confirm: { from: ['recorded'], to: 'confirmed', otherwise: 'meeting_not_recorded' },
  cancel: { from: ['planned', 'announced'], to: 'cancelled', otherwise: 'meeting_already_held' },
};

/** The state after a step, or why it cannot be taken. Confirmed and cancelled are the ends: nothing leaves them. */
export function afterStep(state: MeetingState, step: MeetingStep): Outcome<MeetingState, StepRefusal> {
  const { from, to, otherwise } = transitions[step];
  if (from.includes(state)) return done(to);
  if (state === 'confirmed') return refused('meeting_confirmed');
  if (state === 'cancelled') return refused('meeting_cancelled');
  return refused(otherwise);
}

/** Where a meeting begins: planned, or held where it is entered after the event. */
export function firstState(afterTheEvent: boolean): MeetingState {
  return afterTheEvent ? 'held' : 'planned';
}

/** Cancelling says why, so that those who were told can read it. */
export function cancel(state: MeetingState, reason: string): Outcome<MeetingState, StepRefusal | 'reason_missing'> {
  const next = afterStep(state, 'cancel');
  if (!next.ok) return next;
  return reason.trim() === '' ? refused('reason_missing') : next;
}

const MINUTE = 60_000;
/** People gather before a meeting begins: the roll can be opened this long before the time announced. */
export const OPENS_BEFORE_MINUTES = 60;

/** Holding, at `now`: not before people can have gathered. */
export function hold(meeting: { state: MeetingState; startsAt: string }, now: string): Outcome<MeetingState, StepRefusal | 'starts_in_future'> {
  const next = afterStep(meeting.state, 'hold');
  if (!next.ok) return next;
  return Date.parse(now) < Date.parse(meeting.startsAt) - OPENS_BEFORE_MINUTES * MINUTE ? refused('starts_in_future') : next;
}

/** The times of a meeting: it ends after it began, and one entered after the event has begun. */
export function checkTimes(
  meeting: { startsAt: string; endsAt?: string | null; afterTheEvent?: boolean },
  now: string,
): Outcome<void, 'starts_in_future' | 'ends_before_start'> {
  if (meeting.afterTheEvent && Date.parse(meeting.startsAt) > Date.parse(now)) return refused('starts_in_future');
  if (meeting.endsAt && Date.parse(meeting.endsAt) <= Date.parse(meeting.startsAt)) return refused('ends_before_start');
  return done();
}

/** Chair and recorder are members whose meeting it is. */
export function checkOfficers(
  meeting: { chairId: string; recorderId: string },
  memberIds: ReadonlySet<string>,
): Outcome<void, 'chair_not_member' | 'recorder_not_member'> {
  if (!memberIds.has(meeting.chairId)) return refused('chair_not_member');
  return memberIds.has(meeting.recorderId) ? done() : refused('recorder_not_member');
}

/** The day a meeting was held is the day it began: one from 23:30 to 00:40 belongs to the first day. */
export function heldOn(meeting: { startsAt: string }): Day {
  return dayOf(meeting.startsAt);
}

/** The window in which it counts: the one in which it began. */
export function windowOfMeeting(meeting: { kind: MeetingKind; startsAt: string }): Window {
  return windowOfKind(meeting.kind, heldOn(meeting));
}

/** Counted from recorded on; a held one without minutes is counted nowhere but below the line of records to confirm. */
export function counts(state: MeetingState): boolean {
  return state === 'recorded' || state === 'confirmed';
}

export const meetingOrigins = ['live', 'imported', 'demo'] as const;
export type MeetingOrigin = (typeof meetingOrigins)[number];
export type Punctuality = 'onTime' | 'late' | 'imported';

/** In days after the day on which the meeting was held; one constant for labels and counts (decision 12). */
export const LATE_FROM_DAYS = 8;

/** The first day on which a record counts as late: of a meeting on the 1st, the 9th. */
export function lateFrom(meeting: { startsAt: string }, days: number = LATE_FROM_DAYS): Day {
  return addDays(heldOn(meeting), days);
}

/**
 * On time or late, by the server's time alone; what the phone wrote is shown and decides nothing. Earlier papers that
 * are brought in are neither. Late is a label: it hides and refuses nothing.
 */
export function punctuality(meeting: { startsAt: string; receivedAt: string; origin: MeetingOrigin }, days: number = LATE_FROM_DAYS): Punctuality {
  if (meeting.origin === 'imported') return 'imported';
  return dayOf(meeting.receivedAt) >= lateFrom(meeting, days) ? 'late' : 'onTime';
}
