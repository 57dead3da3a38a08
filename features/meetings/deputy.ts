/**
 * Who confirms in place of a chair who has left the branch: the secretary, or a deputy whom the level above names. A branch whose
 * secretary was the chair has nobody else.
 */
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { afterStep, type MeetingState, type StepRefusal } from './meeting.ts';

export type NameRefusal = StepRefusal | 'chair_still_here' | 'deputy_not_member' | 'deputy_already_named' | 'reason_missing';

/** May the level above name this person now? Minutes that wait, a chair who is gone, a full member who is there, a reason. */
export function nameDeputy(
  meeting: { readonly state: MeetingState; readonly chairName: string; readonly chairLeft: boolean; readonly deputyId: string | null },
  person: { readonly id: string; readonly isMember: boolean; readonly category: string } | null,
  reason: string,
): Outcome<void, NameRefusal> {
  const next = afterStep(meeting.state, 'confirm');
  if (!next.ok) return next;
  if (!meeting.chairLeft) return refused('chair_still_here', { chair: meeting.chairName });
  if (person === null || !person.isMember || person.category !== 'full') return refused('deputy_not_member');
  if (person.id === meeting.deputyId) return refused('deputy_already_named');
  return reason.trim() === '' ? refused('reason_missing') : done();
}
