import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { jobs } from '#features/jobs/contract.ts';
import type { JobKind } from '#platform/server/jobs/jobs.ts';
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

const rosterSize = async () => (await world.db.selectFrom('persons').select('id').where('staffNumber', 'is not', null).execute()).length;
const kinds = membersFeature.jobs ?? [];

/** The import's own task, with somebody looking over its shoulder at each report. */
const watched = (act: (done: number, id: string) => Promise<void>): JobKind[] =>
  kinds.map((kind) => ({
    ...kind,
    run: (job, call) =>
      kind.run(
        {
          ...job,
          progress: {
            async report(done, total, note) {
              await act(done, job.id);
              await job.progress.report(done, total, note);
            },
          },
        },
        call,
      ),
  }));

describe('导入任务', () => {
  test('of the workbook with errors exactly the wrong rows are refused, and they come back with their reasons', async () => {
    const view = await checked(world, client, kept('dirty'));
    expect(view.counts).toEqual({ new: 133, changed: 1, same: 0, warned: 1, wrong: 27 });
    const wrong = await client.ask(members.importRows, { importId: view.id, outcome: ['wrong'], limit: 100 });
    expect(wrong.body.items).toHaveLength(27);
    expect(wrong.body.items.every((row) => row.messages.some((message) => message.level === 'error' && message.message.length > 5))).toBe(true);
    const file = await client.send('GET', `/api/v1/imports/${view.id}/wrong-rows.xlsx`);
    expect(file.status).toBe(200);
    expect((await checked(world, client, file.raw)).counts?.wrong).toBeGreaterThan(0);
  });

  test('the types of branches are asked before the import, once', async () => {
    const view = await checked(world, client, kept('dirty'));
    expect(view.proposals).toHaveLength(36);
    expect((await client.ask(members.applyImport, { importId: view.id })).problem?.code).toBe('composition_missing');
    const answers = Object.fromEntries(view.proposals.map((one) => [one.code, 'mixed' as const]));
    expect((await client.ask(members.answerProposals, { importId: view.id, answers }, { version: view.version - 1 })).status).toBe(412);
    expect((await client.ask(members.answerProposals, { importId: view.id, answers }, { version: view.version })).body.proposals[0]?.answer).toBe(
      'mixed',
    );
  });

  test('every row is paged through in the order of the workbook', async () => {
    const view = await checked(world, client, kept('clean'));
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: { items: { sheet: string; row: number }[]; nextCursor: string | null } = (
        await client.ask(members.importRows, { importId: view.id, limit: 90, ...(cursor ? { cursor } : {}) })
      ).body;
      seen.push(...page.items.map((row) => `${row.sheet}/${row.row}`));
      cursor = page.nextCursor;
    } while (cursor);
    expect([seen.length, new Set(seen).size, seen[0], seen.at(-1)?.startsWith('党员')]).toEqual([655, 655, '党组织/2', true]);
  });

  test('cancelled at half, nothing is applied', async () => {
    const view = await checked(world, client, kept('clean'));
    const applying = await client.ask(members.applyImport, { importId: view.id });
    await drain(
      world,
      watched(async (done, id) => {
        if (done > 0 && done < 655) await client.ask(jobs.cancelJob, { jobId: id });
      }),
    );
    expect((await client.ask(jobs.job, { jobId: applying.body.jobId ?? '' })).body.state).toBe('cancelled');
    expect((await client.ask(members.getImport, { importId: view.id })).body.state).toBe('cancelled');
    expect(await rosterSize()).toBe(0);
    expect((await client.ask(members.applyImport, { importId: view.id })).problem?.code).toBe('import_cancelled');
  });

  test('cancelled while it waited, the import is cancelled too', async () => {
    const begun = await upload(client, kept('clean'));
    await client.ask(jobs.cancelJob, { jobId: begun.body.jobId ?? '' });
    await drain(world);
    expect((await client.ask(members.getImport, { importId: begun.body.id })).body.state).toBe('cancelled');
  });

  test('a task that fails half-way leaves nothing, and says so', async () => {
    const view = await checked(world, client, kept('clean'));
    await client.ask(members.applyImport, { importId: view.id });
    await drain(
      world,
      watched(async (done) => {
        if (done >= 500) throw new Error('the disk is full');
      }),
    );
    const after = (await client.ask(members.getImport, { importId: view.id })).body;
    expect([after.state, after.refusal?.code, await rosterSize()]).toEqual(['failed', 'internal', 0]);
  });

  test('a task that a dead process left running is begun anew, and nothing is doubled', async () => {
    const view = await checked(world, client, kept('clean'));
    const applying = await client.ask(members.applyImport, { importId: view.id });
    await world.db
      .updateTable('jobs')
      .set({ state: 'running', done: 500, total: 655 })
      .where('id', '=', applying.body.jobId ?? '')
      .execute();
    await drain(world);
    expect((await client.ask(members.getImport, { importId: view.id })).body.state).toBe('applied');
    expect(await rosterSize()).toBe(612);
    expect((await world.db.selectFrom('organisations').select('id').where('code', 'is not', null).execute()).length).toBe(43);
    const job = (await client.ask(jobs.job, { jobId: applying.body.jobId ?? '' })).body;
    expect([job.state, job.done, job.total]).toEqual(['done', 655, 655]);
  });

  test('what the import leads on to is told', async () => {
    const view = (await client.ask(members.listImports, {})).body.items.find((one) => one.state === 'applied');
    const next = (await client.ask(members.afterImport, { importId: view?.id ?? '' })).body;
    expect(next.withoutAccount).toBe(612);
    expect(next.withoutComposition).toEqual([]);
    const spans = await world.db.selectFrom('committeeSpans').selectAll().execute();
    expect(spans.length).toBeGreaterThan(0);
    expect(next.withoutCommittee.length).toBe(36 - spans.length);
  });

  test('of two who carry it out at once, one does', async () => {
    const view = await checked(world, client, kept('clean'));
    const answers = await Promise.all([1, 2].map(() => client.ask(members.applyImport, { importId: view.id })));
    expect(answers.map((one) => one.status).sort()).toEqual([200, 409]);
    await drain(world);
    expect((await client.ask(members.applyImport, { importId: view.id })).problem?.code).toBe('import_applied');
  });

  test('a roster that changed since the check is not written over', async () => {
    const view = await checked(world, client, kept('clean'));
    await world.db.updateTable('persons').set({ email: 'new@example.edu.cn' }).where('staffNumber', '=', 'T202200000').execute();
    await client.ask(members.applyImport, { importId: view.id });
    await drain(world);
    const after = (await client.ask(members.getImport, { importId: view.id })).body;
    expect([after.state, after.refusal?.code]).toEqual(['failed', 'import_outdated']);
  });

  test('a changed person has a field history, and the next import is the same again', async () => {
    const view = await imported(world, client, kept('clean'));
    expect([view.state, view.counts?.changed]).toEqual(['applied', 1]);
    const person = await world.db.selectFrom('persons').select('id').where('staffNumber', '=', 'T202200000').executeTakeFirstOrThrow();
    const answer = await client.ask(members.memberHistory, { personId: person.id });
    const history = answer.body.items;
    expect(history.map(({ field, before, after, source, byName }) => ({ field, before, after, source, byName }))).toEqual([
      { field: 'email', before: 'new@example.edu.cn', after: 't202200000@example.edu.cn', source: 'import', byName: '首任管理员' },
    ]);
    expect((await checked(world, client, kept('clean'))).counts?.same).toBe(655);
  });

  test.each([
    ['an empty file', Buffer.alloc(0), 'file_empty'],
    ['text with commas', Buffer.from('姓名,学工号\n李,1\n'), 'file_is_csv'],
    ['a web page', Buffer.from('<html><table></table></html>'), 'file_is_html'],
    ['a PDF', Buffer.from('%PDF-1.7 x'), 'file_is_pdf'],
  ])('%s is refused at the door', async (_name, bytes, code) => {
    expect((await upload(client, bytes)).problem?.code).toBe(code);
  });

  test('a damaged workbook is refused by its check, with the reason on the page', async () => {
    const view = await checked(world, client, kept('clean').subarray(0, 20_000));
    expect([view.state, view.refusal?.code]).toEqual(['failed', 'workbook_damaged']);
    expect(view.counts).toBeNull();
  });

  test('a stranger may not import, and knows of no import', async () => {
    expect((await upload(world.client(), kept('clean'))).status).toBe(401);
  });
});
