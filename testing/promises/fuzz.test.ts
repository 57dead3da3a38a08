import { type AddressInfo, connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { announce } from '#platform/server/events/events.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Client } from '../client.ts';
import { waysOf } from '../matrix/ask.ts';
import { arbitraryOf, deep, hostileText } from '../matrix/hostile.ts';
import { type Operation, operations } from '../matrix/operations.ts';
import { roles } from '../matrix/roles.ts';
import { buildScene, type Scene } from '../matrix/scene.ts';
import { openWorld, type World } from '../world.ts';

/** Every operation, as a branch secretary and as a stranger, with what no page would send: no 5xx, no undocumented status, no hang. */
const CASES = process.env.LIANXIN_TRIALS === '1' ? 200 : 20;
const HANG_MS = 30_000;
const seed = Number(process.env.LIANXIN_SEED ?? 20261124);

let world: World;
let scene: Scene;
let documented: Record<string, Record<string, { responses: Record<string, unknown> }>>;
const counted = { cases: 0, statuses: new Map<number, number>() };

beforeAll(async () => {
  world = await openWorld({ rehearsal: true });
  scene = await buildScene(world);
  documented = (await world.client().send('GET', '/api/openapi.json')).body.paths;
}, 60_000);
afterAll(async () => {
  console.log(
    `fuzz: ${operations.length} operations × ${CASES} cases: ${counted.cases} requests, 0 hangs; answers ${[...counted.statuses]
      .sort(([a], [b]) => a - b)
      .map(([status, count]) => `${status}: ${count}`)
      .join(', ')}`,
  );
  await world?.close();
});

type Sent = { url: string; headers: Record<string, string>; payload: string | Buffer | undefined };

/** Bodies that are no JSON of the schema at all. */
const rawBodies = fc.constantFrom<{ type: string; payload: string | Buffer }>(
  { type: 'application/json', payload: '{' },
  { type: 'application/json', payload: '' },
  { type: 'application/json', payload: 'null' },
  { type: 'application/json', payload: '[]' },
  { type: 'application/json', payload: '"text"' },
  { type: 'application/json', payload: '1e999' },
  { type: 'application/json', payload: '{"__proto__":{"admin":true}}' },
  { type: 'application/json', payload: '{"constructor":{"prototype":{"x":1}}}' },
  { type: 'application/json', payload: `${'['.repeat(20_000)}${']'.repeat(20_000)}` },
  { type: 'application/json', payload: JSON.stringify(deep(500)) },
  { type: 'application/json', payload: Buffer.from([0xff, 0xfe, 0x7b, 0x7d]) },
  { type: 'application/json', payload: `{"text":"${'字'.repeat(700_000)}"}` },
  { type: 'text/plain', payload: '{}' },
  { type: 'application/xml', payload: '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>' },
  { type: 'application/x-www-form-urlencoded', payload: 'a[b]=1&__proto__[x]=1' },
  { type: 'multipart/form-data', payload: 'no boundary' },
  { type: 'multipart/form-data; boundary=x', payload: '--x\r\ncontent-disposition: form-data; name="file"; filename="a.png"\r\n\r\n' },
  { type: 'nonsense', payload: 'x' },
  { type: 'application/json; charset=utf-16', payload: '{}' },
  {
    type: 'multipart/form-data; boundary=x',
    payload:
      '--x\r\ncontent-disposition: form-data; name="file"; filename="../../a.xlsx"\r\ncontent-type: text/html\r\n\r\nPK\u0003\u0004nothing\r\n--x--\r\n',
  },
);

function casesOf(operation: Operation): fc.Arbitrary<Sent> {
  const { endpoint } = operation;
  const secretary = roles.find(({ key }) => key === 'secretary') as (typeof roles)[number];
  const ways = [...waysOf(operation, scene.recordsAt('own', secretary)), ...waysOf(operation, scene.recordsAt('nowhere', secretary))];
  const ids = [
    ...Object.values(scene.records.own.ids),
    ...Object.values(scene.records.own.families).flatMap((family) => Object.values(family).flatMap((one) => Object.values(one))),
  ];
  const path = fc
    .tuple(fc.constantFrom(...(ways.length > 0 ? ways.map(({ values }) => values) : [{}])), hostileText, fc.integer({ min: 0, max: 5 }))
    .map(([values, text, dice]) =>
      endpoint.path.replace(/:(\w+)/g, (_, name: string) =>
        encodeURIComponent(
          (dice === 0 ? text.replace(/[\ud800-\udfff]/g, '?') : String((values as Record<string, unknown>)[name] ?? newId())) || 'x',
        ),
      ),
    );
  const query = endpoint.query
    ? arbitraryOf(z.toJSONSchema(endpoint.query, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as never, ids).map((value) => {
        const search = new URLSearchParams();
        for (const [name, entry] of Object.entries((value ?? {}) as Record<string, unknown>))
          for (const one of Array.isArray(entry) ? entry : [entry]) search.append(name, typeof one === 'object' ? JSON.stringify(one) : String(one));
        return search.size > 0 ? `?${search}` : '';
      })
    : fc.constantFrom('', '?x=1', '?__proto__=1', '?limit=-1&limit=2');
  const json = endpoint.body
    ? arbitraryOf(z.toJSONSchema(endpoint.body, { io: 'input', unrepresentable: 'any', reused: 'inline' }) as never, ids).map((value) => ({
        type: 'application/json',
        payload: JSON.stringify(value) as string | Buffer,
      }))
    : fc.constant({ type: '', payload: '' as string | Buffer });
  const near = fc
    .constantFrom(...(ways.length > 0 ? ways.map(({ body }) => body) : [{}]))
    .map((body) => ({ type: 'application/json', payload: (JSON.stringify(body) ?? '') as string | Buffer }));
  const body =
    endpoint.method === 'GET'
      ? fc.constant({ type: '', payload: '' as string | Buffer })
      : fc.oneof({ weight: 6, arbitrary: json }, { weight: 1, arbitrary: near }, { weight: 3, arbitrary: rawBodies });
  const version = fc.constantFrom('"1"', '1', '"0"', '', '"x"', 'W/"1"', '*', '"99999999999999999999"', '"1.5"');
  const key = fc.oneof(
    { weight: 8, arbitrary: fc.uuid() },
    { weight: 1, arbitrary: fc.constantFrom('', 'short', 'k'.repeat(500), '键键键键键键键键'.replace(/./g, 'k'), '12345678; drop') },
  );
  return fc.tuple(path, query, body, version, key).map(([at, search, { type, payload }, ifMatch, idempotency]) => ({
    url: `/api/v1${at}${search}`,
    payload: payload === '' && type === '' ? undefined : payload,
    headers: {
      ...(type ? { 'content-type': type } : {}),
      ...(endpoint.ifMatch && ifMatch ? { 'if-match': ifMatch } : {}),
      ...(endpoint.method === 'POST' && idempotency ? { 'idempotency-key': idempotency } : {}),
    },
  }));
}

async function ask(client: Client, operation: Operation, sent: Sent): Promise<{ status: number; text: string }> {
  const once = () =>
    world.running.app.inject({
      method: operation.endpoint.method,
      url: sent.url,
      headers: { ...sent.headers, ...(client.cookie ? { cookie: client.cookie } : {}) },
      ...(sent.payload === undefined ? {} : { payload: sent.payload }),
    });
  // A busy machine says so; the case is sent again and judged by its real answer.
  const asked = (async () => {
    let answer = await once();
    for (let again = 0; answer.statusCode === 503 && again < 60; again += 1) {
      await wait(250);
      answer = await once();
    }
    return answer;
  })();
  let timer: NodeJS.Timeout | undefined;
  const hang = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`hangs: ${operation.key} ${sent.url}`)), HANG_MS);
  });
  const answer = await Promise.race([asked, hang]).finally(() => clearTimeout(timer));
  return { status: answer.statusCode, text: answer.body };
}

