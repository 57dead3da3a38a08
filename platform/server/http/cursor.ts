import { isDay } from '#platform/shared/day/day.ts';
import { type Call, Refusal } from '../call/call.ts';

/** What a part of a key may be, as the column that it is compared with can read it. */
const readers = {
  id: (part: unknown): part is string => typeof part === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(part),
  day: isKeptDay,
  instant: (part: unknown): part is string =>
    typeof part === 'string' && isKeptDay(part.slice(0, 10)) && /^.{10}T\d\d:\d\d:\d\d(\.\d{1,6})?Z$/.test(part) && !Number.isNaN(Date.parse(part)),
  path: (part: unknown): part is string => typeof part === 'string' && /^\d{1,9}(\.\d{1,9})*$/.test(part),
  text: (part: unknown): part is string => typeof part === 'string' && part.isWellFormed() && !part.includes('\u0000'),
  whole: (part: unknown): part is number => Number.isInteger(part) && Math.abs(part as number) < 2 ** 31,
};

/** PostgreSQL knows no year 0. */
function isKeptDay(part: unknown): part is string {
  return typeof part === 'string' && isDay(part) && part >= '0001';
}

type Kind = keyof typeof readers;
type Key<K extends readonly Kind[]> = { -readonly [I in keyof K]: K[I] extends 'whole' ? number : string };

/** The last key of a page, in a form that a page hands back untouched. */
export function cursorOf(key: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(key)).toString('base64url');
}

/** The key in a cursor, each part of its kind; undefined where the list begins. A cursor that nobody handed out is refused. */
export function readCursor<const K extends readonly Kind[]>(call: Pick<Call, 'language'>, cursor: string | undefined, kinds: K): Key<K> | undefined {
  if (cursor === undefined) return undefined;
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    key = null;
  }
  if (Array.isArray(key) && key.length === kinds.length && kinds.every((kind, i) => readers[kind]((key as unknown[])[i]))) return key as Key<K>;
  throw new Refusal('invalid_input', {}, [
    {
      path: 'cursor',
      code: 'cursor',
      message: call.language === 'en' ? 'This place in the list is not known; please begin anew.' : '不认识这个翻页位置，请从头查看。',
    },
  ]);
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
