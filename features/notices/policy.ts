import { type Actor, within } from '#platform/shared/actor/actor.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { belongsTo, isMemberOf, readableRoots, staffs } from '../organisations/scope.ts';

/** One's own notices, nobody else's. */
export function mayReadNotice(actor: Actor, notice: { readonly personId: string }): Outcome<void, 'not_found' | 'not_signed_in'> {
  if (actor.kind === 'anonymous') return refused('not_signed_in');
  return actor.personId !== null && actor.personId === notice.personId ? done() : refused('not_found');
}

/**
 * May this actor hear that something changed? It is about them, or it happened where they read or belong. Events without a
 * place or a person (a gap in the line) concern everybody who listens.
 */
export function mayHear(
  actor: Actor,
  event: { readonly path?: string; readonly ownOnly?: boolean; readonly personId?: string; readonly accountId?: string },
): boolean {
  if (actor.kind === 'anonymous') return false;
  if (event.personId !== undefined) return event.personId === actor.personId;
  if (event.accountId !== undefined) return event.accountId === actor.accountId;
  const { path } = event;
  if (path === undefined) return true;
  if (event.ownOnly) return isMemberOf(actor, path) || staffs(actor, path);
  return belongsTo(actor, path) || readableRoots(actor).some((root) => within(path, root));
}
