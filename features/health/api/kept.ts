import { sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';
import { type Branch, branchReader } from './branches.ts';

/** A branch, and what was worked out for it. */
export type Kept<T> = { readonly branch: Branch; readonly value: T };

/** What was worked out under one key: for each branch with the count of changes it was worked out at, and all of them in tree order. */
type Shelf = {
  readonly of: Map<string, { readonly times: number; readonly branch: Branch; readonly value: unknown }>;
  inOrder: readonly Kept<unknown>[];
  /** Those who find something changed take turns: the second finds the work of the first done. */
  turn: Promise<void>;
};

/** Periods and days that are looked at by turns; what was looked at longest ago is dropped. */
const MOST_KEYS = 12;
const shelvesOf = new WeakMap<Db, Map<string, Shelf>>();

/**
 * What is worked out for every branch that ever was, in tree order, kept in memory until something that it stands on changes. The
 * database counts the changes of each branch in the transaction that makes them (`branch_changes`), and that count is read first: what is
 * kept is never older than what the question could have read itself. `key` names all else that it depends on: kind, period, day, measures.
 * Inside a transaction nothing is kept, for what it sees may never come to be.
 */
export async function keptByBranch<T>(
  db: Db,
  key: string,
  workOut: (branches: readonly Branch[]) => Promise<ReadonlyMap<string, T>>,
): Promise<readonly Kept<T>[]> {
  if (db.isTransaction) {
    const branches = await branchReader(db).ever();
    const values = await workOut(branches);
    return branches.map((branch) => ({ branch, value: values.get(branch.id) as T }));
  }
  const times = await timesChanged(db);
  const shelf = shelfFor(db, key);
  if (changedSince(shelf, times).length > 0) {
    const mine = shelf.turn.then(() => bringUpToDate(db, shelf, times, workOut));
    shelf.turn = mine.catch(() => undefined);
    await mine;
  }
  return shelf.inOrder as readonly Kept<T>[];
}

/** For each branch how often it has changed. */
async function timesChanged(db: Db): Promise<ReadonlyMap<string, number>> {
  // One value and not a row for each of a thousand branches: a third of the time.
  const { rows } = await sql<{ times: Record<string, number> | null }>`
    select json_object_agg(branch_id, times) as times from (select branch_id, sum(times) as times from branch_changes group by branch_id) as changes`.execute(
    db,
  );
  return new Map(Object.entries(rows[0]?.times ?? {}));
}

function changedSince(shelf: Shelf, times: ReadonlyMap<string, number>): string[] {
  return [...times].filter(([id, count]) => (shelf.of.get(id)?.times ?? 0) < count).map(([id]) => id);
}

async function bringUpToDate(
  db: Db,
  shelf: Shelf,
  times: ReadonlyMap<string, number>,
  workOut: (branches: readonly Branch[]) => Promise<ReadonlyMap<string, unknown>>,
): Promise<void> {
  const changed = changedSince(shelf, times);
  if (changed.length === 0) return;
  const branches = await branchReader(db).byIds(changed);
  const values = await workOut(branches);
  for (const branch of branches) shelf.of.set(branch.id, { times: times.get(branch.id) ?? 0, branch, value: values.get(branch.id) });
  shelf.inOrder = [...shelf.of.values()].map(({ branch, value }) => ({ branch, value })).sort((a, b) => inTreeOrder(a.branch.path, b.branch.path));
}

/** Paths are numbers joined by dots. */
function inTreeOrder(a: string, b: string): number {
  const [left, right] = [a.split('.'), b.split('.')];
  for (let at = 0; at < left.length && at < right.length; at += 1) {
    const step = Number(left[at]) - Number(right[at]);
    if (step !== 0) return step;
  }
  return left.length - right.length;
}

function shelfFor(db: Db, key: string): Shelf {
  const shelves = shelvesOf.get(db) ?? new Map<string, Shelf>();
  shelvesOf.set(db, shelves);
  const shelf: Shelf = shelves.get(key) ?? { of: new Map(), inOrder: [], turn: Promise.resolve() };
  // Put back at the end: a map hands out its keys in the order in which they were set.
  shelves.delete(key);
  shelves.set(key, shelf);
  for (const oldest of [...shelves.keys()].slice(0, -MOST_KEYS)) shelves.delete(oldest);
  return shelf;
}

/** Makes one row of the many of each branch; the sums, and with them what is kept, stay as they are. Returns the rows that are left. */
export async function foldBranchChanges(db: Db): Promise<number> {
  const { numAffectedRows } = await sql`
    with gone as (delete from branch_changes returning branch_id, times)
    insert into branch_changes (branch_id, times) select branch_id, sum(times) from gone group by branch_id`.execute(db);
  return Number(numAffectedRows ?? 0);
}
