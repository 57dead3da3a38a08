import { beforeEach, expect, test, vi } from 'vitest';
import type { Endpoint } from '#platform/shared/contract/contract.ts';

const kept = new Map<string, unknown>();
let full = false;
vi.mock('./store.ts', () => ({
  keepWritten: async (key: string, value: unknown) => {
    if (full) return false;
    kept.set(key, structuredClone(value));
    return true;
  },
  kept: async (key: string) => kept.get(key),
  forget: async (key: string) => {
    kept.delete(key);
  },
  keptUnder: async (name: string) => [...kept].filter(([key]) => key.startsWith(name)).map(([key, value]) => ({ key, value })),
  shelf: () => 'somebody',
}));
const { emptyQueue, NO_SENDER, registerSender, sendLater, sendNow, startQueue, useQueue } = await import('./queue.ts');

const endpoint = { method: 'POST', path: '/things', body: { shape: { name: {} } } } as unknown as Endpoint;
registerSender('things', async () => endpoint);
type Sent = { key: string; body: unknown };
let sent: Sent[] = [];
let answer: (sent: Sent) => Response | null = () => null;
vi.stubGlobal('fetch', async (_: string, init: RequestInit) => {
  const one = { key: (init.headers as Record<string, string>)['idempotency-key'] ?? '', body: JSON.parse(String(init.body)) as unknown };
  const response = answer(one);
  if (!response) throw new TypeError('no network');
  sent.push(one);
  return response;
});
const fine = () => new Response(JSON.stringify({}), { status: 200, headers: { 'content-type': 'application/json' } });
const problem = (status: number, code: string) =>
  new Response(JSON.stringify({ status, code, detail: '说明' }), { status, headers: { 'content-type': 'application/problem+json' } });
const later = (name: string, group = name) => sendLater<Endpoint>('things', { request: { name } as never, label: name, group });
const { items, drop } = useQueue();

beforeEach(() => {
  emptyQueue();
  kept.clear();
  sent = [];
  full = false;
  answer = () => null;
});

test('what is finished without a network waits in sight, and is sent once when the network is back', async () => {
  const key = await later('记录');
  await vi.waitFor(() => expect(items[0]?.state).toBe('waiting'));
  expect(kept.size).toBe(1);
  answer = fine;
  await sendNow();
  await sendNow();
  expect(sent).toEqual([{ key, body: { name: '记录' } }]);
  expect([items.length, kept.size]).toEqual([0, 0]);
});

test('after a restart it is found again, with the same key', async () => {
  const key = await later('记录');
  await vi.waitFor(() => expect(items[0]?.state).toBe('waiting'));
  emptyQueue();
  answer = fine;
  await startQueue();
  await vi.waitFor(() => expect(sent.map((one) => one.key)).toEqual([key]));
});

test('a server that is busy, or a session that has ended, is no answer: it waits on', async () => {
  for (const response of [() => problem(503, 'busy'), () => problem(401, 'not_signed_in'), () => problem(429, 'too_many_requests')]) {
    answer = response;
    await later(`记录 ${items.length}`);
    await vi.waitFor(() => expect(items.at(-1)?.state).toBe('waiting'));
  }
  expect(items).toHaveLength(3);
});

test('a refused one stays with its reason and holds back what belongs to it, and nothing else', async () => {
  await later('点名', '会议一');
  registerSender('others', async () => endpoint);
  await sendLater<Endpoint>('others', { request: { name: '记录' } as never, label: '记录', group: '会议一' });
  answer = ({ body }) => ((body as { name: string }).name === '点名' ? problem(409, 'meeting_recorded') : fine());
  await later('另一件', '会议二');
  await vi.waitFor(() => expect(sent.at(-1)?.body).toEqual({ name: '另一件' }));
  expect(items.map(({ label, state, why }) => ({ label, state, why }))).toEqual([
    { label: '点名', state: 'refused', why: '说明' },
    { label: '记录', state: 'waiting', why: undefined },
  ]);
});

test('a mended one takes the place of the one that was refused, and is sent', async () => {
  answer = () => problem(409, 'person_not_on_roll');
  await later('记录', '会议一');
  await vi.waitFor(() => expect(items[0]?.state).toBe('refused'));
  answer = fine;
  const key = await later('改好的记录', '会议一');
  await vi.waitFor(() => expect(sent.at(-1)).toEqual({ key, body: { name: '改好的记录' } }));
  await vi.waitFor(() => expect([items.length, kept.size]).toEqual([0, 0]));
});

test('finished twice before there is a network, only the later one is sent', async () => {
  await later('记录', '会议一');
  await vi.waitFor(() => expect(items[0]?.state).toBe('waiting'));
  await later('记录，添了一句', '会议一');
  answer = fine;
  await sendNow();
  await vi.waitFor(() => expect(sent.map((one) => one.body)).toEqual([{ name: '记录，添了一句' }]));
});

test('given up, a refused one is gone from the device and holds nothing back', async () => {
  answer = ({ body }) => ((body as { name: string }).name === '点名' ? problem(409, 'meeting_recorded') : fine());
  const id = await later('点名', '会议一');
  await vi.waitFor(() => expect(items[0]?.state).toBe('refused'));
  await drop(id);
  expect([items.length, kept.size]).toEqual([0, 0]);
});

test('things are sent in the order in which they were finished', async () => {
  await later('一');
  await later('二');
  await later('三');
  answer = fine;
  await vi.waitFor(async () => {
    await sendNow();
    expect(sent.map((one) => (one.body as { name: string }).name)).toEqual(['一', '二', '三']);
  });
});

test('what no page of this version can send says so, and is tried again at the next start, when one can', async () => {
  answer = fine;
  const key = await sendLater<Endpoint>('later-things', { request: { name: '新事' } as never, label: '新事', group: '新事' });
  await vi.waitFor(() => expect(items[0]).toMatchObject({ state: 'refused', code: NO_SENDER }));
  expect(kept.size).toBe(1);
  registerSender('later-things', async () => endpoint);
  await startQueue();
  await vi.waitFor(() => expect(sent.map((one) => one.key)).toEqual([key]));
  expect(kept.size).toBe(0);
});

test('a page file that cannot be fetched is no answer: nothing stays on its way for ever', async () => {
  let broken = true;
  registerSender('lazy-things', async () => {
    if (broken) throw new TypeError('Failed to fetch dynamically imported module');
    return endpoint;
  });
  answer = fine;
  const key = await sendLater<Endpoint>('lazy-things', { request: { name: '记录' } as never, label: '记录', group: '记录' });
  await vi.waitFor(() => expect(items[0]?.state).toBe('waiting'));
  expect([sent.length, kept.size]).toEqual([0, 1]);
  broken = false;
  await sendNow();
  expect(sent.map((one) => one.key)).toEqual([key]);
});

test('a record written on an older version stays with its reason, its content and a way to look', async () => {
  answer = () => problem(412, 'changed_meanwhile');
  await sendLater<Endpoint>('things', { request: { name: '记录' } as never, label: '记录', group: '会议一', version: 3, look: '/会议一/compare' });
  await vi.waitFor(() => expect(items[0]).toMatchObject({ state: 'refused', code: 'changed_meanwhile', why: '说明', look: '/会议一/compare' }));
  expect([...kept.values()]).toMatchObject([{ request: { name: '记录' }, version: 3, state: 'refused', why: '说明' }]);
});

test('where the device stores nothing, what is finished is in sight all the same, and is sent', async () => {
  full = true;
  await later('记录');
  expect(items.map((one) => one.label)).toEqual(['记录']);
  answer = fine;
  await sendNow();
  expect(sent).toHaveLength(1);
});
