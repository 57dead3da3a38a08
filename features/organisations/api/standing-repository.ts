import type { Db } from '#platform/server/db/db.ts';
import type { Day } from '#platform/shared/day/day.ts';

/** Attendance exceptions and voting suspensions. Neither is deleted: each has its span. */
export function standingRepository(db: Db) {
  return {
    async of(branchId: string) {
      const exceptions = await db
        .selectFrom('attendanceExceptions as e')
        .innerJoin('persons as p', 'p.id', 'e.personId')
        .selectAll('e')
        .select('p.name')
        .where('e.branchId', '=', branchId)
        .orderBy('e.fromOn', 'desc')
        .orderBy('e.id')
        .execute();
      const suspensions = await db
        .selectFrom('votingSuspensions as s')
        .innerJoin('persons as p', 'p.id', 's.personId')
        .innerJoin('memberships as m', 'm.personId', 's.personId')
        .selectAll('s')
        .select('p.name')
        .where('m.organisationId', '=', branchId)
        .where('m.toOn', 'is', null)
        .orderBy('s.fromOn', 'desc')
        .orderBy('s.id')
        .execute();
      return { exceptions, suspensions };
    },
    addException: (row: { id: string; personId: string; branchId: string; ground: string; reason: string; fromOn: Day; toOn: Day | null }) =>
      db.insertInto('attendanceExceptions').values(row).execute(),
    addSuspension: (row: { id: string; personId: string; ground: string; fromOn: Day; toOn: Day | null }) =>
      db.insertInto('votingSuspensions').values(row).execute(),
    lockException: (id: string) => db.selectFrom('attendanceExceptions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    lockSuspension: (id: string) => db.selectFrom('votingSuspensions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst(),
    endException: (id: string, toOn: Day) => db.updateTable('attendanceExceptions').set({ toOn }).where('id', '=', id).execute(),
    endSuspension: (id: string, toOn: Day) => db.updateTable('votingSuspensions').set({ toOn }).where('id', '=', id).execute(),
  };
}
