import { sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';
import type { Day } from '#platform/shared/day/day.ts';

type Span = { id: string; personId: string; name: string; groupId: string; groupName: string; fromOn: Day; toOn: Day | null };

const EARLIER_SHOWN = 200;

/** Spans of members in the groups of a branch. Only ever added to and ended. */
export function groupRepository(db: Db) {
  const spans = () =>
    db
      .selectFrom('groupMemberships as g')
      .innerJoin('persons as p', 'p.id', 'g.personId')
      .innerJoin('organisations as o', 'o.id', 'g.groupId')
      .select(['g.id', 'g.personId', 'p.name', 'g.groupId', 'o.name as groupName', 'g.fromOn', 'g.toOn', 'o.parentId as branchId']);
  return {
    of: (branchId: string) =>
      db
        .selectFrom('organisations')
        .select(['id', 'name'])
        .where('parentId', '=', branchId)
        .where('kind', '=', 'group')
        .where('dissolvedOn', 'is', null)
        .orderBy('code')
        .orderBy('number')
        .execute(),
    membersOf: (branchId: string): Promise<Span[]> =>
      spans().where('o.parentId', '=', branchId).where('g.toOn', 'is', null).orderBy('p.pinyin').orderBy('p.name').orderBy('g.id').execute(),
    earlierOf: (branchId: string): Promise<Span[]> =>
      spans()
        .where('o.parentId', '=', branchId)
        .where('g.toOn', 'is not', null)
        .orderBy('g.toOn', 'desc')
        .orderBy('g.id', 'desc')
        .limit(EARLIER_SHOWN)
        .execute(),
    leadersOf: (branchId: string, today: Day) =>
      db
        .selectFrom('posts as t')
        .innerJoin('organisations as o', 'o.id', 't.organisationId')
        .innerJoin('persons as p', 'p.id', 't.personId')
        .select(['o.id as groupId', 'p.name'])
        .where('o.parentId', '=', branchId)
        .where('t.kind', '=', 'groupLeader')
        .where('t.fromOn', '<=', today)
        .where((eb) => eb.or([eb('t.toOn', 'is', null), eb('t.toOn', '>', today)]))
        .orderBy('t.fromOn')
        .execute(),
    unplaced: (branchId: string) =>
      db
        .selectFrom('memberships as m')
        .innerJoin('persons as p', 'p.id', 'm.personId')
        .select(['p.id as personId', 'p.name'])
        .where('m.organisationId', '=', branchId)
        .where('m.toOn', 'is', null)
        .where('p.category', 'in', ['full', 'probationary'])
        .where(({ not, exists, selectFrom }) =>
          not(exists(selectFrom('groupMemberships as g').select('g.id').whereRef('g.personId', '=', 'p.id').where('g.toOn', 'is', null))),
        )
        .orderBy('p.pinyin')
        .orderBy('p.name')
        .orderBy('p.id')
        .execute(),
    /** Persons with their branch and group of now, held until the command ends, in the order of their ids. */
    async lockMembers(
      personIds: readonly string[],
    ): Promise<
      { id: string; name: string; category: string; branchId: string | null; spanId: string | null; groupId: string | null; fromOn: Day | null }[]
    > {
      await sql`select from persons where id = any(${sql.val([...personIds])}::uuid[]) order by id for update`.execute(db);
      return db
        .selectFrom('persons as p')
        .leftJoin('memberships as m', (join) => join.onRef('m.personId', '=', 'p.id').on('m.toOn', 'is', null))
        .leftJoin('groupMemberships as g', (join) => join.onRef('g.personId', '=', 'p.id').on('g.toOn', 'is', null))
        .select(['p.id', 'p.name', 'p.category', 'm.organisationId as branchId', 'g.id as spanId', 'g.groupId', 'g.fromOn'])
        .where('p.id', 'in', [...personIds])
        .orderBy('p.id')
        .execute();
    },
    async lockSpan(id: string) {
      await db.selectFrom('groupMemberships').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
      return spans().select('o.path').where('g.id', '=', id).executeTakeFirst();
    },
    end: (id: string, toOn: Day) => db.updateTable('groupMemberships').set({ toOn }).where('id', '=', id).execute(),
    add: (rows: readonly { id: string; personId: string; groupId: string; fromOn: Day; recordedBy: string | null; recordedAt: Date }[]) =>
      db
        .insertInto('groupMemberships')
        .values([...rows])
        .execute(),
  };
}
