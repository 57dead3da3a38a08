import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import autocannon from 'autocannon';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Connection, connect } from '#platform/server/db/db.ts';
import { embeddedUrl } from '#platform/server/db/embedded.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { type RunningServer, startServer } from '../../e2e/server.ts';
import { clientFor } from '../client.ts';
import { foundUniversity, signInDirectly } from '../people.ts';
import type { World } from '../world.ts';

/**
 * Five times as many at once as keep the server busy: what it takes it answers soon, the rest is told at once to come again, nobody is
 * left hanging or answered with an error, and ten seconds later all is as before.
 */
const long = process.env.LIANXIN_TRIALS === '1';
const CALM_SECONDS = long ? 20 : 2;
const STORM_SECONDS = long ? 300 : 4;
const BUSY = 100;
const STORM = 5 * BUSY;
/** Times are judged where nothing else runs beside. */
const judged = long || process.env.LIANXIN_JUDGE_TIMES === '1';

let server: RunningServer;
let connection: Connection;
let cookie: string;
let branchId: string;
const counted = { busy: '', storm: '', back: 0 };

beforeAll(async () => {
  server = await startServer({ empty: true, env: { LIANXIN_SKIP_BUILD: '1' } });
  connection = connect(embeddedUrl(join(server.dataFolder, 'postgres')) as string, 2);
  const world = { db: connection.db, clock: { now: () => new Date() } } as unknown as World;
  const university = await foundUniversity(world);
  const client = clientFor(null as never);
  await signInDirectly(world, client, university.people.secretary.accountId);
  cookie = client.cookie;
  branchId = university.branch.id;
  const { people } = university;
  for (let i = 0; i < 60; i += 1)
    await connection.db
      .insertInto('meetings')
      .values({
        id: newId(),
        branchId,
        kind: 'membersMeeting',
        title: `第${i}次会议`,
        state: 'planned',
        startsAt: new Date('2026-11-26T11:00:00Z'),
        heldOn: '2026-11-26',
        place: '明理楼 302',
        chairId: people.secretary.id,
        recorderId: people.officer.id,
      })
      .execute();
}, 170_000);
afterAll(async () => {
  console.log(`overload: busy ${counted.busy}; ${STORM} at once for ${STORM_SECONDS} s: ${counted.storm}; as before ${counted.back} ms later`);
  await connection?.close();
  await server?.stop();
  server?.remove();
});

type Blow = {
  readonly statuses: ReadonlyMap<number, number>;
  readonly hung: number;
  readonly p95OfAnswered: number;
  readonly p95OfRefused: number;
  readonly perSecond: number;
};

async function blow(connections: number, seconds: number): Promise<Blow> {
  const times = new Map<number, number[]>();
  let hung = 0;
  await new Promise<void>((resolve, reject) => {
    const run = autocannon(
      { url: `${server.url}/api/v1/meetings?branch=${branchId}&limit=20`, connections, duration: seconds, timeout: 20, headers: { cookie } },
      (error) => (error ? reject(error) : resolve()),
    );
    run.on('response', (_client, status, _bytes, milliseconds) => {
      const of = times.get(status) ?? [];
      times.set(status, of);
      of.push(milliseconds);
    });
    run.on('reqError', () => {
      hung += 1;
    });
  });
  const p95 = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;
  const refused = [...times].filter(([status]) => status !== 200).flatMap(([, values]) => values);
  const answered = times.get(200) ?? [];
  return {
    statuses: new Map([...times].map(([status, values]) => [status, values.length])),
    hung,
    p95OfAnswered: Math.round(p95(answered)),
    p95OfRefused: Math.round(p95(refused)),
    perSecond: Math.round(answered.length / seconds),
  };
}
const said = ({ statuses, hung, p95OfAnswered, p95OfRefused, perSecond }: Blow) =>
  `${[...statuses].map(([status, n]) => `${status}: ${n}`).join(', ')}, ${hung} left without an answer, ${perSecond} answered a second, p95 ${p95OfAnswered} ms (refused: ${p95OfRefused} ms)`;

test('who is too many is told so at once, who is taken is answered, and it passes', async () => {
  await blow(10, 1);
  const busy = await blow(BUSY, CALM_SECONDS);
  counted.busy = said(busy);
  const storm = await blow(STORM, STORM_SECONDS);
  const began = performance.now();
  counted.storm = said(storm);
  expect([...storm.statuses.keys()].filter((status) => ![200, 429, 503].includes(status))).toEqual([]);
  expect(storm.hung).toBe(0);
  expect(storm.statuses.get(200) ?? 0).toBeGreaterThan(0);
  const turnedAway = (storm.statuses.get(503) ?? 0) + (storm.statuses.get(429) ?? 0);
  expect(turnedAway, 'the rest is told to come again').toBeGreaterThan(0);
  for (;;) {
    const asked = performance.now();
    const { status } = await fetch(`${server.url}/api/v1/me`, { headers: { cookie } });
    if (status === 200 && performance.now() - asked < 200) break;
    if (performance.now() - began > 10_000) throw new Error('not as before after ten seconds');
    await wait(100);
  }
  counted.back = Math.round(performance.now() - began);
  if (judged) expect(storm.p95OfAnswered).toBeLessThanOrEqual(2 * busy.p95OfAnswered);
}, 900_000);

test('one who is turned away learns when to come again, in their own words', async () => {
  const turned: Response[] = [];
  await Promise.all(
    Array.from({ length: STORM * 2 }, async () => {
      const answer = await fetch(`${server.url}/api/v1/meetings?branch=${branchId}&limit=20`, { headers: { cookie, 'accept-language': 'zh-CN' } });
      if (answer.status === 503) turned.push(answer);
      else await answer.arrayBuffer();
    }),
  );
  for (const answer of turned) {
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(((await answer.json()) as { code: string }).code).toBe('busy');
  }
  expect(turned.length).toBeGreaterThan(0);
});
