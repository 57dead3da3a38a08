/** Quartiles of the share met, so that a branch is seen beside its like and never in a ranking. */

/** Below this number a quartile would point at single branches. */
export const FEWEST_FOR_QUARTILES = 5;

export type Quartiles = { readonly lower: number; readonly median: number; readonly upper: number };

/** Lower quartile, median and upper quartile with linear interpolation; null below five values. */
export function quartilesOf(shares: readonly number[]): Quartiles | null {
  if (shares.length < FEWEST_FOR_QUARTILES) return null;
  const sorted = [...shares].sort((a, b) => a - b);
  const at = (part: number) => {
    const place = (sorted.length - 1) * part;
    const below = Math.floor(place);
    const [low = 0, high = low] = sorted.slice(below, below + 2);
    return low + (high - low) * (place - below);
  };
  return { lower: at(0.25), median: at(0.5), upper: at(0.75) };
}

/** The quartiles of each kind of branch, of those to which the duty applies. */
export function quartilesByLike<Row extends { readonly met: number; readonly due: number }>(
  rows: readonly Row[],
  likeOf: (row: Row) => string | null,
): ({ composition: string | null; branches: number } & Quartiles)[] {
  const groups = new Map<string | null, number[]>();
  for (const row of rows) {
    if (row.due === 0) continue;
    const like = likeOf(row);
    groups.set(like, [...(groups.get(like) ?? []), row.met / row.due]);
  }
  const found: ({ composition: string | null; branches: number } & Quartiles)[] = [];
  for (const [composition, shares] of groups) {
    const quartiles = quartilesOf(shares);
    if (quartiles) found.push({ composition, branches: shares.length, ...quartiles });
  }
  return found;
}
