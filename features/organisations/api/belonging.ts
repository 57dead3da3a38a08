import { sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';
import type { Day } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';

/** Persons whom an organisation answers for now. */
export async function belongingTo(db: Db, organisationId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('memberships')
    .select('personId')
    .where('organisationId', '=', organisationId)
    .where('toOn', 'is', null)
    .orderBy('personId')
    .execute();
  return rows.map((row) => row.personId);
}

/**
 * Ends the persons' span in one organisation and begins it in another on the same day: at every moment one organisation answers
 * for them. Their exceptions go along. One who joined after the day of the act is carried over from the day they joined.
 */
export async function carryOver(db: Db, personIds: readonly string[], from: string, to: string, on: Day, reason: 'merge' | 'split'): Promise<void> {
  if (personIds.length === 0) return;
  const { rows } = await sql<{ personId: string; toOn: Day }>`
    update memberships set to_on = greatest(from_on, ${on}::date) where organisation_id = ${from} and to_on is null and person_id = any(${personIds}::uuid[]) returning person_id, to_on`.execute(
    db,
  );
  for (let i = 0; i < rows.length; i += 500) {
    await db
      .insertInto('memberships')
      .values(rows.slice(i, i + 500).map((row) => ({ id: newId(), personId: row.personId, organisationId: to, fromOn: row.toOn, reason })))
      .execute();
  }
  // An exception that ran on the day ends on the day before and runs on in the new branch.
  const running = await db
    .selectFrom('attendanceExceptions')
    .selectAll()
    .where('branchId', '=', from)
    .where('personId', 'in', personIds)
    .where((eb) => eb.or([eb('toOn', 'is', null), eb('toOn', '>=', on)]))
    .execute();
  for (const exception of running) {
    if (exception.fromOn >= on) {
      await db.updateTable('attendanceExceptions').set({ branchId: to }).where('id', '=', exception.id).execute();
      continue;
    }
    await sql`update attendance_exceptions set to_on = ${on}::date - 1 where id = ${exception.id}`.execute(db);
    await db
      .insertInto('attendanceExceptions')
      .values({ ...exception, id: newId(), branchId: to, fromOn: on })
      .execute();
  }
}
