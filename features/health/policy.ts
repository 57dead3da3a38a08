/**
 * Who may see and do what with branch health. The branch itself (its leaders, staff and members) sees it first; the levels above
 * see their subtree, what is missed only from the 8th day; a reason is sent by the branch and answered by a level above.
 */
import { type Actor, within } from '#platform/shared/actor/actor.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { decidesAbove, isMemberOf, isOrganisationDepartment, leads, oversees, readableRoots, staffs } from '../organisations/scope.ts';

export type BranchSubject = { readonly branch: { readonly path: string } };
/** `shownAbove`: from the 8th day, or as soon as the branch has sent its reason. */
export type FindingSubject = BranchSubject & { readonly shownAbove: boolean; readonly reasonBy: string | null };
/** The organisation to which a list is narrowed; null: all that the actor reads. */
export type ScopeSubject = { readonly path: string | null };

/** Stands in the branch: sees it as the branch itself does, its reminders included. */
export function standsIn(actor: Actor, path: string): boolean {
  return isMemberOf(actor, path) || staffs(actor, path);
}

function knows(actor: Actor, path: string): boolean {
  return readableRoots(actor).some((root) => within(path, root));
}

/** The health of one branch: its own people, and the levels above it. */
export function mayReadHealth(actor: Actor, { branch }: BranchSubject): Outcome<void, 'not_found'> {
  return knows(actor, branch.path) ? done() : refused('not_found');
}

/** A list or chart of what lies in the actor's scope, narrowed to an organisation that the scope meets. */
export function mayListHealth(actor: Actor, { path }: ScopeSubject): Outcome<void, 'not_signed_in' | 'not_found'> {
  if (actor.kind === 'anonymous') return refused('not_signed_in');
  if (path === null || readableRoots(actor).some((root) => within(path, root) || within(root, path))) return done();
  return refused('not_found');
}

/** A finding: the branch at once, a level above from the 8th day or from the day of the reason. */
export function mayReadFinding(actor: Actor, { branch, shownAbove }: Omit<FindingSubject, 'reasonBy'>): Outcome<void, 'not_found'> {
  if (standsIn(actor, branch.path)) return done();
  return oversees(actor, branch.path) && shownAbove ? done() : refused('not_found');
}

/** Sending or withdrawing a reason, planning, recording late: the branch's secretary, deputy and committee members. */
export function mayMendFinding(actor: Actor, { branch }: BranchSubject): Outcome<void, 'not_branch_officer' | 'not_found'> {
  if (leads(actor, branch.path)) return done();
  return knows(actor, branch.path) ? refused('not_branch_officer') : refused('not_found');
}

/** Accepting or returning a reason: a level above, and nobody their own. */
export function mayAnswerFinding(actor: Actor, finding: FindingSubject): Outcome<void, 'not_level_above' | 'own_reason' | 'not_found'> {
  if (!decidesAbove(actor, finding.branch.path)) return knows(actor, finding.branch.path) ? refused('not_level_above') : refused('not_found');
  if (!finding.shownAbove) return refused('not_found');
  return finding.reasonBy !== null && finding.reasonBy === actor.personId ? refused('own_reason') : done();
}

/** The measures are the university's: set by 组织部 of its committee, not by a department of a school. */
export function maySetMeasures(actor: Actor): Outcome<void, 'not_organisation_department'> {
  return isOrganisationDepartment(actor) && !(actor.post?.scope ?? '.').includes('.') ? done() : refused('not_organisation_department');
}
