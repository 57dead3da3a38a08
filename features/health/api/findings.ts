import { type RawBuilder, sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';
import type { Actor } from '#platform/shared/actor/actor.ts';
import type { Day } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { isMemberOf, readableRoots, staffs } from '../../organisations/scope.ts';
import type { ClosedBy } from '../finding.ts';

export type FindingRow = {
  readonly id: string;
  readonly branchId: string;
  readonly branchName: string;
  readonly branchPath: string;
  readonly indicator: string;
  readonly timeWindow: string;
  readonly shownOn: Day;
  readonly state: 'open' | 'closed';
  readonly closedOn: Day | null;
  readonly closedBy: ClosedBy | null;
  readonly reason: string | null;
  readonly reasonAt: Date | null;
  readonly reasonBy: string | null;
  readonly reasonByName: string | null;
  readonly answer: 'accepted' | 'returned' | null;
  readonly answerAt: Date | null;
  readonly answerByName: string | null;
  readonly remark: string | null;
  readonly version: number;
};
export type ListOf = 'open' | 'closed' | 'waiting';

const selected = sql`
  select f.*, o.name as branch_name, o.path::text as branch_path, r.name as reason_by_name, a.name as answer_by_name
  from findings f join organisations o on o.id = f.branch_id left join persons r on r.id = f.reason_by left join persons a on a.id = f.answer_by`;

const states: Record<ListOf, RawBuilder<unknown>> = {
  open: sql`f.state = 'open'`,
  closed: sql`f.state = 'closed'`,
  waiting: sql`f.state = 'open' and f.reason is not null and f.answer is null`,
};

/** The places whose findings an actor sees at once, and the root beneath which they see them from the 8th day. */
export function findingScope(actor: Actor): { own: string[]; above: string[] } {
  const own = [actor.branch?.path, actor.post?.path].filter(
    (path): path is string => path !== undefined && (isMemberOf(actor, path) || staffs(actor, path)),
  );
  const scope = actor.post?.scope;
  return { own, above: scope !== undefined && readableRoots(actor).includes(scope) ? [scope] : [] };
}

/** What an actor may see, as SQL; a test holds it against `mayReadFinding`. */
function visibleTo(actor: Actor, today: Day, daysBeforeAbove: number) {
  if (actor.kind === 'system') return sql`true`;
  const { own, above } = findingScope(actor);
  return sql`(o.path = any(${sql.val(own)}::ltree[]) or (o.path <@ any(${sql.val(above)}::ltree[]) and o.path <> all(${sql.val(above)}::ltree[]) and (f.reason is not null or f.shown_on <= ${today}::date - ${daysBeforeAbove}::int)))`;
}

export function findingRepository(db: Db) {
  return {
    async byId(id: string, lock = false): Promise<FindingRow | undefined> {
      if (lock) await db.selectFrom('findings').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
      return (await sql<FindingRow>`${selected} where f.id = ${id}`.execute(db)).rows[0];
    },

    /** Newest first; `before` is the id of the last one already seen. */
    async list(
      actor: Actor,
      today: Day,
      daysBeforeAbove: number,
      query: { of: ListOf; within: string | null; branchId: string | null; before: string | null; limit: number },
    ): Promise<FindingRow[]> {
      const { rows } = await sql<FindingRow>`${selected}
        where ${visibleTo(actor, today, daysBeforeAbove)} and ${states[query.of]}
          ${query.within === null ? sql`` : sql`and o.path <@ ${query.within}::ltree`} ${query.branchId === null ? sql`` : sql`and f.branch_id = ${query.branchId}`}
          ${query.before === null ? sql`` : sql`and f.id < ${query.before}`}
        order by f.id desc limit ${query.limit}`.execute(db);
      return rows;
    },

    async countVisible(actor: Actor, today: Day, daysBeforeAbove: number, within: string | null): Promise<{ open: number; waiting: number }> {
      const { rows } = await sql<{ open: number; waiting: number }>`
        select count(*)::int as open, count(*) filter (where ${states.waiting})::int as waiting from findings f join organisations o on o.id = f.branch_id
        where f.state = 'open' and ${visibleTo(actor, today, daysBeforeAbove)} ${within === null ? sql`` : sql`and o.path <@ ${within}::ltree`}`.execute(
        db,
      );
      return rows[0] ?? { open: 0, waiting: 0 };
    },

    /** Locked, so that of a record and the midnight job one closes it and the other sees it closed. */
    async openOf(branchIds: readonly string[] | null): Promise<{ id: string; branchId: string; indicator: string; window: string }[]> {
      const { rows } = await sql<{ id: string; branchId: string; indicator: string; window: string }>`
        select id, branch_id, indicator, time_window as window from findings where state = 'open' ${branchIds === null ? sql`` : sql`and branch_id = any(${sql.val([...branchIds])}::uuid[])`}
        order by id for update`.execute(db);
      return rows;
    },

    async open(found: readonly { branchId: string; indicator: string; window: string; shownOn: Day }[]): Promise<void> {
      if (found.length === 0) return;
      await sql`
        insert into findings (id, branch_id, indicator, time_window, shown_on)
        select * from unnest(${sql.val(found.map(() => newId()))}::uuid[], ${sql.val(found.map((one) => one.branchId))}::uuid[], ${sql.val(found.map((one) => one.indicator))}::text[],
          ${sql.val(found.map((one) => one.window))}::text[], ${sql.val(found.map((one) => one.shownOn))}::date[])
        on conflict (branch_id, indicator, time_window) where state = 'open' do nothing`.execute(db);
    },

    async close(gone: readonly { id: string; by: ClosedBy }[], on: Day): Promise<void> {
      if (gone.length === 0) return;
      await sql`
        update findings f set state = 'closed', closed_on = ${on}::date, closed_by = g.by, version = version + 1
        from unnest(${sql.val(gone.map((one) => one.id))}::uuid[], ${sql.val(gone.map((one) => one.by))}::text[]) as g(id, by)
        where f.id = g.id and f.state = 'open'`.execute(db);
    },

    update: (
      id: string,
      set: Partial<{
        reason: string | null;
        reasonAt: Date | null;
        reasonBy: string | null;
        answer: string | null;
        answerAt: Date | null;
        answerBy: string | null;
        remark: string | null;
        state: string;
        closedOn: Day;
        closedBy: ClosedBy;
      }>,
    ) =>
      db
        .updateTable('findings')
        .set({ ...set, version: sql<number>`version + 1` })
        .where('id', '=', id)
        .execute(),
  };
}
