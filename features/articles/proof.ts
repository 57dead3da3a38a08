/** Help for whoever reads the proof: what looks wrong is shown at its place, and never put right by itself. */
import { isDay } from '#platform/shared/day/day.ts';

export type HintKind = 'doubledPunctuation' | 'noSuchDate' | 'wrongWeekday' | 'fixedExpression';
/** `at`: the first code unit within the text; `found`: what stands there; `better`: what is usual, where that is known. */
export type Hint = { readonly kind: HintKind; readonly at: number; readonly found: string; readonly better: string | null };

/** Two marks where one belongs; a dash (——) and an ellipsis (……) are two by right (GB/T 15834-2011). */
const doubled = /([，。、；：？！,;:?!])\1+|[，、；：]+[。，、；：]+|。[，、；：]|—{3,}|…{3,}/gu;
const fullDate = /(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日|(\d{4})-(\d{2})-(\d{2})/gu;
const dayAndWeek = /(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日\s*[（(]?\s*(?:周|星期)([一二三四五六日天])/gu;
const bareDate = /(?<!\d|年\s*)(\d{1,2})\s*月\s*(\d{1,2})\s*日/gu;
const WEEKDAYS = '日一二三四五六';

const dayText = (year: string, month: string, day: string) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

function* datesThatAreNone(text: string): Generator<Hint> {
  for (const match of text.matchAll(fullDate)) {
    const [found, y1, m1, d1, y2, m2, d2] = match;
    const day = dayText(y1 ?? y2 ?? '', m1 ?? m2 ?? '', d1 ?? d2 ?? '');
    if (!isDay(day)) yield { kind: 'noSuchDate', at: match.index, found, better: null };
  }
  for (const match of text.matchAll(bareDate)) {
    // A day without its year may be one of a leap year.
    if (!isDay(dayText('2024', match[1] ?? '', match[2] ?? ''))) yield { kind: 'noSuchDate', at: match.index, found: match[0], better: null };
  }
  for (const match of text.matchAll(dayAndWeek)) {
    const day = dayText(match[1] ?? '', match[2] ?? '', match[3] ?? '');
    if (!isDay(day)) continue;
    const right = WEEKDAYS[new Date(`${day}T00:00:00Z`).getUTCDay()];
    if (right !== match[4]?.replace('天', '日')) yield { kind: 'wrongWeekday', at: match.index, found: match[0], better: `周${right}` };
  }
}

/** A fixed expression and how it is often mistaken; kept as data, so that an editor can add to it. */
export type FixedExpression = { readonly right: string; readonly wrong: readonly string[] };

/** Everything in a text that is worth a second look, in its order. */
export function hintsIn(text: string, expressions: readonly FixedExpression[]): Hint[] {
  const hints: Hint[] = [...text.matchAll(doubled)].map((match) => ({
    kind: 'doubledPunctuation',
    at: match.index,
    found: match[0],
    better: null,
  }));
  hints.push(...datesThatAreNone(text));
  for (const { right, wrong } of expressions) {
    for (const found of wrong) {
      for (let at = text.indexOf(found); at >= 0; at = text.indexOf(found, at + found.length)) {
        // The mistaken form may stand within the right one.
        const inside = right.includes(found) && text.slice(Math.max(0, at - right.length), at + found.length + right.length).includes(right);
        if (!inside) hints.push({ kind: 'fixedExpression', at, found, better: right });
      }
    }
  }
  return hints.sort((a, b) => a.at - b.at);
}
