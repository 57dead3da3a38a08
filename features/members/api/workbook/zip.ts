/** The parts of a zip, opened one at a time and counted while they unpack: what the directory promises is not believed. */
import { type Entry, fromBuffer, type ZipFile } from 'yauzl';
import { refuseOtherKinds, refuseOtherZips } from './file-kind.ts';
import { type Limits, WorkbookRefusal } from './refusals.ts';

export type Package = { has: (name: string) => boolean; text: (name: string) => AsyncGenerator<string>; close: () => void };

/** Opens a workbook's container. Never touches the disk; names are only looked up, never joined to a path. */
export async function openPackage(file: Buffer, limits: Limits): Promise<Package> {
  if (file.length > limits.packedBytes) throw new WorkbookRefusal('workbook_too_large', { megabytes: Math.floor(limits.packedBytes / 2 ** 20) });
  refuseOtherKinds(file);
  const { zip, entries } = await directory(file, limits);
  refuseOtherZips(new Set(entries.keys()));
  if ([...entries.values()].some((entry) => entry.isEncrypted())) throw new WorkbookRefusal('workbook_protected');
  let unpacked = 0;
  const ceiling = Math.min(limits.unpackedBytes, Math.max(2 ** 20 * 16, file.length * limits.ratio));
  return {
    has: (name) => entries.has(name),
    close: () => zip.close(),
    async *text(name) {
      const entry = entries.get(name);
      if (!entry) throw new WorkbookRefusal('workbook_damaged');
      const decoder = new TextDecoder('utf-8');
      for await (const chunk of await stream(zip, entry)) {
        unpacked += chunk.length;
        if (unpacked > ceiling) throw new WorkbookRefusal('workbook_bomb', { megabytes: Math.floor(ceiling / 2 ** 20) });
        yield decoder.decode(chunk, { stream: true });
      }
      yield decoder.decode();
    },
  };
}

function directory(file: Buffer, limits: Limits): Promise<{ zip: ZipFile; entries: Map<string, Entry> }> {
  return new Promise((resolve, reject) => {
    fromBuffer(file, { lazyEntries: true, validateEntrySizes: true, strictFileNames: false }, (failure, zip) => {
      if (failure || !zip) return reject(new WorkbookRefusal('workbook_damaged'));
      const entries = new Map<string, Entry>();
      let declared = 0;
      zip.on('error', () => reject(new WorkbookRefusal('workbook_damaged')));
      zip.on('entry', (entry: Entry) => {
        declared += entry.uncompressedSize;
        if (entries.size >= limits.entries || declared > limits.unpackedBytes * 2)
          return reject(new WorkbookRefusal('workbook_bomb', { megabytes: Math.floor(limits.unpackedBytes / 2 ** 20) }));
        if (entries.has(entry.fileName)) return reject(new WorkbookRefusal('workbook_damaged'));
        entries.set(entry.fileName, entry);
        zip.readEntry();
      });
      zip.on('end', () => resolve({ zip, entries }));
      zip.readEntry();
    });
  });
}

function stream(zip: ZipFile, entry: Entry): Promise<AsyncIterable<Buffer>> {
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (failure, readable) => (failure || !readable ? reject(new WorkbookRefusal('workbook_damaged')) : resolve(readable)));
  });
}
