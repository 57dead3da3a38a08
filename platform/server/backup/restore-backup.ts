import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { connect, countAnew, type DB, type Db } from '../db/db.ts';
import { migrate } from '../db/migrate.ts';
import { type BackupPlace, BackupRefused, fileOf, MANIFEST, type Manifest, SEAL } from './manifest.ts';
import { meter, type OnProgress } from './meter.ts';
import { type Part, tarParts } from './tar.ts';
import { hashUpTo, quoted, tablesOf } from './write-backup.ts';

export type Checked = { readonly manifest: Manifest; readonly parts: ReadonlyMap<string, Part> };

/** Reads a backup through and holds every byte against its checksums. Throws `BackupRefused` naming what is damaged. */
export async function checkBackup(
  source: string,
  weigh: (parts: readonly Part[]) => (bytes: number) => void = () => () => undefined,
): Promise<Checked> {
  const file = await open(source, 'r');
  try {
    const list = await tarParts(file);
    if (list === null) throw new BackupRefused((await file.stat()).size >= 1024 ? 'damaged' : 'not_a_backup', { part: 'tar' });
    const parts = new Map(list.map((part) => [part.name, part]));
    const read = async (part: Part) => (await file.read(Buffer.alloc(part.size), 0, part.size, part.offset)).buffer;
    const seal = parts.get(SEAL);
    const about = parts.get(MANIFEST);
    if (!seal || !about) throw new BackupRefused('not_a_backup', { part: seal ? MANIFEST : SEAL });
    if ((await read(seal)).toString('utf8') !== `${await hashUpTo(file, seal.offset - 512, weigh(list))}\n`) {
      throw new BackupRefused('damaged', { part: await damagedPart(source, parts, await read(about)) });
    }
    const tail = Buffer.alloc((await file.stat()).size - seal.offset - seal.size);
    await file.read(tail, 0, tail.length, seal.offset + seal.size);
    if (tail.some((byte) => byte !== 0)) throw new BackupRefused('damaged', { part: 'tar' });
    const manifest = JSON.parse((await read(about)).toString('utf8')) as Manifest;
    if (manifest.format !== 'lianxin-backup/1') throw new BackupRefused('not_a_backup', { part: MANIFEST });
    for (const { part } of [...manifest.tables, ...manifest.files]) if (!parts.has(part)) throw new BackupRefused('damaged', { part });
    return { manifest, parts };
  } finally {
    await file.close();
  }
}

/** The part whose own checksum fails, for the message; the manifest itself where none does. */
async function damagedPart(source: string, parts: ReadonlyMap<string, Part>, about: Buffer): Promise<string> {
  try {
    const manifest = JSON.parse(about.toString('utf8')) as Manifest;
    for (const { part, sha256 } of [...manifest.tables, ...manifest.files]) {
      const at = parts.get(part);
      if (!at) return part;
      const hash = createHash('sha256');
      if (at.size > 0)
        for await (const chunk of createReadStream(source, { start: at.offset, end: at.offset + at.size - 1 })) hash.update(chunk as Buffer);
      if (hash.digest('hex') !== sha256) return part;
    }
  } catch {
    return MANIFEST;
  }
  return 'tar';
}

/** A packed byte of a table costs so much more to load, with its indexes, than a byte costs to check. */
const COSTS: Readonly<Record<string, number>> = { tables: 50, files: 1 };
const costOf = ({ name }: Part) => COSTS[name.split('/')[0] ?? ''] ?? 0;

/** The bytes of one part; of an empty one none, which `createReadStream` cannot say. */
const partStream = (source: string, { offset, size }: Part): AsyncIterable<Buffer> =>
  size === 0 ? Readable.from([]) : createReadStream(source, { start: offset, end: offset + size - 1 });

async function ownMigrations(): Promise<string[]> {
  return (await readdir(join(import.meta.dirname, '../../../migrations'))).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort();
}

/**
 * Restores a backup. Everything is checked before anything is changed; the tables are loaded in one transaction, with the schema that
 * the backup had, and migrated on from there: called off or broken off before its end, what was there is there again. `replace` empties
 * a database that is in use; `withoutKey` accepts that ID numbers and phones stay unreadable.
 */
