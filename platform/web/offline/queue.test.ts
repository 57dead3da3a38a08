import { beforeEach, expect, test, vi } from 'vitest';
import type { Endpoint } from '#platform/shared/contract/contract.ts';
import { clearDevice, device } from './fake-store.ts';

vi.mock('./store.ts', () => import('./fake-store.ts'));
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
  clearDevice();
  sent = [];
  answer = () => null;
});

test('what is finished without a network waits in sight, and is sent once when the network is back', async () => {
  const key = await later('记录');
  await vi.waitFor(() => expect(items[0]?.state).toBe('waiting'));
  expect(device.kept.size).toBe(1);
  answer = fine;
  await sendNow();
  await sendNow();
  expect(sent).toEqual([{ key, body: { name: '记录' } }]);
  expect([items.length, device.kept.size]).toEqual([0, 0]);
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
  await vi.waitFor(() => expect([items.length, device.kept.size]).toEqual([0, 0]));
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
  expect([items.length, device.kept.size]).toEqual([0, 0]);
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
  expect(device.kept.size).toBe(1);
  registerSender('later-things', async () => endpoint);
  await startQueue();
  await vi.waitFor(() => expect(sent.map((one) => one.key)).toEqual([key]));
  expect(device.kept.size).toBe(0);
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
  expect([sent.length, device.kept.size]).toEqual([0, 1]);
  broken = false;
  await sendNow();
  expect(sent.map((one) => one.key)).toEqual([key]);
});

test('a record written on an older version stays with its reason, its content and a way to look', async () => {
  answer = () => problem(412, 'changed_meanwhile');
  await sendLater<Endpoint>('things', { request: { name: '记录' } as never, label: '记录', group: '会议一', version: 3, look: '/会议一/compare' });
  await vi.waitFor(() => expect(items[0]).toMatchObject({ state: 'refused', code: 'changed_meanwhile', why: '说明', look: '/会议一/compare' }));
  expect([...device.kept.values()]).toMatchObject([{ request: { name: '记录' }, version: 3, state: 'refused', why: '说明' }]);
});

test('where the device stores nothing, what is finished is in sight all the same, and is sent', async () => {
  device.full = true;
  await later('记录');
  expect(items.map((one) => one.label)).toEqual(['记录']);
  answer = fine;
  await sendNow();
  expect(sent).toHaveLength(1);
});

test('an answer that comes after the device has passed to somebody else touches nothing of theirs', async () => {
  let finish: (response: Response) => void = () => undefined;
  registerSender('slow-things', async () => {
    const response = await new Promise<Response>((resolve) => {
      finish = resolve;
    });
    answer = ({ body }) => ((body as { name: string }).name === '甲的' ? response : null);
    return endpoint;
  });
  for (const response of [fine(), problem(409, 'meeting_recorded')]) {
    clearDevice();
    emptyQueue();
    await sendLater<Endpoint>('slow-things', { request: { name: '甲的' } as never, label: '甲的', group: '甲的' });
    await vi.waitFor(() => expect(items[0]?.state).toBe('sending'));
    emptyQueue();
    Object.assign(device, { owner: 'another', kept: new Map() });
    await later('乙的');
    finish(response);
    await vi.waitFor(() => expect(sent).not.toHaveLength(0));
    await vi.waitFor(() => expect(items.map(({ label, state }) => [label, state])).toEqual([['乙的', 'waiting']]));
    expect([...device.kept.values()].map((value) => (value as { label: string }).label)).toEqual(['乙的']);
    sent = [];
  }
});

test('an answer that comes after the same person has signed in again takes that item out of sight, and no other', async () => {
  let finish: () => void = () => undefined;
  registerSender('slow-things', async () => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    answer = ({ body }) => ((body as { name: string }).name === '一' ? fine() : null);
    return endpoint;
  });
  await sendLater<Endpoint>('slow-things', { request: { name: '一' } as never, label: '一', group: '一' });
  await later('二');
  await vi.waitFor(() => expect(items[0]?.state).toBe('sending'));
  emptyQueue();
  await startQueue();
  finish();
  await vi.waitFor(() => expect(sent).toHaveLength(1));
  await vi.waitFor(() => expect(items.map(({ label, state }) => [label, state])).toEqual([['二', 'waiting']]));
});
