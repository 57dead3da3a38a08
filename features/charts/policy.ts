/** Charts show what an actor reads anyway: their own branch, and as a level above the subtree. */
import { type Actor, within } from '#platform/shared/actor/actor.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { readableRoots } from '../organisations/scope.ts';

/** The organisation to which a chart is narrowed; null: all that the actor reads. */
export type ChartSubject = { readonly path: string | null };

/** A stranger gets an empty chart, and nothing of an organisation that their scope does not meet. */
export function mayReadCharts(actor: Actor, { path }: ChartSubject): Outcome<void, 'not_signed_in' | 'not_found'> {
  if (actor.kind === 'anonymous') return refused('not_signed_in');
  if (path === null || readableRoots(actor).some((root) => within(path, root) || within(root, path))) return done();
  return refused('not_found');
}
