/** Codes of organisations: digits, each level adds two to its parent's (the data standard, sheet 党组织). */
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';

/** As many as the standard has room for. */
export const LONGEST_CODE = 20;

/** Whether a code is its parent's and two digits more. */
export function nestsUnder(code: string, parentCode: string): boolean {
  return code.length === parentCode.length + 2 && code.startsWith(parentCode) && /^\d+$/.test(code);
}

/** The first code beneath a parent that follows all that were ever given there, else the first that was never given; null when all 99 were. */
export function nextCode(parentCode: string, taken: ReadonlySet<string>): string | null {
  if (parentCode.length + 2 > LONGEST_CODE) return null;
  const given = [...taken].filter((code) => nestsUnder(code, parentCode)).map((code) => Number(code.slice(-2)));
  const highest = Math.max(0, ...given);
  const number = highest < 99 ? highest + 1 : Array.from({ length: 99 }, (_, i) => i + 1).find((one) => !given.includes(one));
  return number === undefined ? null : `${parentCode}${String(number).padStart(2, '0')}`;
}

export type CodeRefusal = 'code_taken' | 'code_not_under_parent' | 'parent_without_code' | 'codes_used_up';

/**
 * The code of an organisation that comes to stand under a parent: as given, where it nests and is free, else the next one. Under a parent that
 * has none, as before the first roster, nothing has a code.
 */
export function settleCode(given: string | null, parentCode: string | null, taken: ReadonlySet<string>): Outcome<string | null, CodeRefusal> {
  if (parentCode === null) return given === null ? done(null) : refused('parent_without_code');
  if (given === null) {
    const next = nextCode(parentCode, taken);
    return next === null ? refused('codes_used_up', { parent: parentCode }) : done(next);
  }
  if (!nestsUnder(given, parentCode)) return refused('code_not_under_parent', { code: given, parent: parentCode });
  return taken.has(given) ? refused('code_taken') : done(given);
}

export type Coded = { readonly id: string; readonly parentId: string | null; readonly code: string | null; readonly depth: number };

/**
 * The codes of a subtree whose top has a new one: who nested keeps its last two digits, who did not, or had none, gets the next. Only what
 * changes is answered; null where there is no room.
 */
export function recode(subtree: readonly Coded[], code: string): Map<string, string> | null {
  const before = new Map(subtree.map((one) => [one.id, one.code]));
  const nests = (one: Coded): boolean => one.code !== null && nestsUnder(one.code, before.get(one.parentId ?? '') ?? '');
  // Parents before children; those that keep their digits first, so that nobody new is given theirs.
  const [top, ...beneath] = [...subtree].sort((a, b) => a.depth - b.depth || Number(nests(b)) - Number(nests(a)));
  if (!top) return new Map();
  const now = new Map([[top.id, code]]);
  const taken = new Set([code]);
  for (const one of beneath) {
    const parent = now.get(one.parentId ?? '') ?? '';
    const next = nests(one) ? `${parent}${one.code?.slice(-2)}` : nextCode(parent, taken);
    if (next === null || next.length > LONGEST_CODE) return null;
    now.set(one.id, next);
    taken.add(next);
  }
  return new Map([...now].filter(([id, next]) => before.get(id) !== next));
}
