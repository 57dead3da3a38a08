import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '#testing/world.ts';
import type { Db } from '../db/db.ts';
import type { JobKind } from './jobs.ts';
import { createJobs } from './jobs.ts';
import { runMidnight } from './midnight.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ features: [] });
});
afterAll(() => world?.close());

const written = async () => (await world.db.selectFrom('settings').select('key').where('key', 'like', 'job.%').execute()).length;
/** Writes a hundred rows in one transaction and tells after each how far it is. */
function writing(kind: string, each: (row: number) => Promise<void> | void = () => undefined): JobKind {
  return {
    kind,
    async run({ id, progress }, call) {
      for (let row = 1; row <= 100; row++) {
        await call.tx
          .insertInto('settings')
          .values({ key: `job.${id}.${row}`, value: '1' })
          .execute();
        await progress.report(row, 100);
        await each(row);
      }
      return { rows: 100 };
    },
  };
}
const jobRow = (id: string) => world.db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const queue = (kind: string) => createJobs().queue(world.db, kind, {}, null, world.clock.now());

test('a job runs to its end, and its count equals the rows done', async () => {
  const id = await queue('whole');
  const before = await written();
  await createJobs().drain(world.running.services, [writing('whole')]);
  expect(await jobRow(id)).toMatchObject({ state: 'done', done: 100, total: 100, result: { rows: 100 } });
  expect((await written()) - before).toBe(100);
});

test('cancelled at half, it leaves nothing', async () => {
  const id = await queue('cancelled');
  const before = await written();
  await createJobs().drain(world.running.services, [
    writing('cancelled', async (row) => {
      if (row === 50) await world.db.updateTable('jobs').set({ cancelAsked: true }).where('id', '=', id).execute();
    }),
  ]);
  expect(await jobRow(id)).toMatchObject({ state: 'cancelled', done: 0 });
  expect((await written()) - before).toBe(0);
});

test('a job that a dead process left running is begun anew, while one that is held is left alone', async () => {
  const id = await queue('left');
  await world.db.updateTable('jobs').set({ state: 'running', done: 50 }).where('id', '=', id).execute();
  await world.db.connection().execute(async (held) => {
    await sql`select pg_advisory_lock(7302, hashtext(${id}))`.execute(held);
    await createJobs().drain(world.running.services, [writing('left')]);
    expect(await jobRow(id)).toMatchObject({ state: 'running', done: 50 });
    await sql`select pg_advisory_unlock(7302, hashtext(${id}))`.execute(held as Db);
  });
  await createJobs().drain(world.running.services, [writing('left')]);
  expect(await jobRow(id)).toMatchObject({ state: 'done', done: 100 });
});

test('a job that fails unexpectedly says so and keeps nothing', async () => {
  const id = await queue('failing');
  const before = await written();
  await createJobs().drain(world.running.services, [
    writing('failing', (row) => {
      if (row === 30) throw new Error('unexpected');
    }),
  ]);
  expect(await jobRow(id)).toMatchObject({ state: 'failed', refusal: { code: 'internal' } });
  expect((await written()) - before).toBe(0);
});

test('that it is done is written with what it applied: whoever dies between leaves a job that has applied nothing', async () => {
  const id = await queue('between');
  const before = await written();
  const kind = writing('between');
  // The process is gone after the last row and before the mark: here its connection is cut from outside.
  const cut: JobKind = {
    ...kind,
    async run(job, call) {
      const result = await kind.run(job, call);
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(call.tx);
      await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(world.db);
      return result;
    },
  };
  await createJobs().drain(world.running.services, [cut]);
  expect([(await jobRow(id)).state, (await written()) - before]).toEqual(['failed', 0]);

  // At every moment that another connection can see, a job is done exactly when its rows are there.
  const other = await queue('seen');
  const seen = new Set<string>();
  const look = async () => {
    const { rows } = await sql<{ state: string; n: number }>`
      select (select state from jobs where id = ${other}) as state, (select count(*)::int from settings where key like ${`job.${other}.%`}) as n`.execute(
      world.db,
    );
    seen.add(`${rows[0]?.state} ${rows[0]?.n}`);
  };
  const ending: JobKind = {
    ...writing('seen', (row) => (row % 20 === 0 ? look() : undefined)),
    kind: 'seen',
  };
  let over = false;
  const looking = (async () => {
    while (!over) await look();
  })();
  await createJobs().drain(world.running.services, [ending]);
  over = true;
  await looking;
  await look();
  expect([...seen].filter((one) => one !== 'queued 0').sort()).toEqual(['done 100', 'running 0']);
});

test('cancelled after its last report and before its end, it still leaves nothing', async () => {
  const id = await queue('late');
  const before = await written();
  const kind = writing('late');
  await createJobs().drain(world.running.services, [
    {
      ...kind,
      async run(job, call) {
        const result = await kind.run(job, call);
        await world.db.updateTable('jobs').set({ cancelAsked: true }).where('id', '=', id).execute();
        return result;
      },
    },
  ]);
  expect([(await jobRow(id)).state, (await written()) - before]).toEqual(['cancelled', 0]);
});

test('what a kind keeps of a job that ended is written with its end', async () => {
  const ends: unknown[] = [];
  const ended: JobKind['ended'] = async (call, input, end) => {
    ends.push([input.n, end]);
    await call.tx
      .insertInto('settings')
      .values({ key: `ended.${input.n}`, value: '1' })
      .execute();
    if (input.n === 2) throw new Error('the mark is not written either');
  };
  const one = await createJobs().queue(world.db, 'ending', { n: 1 }, null, world.clock.now());
  const failing: JobKind = { ...writing('ending', () => Promise.reject(new Error('unexpected'))), ended };
  await createJobs().drain(world.running.services, [failing]);
  const two = await createJobs().queue(world.db, 'ending', { n: 2 }, null, world.clock.now());
  await createJobs()
    .drain(world.running.services, [failing])
    .catch(() => undefined);
  expect([(await jobRow(one)).state, (await jobRow(two)).state]).toEqual(['failed', 'running']);
  expect((await world.db.selectFrom('settings').select('key').where('key', 'like', 'ended.%').execute()).map((row) => row.key)).toEqual(['ended.1']);
  expect(ends).toEqual([
    [1, { code: 'internal', params: { request: one } }],
    [2, { code: 'internal', params: { request: two } }],
  ]);
  await world.db.deleteFrom('jobs').where('id', '=', two).execute();
});

test('no commit, no job', async () => {
  const jobs = createJobs();
  let id = '';
  await world.db
    .transaction()
    .execute(async (tx) => {
      id = await jobs.queue(tx as unknown as Db, 'never', {}, null, world.clock.now());
      throw new Error('undo');
    })
    .catch(() => undefined);
  expect(await world.db.selectFrom('jobs').select('id').where('id', '=', id).execute()).toEqual([]);
});

test('at midnight, once a day, the keys of requests are forgotten that nothing waits for any more', async () => {
  const now = world.clock.now().getTime();
  const row = (key: string, days: number) => ({
    accountId: '00000000-0000-7000-8000-000000000001',
    key,
    operation: 'x',
    bodyHash: 'x',
    createdAt: new Date(now - days * 86_400_000),
  });
  await world.db
    .insertInto('idempotencyKeys')
    .values([row('forgotten', 91), row('remembered', 89)])
    .execute();
  expect([await runMidnight(world.running.services, [], '2100-01-01'), await runMidnight(world.running.services, [], '2100-01-01')]).toEqual([
    true,
    false,
  ]);
  expect(await world.db.selectFrom('idempotencyKeys').select('key').execute()).toEqual([{ key: 'remembered' }]);
});
