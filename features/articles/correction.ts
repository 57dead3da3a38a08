/**
 * What a change to a published text is: 校改, 更正 or 修订. The class is found from the difference, never chosen, and says which reviews the
 * change passes and whether readers are told.
 */
import { changesBetween } from '#platform/shared/difference/difference.ts';
import type { Step } from './review.ts';

export type CorrectionClass = 'none' | 'typo' | 'fact' | 'revision';

export const correctionNames: Readonly<Record<Exclude<CorrectionClass, 'none'>, { zh: string; en: string }>> = {
  typo: { zh: '校改', en: 'Typo' },
  fact: { zh: '更正', en: 'Correction' },
  revision: { zh: '修订', en: 'Revision' },
};

/** A version as the difference sees it. `text`: summary and body as they are read; `rest`: links, alternative texts and marks. */
export type Compared = {
  readonly title: string;
  readonly text: string;
  readonly media: readonly string[];
  readonly attachments: readonly string[];
  readonly rest: string;
};

export const TYPO_MOST = 10;
export const FACT_SHARE = 0.2;

/** Does a change touch one of these names, where it stood or where it now stands? */
function touchesName(text: readonly string[], at: number, length: number, names: readonly string[]): boolean {
  const whole = text.join('');
  return names.some((name) => {
    const size = [...name].length;
    for (let from = whole.indexOf(name); from >= 0; from = whole.indexOf(name, from + 1)) {
      const start = [...whole.slice(0, from)].length;
      if (start < at + Math.max(length, 1) && at < start + size) return true;
    }
    return false;
  });
}

/**
 * The class of a change. `names`: of people on the roster that stand in either text. A figure or a name is never a mere slip, however short.
 */
export function classOf(before: Compared, after: Compared, names: readonly string[]): CorrectionClass {
  const same = (a: readonly string[], b: readonly string[]) => a.length === b.length && a.every((one, index) => one === b[index]);
  if (before.title !== after.title || !same(before.media, after.media) || !same(before.attachments, after.attachments)) return 'revision';
  const [old, now] = [[...before.text], [...after.text]];
  const most = Math.floor(old.length * FACT_SHARE);
  const changes = changesBetween(old, now, Math.max(most, TYPO_MOST));
  if (!changes) return 'revision';
  const size = changes.reduce((sum, { out, put }) => sum + [...out].length + [...put].length, 0);
  if (size === 0) return before.rest === after.rest ? 'none' : 'typo';
  const harmless = changes.every(
    ({ out, put, outAt, putAt }) =>
      !/\p{N}/u.test(out + put) && !touchesName(old, outAt, [...out].length, names) && !touchesName(now, putAt, [...put].length, names),
  );
  if (size <= TYPO_MOST && harmless) return 'typo';
  return size <= most ? 'fact' : 'revision';
}

/** A slip needs the final review, a fact the last two as far as there are, a revision all of them. */
export function stepsFor(kind: Exclude<CorrectionClass, 'none'>, steps: readonly Step[]): readonly Step[] {
  return kind === 'revision' ? steps : steps.slice(kind === 'fact' ? -2 : -1);
}

/** Readers are told of everything but a slip. */
export function isTold(kind: CorrectionClass): boolean {
  return kind === 'fact' || kind === 'revision';
}
