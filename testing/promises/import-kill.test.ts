import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifyAudit } from '#platform/server/audit/chain.ts';
import { type Connection, connect, type Db } from '#platform/server/db/db.ts';
import { embeddedUrl } from '#platform/server/db/embedded.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { rosterWorkbook } from '../../bench/roster.ts';
import { freePort, type RunningServer, startServer } from '../../e2e/server.ts';

/** A large import cancelled at half, and the server killed at half with `kill -9`: nothing is applied, and the figure shown is the rows done. */
const long = process.env.LIANXIN_TRIALS === '1';
const PEOPLE = long ? 20_000 : 2_000;
const KILLS = long ? 3 : 1;
/** One committee, 20 schools with 40 branches each. */
const ORGANISATIONS = 1 + 20 + 20 * 40;
const TOTAL = PEOPLE + ORGANISATIONS;

type Seen = {
  readonly job: string | null;
  readonly done: number;
  readonly total: number | null;
  readonly import: string | null;
  readonly persons: number;
  readonly memberships: number;
  readonly codes: number;
};

let server: RunningServer;
let port: number;
let connection: Connection;
let cookie = '';
let roster: Buffer;
const counted = { looks: 0, kills: 0, cancels: 0, at: [] as number[] };

const start = (dataFolder?: string) => startServer({ empty: true, port, env: { LIANXIN_SKIP_BUILD: '1' }, ...(dataFolder ? { dataFolder } : {}) });

beforeAll(async () => {
  port = await freePort();
  server = await start();
  roster = await rosterWorkbook(PEOPLE);
  connection = connect(embeddedUrl(join(server.dataFolder, 'postgres')) as string, 4);
  await ask('POST', '/setup', {
    code: server.setupCode,
    university: '岚川大学委员会',
    name: '首任管理员',
    username: 'first',
    password: 'a long enough word',
  });
}, 170_000);
afterAll(async () => {
  console.log(
    `import of ${TOTAL} rows: cancelled ${counted.cancels} times and the server killed ${counted.kills} times, after ${counted.at.join(', ')} rows; looked at ${counted.looks} times in between: nothing applied before its end, the figure shown always that of the rows`,
  );
  await connection?.close();
  await server?.stop();
  server?.remove();
});

// biome-ignore lint/suspicious/noExplicitAny: answers of several endpoints, read as a script would
async function ask(method: string, path: string, body?: unknown): Promise<any> {
  const form = body instanceof FormData;
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      ...(cookie ? { cookie } : {}),
      ...(body && !form ? { 'content-type': 'application/json' } : {}),
      ...(method === 'POST' ? { 'idempotency-key': newId() } : {}),
    },
    ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  const set = response.headers.get('set-cookie');
  if (set) cookie = set.split(';')[0] as string;
  return JSON.parse(text);
}

/** Uploaded and checked. */
async function uploaded() {
  const form = new FormData();
  form.set('file', new File([new Uint8Array(roster)], '名册.xlsx'));
  const { id } = await ask('POST', '/imports', form);
  for (let i = 0; i < 3000; i += 1) {
    const view = await ask('GET', `/imports/${id}`);
    if (view.state === 'checked') return view;
    if (view.state !== 'checking') throw new Error(`${view.state}: ${view.refusal?.message}`);
    await wait(100);
  }
  throw new Error('the check does not end');
}

/** What another connection sees at one moment, in one statement. */
async function look(importId: string, db: Db = connection.db): Promise<Seen> {
  const { rows } = await sql<Seen>`
    select j.state as job, j.done, j.total, i.state as import, (select count(*)::int from persons where staff_number is not null) as persons,
      (select count(*)::int from memberships) as memberships, (select count(*)::int from organisations where code is not null) as codes
    from imports i join jobs j on j.id = i.job_id where i.id = ${importId}`.execute(db);
  return rows[0] as Seen;
}

const NOTHING = { persons: 0, memberships: 0, codes: 0 };
const ALL = { persons: PEOPLE, memberships: PEOPLE, codes: ORGANISATIONS };
/** All is there exactly when task and import say so; otherwise nothing is. */
function dishonest(seen: Seen): string | null {
  const there = { persons: seen.persons, memberships: seen.memberships, codes: seen.codes };
  const whole = seen.job === 'done';
  const wrong =
    (seen.import === 'applied') !== whole ||
    JSON.stringify(there) !== JSON.stringify(whole ? ALL : NOTHING) ||
    (whole && (seen.done !== TOTAL || seen.total !== TOTAL)) ||
    (seen.job === 'cancelled' && seen.done !== 0) ||
    seen.done > (seen.total ?? TOTAL);
  return wrong ? JSON.stringify(seen) : null;
}

