import { sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';
import { type Day, firstDay, lastDay, type Month } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { type CalendarDays, type DayKind, DEFAULT_VACATION_SETTING, teachingDaysOf, type VacationSetting } from '../calendar.ts';

const BRANCHES_KEY = 'calendar.vacationBranches';
const yearKey = (year: string) => `calendar.${year}`;

export type DayRow = { day: Day; kind: DayKind; name: string | null };
export type VacationRow = { id: string; name: string; from: Day; to: Day };

/** The calendar's days and vacations, and its settings. */
export function calendarRepository(db: Db) {
  return {
    days: async (from: Day, to: Day): Promise<DayRow[]> =>
      (await db.selectFrom('calendarDays').selectAll().where('day', '>=', from).where('day', '<=', to).orderBy('day').execute()).map((row) => ({
        ...row,
        kind: row.kind as DayKind,
      })),
    /** Vacations that touch the span. */
    vacations: async (from: Day, to: Day): Promise<VacationRow[]> =>
      (await db.selectFrom('calendarVacations').selectAll().where('fromOn', '<=', to).where('toOn', '>=', from).orderBy('fromOn').execute()).map(
        (row) => ({ id: row.id, name: row.name, from: row.fromOn, to: row.toOn }),
      ),
    async yearState(year: string, lock = false): Promise<{ version: number; basis: string | null }> {
      const row = await db
        .selectFrom('settings')
        .select(['value', 'version'])
        .where('key', '=', yearKey(year))
        .$if(lock, (q) => q.forUpdate())
        .executeTakeFirst();
      return row ? { version: row.version, basis: (row.value as { basis?: string }).basis ?? null } : { version: 0, basis: null };
    },
    /** One writer at a time for each year, also before its first row is there. */
    lockYear: (year: string) => sql`select pg_advisory_xact_lock(7304, ${Number(year)}::int)`.execute(db),
    putYearState: (year: string, basis: string) =>
      db
        .insertInto('settings')
        .values({ key: yearKey(year), value: JSON.stringify({ basis }), version: 1 })
        .onConflict((conflict) =>
          conflict.column('key').doUpdateSet((eb) => ({ value: JSON.stringify({ basis }), version: eb('settings.version', '+', 1) })),
        )
        .execute(),
    async putDays(days: readonly DayRow[]): Promise<void> {
      if (days.length === 0) return;
      await db
        .insertInto('calendarDays')
        .values([...days])
        .onConflict((conflict) => conflict.column('day').doUpdateSet((eb) => ({ kind: eb.ref('excluded.kind'), name: eb.ref('excluded.name') })))
        .execute();
    },
    /** The vacations that begin in a year, as a whole. */
    async setVacations(year: string, vacations: readonly { name: string; from: Day; to: Day }[]): Promise<void> {
      await db.deleteFrom('calendarVacations').where('fromOn', '>=', firstDay(year)).where('fromOn', '<=', lastDay(year)).execute();
      if (vacations.length > 0)
        await db
          .insertInto('calendarVacations')
          .values(vacations.map((vacation) => ({ id: newId(), name: vacation.name, fromOn: vacation.from, toOn: vacation.to })))
          .execute();
    },
    async vacationBranches(): Promise<VacationSetting & { version: number }> {
      const row = await db.selectFrom('settings').select(['value', 'version']).where('key', '=', BRANCHES_KEY).executeTakeFirst();
      return { ...(row ? (row.value as VacationSetting) : DEFAULT_VACATION_SETTING), version: row?.version ?? 1 };
    },
    /** The same, held until the transaction ends, so that of two who set it at once the second is told. */
    async lockVacationBranches(): Promise<VacationSetting & { version: number }> {
      await db
        .insertInto('settings')
        .values({ key: BRANCHES_KEY, value: JSON.stringify(DEFAULT_VACATION_SETTING) })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await db.selectFrom('settings').select('key').where('key', '=', BRANCHES_KEY).forUpdate().execute();
      return this.vacationBranches();
    },
    putVacationBranches: (setting: VacationSetting) =>
      db
        .updateTable('settings')
        .set((eb) => ({ value: JSON.stringify(setting), version: eb('version', '+', 1) }))
        .where('key', '=', BRANCHES_KEY)
        .execute(),
    branches: (compositions: readonly string[]) =>
      db
        .selectFrom('organisations')
        .select(['id', 'name', 'composition'])
        .where('composition', 'in', compositions)
        .where('dissolvedOn', 'is', null)
        .orderBy('path')
        .execute(),
  };
}

/** The days that are set between two days, for rules that count working days or teaching days. */
export async function calendarDays(db: Db, from: Day, to: Day): Promise<CalendarDays> {
  return new Map((await calendarRepository(db).days(from, to)).map((row) => [row.day, row.kind]));
}

/** Teaching days of each month; null while the month is not set, which counts as teaching. */
export async function teachingDays(db: Db, months: readonly Month[]): Promise<Map<Month, number | null>> {
  if (months.length === 0) return new Map();
  const sorted = [...months].sort();
  const days = await calendarDays(db, firstDay(sorted[0] as Month), lastDay(sorted.at(-1) as Month));
  return new Map(months.map((month) => [month, teachingDaysOf(month, days)]));
}

/** Whether mixed and joint branches rest in vacation months as student branches do. */
export async function vacationSetting(db: Db): Promise<VacationSetting> {
  const { mixed, joint } = await calendarRepository(db).vacationBranches();
  return { mixed, joint };
}
