/** The part of yauzl used here; the package brings no types of its own. */
declare module 'yauzl' {
  import type { EventEmitter } from 'node:events';
  import type { Readable } from 'node:stream';

  export type Entry = { readonly fileName: string; readonly compressedSize: number; readonly uncompressedSize: number; isEncrypted(): boolean };
  export type Options = { lazyEntries?: boolean; validateEntrySizes?: boolean; strictFileNames?: boolean };
  export interface ZipFile extends EventEmitter {
    readEntry(): void;
    close(): void;
    openReadStream(entry: Entry, callback: (failure: Error | null, stream?: Readable) => void): void;
  }
  export function fromBuffer(buffer: Buffer, options: Options, callback: (failure: Error | null, zip?: ZipFile) => void): void;
}
