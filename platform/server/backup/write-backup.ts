import { createHash } from 'node:crypto';
import { createReadStream, existsSync, statSync } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { type BackupPlace, BackupRefused, fileOf, MANIFEST, type Manifest, SEAL } from './manifest.ts';
import { meter, type OnProgress } from './meter.ts';
import { tarWriter } from './tar.ts';

/** Tables of the platform's own bookkeeping about the schema: a restore makes them anew. */
const BOOKKEEPING = ['migrations', 'migration_lock'];
export const quoted = (name: string) => `"${name.replaceAll('"', '""')}"`;

export async function tablesOf(client: pg.Client): Promise<{ name: string; columns: string[] }[]> {
  const { rows } = await client.query<{ name: string; columns: string[] }>(
    `select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and not c.relname = any($1) group by c.relname order by c.relname`,
    [BOOKKEEPING],
  );
  return rows;
}

/** SHA-256 of the bytes of a file up to `end`. */
export async function hashUpTo(file: FileHandle, end: number, onBytes: (bytes: number) => void = () => undefined): Promise<string> {
  const hash = createHash('sha256');
  const chunk = Buffer.alloc(1 << 20);
  for (let at = 0; at < end; ) {
    const { bytesRead } = await file.read(chunk, 0, Math.min(chunk.length, end - at), at);
    if (bytesRead === 0) break;
    hash.update(chunk.subarray(0, bytesRead));
    at += bytesRead;
    onBytes(bytesRead);
  }
  return hash.digest('hex');
}

/** Writes the whole installation into one file, as at one moment. The file appears only when it is complete; called off, there is none. */
export async function writeBackup(
  place: BackupPlace,
  target: string,
  now: Date,
  onProgress: OnProgress = () => undefined,
  signal?: AbortSignal,
): Promise<Manifest> {
  if (existsSync(target)) throw new BackupRefused('target_exists', { file: target });
  const client = new pg.Client({ connectionString: place.databaseUrl, application_name: 'lianxin-backup' });
  await client.connect();
  const partial = `${target}.part`;
  const file = await open(partial, 'w+', 0o600);
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const tar = tarWriter(file);
    const { rows: migrations } = await client.query<{ name: string }>('select name from migrations order by name');
    const { rows: heads } = await client.query<{ sequence: string; hash: string }>(
      'select sequence, hash from audit_seals order by sequence desc limit 1',
    );
    const { rows: sizes } = await client.query<{ name: string; bytes: number }>(
      `select relname as name, pg_table_size(oid)::float8 as bytes from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
    );
    const sizeOf = new Map(sizes.map(({ name, bytes }) => [name, bytes]));
    const { rows: kept } = await client.query<{ id: string }>('select id from files order by id');
    const there = kept.flatMap(({ id }) => {
      const path = fileOf(place.filesFolder, id);
      const size = statSync(path, { throwIfNoEntry: false })?.size;
      return size === undefined ? [] : [{ id, path, size }];
    });
    const present = new Set(there.map(({ id }) => id));
    const list = await tablesOf(client);
    const total = list.reduce((sum, { name }) => sum + (sizeOf.get(name) ?? 0), 0) + there.reduce((sum, { size }) => sum + size, 0);
    // The whole is read once more to be sealed: a tenth, since it lies packed.
    const sealing = Math.ceil(total / 10);
    const { part: partOf, through, end } = meter(total + sealing, onProgress, signal);
    const tables: Manifest['tables'][number][] = [];
    for (const { name, columns } of list) {
      const rows = client.query(copyTo(`COPY ${quoted(name)} (${columns.map(quoted).join(', ')}) TO STDOUT`));
      const packed = createZstdCompress();
      const part = `tables/${name}.copy.zst`;
      const [{ sha256 }] = await Promise.all([
        tar.part(part, packed),
        pipeline(rows, (chunks: AsyncIterable<Buffer>) => through(name, sizeOf.get(name) ?? 0, chunks), packed),
      ]);
      tables.push({ name, columns, rows: rows.rowCount, part, sha256 });
    }
    const files: Manifest['files'][number][] = [];
    for (const { id, path, size } of there) {
      const part = `files/${id}`;
      const { sha256 } = await tar.part(part, through(part, size, createReadStream(path)));
      files.push({ id, part, sha256 });
    }
    await client.query('COMMIT');
    const head = heads[0];
    const manifest: Manifest = {
      format: 'lianxin-backup/1',
      madeAt: now.toISOString(),
      migrations: migrations.map((row) => row.name),
      keyFingerprint: place.keyFingerprint,
      tables,
      files,
      missingFiles: kept.flatMap(({ id }) => (present.has(id) ? [] : [id])),
      auditHead: head ? { sequence: Number(head.sequence), hash: head.hash } : null,
    };
    await tar.part(MANIFEST, Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`));
    await tar.part(SEAL, Buffer.from(`${await hashUpTo(file, tar.position, partOf(SEAL, sealing).show)}\n`));
    await tar.end();
    await file.close();
    signal?.throwIfAborted();
    await rename(partial, target);
    end(SEAL);
    return manifest;
  } catch (error) {
    await file.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  } finally {
    await client.end();
  }
}
