import { sql } from 'kysely';
import { type Actor, systemActor } from '#platform/shared/actor/actor.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { Refusal } from '../call/call.ts';
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
  readonly services: Services;
  readonly actor: Actor;
  readonly progress: Progress;
};
export type JobKind = { readonly kind: string; run(job: JobRun): Promise<Record<string, unknown>> };

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
 * begins it anew. What a job applies is one transaction: begun anew, it has left nothing behind.
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
  const finish = (set: { state: string; result?: string; refusal?: string }) =>
    db
      .updateTable('jobs')
      .set({ ...set, finishedAt: clock.now() })
      .where('id', '=', id)
      .execute();
  try {
    await progress.report(0, 0);
    const result = await kind.run({ id, input, services, actor: systemActor(kind.kind), progress });
    await finish({ state: 'done', result: JSON.stringify(result) });
  } catch (error) {
    if (error instanceof Cancelled)
      await db.updateTable('jobs').set({ state: 'cancelled', done: 0, finishedAt: clock.now() }).where('id', '=', id).execute();
    else if (error instanceof Interrupted) await db.updateTable('jobs').set({ state: 'queued', done: 0 }).where('id', '=', id).execute();
    else if (error instanceof Refusal) await finish({ state: 'failed', refusal: JSON.stringify({ code: error.code, params: error.params }) });
    else {
      services.log.error({ err: error, job: id }, 'job failed');
      await finish({ state: 'failed', refusal: JSON.stringify({ code: 'internal', params: { request: id } }) });
    }
  }
  await tell();
}
