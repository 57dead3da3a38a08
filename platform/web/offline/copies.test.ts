import { beforeEach, expect, test, vi } from 'vitest';

const disk = new Map<string, unknown>();
vi.stubGlobal('indexedDB', {});
vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
vi.mock('idb-keyval', () => ({
  createStore: () => 'store',
  get: async (key: string) => disk.get(key),
  set: async (key: string, value: unknown) => disk.set(key, value),
  del: async (key: string) => disk.delete(key),
  delMany: async (keys: string[]) => {
    for (const key of keys) disk.delete(key);
  },
  keys: async () => [...disk.keys()],
  entries: async () => [...disk.entries()],
}));
const fresh = async () => {
  vi.resetModules();
  const [copies, store, session] = await Promise.all([import('./copies.ts'), import('./store.ts'), import('../session/session.ts')]);
  return { ...copies, ...store, ...session };
};
const me = (accountId: string) => ({ accountId }) as unknown as Parameters<Awaited<ReturnType<typeof fresh>>['signedInAs']>[0];
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
beforeEach(() => disk.clear());

test('a desk is shared: nothing that was read there stays on the device', async () => {
  const desk = await fresh();
  await desk.signedInAs(me('a'));
  await desk.keepCopy('GET /members', { items: ['某人'] }, 'a');
  expect([...disk.keys()]).toEqual([]);
  expect(await desk.copyOf('GET /members')).toBeUndefined();
});

test('a phone keeps its reader’s answers, and forgets them when the session runs out; what was written waits', async () => {
  const phone = await fresh();
  phone.allowCopies();
  await phone.signedInAs(me('a'));
  await phone.keepCopy('GET /me/file', { name: '某人' }, 'a');
  await phone.keep('draft/minutes', { points: '要点' });
  expect(await phone.copyOf('GET /me/file')).toMatchObject({ data: { name: '某人' } });
  phone.signedOut();
  await settled();
  expect([...disk.keys()]).toEqual(['a/draft/minutes']);
  // An answer that was under way when the session ended comes too late.
  await phone.keepCopy('GET /me/file', { name: '某人' }, 'a');
  expect([...disk.keys()]).toEqual(['a/draft/minutes']);
});

test('signing out by choice leaves nothing', async () => {
  const phone = await fresh();
  phone.allowCopies();
  await phone.signedInAs(me('a'));
  await phone.keepCopy('GET /me/file', {}, 'a');
  await phone.keep('draft/minutes', {});
  await phone.leaveDevice();
  expect([...disk.keys()]).toEqual([]);
});

test('whoever signs in after another finds no answers of theirs, and none that was asked by them arrives on the new shelf', async () => {
  const phone = await fresh();
  phone.allowCopies();
  disk.set('a/copy/GET /me/file', { data: {}, at: '' });
  disk.set('a/draft/minutes', {});
  await phone.signedInAs(me('b'));
  await phone.keepCopy('GET /late', {}, 'a');
  await phone.keepCopy('GET /own', {}, 'b');
  expect([...disk.keys()]).toEqual(['a/draft/minutes', 'b/copy/GET /own']);
});

test('what may not be read any more is forgotten by itself', async () => {
  const phone = await fresh();
  phone.allowCopies();
  await phone.signedInAs(me('a'));
  await phone.keepCopy('GET /meetings/1', {}, 'a');
  await phone.keepCopy('GET /meetings/10', {}, 'a');
  await phone.forgetCopy('GET /meetings/1');
  expect([...disk.keys()]).toEqual(['a/copy/GET /meetings/10']);
});
