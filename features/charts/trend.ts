/** What a trend chart shows: months in a row, and the counts of each kind put into their places. */
import { type Month, shiftWindow } from '#platform/shared/day/day.ts';

/** The months of a chart, oldest first. */
export function monthsUntil(until: Month, count: number): Month[] {
  return Array.from({ length: count }, (_, i) => shiftWindow(until, i + 1 - count));
}

export type CountRow = { readonly month: Month; readonly kind: string; readonly groupId: string | null; readonly recorded: number; readonly late: number };

/** For one kind and group the counts of every month; a month without a row is a month without a meeting. */
export function seriesOf(rows: readonly CountRow[], months: readonly Month[], kind: string, groupId: string | null): { counts: number[]; late: number[] } {
  const placeOf = new Map(months.map((month, place) => [month, place]));
  const counts = months.map(() => 0);
  const late = months.map(() => 0);
  for (const row of rows) {
    const place = row.kind === kind && row.groupId === groupId ? placeOf.get(row.month) : undefined;
    if (place === undefined) continue;
    counts[place] = (counts[place] ?? 0) + row.recorded;
    late[place] = (late[place] ?? 0) + row.late;
  }
  return { counts, late };
}
