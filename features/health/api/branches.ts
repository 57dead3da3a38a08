import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';
import { type Actor, within } from '#platform/shared/actor/actor.ts';
import type { Day } from '#platform/shared/day/day.ts';
import { readableRoots } from '../../organisations/scope.ts';

/** A branch as health reads it. The tree belongs to the organisations' room and is only read here. */
export type Branch = {
  readonly id: string;
  readonly name: string;
  readonly kind: string;
  readonly composition: string | null;
  readonly path: string;
  readonly parentId: string | null;
  readonly parentName: string | null;
  readonly foundedOn: Day | null;
  readonly recordsSince: Day;
  readonly dissolvedOn: Day | null;
};

/** The subtrees that a list shows: the actor's own, narrowed to `path`; null for all (jobs and the command line). */
export function rootsFor(actor: Actor, path: string | null): string[] | null {
  if (actor.kind === 'system') return path === null ? null : [path];
  const roots = readableRoots(actor);
  if (path === null) return roots;
  if (roots.some((root) => within(path, root))) return [path];
  return roots.filter((root) => within(root, path));
}

const MOST_NAMED = 400;

/** Narrows a statement to some branches by the column that names them. Of many all rows are read: to name a thousand costs more than what is left out. */
export function among(branches: readonly Branch[]): (column: string) => RawBuilder<boolean> {
  if (branches.length > MOST_NAMED) return () => sql`true`;
  const ids = branches.map((branch) => branch.id);
  return (column) => sql`${sql.ref(column)} = any(${sql.val(ids)}::uuid[])`;
}

const columns = sql`o.id, o.name, o.kind, o.composition, o.path::text as path, o.parent_id, p.name as parent_name, o.founded_on, o.records_since, o.dissolved_on`;

export function branchReader(db: Db) {
  return {
    /** Branches that existed at the end of `asOf`, in tree order. */
    async under(roots: readonly string[] | null, asOf: Day): Promise<Branch[]> {
      if (roots !== null && roots.length === 0) return [];
      const scope = roots === null ? sql`` : sql`and o.path <@ any(${sql.val([...roots])}::ltree[])`;
      const { rows } = await sql<Branch>`
        select ${columns} from organisations o left join organisations p on p.id = o.parent_id
        where o.kind in ('branch', 'directBranch') and (o.dissolved_on is null or o.dissolved_on > ${asOf}) and (o.founded_on is null or o.founded_on <= ${asOf}) ${scope}
        order by string_to_array(o.path::text, '.')::int[]`.execute(db);
      return rows;
    },
    /** All branches of the university that ever were, in tree order. */
    async ever(): Promise<Branch[]> {
      const { rows } = await sql<Branch>`
        select ${columns} from organisations o left join organisations p on p.id = o.parent_id where o.kind in ('branch', 'directBranch') order by string_to_array(o.path::text, '.')::int[]`.execute(
        db,
      );
      return rows;
    },
    /** Those of these that are branches, dissolved ones too. */
    async byIds(ids: readonly string[]): Promise<Branch[]> {
      if (ids.length > MOST_NAMED) {
        const named = new Set(ids);
        return (await this.ever()).filter((branch) => named.has(branch.id));
      }
      const { rows } = await sql<Branch>`
        select ${columns} from organisations o left join organisations p on p.id = o.parent_id
        where o.id = any(${sql.val([...ids])}::uuid[]) and o.kind in ('branch', 'directBranch')`.execute(db);
      return rows;
    },
    async byId(id: string): Promise<Branch | undefined> {
      const { rows } =
        await sql<Branch>`select ${columns} from organisations o left join organisations p on p.id = o.parent_id where o.id = ${id}`.execute(db);
      return rows[0];
    },
    /** Whether a person belongs to the branch on a day. */
    isMember: async (branchId: string, personId: string, day: Day): Promise<boolean> =>
      (await db
        .selectFrom('memberships')
        .select('id')
        .where('organisationId', '=', branchId)
        .where('personId', '=', personId)
        .where('fromOn', '<=', day)
        .where((eb) => eb.or([eb('toOn', 'is', null), eb('toOn', '>', day)]))
        .executeTakeFirst()) !== undefined,
    place: (id: string) =>
      db
        .selectFrom('organisations')
        .select(['id', 'name', 'kind', sql<string>`path::text`.as('path')])
        .where('id', '=', id)
        .executeTakeFirst(),
  };
}

/** Whether it existed at the end of the day, as `under` asks. */
export function existedOn({ foundedOn, dissolvedOn }: Branch, day: Day): boolean {
  return (dissolvedOn === null || dissolvedOn > day) && (foundedOn === null || foundedOn <= day);
}

/** Whether it stands in one of the subtrees of `rootsFor`. */
export function standsUnder({ path }: Branch, roots: readonly string[] | null): boolean {
  return roots === null || roots.some((root) => within(path, root));
}

export function isBranchKind(kind: string): boolean {
  return kind === 'branch' || kind === 'directBranch';
}
