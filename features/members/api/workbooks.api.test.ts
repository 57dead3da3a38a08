import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { readdirSync } from 'node:fs';
import type { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobs } from '#features/jobs/contract.ts';
import { runMidnight } from '#platform/server/jobs/midnight.ts';
import type { Client } from '#testing/client.ts';
import { checked, drain, imported, kept, setUpUniversity, upload } from '#testing/roster-scene.ts';
import { openWorld, type World } from '#testing/world.ts';
import { members } from '../contract.ts';
import { membersFeature } from '../index.ts';

let world: World;
let client: Client;
beforeAll(async () => {
  world = await openWorld();
  client = await setUpUniversity(world);
});
afterAll(() => world?.close());

/** Files that lie in the folder, whatever their rows say, and rows that say there is one. */
const left = async () => {
  const { folder } = world.running.services.files;
  const names = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const rows = await world.db.selectFrom('files').select('id').execute();
  return [names.length, rows.length];
};
const view = async (importId: string) => (await client.ask(members.getImport, { importId })).body;

describe('the workbook of an import', () => {
  test('is gone once the import was carried out: nothing is left on disk, and the page knows', async () => {
    const uploaded = await checked(world, client, kept('clean'));
    expect([await left(), uploaded.abilities.wrongRows.allowed]).toEqual([[1, 1], true]);
    const applied = await imported(world, client, kept('clean'));
    expect(applied.state).toBe('applied');
    expect(applied.abilities.wrongRows).toEqual({ allowed: false, code: 'workbook_gone' });
    expect(await left()).toEqual([1, 1]);
    const answer = await client.send('GET', `/api/v1/imports/${applied.id}/wrong-rows.xlsx`);
    expect([answer.status, answer.problem?.code]).toEqual([410, 'workbook_gone']);
    expect(answer.problem?.detail).toContain('30');
    // The one that was only checked is still there, and goes with its own end.
    await client.ask(members.applyImport, { importId: uploaded.id });
    await drain(world);
    expect((await view(uploaded.id)).state).toBe('failed');
    expect(await left()).toEqual([0, 0]);
  });

  test('is gone once the import was cancelled, in the queue or at work, and when its check refused it', async () => {
    const queued = await upload(client, kept('clean'));
    await client.ask(jobs.cancelJob, { jobId: queued.body.jobId ?? '' });
    await drain(world);
    expect([(await view(queued.body.id)).state, await left()]).toEqual(['cancelled', [0, 0]]);
    const working = await upload(client, kept('clean'));
    await drain(
      world,
      (membersFeature.jobs ?? []).map((kind) => ({
        ...kind,
        run: async (job, call) => {
          await client.ask(jobs.cancelJob, { jobId: job.id });
          return kind.run(job, call);
        },
      })),
    );
    expect([(await view(working.body.id)).state, await left()]).toEqual(['cancelled', [0, 0]]);
    expect((await checked(world, client, kept('clean').subarray(0, 20_000))).state).toBe('failed');
    expect(await left()).toEqual([0, 0]);
  });

  test('with wrong rows stays for them; after thirty days the midnight takes it, and cancels what was only checked', async () => {
    const applied = await imported(world, client, kept('dirty'));
    expect([applied.state, applied.abilities.wrongRows.allowed]).toEqual(['applied', true]);
    const waiting = await checked(world, client, kept('clean'));
    expect((await client.send('GET', `/api/v1/imports/${applied.id}/wrong-rows.xlsx`)).status).toBe(200);
    world.clock.set('2026-12-24T00:01:00+08:00');
    await runMidnight(world.running.services, [membersFeature], '2026-12-24');
    expect(await left()).toEqual([2, 2]);
    world.clock.set('2026-12-25T00:01:00+08:00');
    await runMidnight(world.running.services, [membersFeature], '2026-12-25');
    expect(await left()).toEqual([0, 0]);
    // Back in the session that asks.
    world.clock.set('2026-11-24T10:00:00+08:00');
    expect([(await view(applied.id)).state, (await view(waiting.id)).state]).toEqual(['applied', 'cancelled']);
    expect((await client.ask(members.applyImport, { importId: waiting.id })).problem?.code).toBe('import_cancelled');
    const entries = await world.db.selectFrom('auditEntries').select('subjectId').where('action', '=', 'import.forgetWorkbook').execute();
    expect(entries.map((entry) => entry.subjectId).sort()).toEqual([applied.id, waiting.id].sort());
  });
});

test('however many ask for a workbook at once, one is made at a time; who waits too long is told when to come again', async () => {
  const { body: place } = await client.send('GET', '/api/v1/organisations');
  const asked = (await client.ask(members.requestExport, { organisationId: place.items[0].id })).body;
  let running = 0;
  let most = 0;
  let made = 0;
  const born = (message: unknown) => {
    running += 1;
    made += 1;
    most = Math.max(most, running);
    (message as { worker: Worker }).worker.once('exit', () => {
      running -= 1;
    });
  };
  subscribe('worker_threads', born);
  try {
    const answers = await Promise.all(
      Array.from({ length: 14 }, () => client.send('GET', `/api/v1/exports/${asked.id}/file.xlsx`, { comesAgain: false })),
    );
    const served = answers.filter((answer) => answer.status === 200);
    const busy = answers.filter((answer) => answer.status !== 200);
    expect([most, made]).toEqual([1, served.length]);
    expect([served.length >= 2, busy.length >= 3]).toEqual([true, true]);
    for (const answer of busy) expect([answer.status, answer.problem?.code, answer.headers['retry-after']]).toEqual([503, 'busy', '5']);
  } finally {
    unsubscribe('worker_threads', born);
  }
}, 60_000);
