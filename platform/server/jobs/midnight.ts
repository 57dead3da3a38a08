import { sql } from 'kysely';
import { type Day, dayOf } from '#platform/shared/day/day.ts';
import type { Services } from '../call/services.ts';
import type { Db } from '../db/db.ts';
import type { Feature } from '../http/feature.ts';

const KEY = 'midnight.last';
/** A telephone may lie in a drawer over the winter vacation before it sends what waits on it; after that its keys are forgotten. */
const KEYS_KEPT_MS = 90 * 86_400_000;

/**
 * Runs every feature's midnight work for `day`, once: a second process finds the lock taken or the day done. One that fails
 * keeps none of the others from their work, and is tried again alone. Returns whether anything was run.
 */
export async function runMidnight(services: Services, features: readonly Feature[], day: Day): Promise<boolean> {
  return services.db.connection().execute(async (connection) => {
    const db = connection as Db;
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(7303) as mine`.execute(db);
    if (!rows[0]?.mine) return false;
    try {
      const acts = [{ name: 'platform', atMidnight: tidy }, ...features];
      const failures: unknown[] = [];
      let ran = false;
      for (const { name, atMidnight } of acts) {
        if (!atMidnight || (await isDone(db, name, day))) continue;
        try {
          await atMidnight(services, day);
          await markDone(db, name, day);
          ran = true;
        } catch (error) {
          failures.push(error);
        }
      }
      if (failures.length > 0) throw new AggregateError(failures, `midnight of ${day}`);
      return ran;
    } finally {
      await sql`select pg_advisory_unlock(7303)`.execute(db);
    }
  });
}

async function tidy(services: Services): Promise<void> {
  await services.files.sweep(services.db, new Date(services.clock.now().getTime() - 86_400_000));
  await services.db
    .deleteFrom('idempotencyKeys')
    .where('createdAt', '<', new Date(services.clock.now().getTime() - KEYS_KEPT_MS))
    .execute();
}

async function isDone(db: Db, name: string, day: Day): Promise<boolean> {
  const last = await db.selectFrom('settings').select('value').where('key', '=', `${KEY}.${name}`).executeTakeFirst();
  return typeof last?.value === 'string' && last.value >= day;
}

async function markDone(db: Db, name: string, day: Day): Promise<void> {
  const value = JSON.stringify(day);
  await db
    .insertInto('settings')
    .values({ key: `${KEY}.${name}`, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute();
}

/** Looks once a minute whether a new day has begun in Shanghai; a server that was down catches up at its start. */
export function startMidnight(services: Services, features: readonly Feature[]): { stop(): Promise<void> } {
  let running: Promise<unknown> = Promise.resolve();
  const round = () => {
    running = running
      .then(() => runMidnight(services, features, dayOf(services.clock.now())))
      .catch((error: unknown) => services.log.error({ err: error }, 'midnight'));
  };
  round();
  const timer = setInterval(round, 60_000);
  return {
    async stop() {
      clearInterval(timer);
      await running;
    },
  };
}
