import { z } from 'zod';
import { contract } from '#platform/shared/contract/contract.ts';
import { Ability, Id, Instant } from '#platform/shared/contract/schemas.ts';
import { ownJob } from './policy.ts';
import { jobSentences } from './sentences.ts';

export const JobView = z
  .object({
    id: Id,
    kind: z.string(),
    state: z.enum(['queued', 'running', 'done', 'failed', 'cancelled']),
    done: z.number().int(),
    total: z.number().int().nullable(),
    note: z.string().nullable(),
    /** Estimated from the pace so far; null while there is none. */
    remainingSeconds: z.number().int().nullable(),
    cancelAsked: z.boolean(),
    result: z.record(z.string(), z.unknown()).nullable(),
    refusal: z.object({ code: z.string(), params: z.record(z.string(), z.unknown()) }).nullable(),
    createdAt: Instant,
    startedAt: Instant.nullable(),
    finishedAt: Instant.nullable(),
    abilities: z.object({ cancel: Ability }),
  })
  .meta({ id: 'Job' });

export const jobs = contract(jobSentences, {
  job: { method: 'GET', path: '/jobs/:jobId', summary: { zh: '任务进度', en: 'Progress of a task' }, policy: ownJob, output: JobView, refusals: [] },
  cancelJob: {
    method: 'POST',
    path: '/jobs/:jobId/cancel',
    summary: { zh: '取消任务', en: 'Cancel a task' },
    policy: ownJob,
    output: JobView,
    refusals: ['job_finished'],
  },
});
