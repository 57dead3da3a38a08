/** What a trend chart shows: months in a row, and the counts of each kind put into their places. */
import { type Month, shiftWindow } from '#platform/shared/day/day.ts';

/** The months of a chart, oldest first. */
export function monthsUntil(until: Month, count: number): Month[] {
  return Array.from({ length: count }, (_, i) => shiftWindow(until, i + 1 - count));
}

export type CountRow = {
  readonly month: Month;
  readonly kind: string;
  readonly groupId: string | null;
  readonly recorded: number;
  readonly late: number;
};

export type Series = { readonly counts: number[]; readonly late: number[] };

/** The counts of every month for each kind and group; a month without a row is a month without a meeting. */
export function seriesOf(rows: readonly CountRow[], months: readonly Month[]): (kind: string, groupId: string | null) => Series {
  const placeOf = new Map(months.map((month, place) => [month, place]));
  const all = new Map<string, Series>();
  const at = (kind: string, groupId: string | null): Series => {
    const key = `${kind} ${groupId ?? ''}`;
    const found = all.get(key) ?? { counts: months.map(() => 0), late: months.map(() => 0) };
    all.set(key, found);
    return found;
  };
  for (const row of rows) {
    const place = placeOf.get(row.month);
    if (place === undefined) continue;
    const series = at(row.kind, row.groupId);
    series.counts[place] = (series.counts[place] ?? 0) + row.recorded;
    series.late[place] = (series.late[place] ?? 0) + row.late;
  }
  return at;
}
