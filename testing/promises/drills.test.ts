import { randomBytes, randomInt } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sealAudit, verifyAudit } from '#platform/server/audit/chain.ts';
import { type BackupPlace, BackupRefused } from '#platform/server/backup/manifest.ts';
import { checkBackup, restoreBackup } from '#platform/server/backup/restore-backup.ts';
import { writeBackup } from '#platform/server/backup/write-backup.ts';
import type { Db } from '#platform/server/db/db.ts';
import { type MeetingScene, openMeetingScene } from '../meeting-scene.ts';
import { openWorld, type World } from '../world.ts';

/** Drills: an installation that goes on living is backed up again and again, restored elsewhere, and compared row for row and byte for byte. */
const DRILLS = process.env.LIANXIN_TRIALS === '1' ? 20 : 2;

let scene: MeetingScene;
let world: World;
let other: World;
const folder = mkdtempSync(join(tmpdir(), 'lianxin-drills-'));
const counted = { exact: 0, noticed: 0, tables: 0, rows: 0, files: 0 };
const placeOf = (one: World): BackupPlace => ({
  databaseUrl: one.databaseUrl,
  filesFolder: one.running.services.files.folder,
  headFile: join(one.running.services.config.dataFolder, 'audit-heads.txt'),
  keyFingerprint: 'drill',
});

beforeAll(async () => {
  scene = await openMeetingScene();
  world = scene.world;
  other = await openWorld();
});
afterAll(async () => {
  console.log(
    `drills: ${counted.exact} of ${DRILLS} restored exactly (${counted.rows} rows in ${counted.tables} tables, ${counted.files} files), ${counted.noticed} of ${DRILLS * 5} flipped bytes noticed before anything was changed`,
  );
  await other?.close();
  await scene?.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Every row of every table, ordered. Left out: what a restore itself writes (its own entry in the audit, and what that entry waits for). */
async function contents(db: Db): Promise<Map<string, string[]>> {
  const { rows: tables } = await sql<{
    name: string;
  }>`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not in ('migrations', 'migration_lock', 'audit_unsealed') order by 1`.execute(
    db,
  );
  const found = new Map<string, string[]>();
  for (const { name } of tables)
    found.set(
      name,
      (await sql<{ line: string }>`select t::text as line from ${sql.table(name)} t order by 1`.execute(db)).rows.map(({ line }) => line),
    );
  return found;
}

/** A piece of life: meetings as far as they get, people, and files of any bytes. */
async function live(): Promise<string[]> {
  scene.at('2026-11-24T10:00:00+08:00');
  for (let i = randomInt(3); i >= 0; i -= 1) await scene.university.person('众'.repeat(1 + randomInt(4)), scene.branch, 'full');
  const ways = [() => scene.planned(), () => scene.announced(), () => scene.held(), () => scene.recorded()];
  await (ways[randomInt(ways.length)] as () => Promise<unknown>)();
  const kept: string[] = [];
  const { db, files, clock } = world.running.services;
  for (const size of [0, 1, randomInt(2_000), randomInt(300_000)])
    kept.push(
      await db
        .transaction()
        .execute((tx) => files.keep(tx as unknown as Db, randomBytes(size), '附件.bin', 'application/octet-stream', null, clock.now())),
    );
  await sealAudit(db, placeOf(world).headFile);
  return kept;
}

const refusedBy = (act: () => Promise<unknown>) =>
  act().then(
    () => null,
    (error) => (error instanceof BackupRefused ? error.fault : Promise.reject(error)),
  );

test(`${DRILLS} drills restore exactly, and a flipped byte is noticed in each`, async () => {
  const everyFile: string[] = [];
  for (let drill = 0; drill < DRILLS; drill += 1) {
    everyFile.push(...(await live()));
    const file = join(folder, `drill-${drill}.tar`);
    await writeBackup(placeOf(world), file, world.clock.now());
    const expected = await contents(world.db);

    // Damaged first: nothing may come of it, also where something stands already.
    const before = await contents(other.db);
    const whole = readFileSync(file);
    for (let flip = 0; flip < 5; flip += 1) {
      const bytes = Buffer.from(whole);
      const at = flip === 0 ? 0 : flip === 1 ? bytes.length - 1 : randomInt(bytes.length);
      bytes.writeUInt8((bytes[at] as number) ^ (1 << randomInt(8)), at);
      writeFileSync(join(folder, 'damaged.tar'), bytes);
      expect(await refusedBy(() => checkBackup(join(folder, 'damaged.tar'))), `byte ${at} of ${bytes.length}`).not.toBeNull();
      counted.noticed += 1;
    }
    expect(await refusedBy(() => restoreBackup(placeOf(other), join(folder, 'damaged.tar'), { replace: true }))).not.toBeNull();
    expect(await contents(other.db)).toEqual(before);

    await restoreBackup(placeOf(other), file, { replace: true });
    const restored = await contents(other.db);
    expect([...restored.keys()]).toEqual([...expected.keys()]);
    for (const [table, lines] of expected) {
      const there = restored.get(table) ?? [];
      if (table.startsWith('audit_'))
        expect(
          lines.filter((line) => !there.includes(line)),
          table,
        ).toEqual([]);
      else expect(there, table).toEqual(lines);
      counted.rows += lines.length;
    }
    counted.tables = expected.size;
    for (const id of everyFile) {
      expect((await other.running.services.files.read(id)).equals(await world.running.services.files.read(id)), id).toBe(true);
      counted.files += 1;
    }
    expect((await verifyAudit(other.db, placeOf(other).headFile)).faults).toEqual([]);
    counted.exact += 1;
    rmSync(file);
  }
}, 3_600_000);
