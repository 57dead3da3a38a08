/**
 * The 48 hours after submission, in which those present agree to the minutes or propose amendments, and the confirming
 * that ends them. Silence is not agreement: it is shown as agreed n / present m.
 */
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { type Attendee, membersPresent } from './attendance.ts';
import { afterStep, type MeetingState, type StepRefusal } from './meeting.ts';

export const AMENDMENT_HOURS = 48;
const HOUR = 3_600_000;

export type Amendment = { readonly id: string; readonly state: 'open' | 'accepted' | 'declined'; readonly decidedAt?: string | null };
export type Agreement = { readonly personId: string; readonly agreedAt: string };

/** A meeting whose minutes are before those who were there. */
export type SubmittedMeeting = {
  readonly state: MeetingState;
  /** When the server had the minutes; an accepted amendment does not start the hours again. */
  readonly submittedAt: string | null;
  readonly roll: readonly Attendee[];
  readonly amendments: readonly Amendment[];
  readonly agreements: readonly Agreement[];
};

/** When the hours of amendments are over; confirming is possible from this instant on. */
export function amendmentsEndAt(submittedAt: string): string {
  return new Date(Date.parse(submittedAt) + AMENDMENT_HOURS * HOUR).toISOString();
}

export type RespondRefusal = StepRefusal | 'not_attendee' | 'amendment_window_over';

/** May this person now agree or propose an amendment? Members who were in the room, while the hours run. */
export function mayRespond(meeting: SubmittedMeeting, personId: string, now: string): Outcome<void, RespondRefusal> {
  const next = afterStep(meeting.state, 'confirm');
  if (!next.ok) return next;
  if (meeting.submittedAt === null) return refused('meeting_not_recorded');
  if (!membersPresent(meeting.roll).includes(personId)) return refused('not_attendee');
  return Date.parse(now) >= Date.parse(amendmentsEndAt(meeting.submittedAt)) ? refused('amendment_window_over') : done();
}

/** The recorder accepts or declines each proposal once, with a reason. */
export function decideAmendment(
  meeting: Pick<SubmittedMeeting, 'state'>,
  amendment: Amendment,
  answer: { accepted: boolean; reason: string },
): Outcome<'accepted' | 'declined', StepRefusal | 'amendment_decided' | 'reason_missing'> {
  const next = afterStep(meeting.state, 'confirm');
  if (!next.ok) return next;
  if (amendment.state !== 'open') return refused('amendment_decided');
  if (answer.reason.trim() === '') return refused('reason_missing');
  return done(answer.accepted ? 'accepted' : 'declined');
}

export type AgreementCount = {
  /** Who stands by the text as it is now. */
  readonly agreed: readonly string[];
  readonly present: number;
  /** Whose agreement was to an earlier text; they are told. */
  readonly ended: readonly string[];
};

/** Agreement is to a text: an accepted amendment ends every agreement given up to then. */
export function agreementsOf(meeting: Pick<SubmittedMeeting, 'roll' | 'amendments' | 'agreements'>): AgreementCount {
  const room = membersPresent(meeting.roll);
  const accepted = meeting.amendments.filter((a) => a.state === 'accepted' && a.decidedAt);
  const since = Math.max(Number.NEGATIVE_INFINITY, ...accepted.map((a) => Date.parse(a.decidedAt ?? '')));
  const given = meeting.agreements.filter((a) => room.includes(a.personId));
  const agreed = new Set(given.filter((a) => Date.parse(a.agreedAt) > since).map((a) => a.personId));
  const ended = new Set(given.map((a) => a.personId).filter((id) => !agreed.has(id)));
  return { agreed: room.filter((id) => agreed.has(id)), present: room.length, ended: room.filter((id) => ended.has(id)) };
}

export type ConfirmRefusal = StepRefusal | 'amendment_open' | 'too_early_to_confirm';

/** Confirming: every proposal decided, and 48 hours over or everyone present agreed. */
export function confirmMeeting(meeting: SubmittedMeeting, now: string): Outcome<MeetingState, ConfirmRefusal> {
  const next = afterStep(meeting.state, 'confirm');
  if (!next.ok) return next;
  if (meeting.submittedAt === null) return refused('meeting_not_recorded');
  const open = meeting.amendments.filter((a) => a.state === 'open').length;
  if (open > 0) return refused('amendment_open', { open });

  const left = Date.parse(amendmentsEndAt(meeting.submittedAt)) - Date.parse(now);
  const { agreed, present } = agreementsOf(meeting);
  if (left <= 0 || (present > 0 && agreed.length === present)) return next;
  return refused('too_early_to_confirm', { hours: Math.ceil(left / HOUR), agreed: agreed.length, present });
}

/** Who confirms: the chair; once the chair has left the branch, the secretary, or a deputy whom the level above names. */
export function confirmersOf(meeting: {
  readonly chairId: string;
  readonly chairLeft: boolean;
  readonly secretaryId: string | null;
  readonly deputyNamedAboveId: string | null;
}): string[] {
  if (!meeting.chairLeft) return [meeting.chairId];
  return [meeting.secretaryId, meeting.deputyNamedAboveId].filter((id) => id !== null);
}

/** Who decides what is proposed: the recorder; once the recorder has left the branch, the secretary. */
export function decidersOf(meeting: { readonly recorderId: string; readonly recorderLeft: boolean; readonly secretaryId: string | null }): string[] {
  if (!meeting.recorderLeft) return [meeting.recorderId];
  return meeting.secretaryId === null ? [] : [meeting.secretaryId];
}
