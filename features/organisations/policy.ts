import { type Actor, within } from '#platform/shared/actor/actor.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import type { OrganisationKind } from './organisation.ts';
import { isCommitteePost, type Post } from './post.ts';
import {
  answersFor,
  appointingPosts,
  belongsTo,
  decidesAbove,
  heads,
  isAdministrator,
  isMemberOf,
  isOrganisationDepartment,
  leads,
  oversees,
  setsUp,
  staffs,
} from './scope.ts';

/** An organisation, as far as a policy needs to know it. */
export type PlaceSubject = { readonly path: string };
export type KindSubject = { readonly path: string; readonly kind: OrganisationKind };
export type PostSubject = { readonly path: string; readonly post: Post };

/**
 * 组织部 of the university; a department of a school is not meant. Only while nobody works there, as when an installation is set up, the
 * administrator stands in for it: afterwards they have accounts and settings, and neither change the tree nor appoint anybody.
 */
function keepsTree(actor: Actor): boolean {
  return (isOrganisationDepartment(actor) && !(actor.post?.scope ?? '.').includes('.')) || setsUp(actor);
}

function appointsBelow(actor: Actor, path: string): boolean {
  return actor.post !== null && appointingPosts.includes(actor.post.kind) && oversees(actor, path);
}

/** The structure itself, names and kinds, is public to all who are signed in; what more a row shows is decided row by row. */
export function readTree(actor: Actor, _subject?: unknown): Outcome<void, 'not_signed_in'> {
  return actor.kind === 'anonymous' ? refused('not_signed_in') : done();
}

/** An organisation's page: those who answer for it, those who belong to it or beneath it, who keeps the tree, and who gives out accounts. */
export function readOrganisation(actor: Actor, { path }: PlaceSubject): Outcome<void, 'not_in_scope'> {
  const beneathMine =
    actor.branch !== null && belongsTo(actor, actor.branch.path) && (within(actor.branch.path, path) || within(path, actor.branch.path));
  return keepsTree(actor) || isAdministrator(actor) || answersFor(actor, path) || beneathMine ? done() : refused('not_in_scope');
}

/** The tree is changed by 组织部 of the university alone; a branch arranges its own groups (《支部工作条例》第七条). */
export function changeTree(actor: Actor, { path, kind }: KindSubject): Outcome<void, 'not_organisation_department'> {
  if (keepsTree(actor)) return done();
  if (kind === 'group' && actor.post !== null && (heads(actor, path) || heads(actor, parentPath(path)) || appointsBelow(actor, path))) return done();
  return refused('not_organisation_department');
}

/** A branch's groups: their names and one's own list for its members, all lists for those who work for it and who answer for it above. */
export function readGroups(actor: Actor, { path }: PlaceSubject): Outcome<void, 'not_in_scope'> {
  return staffs(actor, path) || decidesAbove(actor, path) || isMemberOf(actor, path) ? done() : refused('not_in_scope');
}

/** Who belongs to which group is settled by the branch itself: its secretary, deputy or organisation officer. */
export function arrangeGroups(actor: Actor, { path }: PlaceSubject): Outcome<void, 'not_branch_officer'> {
  return heads(actor, path) || (leads(actor, path) && actor.post?.kind === 'organisationOfficer') ? done() : refused('not_branch_officer');
}

export function parentPath(path: string): string {
  return path.split('.').slice(0, -1).join('.');
}

/** A missing type is given by the level above or by 组织部. */
export function correctOrganisation(actor: Actor, { path }: PlaceSubject): Outcome<void, 'not_level_above'> {
  return keepsTree(actor) || appointsBelow(actor, path) ? done() : refused('not_level_above');
}

/** Terms and committees are approved, and so recorded, by the level above (《基层组织选举工作条例》第三条). */
export function recordTerm(actor: Actor, { path }: PlaceSubject): Outcome<void, 'not_level_above'> {
  return keepsTree(actor) || appointsBelow(actor, path) ? done() : refused('not_level_above');
}

/** The level above appoints; a secretary records the officers of their own committee, not secretary, deputy or organiser. */
export function appointPost(actor: Actor, { path, post }: PostSubject): Outcome<void, 'not_level_above'> {
  if (keepsTree(actor)) return done();
  if (post === 'administrator') return refused('not_level_above');
  if (appointsBelow(actor, path)) return done();
  const ownOfficer =
    (isCommitteePost(post) || post === 'treasurer' || post === 'reviewer' || post === 'clerk') && post !== 'secretary' && post !== 'deputySecretary';
  return ownOfficer && heads(actor, path) ? done() : refused('not_level_above');
}

/** What waits in an organisation: for those who lead it and those above. */
export function readOpenWork(actor: Actor, { path }: PlaceSubject): Outcome<void, 'not_in_scope'> {
  return answersFor(actor, path) ? done() : refused('not_in_scope');
}

/** The usual lengths and sizes are the university's: set by its 组织部. */
export function setMeasures(actor: Actor, _subject?: unknown): Outcome<void, 'not_organisation_department'> {
  return keepsTree(actor) ? done() : refused('not_organisation_department');
}

/** Each department keeps its own duties; 组织部 may mend them. */
export function editDuties(actor: Actor, { path }: PlaceSubject): Outcome<void, 'not_department'> {
  return keepsTree(actor) || (actor.post?.kind === 'departmentStaff' && actor.post.path === path) ? done() : refused('not_department');
}

/** Who need not attend, and whose vote rests: kept by the branch's secretary, deputy and organisation officer, and above. */
export function keepStanding(actor: Actor, { path }: PlaceSubject): Outcome<void, 'not_in_scope'> {
  const officer = leads(actor, path) && actor.post?.kind === 'organisationOfficer';
  return heads(actor, path) || officer || appointsBelow(actor, path) || (isOrganisationDepartment(actor) && oversees(actor, path))
    ? done()
    : refused('not_in_scope');
}
