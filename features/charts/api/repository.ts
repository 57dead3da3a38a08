import { sql } from 'kysely';
import { among, type Branch, grouped } from '#features/health/index.ts';
import type { Db } from '#platform/server/db/db.ts';
import { firstDay, type Month } from '#platform/shared/day/day.ts';
import { type Tally, type TallyRow, tallyOf } from '../trend.ts';

/** What is read for charts beside the figures of health. Dissolved branches stay where they stood. */
export function chartRepository(db: Db) {
  return {
    /** For each of these branches the meetings of each kind and month. */
    async tallies(branches: readonly Branch[], kinds: readonly string[], months: readonly Month[]): Promise<Map<string, Tally>> {
      const { rows } = await sql<TallyRow & { branchId: string }>`
        select c.branch_id, to_char(c.month, 'YYYY-MM') as month, c.kind, c.counted, c.late from activity_counts c
        where c.month between ${firstDay(months[0] ?? '')} and ${firstDay(months.at(-1) ?? '')} and c.counted > 0 and ${among(branches)('c.branchId')}`.execute(
        db,
      );
      const rowsOf = grouped(rows, (row) => row.branchId);
      return new Map(branches.map(({ id }) => [id, tallyOf(rowsOf.get(id) ?? [], kinds, months)]));
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

/** The path of the organisation directly under the university: the first two steps. */
export function schoolPathOf(path: string): string {
  const end = path.indexOf('.', path.indexOf('.') + 1);
  return end < 0 ? path : path.slice(0, end);
}
