/** What a year's calendar becomes by a change, before it is saved. */
import { type Day, firstDay, lastDay } from '#platform/shared/day/day.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { DAY_KINDS, type DayKind, proposedDays, proposedKind, type Vacation } from './calendar.ts';

export type SetDay = { readonly day: Day; readonly kind: DayKind; readonly name: string | null };
export type NamedVacation = Vacation & { readonly name: string };
export type Change = {
  /** Lay the year anew from vacations and public holidays. */
  readonly fill: boolean;
  /** The vacations that begin in the year; undefined leaves them. */
  readonly vacations: readonly NamedVacation[] | undefined;
  readonly days: readonly { readonly day: Day; readonly kind: string; readonly name: string | null }[];
};
export type Kept = {
  readonly days: readonly SetDay[] /** All that touch the year, those that began in the year before included. */;
  readonly vacations: readonly NamedVacation[];
};
type ChangeCode = 'day_kind_unknown' | 'vacation_reversed' | 'vacations_overlap' | 'too_many_days' | 'day_outside_year';

export const MOST_DAYS = 366;

/** The year after the change: filled where asked, its vacations laid over what was, days mended by hand last. */
export function changedYear(
  year: string,
  kept: Kept,
  change: Change,
  national: ReadonlyMap<Day, { kind: 'holiday' | 'shifted'; name: string }>,
): Outcome<{ days: SetDay[]; vacations: NamedVacation[] }, ChangeCode> {
  const from = firstDay(year);
  const to = lastDay(year);
  if (change.days.length > MOST_DAYS) return refused('too_many_days', { most: MOST_DAYS, count: change.days.length });
  for (const { day, kind } of change.days) {
    if (day < from || day > to) return refused('day_outside_year', { day, year });
    if (!(DAY_KINDS as readonly string[]).includes(kind)) return refused('day_kind_unknown', { kind });
  }
  const own = change.vacations ?? kept.vacations.filter((vacation) => vacation.from >= from);
  for (const vacation of own) {
    if (vacation.to < vacation.from) return refused('vacation_reversed', { from: vacation.from, to: vacation.to });
    if (vacation.from < from || vacation.from > to) return refused('day_outside_year', { day: vacation.from, year });
  }
  const vacations = [...kept.vacations.filter((vacation) => vacation.from < from), ...own].sort((a, b) => (a.from < b.from ? -1 : 1));
  for (const [i, vacation] of vacations.entries()) {
    const next = vacations[i + 1];
    if (next && next.from <= vacation.to) return refused('vacations_overlap', { from: next.from });
  }

  const moved = new Map([...national].map(([day, { kind }]) => [day, kind]));
  const nameOf = (day: Day, kind: DayKind) =>
    kind === 'vacation'
      ? (vacations.find((vacation) => vacation.from <= day && day <= vacation.to)?.name ?? null)
      : kind === 'holiday' || kind === 'shifted'
        ? (national.get(day)?.name ?? null)
        : null;
  const days = new Map<Day, SetDay>(kept.days.map((set) => [set.day, set]));
  if (change.fill) for (const [day, kind] of proposedDays(from, to, vacations, moved)) days.set(day, { day, kind, name: nameOf(day, kind) });
  else if (change.vacations) {
    // Where a vacation came or went, the day is proposed anew; what was mended by hand elsewhere stays.
    const touches = (list: readonly Vacation[], day: Day) => list.some((vacation) => vacation.from <= day && day <= vacation.to);
    for (const [day, set] of days) {
      if (touches(kept.vacations, day) === touches(vacations, day)) continue;
      const kind = proposedKind(day, vacations, moved);
      days.set(day, { ...set, kind, name: nameOf(day, kind) });
    }
  }
  for (const set of change.days) days.set(set.day, { day: set.day, kind: set.kind as DayKind, name: set.name });
  return done({ days: [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)), vacations });
}
