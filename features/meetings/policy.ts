/**
 * Who may do what with a meeting. The branch's committee and the recorder named prepare and record it, its chair confirms
 * it, its members read it; the levels above read it from the day it is recorded, and change nothing.
 */
import { type Actor, within } from '#platform/shared/actor/actor.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { belongsTo, decidesAbove, isMemberOf, leads, oversees, readableRoots, staffs } from '../organisations/scope.ts';
import { kindRules, type MeetingKind } from './kind.ts';
import type { MeetingState } from './meeting.ts';

type Place = {
  readonly id: string;
  readonly path: string;
  /** Of a branch that was merged or split up: the branches that came after it, and who led it until its last day. They finish its records. */
  readonly heirs?: { readonly paths: readonly string[]; readonly formerLeaderIds: readonly string[] };
};
export type BranchSubject = { readonly branch: Place };
export type MeetingSubject = BranchSubject & {
  readonly state: MeetingState;
  readonly kind: MeetingKind;
  readonly recorderId: string;
  /** Who confirms today: the chair, or who stands in for one who has left. */
  readonly confirmerIds: readonly string[];
  /** Who decides what is proposed: the recorder, or who stands in for one who has left. */
  readonly deciderIds?: readonly string[];
};

/** To whom it is not to be known, it does not exist; who has not signed in is asked to, whether it exists or not. */
function unseen(actor: Actor) {
  return actor.kind === 'anonymous' ? refused('not_signed_in') : refused('not_found');
}

const placesOf = ({ path, heirs }: Place) => [path, ...(heirs?.paths ?? [])];
/** A member of the branch, or of what came after it. */
const isMember = (actor: Actor, branch: Place) => placesOf(branch).some((path) => isMemberOf(actor, path));
/** The branch's committee; of a branch that has ended, the committee of what came after it, and its own of the last day. */
function keeps(actor: Actor, branch: Place): boolean {
  if (placesOf(branch).some((path) => leads(actor, path))) return true;
  return actor.personId !== null && (branch.heirs?.formerLeaderIds.includes(actor.personId) ?? false) && isMember(actor, branch);
}

const seenAbove: readonly MeetingState[] = ['recorded', 'confirmed'];

/** The whole record: members and staff of the branch, and the levels above once the minutes are submitted. */
export function mayReadMeeting(
  actor: Actor,
  { branch, state }: Pick<MeetingSubject, 'branch' | 'state'>,
): Outcome<void, 'not_found' | 'not_signed_in'> {
  if (isMember(actor, branch) || staffs(actor, branch.path) || keeps(actor, branch)) return done();
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
  if (keeps(actor, branch)) return done();
  return knows(actor, branch.path) ? refused('not_secretary') : unseen(actor);
}

/** Editing, announcing, cancelling, taking the roll, writing and submitting: the committee, or the recorder named. */
export function mayRecordMeeting(
  actor: Actor,
  meeting: Pick<MeetingSubject, 'branch' | 'state' | 'recorderId'>,
): Outcome<void, 'not_recorder' | 'not_found' | 'not_signed_in'> {
  if (keeps(actor, meeting.branch)) return done();
  if (isMember(actor, meeting.branch) && actor.personId === meeting.recorderId) return done();
  return mayReadMeeting(actor, meeting).ok ? refused('not_recorder') : unseen(actor);
}

/** Answering, signing in, agreeing, proposing: members of the branch. Whether they are on this roll is a rule. */
export function mayAttendMeeting(
  actor: Actor,
  meeting: Pick<MeetingSubject, 'branch' | 'state'>,
): Outcome<void, 'not_in_branch' | 'not_found' | 'not_signed_in'> {
  if (isMember(actor, meeting.branch)) return done();
  return mayReadMeeting(actor, meeting).ok ? refused('not_in_branch') : unseen(actor);
}

/** Confirming: the chair, or who stands in for one who has left the branch. */
export function mayConfirmMeeting(
  actor: Actor,
  meeting: Pick<MeetingSubject, 'branch' | 'state' | 'confirmerIds'>,
): Outcome<void, 'not_chair' | 'not_found' | 'not_signed_in'> {
  if (isMember(actor, meeting.branch) && actor.personId !== null && meeting.confirmerIds.includes(actor.personId)) return done();
  return mayReadMeeting(actor, meeting).ok ? refused('not_chair') : unseen(actor);
}

/**
 * Deciding a proposal: the recorder, or who stands in for one who has left. Nobody decides on their own: what the recorder proposed is
 * decided by another of the committee.
 */
export function mayDecideAmendment(
  actor: Actor,
  meeting: Pick<MeetingSubject, 'branch' | 'state' | 'deciderIds'> & { readonly proposerId?: string | null },
): Outcome<void, 'not_decider' | 'own_amendment' | 'not_found' | 'not_signed_in'> {
  const { deciderIds = [], proposerId = null } = meeting;
  const me = actor.personId;
  if (me !== null && isMember(actor, meeting.branch)) {
    const decides = deciderIds.includes(me);
    if (decides || keeps(actor, meeting.branch)) {
      if (proposerId === me) return refused('own_amendment');
      if (decides || (proposerId !== null && deciderIds.includes(proposerId))) return done();
    }
  }
  return mayReadMeeting(actor, meeting).ok ? refused('not_decider') : unseen(actor);
}

/** Naming who confirms in place of a chair who has left: a level above, and never the branch itself. */
export function mayNameDeputy(
  actor: Actor,
  meeting: Pick<MeetingSubject, 'branch' | 'state'>,
): Outcome<void, 'not_level_above' | 'not_found' | 'not_signed_in'> {
  if (decidesAbove(actor, meeting.branch.path) && seenAbove.includes(meeting.state)) return done();
  return mayReadMeeting(actor, meeting).ok ? refused('not_level_above') : unseen(actor);
}
