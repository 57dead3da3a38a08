import { type Actor, within } from '#platform/shared/actor/actor.ts';

/**
 * Where an actor stands towards an organisation, given by its path. Every policy of every room is built from these few
 * answers, so that "the branch's own committee" or "the level above" means one thing in the whole product.
 */

/** Posts of a branch's or committee's leadership: they plan, record and answer for their organisation. */
export const leadingPosts: readonly string[] = [
  'secretary',
  'deputySecretary',
  'organisationOfficer',
  'publicityOfficer',
  'disciplineOfficer',
  'committeeMember',
];
/** Posts through which a level above works on what lies beneath it. */
const overseeingPosts: readonly string[] = [...leadingPosts, 'organiser', 'clerk', 'departmentStaff'];

/** Posts that appoint others, record terms and hand out accounts for what stands under them. */
export const appointingPosts: readonly string[] = ['secretary', 'deputySecretary', 'organisationOfficer', 'organiser'];

/** Acts as a leader of this very organisation. */
export function leads(actor: Actor, path: string): boolean {
  return actor.post !== null && actor.post.path === path && leadingPosts.includes(actor.post.kind);
}

/** Acts as secretary or deputy of this very organisation. */
export function heads(actor: Actor, path: string): boolean {
  return actor.post !== null && actor.post.path === path && ['secretary', 'deputySecretary'].includes(actor.post.kind);
}

/** Works for this organisation: its leaders, and its organiser or clerk. */
export function staffs(actor: Actor, path: string): boolean {
  return leads(actor, path) || (actor.post !== null && actor.post.path === path && ['organiser', 'clerk'].includes(actor.post.kind));
}

/** Acts for a level truly above this organisation (a school over its branches, a university department over all). */
export function oversees(actor: Actor, path: string): boolean {
  return actor.post !== null && overseeingPosts.includes(actor.post.kind) && within(path, actor.post.scope) && path !== actor.post.scope;
}

/**
 * Oversees it with a say over its people and its reasons. A department whose duty is another (宣传部, 纪委, 党校 …) reads the records of
 * organisational life, and neither opens files nor decides (《个人信息保护法》第六条).
 */
export function decidesAbove(actor: Actor, path: string): boolean {
  return oversees(actor, path) && (actor.post?.kind !== 'departmentStaff' || isOrganisationDepartment(actor));
}

/** Works for this organisation or oversees it. */
export function answersFor(actor: Actor, path: string): boolean {
  return staffs(actor, path) || oversees(actor, path);
}

/** Acts for 组织部 of the university, which keeps the tree and the calendar. */
export function isOrganisationDepartment(actor: Actor): boolean {
  return actor.post?.kind === 'departmentStaff' && actor.post.department === 'organisation';
}

export function isAdministrator(actor: Actor): boolean {
  return actor.post?.kind === 'administrator';
}

/** The administrator of an installation in which nobody works for 组织部 of the university yet, or no longer. */
export function setsUp(actor: Actor): boolean {
  return isAdministrator(actor) && actor.post?.settingUp === true;
}

/** A full or probationary member whose own branch this is; not a guest of the branch, nor an applicant. */
export function isMemberOf(actor: Actor, path: string): boolean {
  return actor.branch?.path === path && (actor.category === 'full' || actor.category === 'probationary');
}

/** Members, and the applicants, activists and candidates whom the branch looks after. */
export function belongsTo(actor: Actor, path: string): boolean {
  return actor.branch?.path === path && actor.category !== null && actor.category !== 'nonMember';
}

/**
 * The subtrees whose official records an actor reads: the scope of the acting post, and always their own branch. Lists take
 * it as SQL (`path <@ any(…)`), the policies as `within`; a test holds the two against each other.
 */
export function readableRoots(actor: Actor): string[] {
  const roots: string[] = [];
  if (actor.post && overseeingPosts.includes(actor.post.kind)) roots.push(actor.post.scope);
  if (actor.branch && (actor.category === 'full' || actor.category === 'probationary')) roots.push(actor.branch.path);
  return roots;
}
