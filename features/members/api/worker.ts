/**
 * What is heavy with workbooks, in a thread of its own: the server goes on answering, and the memory goes back when the thread ends.
 * Rows are handed over in chunks, each when it is asked for, so that they never pile up on the other side.
 */
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { type Crypto, cryptoFrom } from '#platform/server/crypto/crypto.ts';
import type { SheetName } from '../fields.ts';
import type { OrganisationValues } from '../organisation-row.ts';
import type { PersonValues } from '../person-row.ts';
import { type PlanInput, type PlannedRow, planRoster } from './import/plan.ts';
import { type PersonRecord, valuesOf } from './record.ts';
import { readRoster } from './workbook/read-roster.ts';
import { writeRoster } from './workbook/write-roster.ts';
import { writeWrongRows } from './workbook/write-wrong-rows.ts';

export type ExportedPerson = PersonRecord & { readonly organisationCode: string | null; readonly posts: readonly string[] };
export type Task =
  | { readonly kind: 'plan'; readonly file: Uint8Array; readonly keyFile: string; readonly input: PlanInput }
  | { readonly kind: 'wrongRows'; readonly file: Uint8Array; readonly wrong: readonly { sheet: SheetName; row: number; reason: string }[] }
  | { readonly kind: 'export'; readonly keyFile: string; readonly organisations: readonly OrganisationValues[]; readonly persons: readonly ExportedPerson[]; readonly personal: boolean };
export type Said =
  | { readonly said: 'refused'; readonly code: string; readonly params: Readonly<Record<string, string | number>> }
  | { readonly said: 'plan'; readonly counts: Record<string, number>; readonly proposals: readonly unknown[]; readonly total: number }
  | { readonly said: 'rows'; readonly rows: readonly PlannedRow[] }
  | { readonly said: 'file'; readonly bytes: Uint8Array }
  | { readonly said: 'end' };

const CHUNK = 500;
const port = parentPort;
const tell = (said: Said) => port?.postMessage(said);
/** Answers when the other side has taken the last chunk. */
const taken = () => (port ? once(port, 'message') : Promise.resolve());
/** The key is there already: it is made at the first start, never here. */
const cryptoOf = (keyFile: string): Crypto => cryptoFrom(Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'hex'));

async function plan(task: Extract<Task, { kind: 'plan' }>): Promise<void> {
  const roster = await readRoster(Buffer.from(task.file));
  if (!roster.ok) return tell({ said: 'refused', code: roster.code, params: roster.params ?? {} });
  const made = planRoster(roster.value, task.input, cryptoOf(task.keyFile));
  tell({ said: 'plan', counts: made.counts, proposals: made.proposals, total: made.total });
  await taken();
  let rows: PlannedRow[] = [];
  for (const row of made.rows()) {
    rows.push(row);
    if (rows.length < CHUNK) continue;
    tell({ said: 'rows', rows });
    rows = [];
    await taken();
  }
  if (rows.length > 0) {
    tell({ said: 'rows', rows });
    await taken();
  }
  tell({ said: 'end' });
}

function exported(person: ExportedPerson, personal: boolean, crypto: Crypto): Partial<PersonValues> {
  const values = valuesOf(personal ? person : { ...person, phoneSealed: null }, crypto);
  const idNumber = personal && person.idNumberSealed ? crypto.open(Buffer.from(person.idNumberSealed)) : null;
  return { ...values, idNumber, organisationCode: person.organisationCode, posts: person.posts };
}

async function run(task: Task): Promise<void> {
  if (task.kind === 'plan') return plan(task);
  if (task.kind === 'wrongRows') {
    const made = await writeWrongRows(Buffer.from(task.file), task.wrong);
    return tell(made.ok ? { said: 'file', bytes: made.value } : { said: 'refused', code: made.code, params: made.params ?? {} });
  }
  const crypto = cryptoOf(task.keyFile);
  tell({ said: 'file', bytes: await writeRoster({ organisations: task.organisations, persons: task.persons.map((person) => exported(person, task.personal, crypto)), personal: task.personal }) });
}

await run(workerData as Task);
port?.close();
