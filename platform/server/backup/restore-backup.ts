import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createZstdDecompress } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { connect, countAnew } from '../db/db.ts';
import { migrate } from '../db/migrate.ts';
import { type BackupPlace, BackupRefused, fileOf, MANIFEST, type Manifest, SEAL } from './manifest.ts';
import { type Part, tarParts } from './tar.ts';
import { hashUpTo, quoted, tablesOf } from './write-backup.ts';

export type Checked = { readonly manifest: Manifest; readonly parts: ReadonlyMap<string, Part> };

/** Reads a backup through and holds every byte against its checksums. Throws `BackupRefused` naming what is damaged. */
export async function checkBackup(source: string): Promise<Checked> {
  const file = await open(source, 'r');
  try {
    const list = await tarParts(file);
    if (list === null) throw new BackupRefused((await file.stat()).size >= 1024 ? 'damaged' : 'not_a_backup', { part: 'tar' });
    const parts = new Map(list.map((part) => [part.name, part]));
    const read = async (part: Part) => (await file.read(Buffer.alloc(part.size), 0, part.size, part.offset)).buffer;
    const seal = parts.get(SEAL);
    const about = parts.get(MANIFEST);
    if (!seal || !about) throw new BackupRefused('not_a_backup', { part: seal ? MANIFEST : SEAL });
    if ((await read(seal)).toString('utf8') !== `${await hashUpTo(file, seal.offset - 512)}\n`) {
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

async function ownMigrations(): Promise<string[]> {
  return (await readdir(join(import.meta.dirname, '../../../migrations'))).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort();
}

/**
 * Restores a backup. Everything is checked before anything is changed; the tables are loaded in one transaction, with the schema that
 * the backup had, and migrated on from there. `replace` empties a database that is in use; `withoutKey` accepts that ID numbers and
 * phones stay unreadable.
 */
export async function restoreBackup(
  place: BackupPlace,
  source: string,
  options: { replace?: boolean; withoutKey?: boolean } = {},
  onProgress: (what: string) => void = () => undefined,
): Promise<Manifest> {
  const { manifest, parts } = await checkBackup(source);
  const known = await ownMigrations();
  const unknown = manifest.migrations.find((name) => !known.includes(name));
  if (unknown !== undefined) throw new BackupRefused('newer_schema', { migration: unknown });
  if (manifest.keyFingerprint !== place.keyFingerprint && !options.withoutKey)
    throw new BackupRefused('other_key', { needs: manifest.keyFingerprint, here: place.keyFingerprint });

  const client = new pg.Client({ connectionString: place.databaseUrl, application_name: 'lianxin-restore' });
  await client.connect();
  try {
    await prepareSchema(client, place.databaseUrl, manifest, options.replace === true);
    await client.query('BEGIN');
    try {
      await client.query('SET LOCAL session_replication_role = replica');
    } catch (error) {
      throw error instanceof pg.DatabaseError && error.code === '42501' ? new BackupRefused('not_superuser') : error;
    }
    const tables = await tablesOf(client);
    if (tables.length > 0) await client.query(`TRUNCATE ${tables.map(({ name }) => quoted(name)).join(', ')}`);
    for (const table of manifest.tables) {
      onProgress(table.name);
      const part = parts.get(table.part) as Part;
      const rows = client.query(copyFrom(`COPY ${quoted(table.name)} (${table.columns.map(quoted).join(', ')}) FROM STDIN`));
      await pipeline(createReadStream(source, { start: part.offset, end: part.offset + part.size - 1 }), createZstdDecompress(), rows);
      if (rows.rowCount !== table.rows) throw new BackupRefused('damaged', { part: table.part });
    }
    await resetSequences(client);
    for (const { id, part } of manifest.files) {
      onProgress(part);
      const at = parts.get(part) as Part;
      const path = fileOf(place.filesFolder, id);
      await mkdir(dirname(path), { recursive: true });
      if (at.size === 0) await writeFile(path, '');
      else
        await pipeline(
          createReadStream(source, { start: at.offset, end: at.offset + at.size - 1 }),
          (await open(`${path}.part`, 'w')).createWriteStream(),
        );
      if (at.size > 0) await rename(`${path}.part`, path);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
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
  return manifest;
}

/** Brings the database to the very schema that the backup was taken from; refuses where somebody's data would be lost. */
async function prepareSchema(client: pg.Client, url: string, manifest: Manifest, replace: boolean): Promise<void> {
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
  const connection = connect(url, 1);
  try {
    await migrate(connection.db, manifest.migrations.at(-1));
  } finally {
    await connection.close();
  }
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
