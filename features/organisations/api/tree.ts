import { sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';
import type { Day } from '#platform/shared/day/day.ts';

export type TreeRow = {
  id: string;
  number: number;
  parentId: string | null;
  code: string | null;
  name: string;
  kind: string;
  composition: string | null;
  department: string | null;
  path: string;
  depth: number;
  dissolvedOn: Day | null;
  members: number;
  fullMembers: number;
  branches: number;
  startsOn: Day | null;
  lastDay: Day | null;
  extendedTo: Day | null;
  secretary: string | null;
};

/**
 * The tree, or what lies within a path, in one query: parents before children, siblings by code, then by number; counts summed upwards, where
 * `known` names them what is the reader's own: people, terms and secretaries of these subtrees alone.
 */
export async function treeOf(db: Db, today: Day, options: { path?: string; dissolved: boolean; known?: readonly string[] }): Promise<TreeRow[]> {
  // What is not shown need not be counted either.
  const scope = options.known ?? (options.path === undefined ? undefined : [options.path]);
  const known = (path: string) => (scope ? sql`${sql.ref(path)} <@ any(${sql.val([...scope])}::ltree[])` : sql`true`);
  const places = (of: string) => (scope ? sql`join organisations b on b.id = ${sql.ref(of)}` : sql``);
  const { rows } = await sql<TreeRow>`
    select o.id, o.number, o.parent_id, o.code, o.name, o.kind, o.composition, o.department, o.path, nlevel(o.path) as depth, o.dissolved_on,
           coalesce(c.members, g.members, 0)::int as members, coalesce(c.full_members, g.full_members, 0)::int as full_members, (o.kind in ('branch', 'directBranch') and o.dissolved_on is null)::int as branches,
           t.starts_on, t.last_day, t.extended_to, s.name as secretary
      from organisations o
      left join (select m.organisation_id, count(*) filter (where p.category in ('full', 'probationary')) as members, count(*) filter (where p.category = 'full') as full_members
                   from memberships m join persons p on p.id = m.person_id ${places('m.organisation_id')} where m.to_on is null and ${known('b.path')} group by 1) c on c.organisation_id = o.id
      left join (select m.group_id, count(*) as members, count(*) filter (where p.category = 'full') as full_members
                   from group_memberships m join persons p on p.id = m.person_id join organisations b on b.id = m.group_id where m.to_on is null and ${known('b.path')} group by 1) g on g.group_id = o.id
      left join (select distinct on (e.organisation_id) e.organisation_id, e.starts_on, e.last_day, e.extended_to
                   from terms e ${places('e.organisation_id')} where e.ended_on is null and ${known('b.path')} order by e.organisation_id, e.starts_on desc) t on t.organisation_id = o.id
      left join (select x.organisation_id, p.name
                   from posts x join persons p on p.id = x.person_id ${places('x.organisation_id')} where x.kind = 'secretary' and ${known('b.path')} and x.from_on <= ${today} and (x.to_on is null or x.to_on > ${today})) s on s.organisation_id = o.id
     where ${options.path === undefined ? sql`true` : sql`o.path <@ ${options.path}::ltree`} and (${options.dissolved} or o.dissolved_on is null)
     order by nlevel(o.path) desc`.execute(db);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const children = new Map<string | null, TreeRow[]>();
  // Deepest first, so that each row is complete before it is added to its parent.
  for (const row of rows) {
    const parent = row.parentId === null ? undefined : byId.get(row.parentId);
    // Who belongs to a group is counted in the branch already.
    if (parent && row.kind !== 'group') {
      parent.members += row.members;
      parent.fullMembers += row.fullMembers;
      parent.branches += row.branches;
    }
    const key = parent ? row.parentId : null;
    children.set(key, [...(children.get(key) ?? []), row]);
  }
  const ordered: TreeRow[] = [];
  const walk = (key: string | null) => {
    for (const row of (children.get(key) ?? []).sort((a, b) => (a.code ?? '~').localeCompare(b.code ?? '~', 'en') || a.number - b.number)) {
      ordered.push(row);
      walk(row.id);
    }
  };
  walk(null);
  return ordered;
}

export type CategoryCounts = { full: number; probationary: number; candidate: number; activist: number; applicant: number; branches: number };

/** People of a subtree by category, and its branches. */
export async function countsOf(db: Db, path: string): Promise<CategoryCounts> {
  const { rows } = await sql<CategoryCounts>`
    with places as materialized (select id, path, kind, dissolved_on from organisations where path <@ ${path}::ltree),
      people as (
        select m.person_id from places o join memberships m on m.organisation_id = o.id and m.to_on is null
        union all select s.person_id from places o join group_memberships s on s.group_id = o.id and s.to_on is null where o.path = ${path}::ltree)
    select count(*) filter (where p.category = 'full')::int as "full", count(*) filter (where p.category = 'probationary')::int as probationary, count(*) filter (where p.category = 'candidate')::int as candidate,
           count(*) filter (where p.category = 'activist')::int as activist, count(*) filter (where p.category = 'applicant')::int as applicant,
           (select count(*) from places where kind in ('branch', 'directBranch') and dissolved_on is null)::int as branches
      from people m join persons p on p.id = m.person_id`.execute(db);
  return rows[0] as CategoryCounts;
}

/** Members directly beneath each child of an organisation, its own subtree included. */
export async function membersOfChildren(
  db: Db,
  parentId: string,
): Promise<{ id: string; name: string; kind: string; composition: string | null; members: number }[]> {
  const { rows } = await sql<{ id: string; name: string; kind: string; composition: string | null; members: number }>`
    select o.id, o.name, o.kind, o.composition,
           case when o.kind = 'group' then (select count(*) from group_memberships g where g.group_id = o.id and g.to_on is null)::int else
           (select count(*) from organisations d join memberships m on m.organisation_id = d.id and m.to_on is null join persons p on p.id = m.person_id and p.category in ('full', 'probationary') where d.path <@ o.path)::int end as members
      from organisations o where o.parent_id = ${parentId} and o.dissolved_on is null order by o.code nulls last, o.number`.execute(db);
  return rows;
}
