import type { Actor } from '#platform/shared/actor/actor.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';

export type JobSubject = { readonly createdBy: string | null };

/** A task is seen and cancelled by the account that began it, and by the operator what was begun at the shell; for others it does not exist. */
export function ownJob(actor: Actor, { createdBy }: JobSubject): Outcome<void, 'not_found' | 'not_signed_in'> {
  if (actor.kind === 'anonymous') return refused('not_signed_in');
  if (actor.kind === 'system' && createdBy === null) return done();
  return createdBy !== null && createdBy === actor.accountId ? done() : refused('not_found');
}
