import { createReadStream } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileTypeFromBuffer } from 'file-type';
import { newId } from '#platform/shared/ids/ids.ts';
import { sha256 } from '../crypto/crypto.ts';
import type { Db } from '../db/db.ts';

/** Files in a local folder, named by their id; what they are is read from their bytes, never from their name. */
export type Files = {
  readonly folder: string;
  /** Keeps the bytes and their row; the row belongs to the caller's transaction, the bytes are on disk before it commits. */
  keep(tx: Db, bytes: Buffer, name: string, mediaType: string, by: string | null, now: Date): Promise<string>;
  read(id: string): Promise<Buffer>;
  stream(id: string): NodeJS.ReadableStream;
  remove(id: string): Promise<void>;
};

/** The media type of the content, or null where it is none that file signatures tell (plain text). */
export async function mediaTypeOf(bytes: Uint8Array): Promise<string | null> {
  return (await fileTypeFromBuffer(bytes))?.mime ?? null;
}

export function localFiles(folder: string): Files {
  const placeOf = (id: string) => join(folder, id.slice(-2), id);
  return {
    folder,
    async keep(tx, bytes, name, mediaType, by, now) {
      const id = newId();
      const place = placeOf(id);
      await mkdir(dirname(place), { recursive: true });
      await writeFile(`${place}.part`, bytes, { flush: true });
      await rename(`${place}.part`, place);
      await tx.insertInto('files').values({ id, sha256: sha256(bytes), mediaType, name: name.slice(0, 200), bytes: bytes.length, createdAt: now, createdBy: by }).execute();
      return id;
    },
    read: (id) => readFile(placeOf(id)),
    stream: (id) => createReadStream(placeOf(id)),
    remove: (id) => rm(placeOf(id), { force: true }),
  };
}
