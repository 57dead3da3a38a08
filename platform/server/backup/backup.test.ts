import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { foundUniversity } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { verifyAudit } from '../audit/chain.ts';
import type { Db } from '../db/db.ts';
import { migrate } from '../db/migrate.ts';
import { type BackupPlace, BackupRefused } from './manifest.ts';
import { checkBackup, restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

let world: World;
let other: World;
const folder = mkdtempSync(join(tmpdir(), 'lianxin-backup-'));
const file = join(folder, 'lianxin.tar');
const placeOf = (one: World): BackupPlace => ({
  databaseUrl: one.databaseUrl,
  filesFolder: one.running.services.files.folder,
  headFile: join(one.running.services.config.dataFolder, 'audit-heads.txt'),
  keyFingerprint: 'test',
});

beforeAll(async () => {
  [world, other] = [await openWorld(), await openWorld()];
  await foundUniversity(world);
  const { db, files, clock } = world.running.services;
  await db.transaction().execute(async (tx) => {
    await files.keep(tx as unknown as Db, Buffer.from('会议照片'), '照片.jpg', 'image/jpeg', null, clock.now());
    await files.keep(tx as unknown as Db, Buffer.from('附件'), '附件.txt', 'text/plain', null, clock.now());
    await files.keep(tx as unknown as Db, Buffer.alloc(0), '空.txt', 'text/plain', null, clock.now());
  });
  await writeBackup(placeOf(world), file, clock.now());
});
afterAll(async () => {
  await world.close();
  await other.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Each table as one figure: its rows in order of all their columns. */
async function prints(db: Db): Promise<Record<string, string | null>> {
  const { rows } = await sql<{
    name: string;
  }>`select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace and relname not like 'migration%' and relname <> 'audit_seals' and relname not like 'audit%' order by 1`.execute(
    db,
  );
  const found: Record<string, string | null> = {};
  for (const { name } of rows)
    found[name] =
      (await sql<{ md5: string | null }>`select md5(string_agg(t::text, e'\n' order by t::text)) as md5 from ${sql.table(name)} t`.execute(db))
        .rows[0]?.md5 ?? null;
  return found;
}

const faultOf = async (act: () => Promise<unknown>) =>
  act().then(
    () => null,
    (error) => (error instanceof BackupRefused ? error.fault : Promise.reject(error)),
  );

describe('backup and restore', () => {
  it('a restored installation has the same rows, the same files, numbers that go on, and an audit chain that holds', async () => {
    await restoreBackup(placeOf(other), file);
    expect(await prints(other.db)).toEqual(await prints(world.db));
    const kept = await other.db.selectFrom('files').select('id').where('name', '=', '照片.jpg').executeTakeFirstOrThrow();
    expect((await other.running.services.files.read(kept.id)).toString('utf8')).toBe('会议照片');
    const next = async (db: Db) =>
      (await sql<{ n: number }>`select nextval(pg_get_serial_sequence('organisations', 'number')) as n`.execute(db)).rows[0]?.n;
    expect(await next(other.db)).toBe(await next(world.db));
    expect((await verifyAudit(other.db, placeOf(other).headFile)).faults).toEqual([]);
    const { rows } = await sql<{ mode: string }>`select current_setting('session_replication_role') as mode`.execute(other.db);
    expect(rows[0]?.mode).toBe('origin');
  });

  it('a database that is in use is not overwritten unless asked, and then holds the backup only', async () => {
    expect(await faultOf(() => restoreBackup(placeOf(other), file))).toBe('not_empty');
    await other.db.insertInto('persons').values({ id: '01900000-0000-7000-8000-000000000001', name: '多余', category: 'nonMember' }).execute();
    await restoreBackup(placeOf(other), file, { replace: true });
    expect(await prints(other.db)).toEqual(await prints(world.db));
  });

  it('a flipped bit is noticed wherever it is, and nothing is changed', async () => {
    const before = await prints(other.db);
    const whole = readFileSync(file);
    const damaged = join(folder, 'damaged.tar');
    for (let i = 0; i < 60; i += 1) {
      const at = Math.floor((whole.length * i) / 60) + (i % 7);
      const bytes = Buffer.from(whole);
      bytes.writeUInt8((bytes[at] as number) ^ (1 << (i % 8)), at);
      writeFileSync(damaged, bytes);
      expect(['damaged', 'not_a_backup'], `bit at ${at}`).toContain(await faultOf(() => checkBackup(damaged)));
    }
    expect(await faultOf(() => restoreBackup(placeOf(other), damaged, { replace: true }))).not.toBeNull();
    expect(await prints(other.db)).toEqual(before);
  });

  /** What was told, and a stop once so much is done. */
  const heard = (stopAt = 1) => {
    const shares: number[] = [];
    const stop = new AbortController();
    const onProgress = (done: number, total: number) => {
      shares.push(done / total);
      if (done / total >= stopAt) stop.abort();
    };
    return { shares, onProgress, signal: stop.signal };
  };

  it('tells how far it is, never back and up to the whole', async () => {
    const [writing, reading] = [heard(2), heard(2)];
    await writeBackup(placeOf(world), join(folder, 'told.tar'), new Date(), writing.onProgress, writing.signal);
    await restoreBackup(placeOf(other), join(folder, 'told.tar'), { replace: true }, reading.onProgress, reading.signal);
    for (const { shares } of [writing, reading]) {
      expect(shares.length).toBeGreaterThan(40);
      expect(shares).toEqual([...shares].sort((a, b) => a - b));
      expect(shares.at(-1)).toBe(1);
    }
  });

  it('called off wherever it is, a backup leaves no file', async () => {
    for (const at of [0, 0.3, 0.6, 0.92]) {
      const { onProgress, signal } = heard(at);
      await expect(writeBackup(placeOf(world), join(folder, 'stopped.tar'), new Date(), onProgress, signal)).rejects.toThrow(
        'This operation was aborted',
      );
      expect(readdirSync(folder).filter((name) => name.startsWith('stopped'))).toEqual([]);
    }
  });

  it('called off wherever it is, a restore over a database of another schema leaves it, and the files, as they were', async () => {
    const third = await openWorld();
    try {
      await sql`drop schema public cascade`.execute(third.db);
      await sql`create schema public`.execute(third.db);
      await migrate(third.db, '0007_health.sql');
      await third.db.insertInto('persons').values({ id: '01900000-0000-7000-8000-000000000003', name: '原有', category: 'nonMember' }).execute();
      const before = await prints(third.db);
      for (const at of [0, 0.1, 0.5, 1]) {
        const { onProgress, signal } = heard(at);
        await expect(restoreBackup(placeOf(third), file, { replace: true }, onProgress, signal)).rejects.toThrow('This operation was aborted');
        expect(await prints(third.db)).toEqual(before);
        const files = placeOf(third).filesFolder;
        expect(existsSync(files) ? readdirSync(files, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()) : []).toEqual([]);
      }
      await restoreBackup(placeOf(third), file, { replace: true });
      expect(await prints(third.db)).toEqual(await prints(world.db));
    } finally {
      await third.close();
    }
  });

  it('a cut file, another key and an existing target are refused by name', async () => {
    const cut = join(folder, 'cut.tar');
    writeFileSync(cut, readFileSync(file).subarray(0, Math.floor(statSync(file).size / 2)));
    expect(await faultOf(() => checkBackup(cut))).toBe('damaged');
    expect(await faultOf(() => restoreBackup({ ...placeOf(other), keyFingerprint: 'another' }, file, { replace: true }))).toBe('other_key');
    expect(await faultOf(() => writeBackup(placeOf(world), file, new Date()))).toBe('target_exists');
  });

  it('a backup of an earlier schema is restored and migrated on; one of a later schema is refused', async () => {
    await sql`insert into migrations values ('9999_future.sql', now()::text)`.execute(world.db);
    await writeBackup(placeOf(world), join(folder, 'late.tar'), new Date());
    expect(await faultOf(() => restoreBackup(placeOf(other), join(folder, 'late.tar'), { replace: true }))).toBe('newer_schema');

    await sql`drop schema public cascade`.execute(world.db);
    await sql`create schema public`.execute(world.db);
    await migrate(world.db, '0007_health.sql');
    await world.db.insertInto('persons').values({ id: '01900000-0000-7000-8000-000000000002', name: '早年', category: 'nonMember' }).execute();
    const { migrations } = await writeBackup(placeOf(world), join(folder, 'early.tar'), new Date());
    expect(migrations.at(-1)).toBe('0007_health.sql');
    await restoreBackup(placeOf(other), join(folder, 'early.tar'), { replace: true });
    expect(await other.db.selectFrom('persons').select('name').execute()).toEqual([{ name: '早年' }]);
    expect(await other.db.selectFrom('meetingOpinions').selectAll().execute()).toEqual([]);
  });
});
