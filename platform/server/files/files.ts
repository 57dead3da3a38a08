import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { isId, newId } from '#platform/shared/ids/ids.ts';
import { type Crypto, sha256 } from '../crypto/crypto.ts';
import type { Db } from '../db/db.ts';

/** Files in a local folder, named by their id; what they are is read from their bytes, never from their name. */
export type Files = {
  readonly folder: string;
  /** Keeps the bytes and their row; the row belongs to the caller's transaction, the bytes are on disk before it commits. */
  keep(tx: Db, bytes: Buffer, name: string, mediaType: string, by: string | null, now: Date): Promise<string>;
  read(id: string): Promise<Buffer>;
  remove(id: string): Promise<void>;
  /** Removes bytes that no row names, left by a process that died between the two; younger ones may be on their way. Returns how many. */
  sweep(db: Db, before: Date): Promise<number>;
};

/** The media type of the content, or null where it is none that file signatures tell (plain text). */
export async function mediaTypeOf(bytes: Uint8Array): Promise<string | null> {
  return (await fileTypeFromBuffer(bytes))?.mime ?? null;
}

/** A workbook holds what its columns hold, ID numbers and phones among them: it is kept as they are kept, readable with the key file alone. */
const sealedTypes: readonly string[] = ['application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', 'application/vnd.ms-excel', 'text/csv'];
const SEAL = Buffer.from('lianxin-sealed-1\n');

export function localFiles(folder: string, crypto: Pick<Crypto, 'seal' | 'openBytes'>): Files {
  const placeOf = (id: string) => join(folder, id.slice(-2), id);
  return {
    folder,
    async keep(tx, bytes, name, mediaType, by, now) {
      const id = newId();
      const place = placeOf(id);
      await mkdir(dirname(place), { recursive: true });
      await writeFile(`${place}.part`, sealedTypes.includes(mediaType) ? Buffer.concat([SEAL, crypto.seal(bytes)]) : bytes, { flush: true });
      await rename(`${place}.part`, place);
      await tx
        .insertInto('files')
        .values({ id, sha256: sha256(bytes), mediaType, name: name.slice(0, 200), bytes: bytes.length, createdAt: now, createdBy: by })
        .execute();
      return id;
    },
    async read(id) {
      const kept = await readFile(placeOf(id));
      return kept.subarray(0, SEAL.length).equals(SEAL) ? crypto.openBytes(kept.subarray(SEAL.length)) : kept;
    },
    remove: (id) => rm(placeOf(id), { force: true }),
    async sweep(db, before) {
      let removed = 0;
      for (const part of await readdir(folder).catch(() => [])) {
        const names = await readdir(join(folder, part));
        const ids = names.filter((name) => isId(name));
        const rows = ids.length === 0 ? [] : await db.selectFrom('files').select('id').where('id', 'in', ids).execute();
        const kept = new Set(rows.map((row) => row.id));
        for (const name of names) {
          const place = join(folder, part, name);
          // One that has been taken away meanwhile is gone already.
          const found = kept.has(name) ? null : await stat(place).catch(() => null);
          if (!found || found.mtime >= before) continue;
          await rm(place, { force: true });
          removed += 1;
        }
      }
      return removed;
    },
  };
}
