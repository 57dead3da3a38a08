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
import type { Standing } from './import/apply.ts';
import type { Known, KnownPerson, KnownPost } from './import/known.ts';
import { type PlanInput, type PlannedRow, planRoster } from './import/plan.ts';
import type { OrganisationWrite } from './import/writes.ts';
import { opened, type PersonRecord, type SealedColumn, valuesOf } from './record.ts';
import { readRoster } from './workbook/read-roster.ts';
import { writeRoster } from './workbook/write-roster.ts';
import { writeWrongRows } from './workbook/write-wrong-rows.ts';

export type ExportedPerson = Omit<PersonRecord, SealedColumn> & {
  readonly idNumberSealed: string | null;
  readonly phoneSealed: string | null;
  readonly organisationCode: string | null;
  readonly posts: readonly string[];
};
export type Task =
  | { readonly kind: 'plan'; readonly file: Uint8Array; readonly keyFile: string; readonly input: PlanInput }
  | { readonly kind: 'wrongRows'; readonly file: Uint8Array; readonly wrong: readonly { sheet: SheetName; row: number; reason: string }[] }
  | {
      readonly kind: 'export';
      readonly keyFile: string;
      readonly organisations: readonly OrganisationValues[];
      readonly personal: boolean;
    };
/** A chunk of a plan. What goes into tables as it is comes as JSON text, so that the other side need not build it again. */
export type Chunk = {
  readonly outcomes: readonly (readonly [row: string, outcome: string])[];
  readonly rows: string;
  readonly organisations: readonly OrganisationWrite[];
  readonly fresh: string | null;
  readonly known: string | null;
  readonly standings: readonly Standing[];
};
/** `all`: of what comes in parts there is no more. */
export type Heard = { readonly known: Partial<Known> } | { readonly persons: readonly ExportedPerson[] } | 'taken' | 'all';
export type Said =
  | { readonly said: 'ready' }
  | { readonly said: 'refused'; readonly code: string; readonly params: Readonly<Record<string, string | number>> }
  | { readonly said: 'plan'; readonly counts: Record<string, number>; readonly proposals: readonly unknown[]; readonly total: number }
  | ({ readonly said: 'rows' } & Chunk)
  | { readonly said: 'file'; readonly bytes: Uint8Array }
  | { readonly said: 'end' };

const CHUNK = 500;
const port = parentPort;
const tell = (said: Said) => port?.postMessage(said);
/** Answers when the other side has taken the last chunk. */
const taken = () => (port ? once(port, 'message') : Promise.resolve());

/** Asks for the next part; null when the other side says that this was all. */
async function nextPart(): Promise<Exclude<Heard, string> | null> {
  tell({ said: 'ready' });
  const [heard] = (port ? await once(port, 'message') : ['all']) as [Heard];
  return typeof heard === 'string' ? null : heard;
}

/** What is on record arrives part by part. */
async function listen(): Promise<Omit<Known, 'organisations'>> {
  const persons: KnownPerson[] = [];
  const posts: KnownPost[] = [];
  const chosenNames: Known['chosenNames'][number][] = [];
  for (;;) {
    const heard = await nextPart();
    if (!heard || !('known' in heard)) return { persons, posts, chosenNames };
    persons.push(...(heard.known.persons ?? []));
    posts.push(...(heard.known.posts ?? []));
    chosenNames.push(...(heard.known.chosenNames ?? []));
  }
}

function chunkOf(rows: readonly PlannedRow[], writing: boolean): Chunk {
  const people = rows.flatMap((row) => row.person ?? []);
  const records = (isNew: boolean) => {
    const some = people.filter((one) => one.isNew === isNew).map((one) => one.record);
    return some.length > 0 ? JSON.stringify(some) : null;
  };
  return {
    outcomes: rows.map((row) => [`${row.sheet}/${row.row}`, row.outcome] as const),
    rows: writing ? '[]' : JSON.stringify(rows),
    organisations: rows.flatMap((row) => row.organisation ?? []),
    fresh: records(true),
    known: records(false),
    standings: people.map(({ record: _written, ...standing }) => standing),
  };
}
/** The key is there already: it is made at the first start, never here. */
const cryptoOf = (keyFile: string): Crypto => cryptoFrom(Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'hex'));

async function plan(task: Extract<Task, { kind: 'plan' }>): Promise<void> {
  const roster = await readRoster(Buffer.from(task.file));
  if (!roster.ok) return tell({ said: 'refused', code: roster.code, params: roster.params ?? {} });
  // The sheets as they were found are not needed any more: only the rows are kept.
  const { organisations, persons } = roster.value;
  const made = planRoster(
    { ...(organisations && { organisations }), ...(persons && { persons }) },
    { organisations: task.input.organisations, ...(await listen()) },
    task.input,
    cryptoOf(task.keyFile),
  );
  tell({ said: 'plan', counts: made.counts, proposals: made.proposals, total: made.total });
  await taken();
  let rows: PlannedRow[] = [];
  for (const row of made.rows()) {
    rows.push(row);
    if (rows.length < CHUNK) continue;
    tell({ said: 'rows', ...chunkOf(rows, task.input.writing) });
    rows = [];
    await taken();
  }
  if (rows.length > 0) {
    tell({ said: 'rows', ...chunkOf(rows, task.input.writing) });
    await taken();
  }
  tell({ said: 'end' });
}

function exported(person: ExportedPerson, personal: boolean, crypto: Crypto): Partial<PersonValues> {
  const values = valuesOf(person, personal ? opened(person.phoneSealed, crypto) : null);
  return {
    ...values,
    idNumber: personal ? opened(person.idNumberSealed, crypto) : null,
    organisationCode: person.organisationCode,
    posts: person.posts,
  };
}

/** Each person is let go of as soon as their row is made: twenty thousand are not held twice. */
async function* rowsOf({ personal, keyFile }: Extract<Task, { kind: 'export' }>): AsyncGenerator<Partial<PersonValues>> {
  const crypto = cryptoOf(keyFile);
  for (let heard = await nextPart(); heard && 'persons' in heard; heard = await nextPart())
    for (const person of heard.persons) yield exported(person, personal, crypto);
}

async function run(task: Task): Promise<void> {
  if (task.kind === 'plan') return plan(task);
  if (task.kind === 'wrongRows') {
    const made = await writeWrongRows(Buffer.from(task.file), task.wrong);
    return tell(made.ok ? { said: 'file', bytes: made.value } : { said: 'refused', code: made.code, params: made.params ?? {} });
  }
  tell({ said: 'file', bytes: await writeRoster({ organisations: task.organisations, persons: rowsOf(task), personal: task.personal }) });
}

await run(workerData as Task);
port?.close();
