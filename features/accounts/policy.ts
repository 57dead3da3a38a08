import { appointingPosts, isAdministrator, isOrganisationDepartment, setsUp } from '#features/organisations/scope.ts';
import { type Actor, within } from '#platform/shared/actor/actor.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';

/**
 * The organisation that answers for the person whose account it is; null where none does (non-members). `holds`: how far the posts
 * reach that the person holds today.
 */
export type AccountSubject = { readonly path: string | null; readonly holds?: readonly string[] };

/**
 * Accounts and start codes: the branch's committee, any level above for those under it, 组织部, and the administrator. A start code
 * replaces a password, so nobody gets one for a person whose post reaches further than their own: a branch would act as the university.
 */
export function manageAccounts(actor: Actor, { path, holds = [] }: AccountSubject): Outcome<void, 'not_over_accounts'> {
  if (isAdministrator(actor)) return done();
  const post = actor.post;
  if (post === null || path === null) return refused('not_over_accounts');
  const mine = appointingPosts.includes(post.kind) || isOrganisationDepartment(actor);
  return mine && [path, ...holds].every((root) => within(root, post.scope)) ? done() : refused('not_over_accounts');
}

/**
 * The administrator sees no content, so nobody through whose post it is seen gets a start code from them: they could act as that person.
 * Only while nobody works for 组织部 do they stand in for it. `posted`: holds a post other than the administrator's, or is to hold one.
 */
export function issueStartCode(
  actor: Actor,
  subject: AccountSubject & { readonly posted?: boolean },
): Outcome<void, 'not_over_accounts' | 'code_of_post_holder'> {
  if (isAdministrator(actor) && subject.posted && !setsUp(actor)) return refused('code_of_post_holder');
  return manageAccounts(actor, subject);
}
