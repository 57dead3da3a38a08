import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';

/** As much of tar (POSIX ustar) as a backup needs, so that any tar lists and unpacks it. */
const BLOCK = 512;
export type Part = { readonly name: string; readonly offset: number; readonly size: number };

function sumOf(header: Buffer): number {
  let sum = 0;
  for (let i = 0; i < BLOCK; i += 1) sum += i >= 148 && i < 156 ? 32 : (header[i] ?? 0);
  return sum;
}

function headerOf(name: string, size: number): Buffer {
  const header = Buffer.alloc(BLOCK);
  header.write(name, 0, 100, 'utf8');
  header.write('0000600\0', 100);
  header.write('0000000\0', 108);
  header.write('0000000\0', 116);
  // Above 8 GB the size does not fit in octal figures and is written in binary, as GNU tar does.
  if (size < 0o77777777777) header.write(`${size.toString(8).padStart(11, '0')}\0`, 124);
  else {
    header.writeUInt32BE(0x80000000, 124);
    header.writeBigUInt64BE(BigInt(size), 128);
  }
  header.write('00000000000\0', 136);
  header.write('0', 156);
  header.write('ustar\0', 257);
  header.write('00', 263);
  header.write(`${sumOf(header).toString(8).padStart(6, '0')}\0 `, 148);
  return header;
}

/** Writes parts one after another; the size of a streamed part is filled in once it is known. */
export function tarWriter(file: FileHandle) {
  let position = 0;
  return {
    get position() {
      return position;
    },
    async part(name: string, body: Buffer | AsyncIterable<Buffer>): Promise<{ size: number; sha256: string }> {
      const at = position;
      const hash = createHash('sha256');
      let size = 0;
      position += BLOCK;
      for await (const chunk of Buffer.isBuffer(body) ? [body] : body) {
        hash.update(chunk);
        await file.write(chunk, 0, chunk.length, position);
        position += chunk.length;
        size += chunk.length;
      }
      const padding = (BLOCK - (size % BLOCK)) % BLOCK;
      if (padding > 0) await file.write(Buffer.alloc(padding), 0, padding, position);
      position += padding;
      await file.write(headerOf(name, size), 0, BLOCK, at);
      return { size, sha256: hash.digest('hex') };
    },
    async end(): Promise<void> {
      await file.write(Buffer.alloc(BLOCK * 2), 0, BLOCK * 2, position);
      await file.sync();
    },
  };
}

/** The parts of a tar, or null where it is none or a header is damaged. */
export async function tarParts(file: FileHandle): Promise<Part[] | null> {
  const { size: length } = await file.stat();
  const parts: Part[] = [];
  const header = Buffer.alloc(BLOCK);
  for (let position = 0; position + BLOCK <= length; ) {
    const { bytesRead } = await file.read(header, 0, BLOCK, position);
    if (bytesRead < BLOCK) return null;
    if (header.every((byte) => byte === 0)) return parts;
    const text = (from: number, to: number) => header.toString('utf8', from, to).replace(/\0.*$/s, '');
    if (text(257, 262) !== 'ustar' || Number.parseInt(text(148, 154), 8) !== sumOf(header)) return null;
    const size = (header[124] ?? 0) & 0x80 ? Number(header.readBigUInt64BE(128)) : Number.parseInt(text(124, 136), 8);
    if (!Number.isSafeInteger(size) || position + BLOCK + size > length) return null;
    parts.push({ name: text(0, 100), offset: position + BLOCK, size });
    position += BLOCK + Math.ceil(size / BLOCK) * BLOCK;
  }
  return null;
}