/** Looks without pause until it is told to stop: what it saw that was not so. */
function watch(importId: string): { stop(): Promise<string[]> } {
  const faults: string[] = [];
  let over = false;
  const looking = (async () => {
    while (!over) {
      const fault = dishonest(await look(importId));
      if (fault) faults.push(fault);
      counted.looks += 1;
      await wait(10);
    }
  })();
  return {
    async stop() {
      over = true;
      await looking;
      return faults;
    },
  };
}

/** Waits until half of the rows are done and holds the task there, by the row in which it tells how far it is; then acts. */
async function atHalf(importId: string, jobId: string, act: () => Promise<void>): Promise<void> {
  for (;;) {
    const seen = await look(importId);
    if (seen.total && seen.done >= seen.total / 2) break;
    if (seen.job !== 'queued' && seen.job !== 'running') throw new Error(`already ${seen.job}`);
    await wait(5);
  }
  await connection.db.transaction().execute(async (tx) => {
    const { done } = await tx.selectFrom('jobs').select('done').where('id', '=', jobId).forUpdate().executeTakeFirstOrThrow();
    counted.at.push(done);
    expect(done).toBeLessThan(TOTAL);
    await act();
  });
}

async function ended(jobId: string) {
  for (let i = 0; i < 3000; i += 1) {
    const job = await ask('GET', `/jobs/${jobId}`);
    expect(job.done).toBeLessThanOrEqual(job.total ?? TOTAL);
    if (!['queued', 'running'].includes(job.state)) return job;
    await wait(50);
  }
  throw new Error('the task does not end');
}

test(
  'cancelled at half, nothing is applied and no row is shown as done',
  async () => {
    const view = await uploaded();
    expect(view.counts).toEqual({ new: TOTAL - 1, changed: 1, same: 0, warned: 0, wrong: 0 });
    const { jobId } = await ask('POST', `/imports/${view.id}/apply`);
    const watching = watch(view.id);
    let asked: Promise<unknown> = Promise.resolve();
    await atHalf(view.id, jobId, async () => {
      asked = ask('POST', `/jobs/${jobId}/cancel`);
      await wait(100);
    });
    await asked;
    expect(await ended(jobId)).toMatchObject({ state: 'cancelled', done: 0 });
    counted.cancels += 1;
    expect(await watching.stop()).toEqual([]);
    expect(await look(view.id)).toMatchObject({ import: 'cancelled', ...NOTHING });
  },
  long ? 600_000 : 120_000,
);

test(
  `the server killed at half ${KILLS} times leaves nothing applied; started again on the same data it shows its task and carries the same import out`,
  async () => {
    const view = await uploaded();
    const { jobId } = await ask('POST', `/imports/${view.id}/apply`);
    const watching = watch(view.id);
    for (let i = 0; i < KILLS; i += 1) {
      await atHalf(view.id, jobId, () => server.kill());
      counted.kills += 1;
      // Nobody is at work: the task still says how far it had come, and nothing of it is there.
      expect(await look(view.id)).toMatchObject({ job: 'running', import: 'applying', ...NOTHING });
      server = await start(server.dataFolder);
      expect(['queued', 'running', 'done']).toContain((await ask('GET', `/jobs/${jobId}`)).state);
    }
    const job = await ended(jobId);
    expect(job).toMatchObject({ state: 'done', done: TOTAL, total: TOTAL, refusal: null });
    expect(await watching.stop()).toEqual([]);
    expect((await ask('GET', `/imports/${view.id}`)).state).toBe('applied');
    const applied = await connection.db.selectFrom('auditEntries').select('id').where('action', '=', 'import.apply').execute();
    expect(applied).toHaveLength(1);

    // The same workbook again: every row is the same, and nothing is doubled.
    const again = await uploaded();
    expect(again.counts).toEqual({ new: 0, changed: 0, same: TOTAL, warned: 0, wrong: 0 });
    const repeated = await ask('POST', `/imports/${again.id}/apply`);
    expect((await ended(repeated.jobId)).state).toBe('done');
    expect(await look(again.id)).toMatchObject({ import: 'applied', ...ALL });
    await wait(1500);
    expect((await verifyAudit(connection.db, join(server.dataFolder, 'audit-heads.txt'))).faults).toEqual([]);
  },
  long ? 1_800_000 : 240_000,
);
