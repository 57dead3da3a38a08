import { beforeEach, expect, test, vi } from 'vitest';
import type { Endpoint } from '#platform/shared/contract/contract.ts';

const kept = new Map<string, unknown>();
vi.mock('./store.ts', () => ({
  keep: async (key: string, value: unknown) => {
    kept.set(key, structuredClone(value));
  },
  kept: async (key: string) => kept.get(key),
  forget: async (key: string) => {
    kept.delete(key);
  },
  keptUnder: async (name: string) => [...kept].filter(([key]) => key.startsWith(name)).map(([key, value]) => ({ key, value })),
  shelf: () => 'somebody',
}));
const { emptyQueue, registerSender, sendLater, sendNow, startQueue, useQueue } = await import('./queue.ts');

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
const { items } = useQueue();

beforeEach(() => {
  emptyQueue();
  kept.clear();
  sent = [];
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
    await later('记录');
    await vi.waitFor(() => expect(items.at(-1)?.state).toBe('waiting'));
  }
  expect(items).toHaveLength(3);
});

test('a refused one stays with its reason and holds back what belongs to it, and nothing else', async () => {
  answer = ({ body }) => ((body as { name: string }).name === '点名' ? problem(409, 'meeting_recorded') : fine());
  await later('点名', '会议一');
  await vi.waitFor(() => expect(items[0]?.state).toBe('refused'));
  await later('记录', '会议一');
  await later('另一件', '会议二');
  await vi.waitFor(() => expect(sent.at(-1)?.body).toEqual({ name: '另一件' }));
  expect(items.map(({ label, state, why }) => ({ label, state, why }))).toEqual([
    { label: '点名', state: 'refused', why: '说明' },
    { label: '记录', state: 'waiting', why: undefined },
  ]);
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
