/**
 * Who may do what with a meeting. The branch's committee and the recorder named prepare and record it, its chair confirms
 * it, its members read it; the levels above read it from the day it is recorded, and change nothing.
 */
import { type Actor, within } from '#platform/shared/actor/actor.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { belongsTo, isMemberOf, leads, oversees, readableRoots, staffs } from '../organisations/scope.ts';
import { kindRules, type MeetingKind } from './kind.ts';
import type { MeetingState } from './meeting.ts';

export type BranchSubject = { readonly branch: { readonly id: string; readonly path: string } };
export type MeetingSubject = BranchSubject & {
  readonly state: MeetingState;
  readonly kind: MeetingKind;
  readonly recorderId: string;
  /** Who confirms today: the chair, or who stands in for one who has left. */
  readonly confirmerIds: readonly string[];
};

/** To whom it is not to be known, it does not exist; who has not signed in is asked to, whether it exists or not. */
function unseen(actor: Actor) {
  return actor.kind === 'anonymous' ? refused('not_signed_in') : refused('not_found');
}

const seenAbove: readonly MeetingState[] = ['recorded', 'confirmed'];

/** The whole record: members and staff of the branch, and the levels above once the minutes are submitted. */
export function mayReadMeeting(
  actor: Actor,
  { branch, state }: Pick<MeetingSubject, 'branch' | 'state'>,
): Outcome<void, 'not_found' | 'not_signed_in'> {
  if (isMemberOf(actor, branch.path) || staffs(actor, branch.path)) return done();
  return oversees(actor, branch.path) && seenAbove.includes(state) ? done() : unseen(actor);
}

/**
 * A line in the list. Applicants, activists and candidates see that a meeting which welcomes them is announced (title, time
 * and place), and nothing of what is recorded.
 */
export function mayListMeeting(
  actor: Actor,
  meeting: Pick<MeetingSubject, 'branch' | 'state' | 'kind'>,
): Outcome<void, 'not_found' | 'not_signed_in'> {
  if (mayReadMeeting(actor, meeting).ok) return done();
  return belongsTo(actor, meeting.branch.path) && meeting.state === 'announced' && kindRules[meeting.kind].welcomes === 'applicants'
    ? done()
    : unseen(actor);
}

/** Those who know the branch are told whose task it is; to everybody else it does not exist. */
function knows(actor: Actor, path: string): boolean {
  return belongsTo(actor, path) || readableRoots(actor).some((root) => within(path, root));
}

/** Planning a meeting of the branch. */
export function mayPlanMeeting(actor: Actor, { branch }: BranchSubject): Outcome<void, 'not_secretary' | 'not_found' | 'not_signed_in'> {
  if (leads(actor, branch.path)) return done();
  return knows(actor, branch.path) ? refused('not_secretary') : unseen(actor);
}

/** Editing, announcing, cancelling, taking the roll, writing and submitting: the committee, or the recorder named. */
export function mayRecordMeeting(
  actor: Actor,
  meeting: Pick<MeetingSubject, 'branch' | 'state' | 'recorderId'>,
): Outcome<void, 'not_recorder' | 'not_found' | 'not_signed_in'> {
  if (leads(actor, meeting.branch.path)) return done();
  if (isMemberOf(actor, meeting.branch.path) && actor.personId === meeting.recorderId) return done();
  return mayReadMeeting(actor, meeting).ok ? refused('not_recorder') : unseen(actor);
}

/** Answering, signing in, agreeing, proposing: members of the branch. Whether they are on this roll is a rule. */
export function mayAttendMeeting(
  actor: Actor,
  meeting: Pick<MeetingSubject, 'branch' | 'state'>,
): Outcome<void, 'not_in_branch' | 'not_found' | 'not_signed_in'> {
  if (isMemberOf(actor, meeting.branch.path)) return done();
  return mayReadMeeting(actor, meeting).ok ? refused('not_in_branch') : unseen(actor);
}

/** Confirming: the chair, or who stands in for one who has left the branch. */
export function mayConfirmMeeting(
  actor: Actor,
  meeting: Pick<MeetingSubject, 'branch' | 'state' | 'confirmerIds'>,
): Outcome<void, 'not_chair' | 'not_found' | 'not_signed_in'> {
  if (isMemberOf(actor, meeting.branch.path) && actor.personId !== null && meeting.confirmerIds.includes(actor.personId)) return done();
  return mayReadMeeting(actor, meeting).ok ? refused('not_chair') : unseen(actor);
}
