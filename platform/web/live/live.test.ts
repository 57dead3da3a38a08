import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { effectScope } from 'vue';
import { type LiveEvent, useLive } from './live.ts';

class Line extends EventTarget {
  static opened: Line[] = [];
  readyState = 0;
  constructor() {
    super();
    Line.opened.push(this);
  }
  close(): void {
    this.readyState = 2;
  }
  /** A stream that is there. */
  there(): void {
    this.readyState = 1;
    this.dispatchEvent(new Event('open'));
  }
  /** The line is cut; the browser comes back by itself. */
  cut(): void {
    this.readyState = 0;
    this.dispatchEvent(new Event('error'));
  }
  /** An answer that is no stream, such as 502: the browser gives up. */
  refuse(): void {
    this.readyState = 2;
    this.dispatchEvent(new Event('error'));
  }
  say(name: string, data: object): void {
    this.dispatchEvent(new MessageEvent(name, { data: JSON.stringify(data) }));
  }
}
const last = () => Line.opened.at(-1) as Line;
let heard: LiveEvent[] = [];
let scope = effectScope();
const listen = (...topics: string[]) => scope.run(() => useLive(topics, (event) => heard.push(event)));

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', Line);
  Line.opened = [];
  heard = [];
  scope = effectScope();
});
afterEach(() => {
  scope.stop();
  vi.useRealTimers();
});

test('one stream serves the whole page, and each listener hears its own topics', () => {
  listen('meetings');
  listen('notices');
  expect(Line.opened).toHaveLength(1);
  last().there();
  last().say('change', { topic: 'meetings', id: 'm1' });
  last().say('change', { topic: 'posts' });
  expect(heard).toEqual([{ topic: 'meetings', id: 'm1' }]);
});

test('a line that was cut comes back by the browser alone, and what is open is asked anew', () => {
  listen('meetings');
  last().there();
  last().cut();
  vi.advanceTimersByTime(120_000);
  expect(Line.opened).toHaveLength(1);
  last().there();
  expect(heard).toEqual([{ topic: 'reconnected' }]);
});

test('an answer that is no stream, 502 at a restart, closes it for good: it is opened again, and what is open is asked anew', () => {
  listen('meetings');
  last().there();
  last().cut();
  last().refuse();
  expect(Line.opened).toHaveLength(1);
  vi.advanceTimersByTime(1_500);
  expect(Line.opened).toHaveLength(2);
  expect(heard).toEqual([]);
  last().there();
  expect(heard).toEqual([{ topic: 'reconnected' }]);
  last().say('change', { topic: 'meetings' });
  expect(heard).toHaveLength(2);
});

test('the pause grows to half a minute and no two pages keep the same time', () => {
  const at = (chance: number) => {
    vi.spyOn(Math, 'random').mockReturnValue(chance);
    const times: number[] = [];
    listen('meetings');
    for (let i = 0; i < 9; i++) {
      last().refuse();
      const before = Date.now();
      while (last().readyState === 2) vi.advanceTimersByTime(100);
      times.push(Date.now() - before);
    }
    scope.stop();
    scope = effectScope();
    return times;
  };
  expect(at(0.5)).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000, 30_000]);
  expect(at(0)[0]).toBe(500);
  expect(at(0.99)[0]).toBe(1_500);
  vi.restoreAllMocks();
});

test('a session that is over closes the line, and the pages ask and are told', () => {
  listen('meetings');
  const first = last();
  first.there();
  first.say('ended', {});
  expect(first.readyState).toBe(2);
  expect(heard).toEqual([{ topic: 'reconnected' }]);
});

test('when nobody listens any more nothing is opened again', () => {
  listen('meetings');
  last().refuse();
  scope.stop();
  vi.advanceTimersByTime(120_000);
  expect(Line.opened).toHaveLength(1);
});
