import { beforeEach, describe, expect, test, vi } from 'vitest';

vi.stubGlobal('indexedDB', {});
vi.stubGlobal('localStorage', { getItem: () => null, setItem: () => undefined, removeItem: () => undefined });
vi.mock('../offline/copies.ts', () => ({ forgetCopies: async () => undefined, keepCopiesAgain: async () => undefined }));
vi.mock('../offline/queue.ts', () => ({ emptyQueue: () => undefined, startQueue: async () => undefined }));
vi.mock('../offline/store.ts', () => ({ forgetAll: async () => undefined, keepFor: () => undefined }));
const { session, signedInAs, signedOut } = await import('./session.ts');

const as = (accountId: string, post: string | null) => ({ accountId, post: post && { id: post } }) as unknown as Parameters<typeof signedInAs>[0];
beforeEach(async () => {
  signedOut();
  await signedInAs(as('a', 'p1'));
});

describe('the page says in which post one acts now', () => {
  test.each([
    ['a post ended, and another is held', 'p2', true],
    ['the only post ended', null, true],
    ['nothing has changed', 'p1', false],
  ])('%s', async (_, post, says) => {
    await signedInAs(as('a', post));
    expect(session.turned).toBe(says);
  });

  test('a post was taken over', async () => {
    await signedInAs(as('b', null));
    await signedInAs(as('b', 'p3'));
    expect(session.turned).toBe(true);
    await signedInAs(as('b', 'p3'));
    expect(session.turned).toBe(true);
  });

  test('not where they chose it, nor of somebody else', async () => {
    await signedInAs(as('a', 'p2'), true);
    expect(session.turned).toBe(false);
    await signedInAs(as('a', 'p1'));
    await signedInAs(as('b', 'p2'));
    expect(session.turned).toBe(false);
  });
});
