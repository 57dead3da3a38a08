import { sql } from 'kysely';
import { type Actor, systemActor } from '#platform/shared/actor/actor.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { type Call, callAs, Refusal } from '../call/call.ts';
import type { Services } from '../call/services.ts';
import type { Db } from '../db/db.ts';
import { announce } from '../events/events.ts';

/** Thrown inside a job when somebody pressed 取消: its transaction is rolled back, nothing is applied. */
export class Cancelled extends Error {}
/** Thrown inside a job when the server stops: it goes back to the queue and begins anew at the next start. */
export class Interrupted extends Error {}

export type Progress = {
  /** Rows done of rows in all. Written on a connection of its own, so that it is seen while the job's transaction runs. Throws `Cancelled`. */
  report(done: number, total: number, note?: string): Promise<void>;
};
export type JobRun = {
  readonly id: string;
  readonly input: Record<string, unknown>;
  readonly progress: Progress;
};
export type JobEnd = 'cancelled' | { readonly code: string; readonly params: Readonly<Record<string, string | number>> };
export type JobKind = {
  readonly kind: string;
  /** In whose name; the system's where it is not said. */
  actor?(db: Db, input: Record<string, unknown>): Promise<Actor>;
  /** All that it applies goes into the transaction of its call, in which its row is marked done as well. */
  run(job: JobRun, call: Call): Promise<Record<string, unknown>>;
  /** What is left of it when it was cancelled or failed, in the transaction that marks it so. */
  ended?(call: Call, input: Record<string, unknown>, end: JobEnd): Promise<void>;
};

export type Jobs = {
  /** Queues in the caller's transaction: no commit, no job. */
  queue(tx: Db, kind: string, input: Record<string, unknown>, by: string | null, now: Date): Promise<string>;
  /** Takes up what waits, or what a killed process left running, until stopped. */
  start(services: Services, kinds: readonly JobKind[]): void;
  /** Runs what waits and returns when the queue is empty; for tests and the command line. */
  drain(services: Services, kinds: readonly JobKind[]): Promise<void>;
  stop(): Promise<void>;
};

/**
 * A job is held by an advisory lock of the connection that runs it, so a killed process lets go at once and the next one
 * begins it anew. What a job applies is one transaction, and that it is done is written in the same: begun anew, it has left
 * nothing behind, and what is applied is never begun again.
 */
export function createJobs(): Jobs {
  let timer: NodeJS.Timeout | undefined;
  let busy: Promise<unknown> = Promise.resolve();
  let stopping = false;

  async function step(services: Services, kinds: readonly JobKind[]): Promise<boolean> {
    return services.db.connection().execute(async (connection) => {
      const db = connection as Db;
      const waiting = await db
        .selectFrom('jobs')
        .selectAll()
        .where('state', 'in', ['queued', 'running'])
        .where(
          'kind',
          'in',
          kinds.map((k) => k.kind),
        )
        .orderBy('createdAt')
        .limit(5)
        .execute();
      for (const job of waiting) {
        const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_lock(7302, hashtext(${job.id})) as mine`.execute(db);
        if (!rows[0]?.mine) continue;
        try {
          const still = await db.selectFrom('jobs').select(['state', 'cancelAsked']).where('id', '=', job.id).executeTakeFirst();
          if (!still || !['queued', 'running'].includes(still.state)) continue;
          await runJob(
            services,
            () => stopping,
            kinds.find((kind) => kind.kind === job.kind) as JobKind,
            job.id,
            (job.input ?? {}) as Record<string, unknown>,
            job.createdBy,
          );
          return true;
        } finally {
          await sql`select pg_advisory_unlock(7302, hashtext(${job.id}))`.execute(db);
        }
      }
      return false;
    });
  }

  return {
    async queue(tx, kind, input, by, now) {
      const id = newId();
      await tx
        .insertInto('jobs')
        .values({ id, kind, input: JSON.stringify(input), createdBy: by, createdAt: now })
        .execute();
      return id;
    },
    start(services, kinds) {
      if (kinds.length === 0) return;
      const round = async () => {
        try {
          while (!stopping && (await step(services, kinds)));
        } catch (error) {
          if (!stopping) services.log.error({ err: error }, 'job round failed');
        }
        if (!stopping)
          timer = setTimeout(() => {
            busy = round();
          }, 400);
      };
      busy = round();
    },
    async drain(services, kinds) {
      while (await step(services, kinds));
    },
    async stop() {
      stopping = true;
      clearTimeout(timer);
      await busy;
    },
  };
}

async function runJob(
  services: Services,
  isStopping: () => boolean,
  kind: JobKind,
  id: string,
  input: Record<string, unknown>,
  by: string | null,
): Promise<void> {
  const { db, clock } = services;
  const tell = () => announce(db, by ? { topic: 'jobs', id, accountId: by } : { topic: 'jobs', id });
  await db.updateTable('jobs').set({ state: 'running', startedAt: clock.now(), done: 0 }).where('id', '=', id).execute();
  let told = 0;
  const progress: Progress = {
    async report(done, total, note) {
      if (isStopping()) throw new Interrupted();
      const row = await db
        .updateTable('jobs')
        .set({ done, total, ...(note === undefined ? {} : { note }) })
        .where('id', '=', id)
        .returning('cancelAsked')
        .executeTakeFirst();
      if (row?.cancelAsked) throw new Cancelled();
      if (Date.now() - told > 250) {
        told = Date.now();
        await tell();
      }
    },
  };
  const actor = async () => (await kind.actor?.(db, input)) ?? systemActor(kind.kind);
  const mark = (call: Call, set: { state: string; done?: number; result?: string; refusal?: string }, always: boolean) =>
    call.tx
      .updateTable('jobs')
      .set({ ...set, finishedAt: clock.now() })
      .where('id', '=', id)
      .$if(!always, (query) => query.where('cancelAsked', '=', false))
      .returning('id')
      .executeTakeFirst();
  /** What was applied is undone; that it ended, and how, is written at once with what its kind keeps of it. */
  const end = async (how: JobEnd) =>
    callAs(services, await actor(), async (call) => {
      await kind.ended?.(call, input, how);
      await mark(call, how === 'cancelled' ? { state: 'cancelled', done: 0 } : { state: 'failed', refusal: JSON.stringify(how) }, true);
    });
  try {
    await progress.report(0, 0);
    await callAs(services, await actor(), async (call) => {
      const result = await kind.run({ id, input, progress }, call);
      // Whoever was told that it will be cancelled is right: the row itself decides, in the transaction that applies.
      if (!(await mark(call, { state: 'done', result: JSON.stringify(result) }, false))) throw new Cancelled();
    });
  } catch (error) {
    if (error instanceof Cancelled) await end('cancelled');
    else if (error instanceof Interrupted) await db.updateTable('jobs').set({ state: 'queued', done: 0 }).where('id', '=', id).execute();
    else if (error instanceof Refusal) await end({ code: error.code, params: error.params });
    else {
      services.log.error({ err: error, job: id }, 'job failed');
      await end({ code: 'internal', params: { request: id } });
    }
  }
  await tell();
}
