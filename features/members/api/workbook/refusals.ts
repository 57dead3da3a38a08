/** Why a whole file is refused. Thrown inside the reader and caught at its one public face, which answers with an outcome. */
import type { workbookSentences } from '../../sentences.ts';

export type WorkbookCode = keyof typeof workbookSentences;

export class WorkbookRefusal extends Error {
  readonly code: WorkbookCode;
  readonly params: Record<string, string | number>;
  constructor(code: WorkbookCode, params: Record<string, string | number> = {}) {
    super(code);
    this.code = code;
    this.params = params;
  }
}

/** What a workbook may cost. A roster of 20,000 people is some 2 MB packed and 40 MB unpacked. */
export type Limits = { packedBytes: number; unpackedBytes: number; ratio: number; entries: number; rows: number; columns: number; strings: number };
export const LIMITS: Limits = {
  packedBytes: 20 * 2 ** 20,
  unpackedBytes: 200 * 2 ** 20,
  ratio: 200,
  entries: 1000,
  rows: 50_000,
  columns: 256,
  strings: 1_000_000,
};
