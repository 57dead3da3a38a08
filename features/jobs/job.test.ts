import { describe, expect, test } from 'vitest';
import { isFinished, remainingSeconds } from './job.ts';

const startedAt = new Date('2026-11-24T10:00:00Z');
const secondsLater = (seconds: number) => new Date(startedAt.getTime() + seconds * 1000);

describe('the estimate of a task', () => {
  test.each([
    ['half done in a minute: a minute more', { done: 100, total: 200 }, 60, 60],
    ['a third done in ten seconds: twenty more', { done: 1, total: 3 }, 10, 20],
    ['all rows done: nothing more', { done: 200, total: 200 }, 60, 0],
    ['nothing done yet: unknown', { done: 0, total: 200 }, 60, null],
    ['total unknown: unknown', { done: 10, total: null }, 60, null],
  ])('%s', (_, counts, seconds, expected) => {
    expect(remainingSeconds({ state: 'running', startedAt, ...counts }, secondsLater(seconds))).toBe(expected);
  });

  test('only a running task has one', () => {
    for (const state of ['queued', 'done', 'failed', 'cancelled'])
      expect(remainingSeconds({ state, startedAt, done: 1, total: 2 }, secondsLater(1))).toBeNull();
    expect(['queued', 'running', 'done', 'failed', 'cancelled'].filter(isFinished)).toEqual(['done', 'failed', 'cancelled']);
  });
});
