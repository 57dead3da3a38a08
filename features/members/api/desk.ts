import { Worker } from 'node:worker_threads';
import { Refusal } from '#platform/server/call/call.ts';
import { createTurns } from '#platform/server/turns/turns.ts';
import type { Counts, Proposal } from '../check-roster.ts';
import type { Known } from './import/known.ts';
import type { Chunk, ExportedPerson, Heard, Said, Task } from './worker.ts';

/** A thread that ended although it was not done. */
class ThreadEnded extends Error {}

/** Only so much memory for one workbook: what needs more is refused as a file, and the server lives on. */
const MEGABYTES = 700;
/** Less room for what is short-lived costs a second or two for 20,000 rows and saves a hundred megabytes. */
const YOUNG_MEGABYTES = 8;

/** One workbook at a time, whatever is done with it: two would hold twice the memory. A download waits for its turn as long as a browser does. */
const turns = createTurns({ places: 1, line: 10, patience: 20_000 });
/** Runs it when no other workbook is at work; what is read for it, and its thread, belong into one turn. `waiting` makes it a task's, which waits as long as it takes. */
export const oneAtATime = turns.take;

function converse(task: Task): { next(): Promise<Said>; tell(heard: Heard): void; end(): Promise<unknown> } {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), {
    workerData: task,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: MEGABYTES, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
  });
  const heard: Said[] = [];
  let waiting: { resolve(said: Said): void; reject(error: Error): void } | null = null;
  let failure: Error | null = null;
  const fail = (error: Error) => {
    failure ??= error;
    waiting?.reject(error);
    waiting = null;
  };
  worker.on('message', (said: Said) => {
    if (waiting) {
      waiting.resolve(said);
      waiting = null;
    } else heard.push(said);
  });
  worker.on('error', (error) =>
    fail('code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Refusal('workbook_bomb', { megabytes: MEGABYTES }) : error),
  );
  worker.on('exit', () => fail(new ThreadEnded('The thread of a workbook ended early.')));
  return {
    next: () =>
      new Promise((resolve, reject) => {
        const said = heard.shift();
        if (said) resolve(said);
        else if (failure) reject(failure);
        else waiting = { resolve, reject };
      }),
    tell: (heard) => worker.postMessage(heard),
    end: () => worker.terminate(),
  };
}

export type Planned = { readonly counts: Counts; readonly proposals: readonly Proposal[]; readonly total: number };

/** Within its turn: plans a roster in a thread and hands its rows on in chunks, in the order of the workbook. Throws a `Refusal` for a file that is no roster. */
export async function planInThread(
  task: Omit<Extract<Task, { kind: 'plan' }>, 'kind'>,
  known: AsyncGenerator<Partial<Known>>,
  begun: (planned: Planned) => Promise<void>,
  chunk: (chunk: Chunk) => Promise<void>,
): Promise<void> {
  const thread = converse({ kind: 'plan', ...task });
  try {
    for (;;) {
      const said = await thread.next();
      if (said.said === 'refused') throw new Refusal(said.code, said.params);
      if (said.said === 'end' || said.said === 'file') return;
      if (said.said === 'ready') {
        const part = await known.next();
        thread.tell(part.done ? 'all' : { known: part.value });
        continue;
      }
      if (said.said === 'plan') await begun({ counts: said.counts as Counts, proposals: said.proposals as Proposal[], total: said.total });
      else await chunk(said);
      thread.tell('taken');
    }
  } finally {
    await thread.end();
  }
}

/** Within its turn: a workbook made in a thread. */
export const writtenInThread = (task: Extract<Task, { kind: 'wrongRows' }>) => written(converse(task));

/** Within its turn: the standard workbook made in a thread, its people handed over part by part. */
export const rosterInThread = (task: Omit<Extract<Task, { kind: 'export' }>, 'kind'>, parts: AsyncGenerator<readonly ExportedPerson[]>) =>
  written(converse({ kind: 'export', ...task }), parts);

async function written(thread: ReturnType<typeof converse>, parts?: AsyncGenerator<readonly ExportedPerson[]>): Promise<Buffer> {
  try {
    let said = await thread.next();
    for (; said.said === 'ready'; said = await thread.next()) {
      const part = await parts?.next();
      thread.tell(part && !part.done ? { persons: part.value } : 'all');
    }
    if (said.said === 'refused') throw new Refusal(said.code, said.params);
    if (said.said !== 'file') throw new ThreadEnded('No workbook came back.');
    return Buffer.from(said.bytes);
  } finally {
    await thread.end();
  }
}