export async function restoreBackup(
  place: BackupPlace,
  source: string,
  options: { replace?: boolean; withoutKey?: boolean } = {},
  onProgress: OnProgress = () => undefined,
  signal?: AbortSignal,
): Promise<Manifest> {
  let progress = meter(0, onProgress, signal);
  let checked = () => {};
  const { manifest, parts } = await checkBackup(source, (list) => {
    const checking = list.reduce((sum, { size }) => sum + size, 0);
    progress = meter(checking + list.reduce((sum, part) => sum + part.size * costOf(part), 0), onProgress, signal);
    const { show, end } = progress.part(SEAL, checking);
    checked = end;
    return show;
  });
  checked();
  const known = await ownMigrations();
  const unknown = manifest.migrations.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new BackupRefused('newer_schema', { migration: unknown });
  if (manifest.keyFingerprint !== place.keyFingerprint && !options.withoutKey)
    throw new BackupRefused('other_key', { needs: manifest.keyFingerprint, here: place.keyFingerprint });

  const client = new pg.Client({ connectionString: place.databaseUrl, application_name: 'lianxin-restore' });
  const newFiles: string[] = [];
  await client.connect();
  try {
    // One connection under both, so that the schema changes in the transaction that loads.
    const line = { query: client.query.bind(client), release: () => undefined } as PostgresPoolClient;
    const one: PostgresPool = { options: {}, connect: async () => line, end: async () => undefined };
    await new Kysely<DB>({ dialect: new PostgresDialect({ pool: one }) }).transaction().execute(async (tx) => {
      await prepareSchema(client, tx as unknown as Db, manifest, options.replace === true);
      try {
        await client.query('SET LOCAL session_replication_role = replica');
      } catch (error) {
        throw error instanceof pg.DatabaseError && error.code === '42501' ? new BackupRefused('not_superuser') : error;
      }
      const bytesOf = (part: Part) => progress.through(part.name, part.size * costOf(part), partStream(source, part), costOf(part));
      const tables = await tablesOf(client);
      if (tables.length > 0) await client.query(`TRUNCATE ${tables.map(({ name }) => quoted(name)).join(', ')}`);
      for (const table of manifest.tables) {
        const rows = client.query(copyFrom(`COPY ${quoted(table.name)} (${table.columns.map(quoted).join(', ')}) FROM STDIN`));
        await pipeline(bytesOf(parts.get(table.part) as Part), createZstdDecompress(), rows);
        if (rows.rowCount !== table.rows) throw new BackupRefused('damaged', { part: table.part });
      }
      await resetSequences(client);
      for (const { id, part } of manifest.files) {
        const path = fileOf(place.filesFolder, id);
        if (!existsSync(path)) newFiles.push(path);
        await mkdir(dirname(path), { recursive: true });
        await pipeline(bytesOf(parts.get(part) as Part), createWriteStream(`${path}.part`));
        await rename(`${path}.part`, path);
      }
      signal?.throwIfAborted();
    });
  } catch (error) {
    for (const path of newFiles) await rm(path, { force: true });
    for (const { id } of manifest.files) await rm(`${fileOf(place.filesFolder, id)}.part`, { force: true });
    // What breaks a COPY off comes back as the database's own error.
    signal?.throwIfAborted();
    throw error;
  } finally {
    await client.end();
  }
  await newHeadFile(place.headFile, manifest);
  const after = connect(place.databaseUrl, 1);
  try {
    await migrate(after.db);
    await countAnew(after.db);
  } finally {
    await after.close();
  }
  progress.end(MANIFEST);
  return manifest;
}

/** Brings the database to the very schema that the backup was taken from; refuses where somebody's data would be lost. */
async function prepareSchema(client: pg.Client, tx: Db, manifest: Manifest, replace: boolean): Promise<void> {
  const { rows: there } = await client.query<{ present: boolean }>(`select to_regclass('public.organisations') is not null as present`);
  let current: string[] = [];
  if (there[0]?.present) {
    const { rows: used } = await client.query<{ used: boolean }>(
      'select exists (select from organisations) or exists (select from persons) or exists (select from accounts) as used',
    );
    if (used[0]?.used && !replace) throw new BackupRefused('not_empty');
    current = (await client.query<{ name: string }>('select name from migrations order by name')).rows.map((row) => row.name);
  }
  const same = current.length === manifest.migrations.length && current.every((name, i) => name === manifest.migrations[i]);
  if (same) return;
  if (current.length > 0) await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public');
  await migrate(tx, manifest.migrations.at(-1));
  // The migrator waits an hour for its lock at most, and leaves that limit to the transaction.
  await client.query('SET LOCAL lock_timeout = 0');
}

async function resetSequences(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    `select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and a.attidentity <> ''`,
  );
  for (const { table, column } of rows)
    await client.query(
      `select setval(pg_get_serial_sequence($1, $2), greatest(1, (select coalesce(max(${quoted(column)}), 1) from ${quoted(table)})))`,
      [table, column],
    );
}

/** The heads exported since are of a chain that no longer is: they are kept aside, and the file begins with the backup's head. */
async function newHeadFile(headFile: string, manifest: Manifest): Promise<void> {
  if (existsSync(headFile)) await copyFile(headFile, `${headFile}.before-restore-${manifest.madeAt.replaceAll(':', '')}`);
  await mkdir(dirname(headFile), { recursive: true });
  await writeFile(headFile, manifest.auditHead ? `${manifest.auditHead.sequence} ${manifest.auditHead.hash}\n` : '');
}
