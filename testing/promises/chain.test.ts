import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeAudit } from '#platform/server/audit/audit.ts';
import { sealAudit, verifyAudit } from '#platform/server/audit/chain.ts';
import type { Db } from '#platform/server/db/db.ts';
import { systemActor } from '#platform/shared/actor/actor.ts';
import { openWorld, type World } from '../world.ts';

/** The audit chain against somebody who has the whole database: whatever is edited, removed, put in another order or cut off is found. */
const EDITS = process.env.LIANXIN_TRIALS === '1' ? 10_000 : 120;
const ENTRIES = 24;
const seed = Number(process.env.LIANXIN_SEED ?? Math.floor(Math.random() * 1e9));

let world: World;
let heads: string;
const found = new Map<string, number>();

beforeAll(async () => {
  world = await openWorld({ features: [] });
  heads = join(world.running.services.config.dataFolder, 'chain-heads.txt');
  for (let i = 0; i < ENTRIES; i += 1) {
    await writeAudit(world.db, systemActor('test'), new Date(1_790_000_000_000 + i), null, [
      { action: `act.${i}`, subjectKind: 'test', reason: `理由${i}`, detail: { i, of: 'all' } },
    ]);
    // Sealed in rounds, as in life: the file outside the database knows many heads.
    if (i % 5 === 4) await sealAudit(world.db, heads);
  }
  await sealAudit(world.db, heads);
});
afterAll(async () => {
  console.log(
    `chain: ${[...found.values()].reduce((sum, n) => sum + n, 0)} of ${EDITS} forgeries found (${[...found].map(([kind, n]) => `${kind} ${n}`).join(', ')}); seed ${seed}`,
  );
  await world?.close();
});

type Forgery = { readonly kind: string; readonly at: number; readonly to: number; readonly bit: number };
const KINDS = [
  'edit a text',
  'edit a detail',
  'edit a time',
  'edit who',
  'edit a subject',
  'remove an entry',
  'remove a seal',
  'remove both',
  'remove a stretch',
  'cut the end',
  'cut the seals of the end',
  'swap two seals',
  'swap the entries of two seals',
  'swap the contents of two entries',
  'renumber',
  'forge a hash',
  'put an entry in without a seal',
  'rewrite the chain from here',
];
/** Each kind in its turn, so that none is left to chance. */
const forgery: fc.Arbitrary<Omit<Forgery, 'kind'>> = fc.record({
  at: fc.integer({ min: 0, max: ENTRIES - 1 }),
  to: fc.integer({ min: 0, max: ENTRIES - 1 }),
  bit: fc.integer({ min: 0, max: 255 }),
});

const COLUMNS = ['account_id', 'person_id', 'subject_id', 'about_person_id'];

/** Does it, with the triggers off, as who holds the database can; false where it would change nothing. */
async function forge(tx: Db, { kind, at, to, bit }: Forgery): Promise<boolean> {
  const run = (text: string) => sql.raw(text).execute(tx);
  const entry = `action = 'act.${at}'`;
  const [seal, other] = [at + 1, to + 1];
  switch (kind) {
    case 'edit a text':
      await run(`update audit_entries set reason = reason || chr(${0x4e00 + bit}) where ${entry}`);
      return true;
    case 'edit a detail':
      await run(`update audit_entries set detail = detail || '{"more": ${bit}}' where ${entry}`);
      return true;
    case 'edit a time':
      await run(`update audit_entries set at = at + interval '${bit + 1} milliseconds' where ${entry}`);
      return true;
    case 'edit who':
      await run(`update audit_entries set actor_name = 'u${bit}' where ${entry}`);
      return true;
    case 'edit a subject':
      await run(
        `update audit_entries set ${COLUMNS[bit % COLUMNS.length]} = '01900000-0000-7000-8000-0000000000${bit.toString(16).padStart(2, '0')}' where ${entry}`,
      );
      return true;
    case 'remove an entry':
      await run(`delete from audit_entries where ${entry}`);
      return true;
    case 'remove a seal':
      await run(`delete from audit_seals where sequence = ${seal}`);
      return true;
    case 'remove both':
      await run(`delete from audit_seals where sequence = ${seal}`);
      await run(`delete from audit_entries where ${entry}`);
      return true;
    case 'remove a stretch': {
      const [from, until] = [Math.min(seal, other), Math.max(seal, other)];
      await run(`delete from audit_entries where id in (select entry_id from audit_seals where sequence between ${from} and ${until})`);
      await run(`delete from audit_seals where sequence between ${from} and ${until}`);
      return true;
    }
    case 'cut the end':
      await run(`delete from audit_entries where id in (select entry_id from audit_seals where sequence >= ${seal})`);
      await run(`delete from audit_seals where sequence >= ${seal}`);
      return true;
    case 'cut the seals of the end':
      await run(`delete from audit_seals where sequence >= ${seal}`);
      return true;
    case 'swap two seals':
    case 'renumber':
      if (seal === other) return false;
      await run(`update audit_seals set sequence = -1 where sequence = ${seal}`);
      await run(`update audit_seals set sequence = ${seal} where sequence = ${other}`);
      await run(`update audit_seals set sequence = ${kind === 'renumber' ? ENTRIES + 1 + bit : other} where sequence = -1`);
      return true;
    case 'swap the entries of two seals':
      if (seal === other) return false;
      await run(`create temp table pair on commit drop as select sequence, entry_id from audit_seals where sequence in (${seal}, ${other})`);
      await run(`update audit_seals set entry_id = '01900000-0000-7000-8000-000000000000' where sequence = ${seal}`);
      await run(`update audit_seals set entry_id = (select entry_id from pair where sequence = ${seal}) where sequence = ${other}`);
      await run(`update audit_seals set entry_id = (select entry_id from pair where sequence = ${other}) where sequence = ${seal}`);
      return true;
    case 'swap the contents of two entries':
      if (at === to) return false;
      await run(
        `update audit_entries set action = case action when 'act.${at}' then 'act.${to}' else 'act.${at}' end where action in ('act.${at}', 'act.${to}')`,
      );
      return true;
    case 'forge a hash':
      await run(`update audit_seals set hash = md5('${bit}') || md5(hash) where sequence = ${seal}`);
      return true;
    case 'put an entry in without a seal':
      await run(
        `insert into audit_entries (id, at, actor_name, action, subject_kind, detail) values (gen_random_uuid(), now(), 'u', 'planted', 'test', '{}')`,
      );
      return true;
    default:
      // Everything from here on sealed anew, so that the chain is whole in itself: only the head outside the database still knows.
      await run(`update audit_entries set reason = 'u${bit}' where ${entry}`);
      await run(`insert into audit_unsealed select entry_id from audit_seals where sequence >= ${seal}`);
      await run(`delete from audit_seals where sequence >= ${seal}`);
      return true;
  }
}

