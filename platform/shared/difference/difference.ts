import { diffArrays } from 'diff';

/** One place where two texts differ: the code points taken out and put in, and where they stand in the old and the new text. */
export type Change = { readonly out: string; readonly put: string; readonly outAt: number; readonly putAt: number };

/** The places where two texts differ, fewest code points first found; null when more than `most` of them do. */
export function changesBetween(before: readonly string[], after: readonly string[], most: number): Change[] | null {
  const parts = diffArrays([...before], [...after], { maxEditLength: most });
  if (!parts) return null;
  const changes: { out: string; put: string; outAt: number; putAt: number }[] = [];
  let [outAt, putAt] = [0, 0];
  let apart = true;
  for (const { added, removed, value } of parts) {
    if (!added && !removed) {
      apart = true;
      outAt += value.length;
      putAt += value.length;
      continue;
    }
    if (apart) changes.push({ out: '', put: '', outAt, putAt });
    apart = false;
    const change = changes.at(-1) as (typeof changes)[number];
    if (removed) {
      change.out += value.join('');
      outAt += value.length;
    } else {
      change.put += value.join('');
      putAt += value.length;
    }
  }
  return changes;
}
