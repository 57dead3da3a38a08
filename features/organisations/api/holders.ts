import { sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';
import type { Day } from '#platform/shared/day/day.ts';
import type { Post } from '../post.ts';

/** Who holds one of these posts today, by organisation. */
export async function holdersByOrganisation(
  db: Db,
  organisationIds: readonly string[],
  kinds: readonly Post[],
  today: Day,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const held = new Map<string, string[]>();
  if (organisationIds.length === 0) return held;
  const { rows } = await sql<{ organisationId: string; personId: string }>`
    select distinct organisation_id, person_id from posts where organisation_id = any(${sql.val([...organisationIds])}::uuid[]) and kind = any(${sql.val([...kinds])}::text[])
       and from_on <= ${today} and (to_on is null or to_on > ${today}) order by organisation_id, person_id`.execute(db);
  for (const { organisationId, personId } of rows) held.set(organisationId, [...(held.get(organisationId) ?? []), personId]);
  return held;
}

/** Who holds one of these posts of an organisation today. */
export async function holdersOf(db: Db, organisationId: string, kinds: readonly Post[], today: Day): Promise<readonly string[]> {
  return (await holdersByOrganisation(db, [organisationId], kinds, today)).get(organisationId) ?? [];
}

/**
 * Who answers for the level above an organisation. Under the university's committee that is its 组织部, which has the work in hand; under
 * any other, the heads, the organisation officer and the organisers.
 */
export async function levelAboveOf(db: Db, organisationId: string, today: Day): Promise<readonly string[]> {
  const above = await db
    .selectFrom('organisations as o')
    .innerJoin('organisations as above', 'above.id', 'o.parentId')
    .select(['above.id', 'above.parentId'])
    .where('o.id', '=', organisationId)
    .executeTakeFirst();
  if (!above) return [];
  if (above.parentId !== null) return holdersOf(db, above.id, ['secretary', 'deputySecretary', 'organisationOfficer', 'organiser'], today);
  return departmentOf(db, above.id, today);
}

/** Who works for 组织部 of the university's committee. */
export async function departmentOf(db: Db, rootId: string, today: Day): Promise<readonly string[]> {
  const departments = await db
    .selectFrom('organisations')
    .select('id')
    .where('parentId', '=', rootId)
    .where('department', '=', 'organisation')
    .where('dissolvedOn', 'is', null)
    .orderBy('id')
    .execute();
  return (await Promise.all(departments.map(({ id }) => holdersOf(db, id, ['departmentStaff'], today)))).flat();
}
