import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';
import type { Level, Owner } from '../column.ts';

export type OwnerRow = Owner & { readonly id: string; readonly name: string; readonly dissolved: boolean };

/** The levels at which an organisation publishes: the root is the university, a direct branch is a school organisation and a branch in one. */
const LEVELS = sql`case when o.parent_id is null then '["university"]'::jsonb
  when o.kind = 'directBranch' then '["school", "branch"]'::jsonb when o.kind = 'branch' then '["branch"]'::jsonb
  when o.kind in ('committee', 'generalBranch') then '["school"]'::jsonb else '[]'::jsonb end`;

async function read(db: Db, where: RawBuilder<unknown>): Promise<OwnerRow[]> {
  const { rows } = await sql<OwnerRow>`
    select o.id, o.name, o.path::text as path, ${LEVELS} as levels, o.department, u.path::text as serves, o.dissolved_on is not null as dissolved
      from organisations o left join organisations u on u.id = o.parent_id and o.kind = 'department'
     where ${where} order by nlevel(o.path), o.path`.execute(db);
  return rows.map((row) => ({ ...row, levels: row.levels as Level[] }));
}

export async function ownersOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, OwnerRow>> {
  return new Map((await read(db, sql`o.id = any(${sql.val([...ids])}::uuid[])`)).map((row) => [row.id, row]));
}

/** An organisation and all above it: the university first. */
export function ownersAbove(db: Db, path: string): Promise<OwnerRow[]> {
  return read(db, sql`o.path @> ${path}::ltree and o.kind not in ('group', 'department')`);
}

export async function universityOf(db: Db): Promise<OwnerRow | undefined> {
  return (await read(db, sql`o.parent_id is null`))[0];
}
