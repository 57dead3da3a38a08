import type { Call } from '#platform/server/call/call.ts';

/** A cursor is the last key of a page, in a form that a page hands back untouched. */
export const cursorOf = (key: readonly (string | number)[]): string => Buffer.from(JSON.stringify(key)).toString('base64url');

/** The key in a cursor, or out: a cursor that nobody gave is no page. */
export function keyOf(call: Call, cursor: string | undefined, length: number): (string | number)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(key) && key.length === length && key.every((one) => typeof one === 'string' || typeof one === 'number')) return key;
  } catch {
    // Falls through to the refusal.
  }
  return call.refuse('invalid_input', {}, [{ path: 'cursor', code: 'cursor', message: 'cursor' }]);
}

/** One more row was read than asked for: it tells whether there is a next page. */
export function pageFrom<T>(
  rows: readonly T[],
  limit: number,
  key: (row: T) => readonly (string | number)[],
): { rows: T[]; nextCursor: string | null } {
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return { rows: page, nextCursor: rows.length > limit && last ? cursorOf(key(last)) : null };
}
