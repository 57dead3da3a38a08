import { beforeEach, expect, test, vi } from 'vitest';

type Attempt = { key: string; version: number };
const answers: string[] = [];
const asked: { request: Record<string, unknown>; attempt: Attempt }[] = [];
const sendLater = vi.fn(async (_sender: string, _entry: Attempt & { request: unknown }) => '');
vi.mock('#platform/web/i18n/i18n.ts', () => ({ t: (key: string) => key, say: (words: { zh: string }) => words.zh }));
vi.mock('#platform/web/i18n/dates.ts', () => ({ timeOf: () => '20:10' }));
vi.mock('#platform/web/offline/drafts.ts', () => ({}));
vi.mock('#platform/web/offline/queue.ts', () => ({ sendLater, replaced: async () => undefined }));
vi.mock('#platform/web/api/api.ts', () => ({ ask: async () => ({ version: 8 }) }));
vi.mock('#platform/web/query/query.ts', () => ({
  useTell: () => ({
    async run(request: Record<string, unknown>, attempt: Attempt) {
      asked.push({ request, attempt });
      vi.setSystemTime(Date.now() + 5_000);
      const code = answers.shift();
      return code === undefined ? { ok: true } : { ok: false, code };
    },
  }),
}));
vi.mock('./useMeeting.ts', () => ({ fullTitle: () => '党员大会' }));
vi.mock('./useRecord.ts', () => ({ bodyOf: () => ({}), recordOf: () => ({ on: { version: 8 } }) }));
vi.mock('./versions.ts', () => ({ differ: () => false }));
const { useSubmit } = await import('./useSubmit.ts');

const drop = async () => undefined;
const recording = { record: { value: { value: {} }, drop }, roll: { drop }, people: { value: [] }, marks: { value: {} } };
const submit = () => useSubmit('m', () => ({ startsAt: '2026-11-26T19:00:00+08:00', version: 7 }) as never, recording as never).submit();

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-26T20:10:00+08:00') });
  for (const list of [answers, asked]) list.length = 0;
  sendLater.mockClear();
  return () => vi.useRealTimers();
});

test('a record says when it was finished, whatever the browser believes of the network', async () => {
  vi.stubGlobal('navigator', { onLine: true });
  expect(await submit()).toBe('done');
  expect(asked.map(({ request }) => request['writtenAt'])).toEqual(['2026-11-26T12:10:00.000Z']);
  expect(sendLater).not.toHaveBeenCalled();
});

test('what waits says what was sent, under the same key, so that a lost answer makes no second effect', async () => {
  answers.push('no_network');
  expect(await submit()).toBe('done');
  expect(sendLater).toHaveBeenCalledWith('meetings.submitMinutes', expect.objectContaining({ request: asked[0]?.request, ...asked[0]?.attempt }));
});

test('what waits after another’s edit was taken along names the version of now', async () => {
  answers.push('changed_meanwhile', 'no_network');
  expect(await submit()).toBe('done');
  expect(asked.map(({ attempt }) => attempt.version)).toEqual([7, 8]);
  expect(sendLater).toHaveBeenCalledWith('meetings.submitMinutes', expect.objectContaining(asked[1]?.attempt));
});
