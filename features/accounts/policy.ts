import { appointingPosts, isAdministrator, isOrganisationDepartment } from '#features/organisations/scope.ts';
import { type Actor, within } from '#platform/shared/actor/actor.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';

/** The organisation that answers for the person whose account it is; null where none does (non-members). */
export type AccountSubject = { readonly path: string | null };

/** Accounts and start codes: the branch's secretary or deputy, any level above for those under it, 组织部, and the administrator. */
export function manageAccounts(actor: Actor, { path }: AccountSubject): Outcome<void, 'not_over_accounts'> {
  if (isAdministrator(actor)) return done();
  const post = actor.post;
  if (post === null || path === null) return refused('not_over_accounts');
  const mine = appointingPosts.includes(post.kind) || isOrganisationDepartment(actor);
  return mine && within(path, post.scope) ? done() : refused('not_over_accounts');
}
