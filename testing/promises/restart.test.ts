import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect } from '#platform/server/db/db.ts';
import { embeddedUrl, startEmbedded } from '#platform/server/db/embedded.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { freePort, type RunningServer, startServer } from '../../e2e/server.ts';
import { clientFor } from '../client.ts';
import { foundUniversity, signInDirectly } from '../people.ts';
import type { World } from '../world.ts';

/**
 * A restart under traffic. What is promised: a request that a connection took is answered, with no error of the server's; only a connection
 * that is refused, while nobody listens, is tried again by the client. Connections are kept open between requests, as browsers keep them.
 */
const long = process.env.LIANXIN_TRIALS === '1';
const RESTARTS = long ? 10 : 2;
const REQUESTS = long ? 20_000 : 600;
const CLIENTS = 6;

let server: RunningServer;
let port: number;
let connection: Connection;
let cookies: string[];
let planned: Record<string, unknown>;
const acknowledged = new Set<string>();
const counted = { answered: 0, refused: 0, failed: [] as string[], restarts: 0, slowest: 0 };
const start = (dataFolder?: string) => startServer({ empty: true, port, env: { LIANXIN_SKIP_BUILD: '1' }, ...(dataFolder ? { dataFolder } : {}) });
const postgres = () => join(server.dataFolder, 'postgres');

beforeAll(async () => {
  port = await freePort();
  server = await start();
  connection = connect(embeddedUrl(postgres()) as string, 2);
  const world = { db: connection.db, clock: { now: () => new Date() } } as unknown as World;
  const university = await foundUniversity(world);
  cookies = [];
  for (let i = 0; i < CLIENTS; i += 1) {
    const client = clientFor(null as never);
    await signInDirectly(world, client, university.people.secretary.accountId);
    cookies.push(client.cookie);
  }
  planned = {
    branchId: university.branch.id,
    kind: 'membersMeeting',
    place: '明理楼 302',
    chairId: university.people.secretary.id,
    recorderId: university.people.officer.id,
    agenda: [{ title: '讨论年度工作' }],
  };
  await connection.close();
}, 170_000);
afterAll(async () => {
  console.log(
    `restart: ${counted.answered} requests of ${CLIENTS} clients over ${counted.restarts} restarts: ${counted.failed.length} failed; ${counted.refused} connections refused while nobody listened, tried again; stopped within ${counted.slowest} ms; ${acknowledged.size} plans acknowledged, all kept`,
  );
  await server?.stop();
  server?.remove();
});

type Sent = { method: string; path: string; body?: string; key?: string };
type Heard = { status: number } | { error: string };
function ask(agent: Agent, cookie: string, { method, path, body, key }: Sent): Promise<Heard> {
  return new Promise((resolve) => {
    const headers = { cookie, ...(body ? { 'content-type': 'application/json' } : {}), ...(key ? { 'idempotency-key': key } : {}) };
    const sent = request({ agent, host: '127.0.0.1', port, method, path: `/api/v1${path}`, headers }, (response) => {
      response.resume();
      response.on('end', () => resolve({ status: response.statusCode ?? 0 }));
      response.on('error', (error: NodeJS.ErrnoException) => resolve({ error: `in the answer: ${error.code}` }));
    });
    sent.on('error', (error: NodeJS.ErrnoException) =>
      resolve({ error: `${error.code ?? error.message}${sent.reusedSocket ? ' on a kept connection' : ''}` }),
    );
    sent.end(body);
  });
}

/** Asks without pause, two questions and a command in turn, until the others have asked enough too. */
async function traffic(cookie: string, enough: () => boolean): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  for (let turn = 0; !enough(); turn += 1) {
    const id = newId();
    const body = JSON.stringify({ id, ...planned, title: `年度工作 ${id.slice(-6)}`, startsAt: new Date(Date.now() + 3_600_000).toISOString() });
    const command = turn % 3 === 2;
    const sent: Sent = command
      ? { method: 'POST', path: '/meetings', body, key: newId() }
      : { method: 'GET', path: turn % 3 ? '/organisations' : '/me' };
    let heard = await ask(agent, cookie, sent);
    for (; 'error' in heard && heard.error === 'ECONNREFUSED'; heard = await ask(agent, cookie, sent)) {
      counted.refused += 1;
      await wait(100);
    }
    if ('error' in heard) counted.failed.push(`${sent.method} ${sent.path}: ${heard.error}`);
    else if (heard.status !== 200) counted.failed.push(`${sent.method} ${sent.path}: ${heard.status}`);
    else {
      counted.answered += 1;
      if (command) acknowledged.add(id);
    }
  }
  agent.destroy();
}

test(
  `${REQUESTS} requests over ${RESTARTS} restarts: none fails`,
  async () => {
    let over = false;
    const all = Promise.all(cookies.map((cookie) => traffic(cookie, () => over)));
    for (let i = 0; i < RESTARTS; i += 1) {
      const share = Math.ceil((REQUESTS * (i + 1)) / (RESTARTS + 1));
      while (counted.answered < share) await wait(20);
      const began = Date.now();
      expect(await server.stop()).toBe(0);
      counted.slowest = Math.max(counted.slowest, Date.now() - began);
      server = await start(server.dataFolder);
      counted.restarts += 1;
    }
    while (counted.answered < REQUESTS) await wait(20);
    over = true;
    await all;
    expect(counted.failed).toEqual([]);
    expect(counted.refused).toBeGreaterThan(0);
    const after = connect(embeddedUrl(postgres()) as string, 1);
    const kept = await after.db.selectFrom('meetings').select('id').execute();
    await after.close();
    expect(new Set(kept.map(({ id }) => id))).toEqual(acknowledged);
  },
  RESTARTS * 90_000,
);

test('a first start is called off while the demo university is loading: it ends soon, and nothing of it is there', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'lianxin-called-off-'));
  const child = spawn(process.execPath, ['apps/server/main.ts'], {
    cwd: join(import.meta.dirname, '../..'),
    env: { ...process.env, NODE_ENV: '', DATABASE_URL: '', PORT: '0', LIANXIN_DATA: dataFolder, LIANXIN_SKIP_BUILD: '1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += String(chunk)));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  for (let i = 0; i < 1200 && !/\b10 %/.test(output); i += 1) await wait(50);
  expect(output).toMatch(/\b10 %/);
  const began = Date.now();
  child.kill('SIGINT');
  expect(await ended, output).toBe(0);
  expect(Date.now() - began).toBeLessThan(8000);
  expect(output).not.toMatch(/100 %|Error/);

  const embedded = await startEmbedded(join(dataFolder, 'postgres'), join(dataFolder, 'postgres.log'));
  const look = connect(embedded.url, 1);
  expect(await look.db.selectFrom('organisations').select('id').execute()).toEqual([]);
  await look.close();
  embedded.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}, 120_000);
