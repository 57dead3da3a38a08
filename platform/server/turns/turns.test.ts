import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createTurns } from './turns.ts';

/** Work that says when it began, and ends when it is told to. */
function work() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const state = { began: false };
  return {
    state,
    end,
    run: async () => {
      state.began = true;
      await ended;
      return 'done';
    },
  };
}
const refused = (promise: Promise<unknown>) => promise.then(String, (error: Error & { code?: string }) => error.code ?? error.message);

test('no more are at work than there are places, and the next begins in the order of asking', async () => {
  const turns = createTurns({ places: 2, line: 5, patience: 60_000 });
  const all = [work(), work(), work(), work()];
  const answers = all.map((one) => turns.take(one.run));
  await sleep(10);
  expect(all.map((one) => one.state.began)).toEqual([true, true, false, false]);
  all[1]?.end();
  await sleep(10);
  expect(all.map((one) => one.state.began)).toEqual([true, true, true, false]);
  for (const one of all) one.end();
  expect(await Promise.all(answers)).toEqual(['done', 'done', 'done', 'done']);
});

test('who finds the line full, and who has waited too long, is told to come again; the place of work that failed is free', async () => {
  const turns = createTurns({ places: 1, line: 1, patience: 50 });
  const first = work();
  const running = turns.take(first.run);
  const waiting = refused(turns.take(work().run));
  expect(await refused(turns.take(work().run))).toBe('busy');
  expect(await waiting).toBe('busy');
  first.end();
  await running;
  expect(await refused(turns.take(() => Promise.reject(new Error('broken'))))).toBe('broken');
  expect(await turns.take(async () => 'free again')).toBe('free again');
});

test('a task waits without limit, tells that it does, and may leave the line', async () => {
  const turns = createTurns({ places: 1, line: 0, patience: 20 });
  const first = work();
  const running = turns.take(first.run);
  let told = 0;
  const patient = turns.take(
    async () => 'its turn',
    async () => void (told += 1),
  );
  const leaving = refused(turns.take(work().run, () => Promise.reject(new Error('cancelled'))));
  await sleep(1100);
  expect([told, await leaving]).toEqual([1, 'cancelled']);
  first.end();
  await running;
  expect(await patient).toBe('its turn');
  expect(await turns.take(async () => 'nobody is left in the line')).toBe('nobody is left in the line');
});
