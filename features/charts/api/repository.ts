import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';
import { type Day, firstDay, type Month, monthOf } from '#platform/shared/day/day.ts';
import type { CountRow } from '../trend.ts';

export type Group = { readonly id: string; readonly name: string };
export type Narrowed = { readonly roots: readonly string[]; readonly compositions: readonly string[] | undefined; readonly kinds: readonly string[] };
export type Level = 'all' | 'school' | 'branch';

/** Sums above the branch are made when read, from the counts of branch × month × kind; dissolved branches stay where they stood. */
export function chartRepository(db: Db) {
  const among = ({ roots, compositions }: Narrowed) =>
    sql`o.path <@ any(${sql.val([...roots])}::ltree[]) ${compositions === undefined ? sql`` : sql`and o.composition = any(${sql.val([...compositions])}::text[])`}`;
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

    /**
     * The school of each branch is found once and not for each of its counts, and the kinds stand side by side: half the time of
     * one row for each kind.
     */
    async counts(narrowed: Narrowed, level: Level, months: readonly Month[]): Promise<CountRow[]> {
      const { kinds } = narrowed;
      const sums = kinds.flatMap((kind, at) =>
        (['recorded', 'late'] as const).map(
          (column) => sql`coalesce(sum(${sql.ref(`c.${column}`)}) filter (where c.kind = ${kind}), 0)::int as ${sql.ref(`${column}${at}`)}`,
        ),
      );
      const { rows } = await sql<{ month: Day; groupId: string | null } & Record<`recorded${number}` | `late${number}`, number>>`
        with places as materialized (
          select o.id, ${groupOf[level]} as group_id from organisations o ${level === 'school' ? sql`join organisations g on g.path = subpath(o.path, 0, 2)` : sql``}
          where ${among(narrowed)})
        select c.month, p.group_id, ${sql.join(sums)} from activity_counts c join places p on p.id = c.branch_id
        where c.month between ${firstDay(months[0] ?? '')} and ${firstDay(months.at(-1) ?? '')} group by 1, 2`.execute(db);
      return rows.flatMap((row) =>
        kinds.flatMap((kind, at): CountRow[] => {
          const recorded = row[`recorded${at}`] ?? 0;
          return recorded === 0 ? [] : [{ month: monthOf(row.month), kind, groupId: row.groupId, recorded, late: row[`late${at}`] ?? 0 }];
        }),
      );
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
        select count(*)::int as n from organisations o where nlevel(o.path) = 2 and o.kind in ('committee', 'generalBranch', 'directBranch') and o.dissolved_on is null and o.path <@ any(${sql.val([...roots])}::ltree[])`.execute(
        db,
      );
      return rows[0]?.n ?? 0;
    },

    /** The organisations directly under the university, by path, for sums by school. */
    schoolPlaces: () =>
      db
        .selectFrom('organisations')
        .select(['id', 'name', 'kind', 'composition', 'parentId', 'dissolvedOn', sql<string>`path::text`.as('path')])
        .where(sql<boolean>`nlevel(path) <= 2`)
        .execute(),
  };
}
