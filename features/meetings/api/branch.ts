import { sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';
import type { Day } from '#platform/shared/day/day.ts';
import { leadingPosts } from '../../organisations/scope.ts';
import type { RollPerson } from '../attendance.ts';
import type { Standing } from '../candidate.ts';

export type MeetingBranch = {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly kind: string;
  readonly recordsSince: Day;
  readonly dissolvedOn: Day | null;
  /** Who finishes the records of a branch that was merged or split up. */
  readonly heirs: Heirs;
};
export type Heirs = {
  /** The branches that came after it and stand today. */
  readonly paths: readonly string[];
  readonly secretaryIds: readonly string[];
  /** Those who led it until its last day: a record may still wait on their phones. */
  readonly formerLeaderIds: readonly string[];
};
const NO_HEIRS: Heirs = { paths: [], secretaryIds: [], formerLeaderIds: [] };
export type BranchPerson = RollPerson & Standing & { readonly name: string; readonly post: string | null };

/** A roll holds the people of the day of the meeting; of a day to come, those of today. */
export function rollDay(heldOn: Day, today: Day): Day {
  if (heldOn > today) return today;
  return heldOn;
}

type PersonRow = {
  personId: string;
  name: string;
  category: RollPerson['category'];
  admittedOn: Day | null;
  convertedOn: Day | null;
  post: string | null;
  suspended: boolean;
  exception: RollPerson['exception'];
};

/** What meetings need to know of branches and people; those tables belong to other rooms and are only read here. */
export function branchReader(db: Db) {
  return {
    async branch(id: string, today: Day): Promise<MeetingBranch | undefined> {
      const row = await db
        .selectFrom('organisations')
        .select(['id', 'name', 'path', 'kind', 'recordsSince', 'dissolvedOn'])
        .where('id', '=', id)
        .executeTakeFirst();
      return row && { ...row, heirs: await this.heirs(row, today) };
    },

    /** What came of a branch that has ended: through merges and splits to what stands today. */
    async heirs({ id, dissolvedOn }: { id: string; dissolvedOn: Day | null }, today: Day): Promise<Heirs> {
      if (dissolvedOn === null || dissolvedOn > today) return NO_HEIRS;
      const { rows } = await sql<Heirs>`
        with recursive after as (
          select ${id}::uuid as id
          union select unnest(c.related_ids) from organisation_changes c join after a on a.id = c.organisation_id
            join organisations o on o.id = c.organisation_id where c.kind in ('merged', 'split') and c.on_date = o.dissolved_on
        ), heir as (
          select o.id, o.path::text as path from after a join organisations o on o.id = a.id where o.dissolved_on is null
        )
        select coalesce((select array_agg(path order by path) from heir), '{}') as paths,
          coalesce((select array_agg(t.person_id) from posts t where t.organisation_id in (select id from heir) and t.kind = 'secretary'
            and t.from_on <= ${today} and (t.to_on is null or t.to_on > ${today})), '{}') as secretary_ids,
          coalesce((select array_agg(distinct t.person_id) from posts t where t.organisation_id = ${id} and t.to_on = ${dissolvedOn}
            and t.kind = any(${sql.val([...leadingPosts])}::text[])), '{}') as former_leader_ids`.execute(db);
      return rows[0] ?? NO_HEIRS;
    },

    /** The branches whose unfinished records came to this one. */
    async predecessors(id: string): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        with recursive before as (
          select ${id}::uuid as id
          union select c.organisation_id from organisation_changes c join before b on c.related_ids @> array[b.id]
            join organisations o on o.id = c.organisation_id where c.kind in ('merged', 'split') and c.on_date = o.dissolved_on
        )
        select id from before where id <> ${id}`.execute(db);
      return rows.map((row) => row.id);
    },

    /** Whether the branch had a committee on a day. */
    async hadCommittee(branchId: string, day: Day): Promise<boolean> {
      const found = await db
        .selectFrom('committeeSpans')
        .select('id')
        .where('organisationId', '=', branchId)
        .where('fromOn', '<=', day)
        .where((eb) => eb.or([eb('toOn', 'is', null), eb('toOn', '>=', day)]))
        .executeTakeFirst();
      return found !== undefined;
    },

    /** Of these, those who were of the branch at some time: a list written earlier may still name them. */
    async everOf(branchId: string, ids: readonly string[]): Promise<{ personId: string; name: string }[]> {
      if (ids.length === 0) return [];
      return db
        .selectFrom('memberships as m')
        .innerJoin('persons as p', 'p.id', 'm.personId')
        .select(['m.personId', 'p.name'])
        .distinct()
        .where('m.organisationId', '=', branchId)
        .where('m.personId', 'in', [...ids])
        .execute();
    },

    /** The people of a branch as they were on a day: category from their dates, posts and exceptions of that day. */
    async peopleOn(branchId: string, day: Day): Promise<BranchPerson[]> {
      const { rows } = await sql<PersonRow>`
        select p.id as person_id, p.name, p.admitted_on, p.converted_on,
          case when p.converted_on <= ${day} then 'full' when p.admitted_on <= ${day} then 'probationary'
               when p.admitted_on is not null then 'candidate' else p.category end as category,
          (select t.kind from posts t where t.person_id = p.id and t.organisation_id = ${branchId} and t.kind = any(${sql.val([...leadingPosts])}::text[])
             and t.from_on <= ${day} and (t.to_on is null or t.to_on > ${day}) order by array_position(${sql.val([...leadingPosts])}::text[], t.kind) limit 1) as post,
          exists (select from voting_suspensions v where v.person_id = p.id and v.from_on <= ${day} and (v.to_on is null or v.to_on >= ${day})) as suspended,
          (select e.ground from attendance_exceptions e where e.person_id = p.id and e.from_on <= ${day} and (e.to_on is null or e.to_on >= ${day}) limit 1) as exception
        from memberships m join persons p on p.id = m.person_id
        where m.organisation_id = ${branchId} and m.from_on <= ${day} and (m.to_on is null or m.to_on > ${day})
        order by p.pinyin, p.name, p.id`.execute(db);
      return rows.map(({ suspended, ...row }) => ({ ...row, onCommittee: row.post !== null, suspension: suspended ? 'otherwiseSuspended' : null }));
    },
  };
}
