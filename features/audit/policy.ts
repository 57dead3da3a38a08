import { appointingPosts, isAdministrator, isOrganisationDepartment } from '#features/organisations/scope.ts';
import { type Actor, within } from '#platform/shared/actor/actor.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';

/** Where one asks to look: an organisation's path, or null for the whole of one's own scope. */
export type AuditSubject = { readonly path: string | null };

/** Secretaries see their branch, levels above their subtree. The administrator sees accounts and settings, no content. */
export function readAudit(actor: Actor, { path }: AuditSubject): Outcome<void, 'not_audit_reader'> {
  const post = actor.post;
  const reader =
    post !== null &&
    (appointingPosts.includes(post.kind) ||
      isOrganisationDepartment(actor) ||
      isAdministrator(actor) ||
      (post.kind === 'departmentStaff' && post.department === 'discipline'));
  return reader && (path === null || within(path, post.scope)) ? done() : refused('not_audit_reader');
}

/** What the administrator may see: what they answer for. */
export const ADMINISTRATOR_SUBJECTS: readonly string[] = ['account', 'setting', 'calendar', 'installation'];
