/** What a trend chart shows: months in a row, and the counts of each kind put into their places. */
import { type Month, shiftWindow } from '#platform/shared/day/day.ts';

/** The months of a chart, oldest first. */
export function monthsUntil(until: Month, count: number): Month[] {
  return Array.from({ length: count }, (_, i) => shiftWindow(until, i + 1 - count));
}

/** Meetings of one branch for each kind and month of a chart, month by month within a kind: how many counted, and how many of these came late. */
export type Tally = { readonly counts: Int32Array; readonly late: Int32Array };
export type TallyRow = { readonly month: Month; readonly kind: string; readonly counted: number; readonly late: number };
export type Series = { readonly counts: number[]; readonly late: number[] };

/** Puts the rows of a branch into their places; a month without a row is a month without a meeting. */
export function tallyOf(rows: readonly TallyRow[], kinds: readonly string[], months: readonly Month[]): Tally {
  const tally = { counts: new Int32Array(kinds.length * months.length), late: new Int32Array(kinds.length * months.length) };
  for (const { month, kind, counted, late } of rows) {
    const [at, within] = [kinds.indexOf(kind), months.indexOf(month)];
    if (at < 0 || within < 0) continue;
    const place = at * months.length + within;
    tally.counts[place] = (tally.counts[place] ?? 0) + counted;
    tally.late[place] = (tally.late[place] ?? 0) + late;
  }
  return tally;
}

/** The sums of several branches for one kind, the `at`th of `tallyOf`. */
export function seriesOf(tallies: Iterable<Tally>, at: number, months: number): Series {
  const counts = new Array<number>(months).fill(0);
  const late = new Array<number>(months).fill(0);
  for (const tally of tallies) {
    for (let month = 0; month < months; month += 1) {
      counts[month] = (counts[month] ?? 0) + (tally.counts[at * months + month] ?? 0);
      late[month] = (late[month] ?? 0) + (tally.late[at * months + month] ?? 0);
    }
  }
  return { counts, late };
}
