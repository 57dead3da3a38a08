import { beforeEach, describe, expect, test, vi } from 'vitest';
import { createApp, effectScope, nextTick } from 'vue';
import type { Endpoint } from '#platform/shared/contract/contract.ts';
import { ApiRefusal, NoNetwork } from '../api/api.ts';
import { comesBack, standingOf } from './standing.ts';

vi.mock('../i18n/i18n.ts', () => ({ t: (key: string) => key, language: { value: 'zh-CN' } }));
vi.mock('../i18n/dates.ts', () => ({ timeOf: () => '18:05' }));
const { useAsk, installQueries, queries } = await import('./query.ts');

const refusal = (status: number, code = 'x') => new ApiRefusal({ status, code, detail: '说明' });

describe('what a page shows', () => {
  const seenAfter = (error: unknown, has = true, isCopy = false) => standingOf({ has, isCopy, error });
  test('an answer withdrawn by 401, 403, 404 or 410 is not shown any longer', () => {
    expect([401, 403, 404, 410].map((status) => seenAfter(refusal(status)))).toEqual(['loading', 'forbidden', 'gone', 'gone']);
  });
  test('an answer that could not be read anew stays, and the page says that it may be old', () => {
    expect([new NoNetwork(''), refusal(500), refusal(502), refusal(503), refusal(429)].map((error) => seenAfter(error))).toEqual(
      Array(5).fill('old'),
    );
    expect(seenAfter(null, true, true)).toBe('old');
    expect(seenAfter(null)).toBe('ready');
  });
  test('without an answer the page says which way it failed', () => {
    const failures = [null, new NoNetwork(''), refusal(500), refusal(503), refusal(429), refusal(422), refusal(409), new TypeError('x')];
    expect(failures.map((error) => seenAfter(error, false))).toEqual([
      'loading',
      'noNetwork',
      'unreachable',
      'unreachable',
      'unreachable',
      'notNow',
      'notNow',
      'unreachable',
    ]);
  });
  test('only what may pass by itself is asked again by itself', () => {
    expect([new NoNetwork(''), refusal(502), refusal(429)].every(comesBack)).toBe(true);
    expect([refusal(403), refusal(404), refusal(422), null].some(comesBack)).toBe(false);
  });
});

describe('a question that is asked again', () => {
  const endpoint = { method: 'GET', path: '/things' } as unknown as Endpoint;
  let answer: () => Response = () => new Response();
  const fine = (name: string) => () => Response.json({ name });
  const problem = (status: number, code: string) => () =>
    new Response(JSON.stringify({ status, code, detail: '说明' }), { status, headers: { 'content-type': 'application/problem+json' } });
  beforeEach(() => {
    queries.clear();
    vi.stubGlobal('fetch', async () => answer());
  });

  const asked = () => {
    const app = createApp({ render: () => null });
    installQueries(app);
    return app.runWithContext(() => effectScope().run(() => useAsk(endpoint, () => ({}) as never, {}))) as ReturnType<typeof useAsk>;
  };
  const until = async (check: () => boolean) => {
    for (let i = 0; i < 100 && !check(); i++) await new Promise((resolve) => setTimeout(resolve, 5));
    await nextTick();
  };

  test('drops what it had when the reader may not read it any more', async () => {
    answer = fine('名册');
    const one = asked();
    await until(() => one.frame.state === 'ready');
    expect(one.data).toEqual({ name: '名册' });
    answer = problem(403, 'not_in_scope');
    one.reload();
    await until(() => one.frame.state === 'forbidden');
    expect(one.frame).toEqual({ state: 'forbidden', forbidden: { title: 'platform.forbidden', text: '说明' } });
    expect(one.data).toBeUndefined();
    answer = fine('名册');
    one.reload();
    await until(() => one.frame.state === 'ready');
    expect(one.data).toEqual({ name: '名册' });
  });

  test('keeps what it had while the server does not answer, says so, and shows the next answer', async () => {
    answer = fine('名册');
    const one = asked();
    await until(() => one.frame.state === 'ready');
    answer = () => new Response('<h1>Bad Gateway</h1>', { status: 502, statusText: 'Bad Gateway' });
    one.reload();
    await until(() => one.frame.state === 'offline');
    expect(one.frame).toEqual({ state: 'offline', offline: 'platform.notUpToDate' });
    expect(one.data).toEqual({ name: '名册' });
    answer = fine('新名册');
    one.reload();
    await until(() => one.frame.state === 'ready');
    expect(one.data).toEqual({ name: '新名册' });
  });
});