test.each(operations.filter(({ endpoint }) => !endpoint.stream).map((operation) => [operation.key, operation] as const))(
  '%s',
  async (key, operation) => {
    const template = `/api/v1${operation.endpoint.path.replace(/:(\w+)/g, '{$1}')}`;
    const known = Object.keys(documented[template]?.[operation.endpoint.method.toLowerCase()]?.responses ?? {});
    expect(known.length).toBeGreaterThan(0);
    const wrong: string[] = [];
    for (const [i, sent] of fc.sample(casesOf(operation), { seed, numRuns: CASES }).entries()) {
      const client = i % 4 === 3 ? scene.clients.anonymous : scene.clients.secretary;
      const { status, text } = await ask(client, operation, sent);
      counted.cases += 1;
      counted.statuses.set(status, (counted.statuses.get(status) ?? 0) + 1);
      if (status >= 500 || !known.includes(String(status)))
        wrong.push(
          `${status} (${known.join(' ')}) ${operation.endpoint.method} ${sent.url.slice(0, 200)} ${JSON.stringify(sent.headers)} ${String(sent.payload ?? '').slice(0, 300)} → ${text.slice(0, 200)}`,
        );
    }
    expect(wrong, key).toEqual([]);
  },
);

/** The live line does not end by itself: it is spoken to byte by byte, and dropped before its answer, after it, or by half. */
const lines = operations.filter(({ endpoint }) => endpoint.stream);
/** What is no HTTP is answered by the parser, before there is an operation that could have documented it. */
const noHttp = [400, 417, 431];
const drops = ['beforeItsAnswer', 'afterItsAnswer', 'byHalf', 'atTheEnd'] as const;
const names = fc.constantFrom('last-event-id', 'accept', 'cache-control', 'range', 'connection', 'expect', 'te', 'if-none-match', 'accept-encoding');
const line = fc.record({
  query: fc.oneof(
    fc.constant(''),
    hostileText.map((text) => `?lastEventId=${encodeURIComponent(text.replace(/[\ud800-\udfff]/g, '?')).slice(0, 4000)}`),
    fc.constantFrom('?lastEventId=%00', '?lastEventId=%ff', '?topic=a&topic=b', '?__proto__=1', '?lastEventId[]=1'),
  ),
  headers: fc.array(fc.tuple(fc.oneof({ weight: 2, arbitrary: fc.constant('last-event-id') }, names), hostileText), { maxLength: 3 }),
  drop: fc.constantFrom(...drops),
});

