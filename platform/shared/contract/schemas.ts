import { z } from 'zod';
import type { Actor } from '../actor/actor.ts';
import { isDay, isWindow } from '../day/day.ts';
import type { Outcome } from '../outcome/outcome.ts';

/** Schemas that every contract uses. */
export const Id = z.uuid().meta({ example: '01980000-0000-7000-8000-000000000001' });
export const DayText = z.string().refine(isDay, { error: 'day' }).meta({ format: 'date', example: '2026-11-26' });
export const WindowText = z.string().refine(isWindow, { error: 'window' }).meta({ example: '2026-Q4' });
/** An instant, ISO 8601 with offset. */
export const Instant = z.iso.datetime({ offset: true }).meta({ example: '2026-11-26T19:00:00+08:00' });
export const Version = z.number().int().positive();

/** `{ allowed: true }`, or why not. Made by the policy that guards the door. */
export const Ability = z.object({ allowed: z.boolean(), code: z.string().optional() });
export type Ability = z.infer<typeof Ability>;

/** The same policy that refuses a request, as a view's ability. */
export function ability<S>(policy: (actor: Actor, subject: S) => Outcome<void, string>, actor: Actor, subject: S): Ability {
  const answer = policy(actor, subject);
  return answer.ok ? { allowed: true } : { allowed: false, code: answer.code };
}

/** `?limit=&cursor=` of every list: keyset, never offset. */
export const Paging = z.object({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().max(300).optional(),
});

export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}

/** A query value that may be given once or several times. */
export function listOf<T extends z.ZodType>(item: T) {
  return z.preprocess(
    (value) => (value === undefined || value === '' ? undefined : Array.isArray(value) ? value : String(value).split(',')),
    z.array(item).optional(),
  );
}
