import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { openWorld, type World } from '#testing/world.ts';
import type { Db } from '../db/db.ts';
import { announce, type LiveEvent } from './events.ts';

let world: World;
const heard: LiveEvent[] = [];
beforeAll(async () => {
  world = await openWorld({ features: [] });
  world.running.services.events.on((event) => heard.push(event));
});
afterAll(() => world?.close());

test('an event is heard when its transaction commits, and never when it is rolled back', async () => {
  await world.db
    .transaction()
    .execute(async (tx) => {
      await announce(tx as unknown as Db, { topic: 'meetings', id: 'undone' });
      throw new Error('undo');
    })
    .catch(() => undefined);
  await world.db.transaction().execute((tx) => announce(tx as unknown as Db, { topic: 'meetings', id: 'kept' }));
  await vi.waitFor(() => expect(heard.map((event) => event.id)).toContain('kept'));
  expect(heard.map((event) => event.id)).not.toContain('undone');
});

test('a broken connection is made anew, and pages are told to ask again', async () => {
  await sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'lianxin-listen' and datname = current_database()`.execute(
    world.db,
  );
  await vi.waitFor(() => expect(heard.some((event) => event.topic === 'reconnected')).toBe(true), { timeout: 5000 });
  await announce(world.db, { topic: 'meetings', id: 'after' });
  await vi.waitFor(() => expect(heard.map((event) => event.id)).toContain('after'));
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from pg_stat_activity where application_name = 'lianxin-listen' and datname = current_database()`.execute(world.db);
  expect([rows[0]?.n, heard.filter((event) => event.topic === 'reconnected').length]).toEqual([1, 1]);
});
