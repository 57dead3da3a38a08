import { sql } from 'kysely';
import { isVacationMonth, type VacationSetting } from '#features/calendar/calendar.ts';
import type { Db } from '#platform/server/db/db.ts';
import { addMonths, type Day, earlier, firstDay, isClosed, lastDay, later, type Month, monthOf, type Window } from '#platform/shared/day/day.ts';
import { DEFAULT_HEALTH_SETTINGS, type HealthSettings, settingsOn } from '../settings.ts';
import { type Reading, readingOf } from '../windows.ts';

export const MEASURES_KEY = 'health.measures';
/** No reading looks back further: four closed quarters, or twelve closed months, before the running ones. */
const MONTHS_BACK = 18;

/** The versions of the measures, oldest first; a measure that a version does not name keeps its default. */
export async function measureVersions(db: Db): Promise<HealthSettings[]> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', MEASURES_KEY).executeTakeFirst();
  const kept = Array.isArray(row?.value) ? (row.value as Partial<HealthSettings>[]) : [];
  return kept.map((version) => ({ ...DEFAULT_HEALTH_SETTINGS, ...version })).sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** The months between two days in which student branches rest, from the university's calendar. */
export async function vacationMonthsBetween(db: Db, from: Day, to: Day): Promise<Set<Month>> {
  const { rows } = await sql<{ month: Month; taught: number }>`
    select to_char(day, 'YYYY-MM') as month, count(*) filter (where kind in ('teaching', 'shifted'))::int as taught
    from calendar_days where day between ${from} and ${to} group by 1`.execute(db);
  return new Set(rows.filter((row) => isVacationMonth(row.taught)).map((row) => row.month));
}

/** What is read: made once for a request, then used for every branch. The rules are those in force at the end of the period. */
export async function makeReading(db: Db, period: Window | null, today: Day): Promise<Reading> {
  return (await makeReadings(db, [period], today))[0] as Reading;
}

/** The readings of several periods, with what they have in common asked once. */
export async function makeReadings(db: Db, periods: readonly (Window | null)[], today: Day): Promise<Reading[]> {
  const ends = periods.map((period) => (period !== null && isClosed(period, today) ? lastDay(period) : today));
  const first = ends.reduce(earlier);
  const last = ends.reduce(later);
  const [versions, vacations] = await Promise.all([
    measureVersions(db),
    vacationMonthsBetween(db, firstDay(monthOf(addMonths(first, -MONTHS_BACK))), lastDay(monthOf(last))),
  ]);
  return periods.map((period, at) => readingOf(period, today, settingsOn(versions, ends[at] as Day), vacations));
}

/** Names all that readings depend on beside what is known of the branches: two with the same name judge alike. */
export function keyOfReadings(readings: readonly Reading[], vacations: VacationSetting): string {
  const framed = (reading: Reading) => [...reading.months, ...reading.quarters, reading.runningMonth, reading.runningQuarter];
  return JSON.stringify([
    vacations,
    ...readings.map((reading) => [
      reading.today,
      reading.asOf,
      reading.closed,
      reading.settings,
      framed(reading).map((frame) => frame && `${frame.window}${frame.vacation ? ' rests' : ''}`),
    ]),
  ]);
}
