import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';
import { dayOf } from '#platform/shared/day/day.ts';

export type PersonAccount = {
  personId: string;
  accountId: string | null;
  name: string;
  username: string | null;
  staffNumber: string | null;
  organisationId: string;
  organisation: string;
  path: string;
  /** How far the posts reach that they hold today. */
  holds: string[];
  /** Holds a post other than the administrator's, or is to hold one. */
  posted: boolean;
  state: 'none' | 'issued' | 'expired' | 'active' | 'disabled';
  codeUntil: Date | null;
};
export type AccountsQuery = {
  path?: string;
  personIds?: readonly string[];
  state?: string;
  q?: string;
  after?: { path: string; id: string };
  limit: number;
  now: Date;
};

const STATE = (
  now: Date,
): RawBuilder<unknown> => sql`case when a.id is null then 'none' when a.state = 'disabled' then 'disabled' when a.password_hash is not null then 'active'
  when a.start_code_hash is null then 'none' when a.start_code_until < ${now} then 'expired' else 'issued' end`;

/** The roots of what a person's posts reach; a department's staff work for the committee above it. */
export const HOLDS = (
  now: Date,
): RawBuilder<unknown> => sql`array(select (case when h.kind = 'department' then subpath(h.path, 0, -1) else h.path end)::text from posts t join organisations h on h.id = t.organisation_id
  where t.person_id = p.id and t.from_on <= ${dayOf(now)} and (t.to_on is null or t.to_on > ${dayOf(now)}))`;

/** People with the organisation that answers for them today, and what they can sign in with. In tree order. */
export async function accountsOf(db: Db, query: AccountsQuery): Promise<PersonAccount[]> {
  const conditions: RawBuilder<unknown>[] = [sql`m.to_on is null`];
  if (query.path !== undefined) conditions.push(sql`o.path <@ ${query.path}::ltree`);
  if (query.personIds) conditions.push(sql`p.id = any(${query.personIds}::uuid[])`);
  if (query.state) conditions.push(sql`(${STATE(query.now)}) = ${query.state}`);
  if (query.q)
    conditions.push(
      sql`(p.name ilike ${`%${query.q.replace(/[\\%_]/g, '\\$&')}%`} or p.initials like ${`${query.q.toLowerCase()}%`} or lower(p.staff_number) = ${query.q.toLowerCase()})`,
    );
  if (query.after) conditions.push(sql`(o.path, p.id) > (${query.after.path}::ltree, ${query.after.id}::uuid)`);
  const { rows } = await sql<PersonAccount>`
    select p.id as person_id, a.id as account_id, p.name, coalesce(a.username, p.staff_number) as username, p.staff_number, o.id as organisation_id, o.name as organisation, o.path, ${HOLDS(query.now)} as holds,
           exists (select from posts t where t.person_id = p.id and t.kind <> 'administrator' and (t.to_on is null or t.to_on > greatest(t.from_on, ${dayOf(query.now)}::date))) as posted,
           ${STATE(query.now)} as state, a.start_code_until as code_until
      from memberships m join organisations o on o.id = m.organisation_id join persons p on p.id = m.person_id left join accounts a on a.person_id = p.id
     where ${sql.join(conditions, sql` and `)}
     order by o.path, p.id limit ${query.limit}`.execute(db);
  return rows;
}
