import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { systemActor } from '#platform/shared/actor/actor.ts';
import { openWorld, type World } from '#testing/world.ts';
import { writeAudit } from './audit.ts';
import { sealAudit, startSealer, verifyAudit } from './chain.ts';

let world: World;
let heads: string;
beforeAll(async () => {
  // The world's own sealer never comes to its first round: what is sealed here, and when, these tests say.
  vi.useFakeTimers({ toFake: ['setInterval'] });
  world = await openWorld({ features: [] });
  vi.useRealTimers();
  heads = join(world.running.services.config.dataFolder, 'test-heads.txt');
});
afterAll(() => world?.close());

/** The tables are append-only; a forger with the operator's rights switches the triggers off first. */
async function forge(statement: string): Promise<void> {
  await world.db.transaction().execute(async (tx) => {
    await sql.raw('SET LOCAL session_replication_role = replica').execute(tx);
    await sql.raw(statement).execute(tx);
  });
}

beforeEach(async () => {
  await forge('DELETE FROM audit_unsealed');
  await forge('DELETE FROM audit_seals');
  await forge('DELETE FROM audit_entries');
  writeFileSync(heads, '');
  for (let i = 0; i < 20; i++)
    await writeAudit(world.db, systemActor('test'), new Date(1_790_000_000_000 + i), null, [
      { action: `act.${i}`, subjectKind: 'test', detail: { i } },
    ]);
  await sealAudit(world.db, heads);
});

test('an honest chain verifies, and its tables refuse to be changed', async () => {
  expect(await verifyAudit(world.db, heads)).toEqual({ entries: 20, faults: [] });
  for (const statement of ["UPDATE audit_entries SET reason = 'x'", 'DELETE FROM audit_entries', 'DELETE FROM audit_seals', 'TRUNCATE audit_seals']) {
    await expect(sql.raw(statement).execute(world.db)).rejects.toThrow(/append-only/);
  }
});

test('two sealers at once seal each entry once', async () => {
  for (let i = 0; i < 10; i++) await writeAudit(world.db, systemActor('test'), new Date(), null, [{ action: 'more', subjectKind: 'test' }]);
  await Promise.all([sealAudit(world.db, heads), sealAudit(world.db, heads), sealAudit(world.db, heads)]);
  await sealAudit(world.db, heads);
  expect(await verifyAudit(world.db, heads)).toEqual({ entries: 30, faults: [] });
});

test('one sealer at a time: who finds another at work does nothing, and rounds that last long do not overlap', async () => {
  const add = (n: number) =>
    writeAudit(
      world.db,
      systemActor('test'),
      new Date(),
      null,
      Array.from({ length: n }, () => ({ action: 'more', subjectKind: 'test' })),
    );
  await world.db.connection().execute(async (other) => {
    await sql`select pg_advisory_lock(7301)`.execute(other);
    await add(10);
    expect(await sealAudit(world.db, heads)).toBe(0);
    expect((await verifyAudit(world.db, heads)).entries).toBe(20);
    await sql`select pg_advisory_unlock(7301)`.execute(other);
  });
  let rounds = 0;
  let together = 0;
  let most = 0;
  // Each round is held up for longer than the time between two.
  const slow = {
    connection: () => ({
      execute: async (act: (connection: unknown) => Promise<unknown>) => {
        rounds += 1;
        together += 1;
        most = Math.max(most, together);
        await new Promise((resolve) => setTimeout(resolve, 1300));
        try {
          return await world.db.connection().execute(act);
        } finally {
          together -= 1;
        }
      },
    }),
  } as unknown as typeof world.db;
  const sealer = startSealer(slow, heads, (error) => expect(error).toBeNull());
  // Long enough for a second round to have begun while the first is still held up.
  while (rounds < 2) await new Promise((resolve) => setTimeout(resolve, 50));
  await add(4500);
  await sealer.stop();
  expect(most).toBe(1);
  // The stop leaves nothing unsealed, however many batches it takes; the heads stand in their order.
  expect(await verifyAudit(world.db, heads)).toEqual({ entries: 4530, faults: [] });
  const sequences = readFileSync(heads, 'utf8')
    .trim()
    .split('\n')
    .map((line) => Number(line.split(' ')[0]));
  expect(sequences).toEqual([...sequences].sort((a, b) => a - b));
}, 30_000);

const tampering = fc.constantFrom(
  (n: number) => `UPDATE audit_entries SET actor_name = 'someone else' WHERE action = 'act.${n}'`,
  (n: number) => `UPDATE audit_entries SET detail = '{"i": -1}' WHERE action = 'act.${n}'`,
  (n: number) => `UPDATE audit_entries SET at = at + interval '1 minute' WHERE action = 'act.${n}'`,
  (n: number) => `DELETE FROM audit_entries WHERE action = 'act.${n}'`,
  (n: number) => `DELETE FROM audit_seals WHERE sequence = ${n + 1}`,
  (n: number) => `DELETE FROM audit_seals WHERE sequence > ${n}`,
  (n: number) => `UPDATE audit_seals SET sequence = -sequence WHERE sequence = ${n + 1}`,
  (n: number) => `UPDATE audit_seals SET hash = repeat('a', 64) WHERE sequence = ${n + 1}`,
);

test('edits, removals, reorderings and a cut chain are all found', async () => {
  let found = 0;
  await fc.assert(
    fc.asyncProperty(tampering, fc.integer({ min: 0, max: 19 }), async (statement, n) => {
      await world.db
        .transaction()
        .execute(async (tx) => {
          await sql.raw('SET LOCAL session_replication_role = replica').execute(tx);
          await sql.raw(statement(n)).execute(tx);
          const report = await verifyAudit(tx, heads);
          expect(report.faults.length).toBeGreaterThan(0);
          found += 1;
          throw new Error('undo');
        })
        .catch((error: Error) => {
          if (error.message !== 'undo') throw error;
        });
    }),
    { numRuns: 60 },
  );
  expect(found).toBeGreaterThanOrEqual(60);
  expect(await verifyAudit(world.db, heads)).toEqual({ entries: 20, faults: [] });
});

test('an entry that never reached the chain is a fault', async () => {
  await writeAudit(world.db, systemActor('test'), new Date(), null, [{ action: 'hidden', subjectKind: 'test' }]);
  await forge('DELETE FROM audit_unsealed');
  expect((await verifyAudit(world.db, heads)).faults).toEqual([expect.stringContaining('unsealed')]);
});

test('the exported head outlives a chain that was rewritten from the start', async () => {
  const kept = readFileSync(heads, 'utf8');
  await forge('DELETE FROM audit_seals');
  await forge("UPDATE audit_entries SET actor_name = 'someone else' WHERE action = 'act.3'");
  await forge('INSERT INTO audit_unsealed SELECT id FROM audit_entries');
  writeFileSync(heads, '');
  await sealAudit(world.db, heads);
  appendFileSync(heads, kept);
  expect((await verifyAudit(world.db, heads)).faults.length).toBeGreaterThan(0);
});

test('the heads of years are read too', async () => {
  writeFileSync(heads, Array.from({ length: 200_000 }, (_, at) => `${at + 21} ${'a'.repeat(64)}\n`).join(''));
  expect((await verifyAudit(world.db, heads)).faults).toEqual(['cut: the exported head is 200020, the chain ends at 20']);
});