test.each(lines.map((operation) => [operation.key, operation] as const))('%s: many come and go, and nobody listens on', async (key, { endpoint }) => {
  const { app, services } = world.running;
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port } = app.server.address() as AddressInfo;
  let listening = 0;
  const { on } = services.events;
  vi.spyOn(services.events, 'on').mockImplementation((listener) => {
    const stop = on(listener);
    listening += 1;
    return () => {
      listening -= 1;
      stop();
    };
  });
  const open: (() => void)[] = [];
  const wrong: string[] = [];
  const known = Object.keys(documented[`/api/v1${endpoint.path}`]?.get?.responses ?? {});

  const speak = (cookie: string, { query, headers, drop }: { query: string; headers: [string, string][]; drop: string }) =>
    new Promise<void>((done, fail) => {
      const socket = connect(port, '127.0.0.1');
      const hangs = setTimeout(() => fail(new Error(`hangs: ${key} ${query} ${JSON.stringify(headers)}`)), HANG_MS);
      const over = () => {
        clearTimeout(hangs);
        done();
      };
      const said = headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
      socket.write(`${endpoint.method} /api/v1${endpoint.path}${query} HTTP/1.1\r\nhost: lianxin\r\ncookie: ${cookie}\r\n${said}\r\n`);
      socket.on('error', over);
      socket.on('close', over);
      if (drop === 'beforeItsAnswer') socket.destroySoon();
      socket.once('data', (bytes) => {
        const status = Number(/^HTTP\/1\.1 (\d+)/.exec(bytes.toString('latin1'))?.[1]);
        counted.cases += 1;
        counted.statuses.set(status, (counted.statuses.get(status) ?? 0) + 1);
        if (!(status < 500 && (noHttp.includes(status) || known.includes(String(status)))))
          wrong.push(`${status} (${known.join(' ')}) ${query} ${JSON.stringify(headers)}`);
        if (drop === 'afterItsAnswer') socket.destroy();
        else open.push(() => socket.destroy());
        if (drop === 'byHalf') socket.end();
        over();
      });
    });

  const cases = fc.sample(line, { seed, numRuns: 10 * CASES });
  for (let i = 0; i < cases.length; i += 8) {
    const some = cases.slice(i, i + 8);
    await Promise.all(some.map((one, at) => speak((at % 4 === 3 ? scene.clients.anonymous : scene.clients.secretary).cookie, one)));
    await announce(world.db, { topic: 'meetings', id: newId(), path: scene.organisations.own.path });
  }
  expect(wrong).toEqual([]);
  expect(open.length).toBeGreaterThan(0);
  expect(listening).toBeGreaterThan(0);
  for (const close of open) close();
  await vi.waitFor(() => expect(listening).toBe(0), 10_000);
  await vi.waitFor(async () => expect(await new Promise((tell) => app.server.getConnections((_, count) => tell(count)))).toBe(0), 10_000);
  expect((await scene.clients.secretary.send('GET', '/api/v1/notices')).status).toBe(200);
});
