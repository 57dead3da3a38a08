import { type RawBuilder, sql } from 'kysely';
import { type Day, firstDay, type Month } from '#platform/shared/day/day.ts';
import type { Db } from '#platform/server/db/db.ts';
import type { CountRow } from '../trend.ts';

export type Group = { readonly id: string; readonly name: string };
export type Narrowed = { readonly roots: readonly string[]; readonly compositions: readonly string[] | undefined; readonly kinds: readonly string[] };
export type Level = 'all' | 'school' | 'branch';

/** Sums above the branch are made when read, from the counts of branch × month × kind; dissolved branches stay where they stood. */
export function chartRepository(db: Db) {
  const among = ({ roots, compositions }: Narrowed) => sql`o.path <@ any(${sql.val([...roots])}::ltree[]) ${compositions === undefined ? sql`` : sql`and o.composition = any(${sql.val([...compositions])}::text[])`}`;
  const groupOf: Record<Level, RawBuilder<unknown>> = { all: sql`null::uuid`, school: sql`g.id`, branch: sql`o.id` };
  return {
    /** The schools or branches that a chart is split by, in tree order. A branch directly under the university stands for itself. */
    async groups(narrowed: Narrowed, level: 'school' | 'branch', from: Month): Promise<Group[]> {
      const { rows } = await sql<Group>`
        select id, name from (
          select distinct ${level === 'school' ? sql`g.id, g.name, g.path` : sql`o.id, o.name, o.path`} from organisations o ${level === 'school' ? sql`join organisations g on g.path = subpath(o.path, 0, 2)` : sql``}
          where o.kind in ('branch', 'directBranch') and ${among(narrowed)} and (o.dissolved_on is null or o.dissolved_on > ${firstDay(from)})) as groups
        order by string_to_array(path::text, '.')::int[]`.execute(db);
      return rows;
    },

    async counts(narrowed: Narrowed, level: Level, months: readonly Month[]): Promise<CountRow[]> {
      const { rows } = await sql<CountRow>`
        select to_char(month, 'YYYY-MM') as month, kind, group_id, recorded, late from (
          select c.month, c.kind, ${groupOf[level]} as group_id, sum(c.recorded)::int as recorded, sum(c.late)::int as late
          from activity_counts c join organisations o on o.id = c.branch_id ${level === 'school' ? sql`join organisations g on g.path = subpath(o.path, 0, 2)` : sql``}
          where c.month between ${firstDay(months[0] ?? '')} and ${firstDay(months.at(-1) ?? '')} and c.kind = any(${sql.val([...narrowed.kinds])}::text[]) and ${among(narrowed)}
          group by 1, 2, 3) as sums`.execute(db);
      return rows;
    },

    /** Members of the branches in scope today. */
    async members(roots: readonly string[], today: Day): Promise<{ full: number; probationary: number }> {
      const { rows } = await sql<{ full: number; probationary: number }>`
        select count(*) filter (where p.category = 'full')::int as full, count(*) filter (where p.category = 'probationary')::int as probationary
        from organisations o join memberships m on m.organisation_id = o.id join persons p on p.id = m.person_id
        where o.path <@ any(${sql.val([...roots])}::ltree[]) and m.from_on <= ${today} and (m.to_on is null or m.to_on > ${today})`.execute(db);
      return rows[0] ?? { full: 0, probationary: 0 };
    },

    async schools(roots: readonly string[]): Promise<number> {
      const { rows } = await sql<{ n: number }>`
        select count(*)::int as n from organisations o where nlevel(o.path) = 2 and o.kind in ('committee', 'generalBranch', 'directBranch') and o.dissolved_on is null and o.path <@ any(${sql.val([...roots])}::ltree[])`.execute(db);
      return rows[0]?.n ?? 0;
    },

    /** The organisations directly under the university, by path, for sums by school. */
    schoolPlaces: () => db.selectFrom('organisations').select(['id', 'name', 'kind', 'composition', 'parentId', 'dissolvedOn', sql<string>`path::text`.as('path')]).where(sql<boolean>`nlevel(path) <= 2`).execute(),
  };
}
