import type { Call } from '#platform/server/call/call.ts';
import type { Db } from '#platform/server/db/db.ts';
import { routes } from '#platform/server/http/feature.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { shanghaiIso } from '#platform/shared/day/day.ts';
import { jobs } from '../contract.ts';
import { isFinished, remainingSeconds } from '../job.ts';
import { ownJob } from '../policy.ts';

function jobRepository(db: Db) {
  return {
    byId: (id: string) => db.selectFrom('jobs').selectAll().where('id', '=', id).executeTakeFirst(),
    /** The job's own progress writes to the same row, so it is asked for, not locked for long. */
    askToCancel: (id: string) =>
      db
        .updateTable('jobs')
        .set({ cancelAsked: true })
        .where('id', '=', id)
        .where('state', 'in', ['queued', 'running'])
        .returning('id')
        .executeTakeFirst(),
  };
}

type Row = NonNullable<Awaited<ReturnType<ReturnType<typeof jobRepository>['byId']>>>;
type View = Output<typeof jobs.job>;

function present(row: Row, now: Date): View {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state as View['state'],
    done: row.done,
    total: row.total,
    note: row.note,
    remainingSeconds: remainingSeconds(row, now),
    cancelAsked: row.cancelAsked,
    result: row.result as View['result'],
    refusal: row.refusal as View['refusal'],
    createdAt: shanghaiIso(row.createdAt),
    startedAt: row.startedAt && shanghaiIso(row.startedAt),
    finishedAt: row.finishedAt && shanghaiIso(row.finishedAt),
    abilities: { cancel: isFinished(row.state) ? { allowed: false, code: 'job_finished' } : { allowed: true } },
  };
}

async function job(call: Call, input: Input<typeof jobs.job>) {
  return present(call.permit(ownJob, await jobRepository(call.tx).byId(input.jobId)) as Row, call.now);
}

/** Asks the running task to stop: it rolls back what it did and leaves nothing applied. */
async function cancelJob(call: Call, input: Input<typeof jobs.cancelJob>) {
  const repository = jobRepository(call.tx);
  const row = call.permit(ownJob, await repository.byId(input.jobId)) as Row;
  if (!(await repository.askToCancel(row.id))) call.refuse('job_finished');
  await call.audit({ action: 'job.cancel', subjectKind: 'job', subjectId: row.id, detail: { kind: row.kind, done: row.done, total: row.total } });
  await call.announce({ topic: 'jobs', id: row.id, ...(row.createdBy ? { accountId: row.createdBy } : {}) });
  return present({ ...row, cancelAsked: true }, call.now);
}

export const jobRoutes = routes(jobs, { job, cancelJob });
