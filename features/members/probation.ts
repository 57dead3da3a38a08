/** How long probation lasts, by the day of admission: a dated table, so that it can be corrected without touching a rule. */
import { addYears, type Day } from '#platform/shared/day/day.ts';

type Span = { readonly from: Day; readonly to: Day; readonly years: 0 | 1 /** What deviates is only warned about. */; readonly lenient?: true };

/** 党章 of 1956, 1982 and later: one year. The constitution of 1969 knew no probation; before 1956 it varied. */
export const PROBATION_SPANS: readonly Span[] = [
  { from: '0000-01-01', to: '1955-12-31', years: 1, lenient: true },
  { from: '1956-01-01', to: '1969-04-13', years: 1 },
  { from: '1969-04-14', to: '1977-08-17', years: 0 },
  { from: '1977-08-18', to: '9999-12-31', years: 1 },
];

/** The day on which probation without extension ends, and whether an earlier conversion is only warned about. */
export function probationEnd(admittedOn: Day): { day: Day; lenient: boolean } {
  const span = PROBATION_SPANS.find((one) => one.from <= admittedOn && admittedOn <= one.to);
  return { day: addYears(admittedOn, span?.years ?? 1), lenient: span?.lenient ?? false };
}
