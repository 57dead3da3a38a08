import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { JobKind } from '#platform/server/jobs/jobs.ts';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { jobs } from '../contract.ts';

let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
});
afterAll(() => world?.close());

const queue = (by: string) =>
  world.db.transaction().execute((tx) => world.running.services.jobs.queue(tx as never, 'count', {}, by, world.clock.now()));

describe('a task', () => {
  test('is seen by the account that began it alone', async () => {
    const id = await queue(university.people.department.accountId);
    expect((await (await university.as('department')).ask(jobs.job, { jobId: id })).body).toMatchObject({
      kind: 'count',
      state: 'queued',
      remainingSeconds: null,
      abilities: { cancel: { allowed: true } },
    });
    for (const who of ['secretary', 'committee', 'guest'] as const) {
      expect((await (await university.as(who)).ask(jobs.job, { jobId: id })).status).toBe(404);
      expect((await (await university.as(who)).ask(jobs.cancelJob, { jobId: id })).status).toBe(404);
    }
    expect((await world.client().ask(jobs.job, { jobId: id })).status).toBe(401);
  });

  test('tells its estimate while it runs, is cancelled at half, and cannot be cancelled twice', async () => {
    const client = await university.as('department');
    await world.db.deleteFrom('jobs').execute();
    const id = await queue(university.people.department.accountId);
    let seen: unknown;
    const kind: JobKind = {
      kind: 'count',
      async run({ progress }) {
        for (let done = 1; done <= 10; done++) {
          if (done === 5) {
            world.clock.set('2026-11-24T10:00:50+08:00');
            await progress.report(done, 10);
            seen = (await client.ask(jobs.job, { jobId: id })).body;
            await client.ask(jobs.cancelJob, { jobId: id });
          }
          await progress.report(done, 10);
        }
        return {};
      },
    };
    await world.running.services.jobs.drain(world.running.services, [kind]);
    expect(seen).toMatchObject({ state: 'running', done: 5, total: 10, remainingSeconds: 50 });
    expect((await client.ask(jobs.job, { jobId: id })).body).toMatchObject({
      state: 'cancelled',
      done: 0,
      abilities: { cancel: { allowed: false, code: 'job_finished' } },
    });
    expect((await client.ask(jobs.cancelJob, { jobId: id })).problem?.code).toBe('job_finished');
  });
});
