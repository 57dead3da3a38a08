/** Terms of office (届): how long, when they end, when one is reminded. 《基层组织选举工作条例》第三条; 2018 opinion on terms. */
import { addDays, addMonths, addYears, type Day, daysBetween } from '#platform/shared/day/day.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import type { Composition, OrganisationKind } from './organisation.ts';

/** `extendedTo`: the last day by an approved extension. `endedOn`: the first day that no longer belongs to the term. */
export type Term = {
  readonly startsOn: Day;
  readonly lastDay: Day;
  readonly extendedTo: Day | null;
  readonly endedOn?: Day | null;
};

export const REMINDER_MONTHS = [6, 3, 1] as const;

/**
 * Whether an organisation elects, and so has terms: groups and departments do not, and a temporary branch has secretary and committee appointed
 * by the organisation that approved it (《支部工作条例》第八条).
 */
export function mayElect(organisation: {
  readonly kind: OrganisationKind;
  readonly composition: Composition | null;
}): Outcome<void, 'no_term_here' | 'temporary_no_election'> {
  if (organisation.kind === 'group' || organisation.kind === 'department') return refused('no_term_here');
  return organisation.composition === 'temporary' ? refused('temporary_no_election') : done();
}

/** A term of three years that began on 2023-05-20 ends with 2026-05-19. */
export function lastDayOfTerm(startsOn: Day, years: number): Day {
  return addDays(addYears(startsOn, years), -1);
}

/** The last day of office, an approved extension included. */
export function endOfTerm(term: Term): Day {
  return term.extendedTo ?? term.lastDay;
}

/** Overdue from the day after the last, unless an approved extension runs. */
export function isOverdue(term: Term, today: Day): boolean {
  return today > endOfTerm(term);
}

/** Days from today to the last day; negative when overdue. */
export function daysLeft(term: Term, today: Day): number {
  return daysBetween(today, endOfTerm(term));
}

/** The reminder that stands today: the latest one reached, null before the first and once overdue. */
export function standingReminder(term: Term, today: Day): 6 | 3 | 1 | null {
  if (isOverdue(term, today)) return null;
  let standing: 6 | 3 | 1 | null = null;
  for (const months of REMINDER_MONTHS) if (today >= addMonths(endOfTerm(term), -months)) standing = months;
  return standing;
}

export type ExtensionRemark = 'extension_over_a_year';

/** An extension approved by the level above: generally by at most one year, which is reminded and not refused. */
export function extend(
  term: Term,
  to: Day,
  documentNumber: string,
): Outcome<{ extendedTo: Day; remarks: ExtensionRemark[] }, 'document_missing' | 'extension_not_later' | 'term_ended'> {
  if (term.endedOn != null) return refused('term_ended', { on: term.endedOn });
  if (documentNumber.trim() === '') return refused('document_missing');
  if (to <= endOfTerm(term)) return refused('extension_not_later', { day: to, end: endOfTerm(term) });
  return done({ extendedTo: to, remarks: to > addYears(term.lastDay, 1) ? ['extension_over_a_year'] : [] });
}

/**
 * Begins a term. A new election ends the running term on the day before, also when it is early; a term that
 * began on that day or later, or had already ended after it, stands in the way.
 */
export function begin(
  earlier: readonly Term[],
  startsOn: Day,
  years: number,
): Outcome<{ lastDay: Day; ends: Term | null }, 'term_overlaps' | 'term_years'> {
  if (!Number.isInteger(years) || years < 1 || years > 5) return refused('term_years', { years });
  let ends: Term | null = null;
  for (const term of earlier) {
    if (term.startsOn >= startsOn) return refused('term_overlaps', { from: term.startsOn });
    if (term.endedOn != null && term.endedOn > startsOn) return refused('term_overlaps', { from: term.startsOn });
    if (term.endedOn == null) ends = term;
  }
  return done({ lastDay: lastDayOfTerm(startsOn, years), ends });
}
