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
};
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
    branch: (id: string): Promise<MeetingBranch | undefined> =>
      db.selectFrom('organisations').select(['id', 'name', 'path', 'kind', 'recordsSince', 'dissolvedOn']).where('id', '=', id).executeTakeFirst(),

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
