/**
 * Who confirms in place of a chair who has left the branch: the secretary, or a deputy whom the level above names. A branch whose
 * secretary was the chair has nobody else.
 */
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { afterStep, type MeetingState, type StepRefusal } from './meeting.ts';

export type NameRefusal = StepRefusal | 'chair_still_here' | 'deputy_not_member' | 'deputy_already_named' | 'reason_missing';

type Unconfirmed = { readonly state: MeetingState; readonly chairName: string; readonly chairLeft: boolean };

/** May a deputy be named now? Minutes that wait, and a chair who is gone. */
export function deputyWanted(meeting: Unconfirmed): Outcome<void, StepRefusal | 'chair_still_here'> {
  const next = afterStep(meeting.state, 'confirm');
  if (!next.ok) return next;
  return meeting.chairLeft ? done() : refused('chair_still_here', { chair: meeting.chairName });
}

/** May the level above name this person of the branch? A full member, other than the one named already, with a reason. */
export function nameDeputy(
  meeting: Unconfirmed & { readonly deputyId: string | null },
  person: { readonly id: string; readonly category: string } | null,
  reason: string,
): Outcome<void, NameRefusal> {
  const wanted = deputyWanted(meeting);
  if (!wanted.ok) return wanted;
  if (person?.category !== 'full') return refused('deputy_not_member');
  if (person.id === meeting.deputyId) return refused('deputy_already_named');
  return reason.trim() === '' ? refused('reason_missing') : done();
}