test(`${EDITS} edits, removals, reorderings and cuts are all found`, async () => {
  const honest = readFileSync(heads, 'utf8');
  expect(honest.trim().split('\n').length).toBeGreaterThan(3);
  expect(await verifyAudit(world.db, heads)).toEqual({ entries: ENTRIES, faults: [] });
  const missed: Forgery[] = [];
  let done = 0;
  for (const [turn, place] of fc.sample(forgery, { numRuns: EDITS * 2, seed }).entries()) {
    if (done === EDITS) break;
    const one = { ...place, kind: KINDS[turn % KINDS.length] as string };
    await world.db
      .transaction()
      .execute(async (transaction) => {
        const tx = transaction as unknown as Db;
        await sql`set local session_replication_role = replica`.execute(tx);
        if (await forge(tx, one)) {
          if (one.kind === 'rewrite the chain from here') await sealAnew(tx);
          done += 1;
          const { faults } = await verifyAudit(tx, heads);
          if (faults.length === 0) missed.push(one);
          else found.set(one.kind, (found.get(one.kind) ?? 0) + 1);
        }
        throw new Error('undo');
      })
      .catch((error: Error) => {
        if (error.message !== 'undo') throw error;
      });
  }
  expect(missed).toEqual([]);
  expect(done).toBe(EDITS);
  expect([...found.keys()].sort()).toEqual([...KINDS].sort());
  expect(readFileSync(heads, 'utf8')).toBe(honest);
  expect(await verifyAudit(world.db, heads)).toEqual({ entries: ENTRIES, faults: [] });
}, 3_600_000);

/** Seals with the product's own sealer, into a file of the forger's. */
async function sealAnew(tx: Db): Promise<void> {
  const within = { execute: (act: (db: unknown) => Promise<unknown>) => act(nested) };
  // To the sealer the transaction that will be undone is a whole database.
  const nested: unknown = new Proxy(tx, {
    get: (target, name) => {
      if (name === 'transaction' || name === 'connection') return () => within;
      const value = Reflect.get(target, name) as unknown;
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
  const forged = join(world.running.services.config.dataFolder, 'forged-heads.txt');
  writeFileSync(forged, '');
  // The server’s own sealer looks every now and then, and one seals at a time.
  let sealed = 0;
  for (let turn = 0; turn < 100 && sealed === 0; turn += 1) {
    sealed = await sealAudit(nested as Db, forged);
    if (sealed === 0) await wait(10);
  }
  expect(sealed).toBeGreaterThan(0);
}
test('red once: an untouched chain is not called forged, and a forgery with its heads rewritten as well is the one that this cannot find', async () => {
  expect((await verifyAudit(world.db, heads)).faults).toEqual([]);
  const own = join(world.running.services.config.dataFolder, 'all-forged.txt');
  await world.db
    .transaction()
    .execute(async (transaction) => {
      const tx = transaction as unknown as Db;
      await sql`set local session_replication_role = replica`.execute(tx);
      await forge(tx, { kind: 'rewrite the chain from here', at: 3, to: 3, bit: 7 });
      await sealAnew(tx);
      writeFileSync(own, '');
      // Who holds the database and the file outside it holds everything: that is why the file is copied away.
      expect((await verifyAudit(tx, own)).faults).toEqual([]);
      expect((await verifyAudit(tx, heads)).faults.length).toBeGreaterThan(0);
      throw new Error('undo');
    })
    .catch((error: Error) => {
      if (error.message !== 'undo') throw error;
    });
});
