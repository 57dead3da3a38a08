import { expect, test } from 'vitest';
import { createCrowd } from './crowd.ts';

/** A crowd whose time is ours: guests are numbered in the order of coming. */
function scene(places: number) {
  const crowd = createCrowd(places);
  const entered: number[] = [];
  const turnedAway: number[] = [];
  let now = 1000;
  let last = 0;
  return {
    entered,
    turnedAway,
    come(count = 1) {
      for (let n = 0; n < count; n += 1) {
        const number = (last += 1);
        crowd.come({ since: now, enter: () => entered.push(number), turnAway: () => turnedAway.push(number) });
      }
    },
    leave: () => crowd.leave(),
    /** Time passes, looked at every fifty milliseconds. */
    pass(milliseconds: number, each: () => void = () => undefined) {
      for (let passed = 0; passed < milliseconds; passed += 50) {
        now += 50;
        each();
        crowd.look(now);
      }
    },
  };
}

test('there is room for so many; the next enters when one leaves, in the order of coming', () => {
  const at = scene(2);
  at.come(4);
  expect(at.entered).toEqual([1, 2]);
  at.leave();
  expect(at.entered).toEqual([1, 2, 3]);
  at.leave();
  at.leave();
  at.leave();
  at.come(2);
  expect(at.entered).toEqual([1, 2, 3, 4, 5, 6]);
});

test('a burst is answered whole, in the order of coming, also when the last of it waits four seconds', () => {
  const at = scene(1);
  at.come(81);
  at.pass(4000, () => at.leave());
  expect(at.entered).toEqual(Array.from({ length: 81 }, (_, n) => n + 1));
  expect(at.turnedAway).toEqual([]);
});

test('a queue that stays short turns nobody away, however long it lasts', () => {
  const at = scene(1);
  at.come(5);
  at.pass(60_000, () => {
    at.come();
    at.leave();
  });
  expect(at.turnedAway).toEqual([]);
});

test('where five keep coming for one that is answered: the newest enter, the others are told within the third of a second', () => {
  const at = scene(1);
  at.come();
  const storm = () => {
    at.come(5);
    at.leave();
  };
  at.pass(4900, storm);
  expect(at.turnedAway).toEqual([]);
  at.pass(5000, storm);
  const [came, before] = [5 * 198 + 1, at.entered.length];
  at.come(1);
  at.leave();
  expect(at.entered.slice(before)).toEqual([came + 1]);
  expect(at.turnedAway.length + at.entered.length).toBeGreaterThan(came - 5 * 8);
});

test('a second after the last was late all is as before', () => {
  const at = scene(1);
  at.come(20);
  at.pass(5500);
  expect(at.turnedAway.length).toBe(19);
  at.pass(1100);
  at.come(20);
  at.pass(1000);
  expect(at.turnedAway.length).toBe(19);
});

test('a process that stood still for ten seconds has not seen ten seconds of a storm', () => {
  const crowd = createCrowd(1);
  let turnedAway = 0;
  const guest = (since: number) => ({ since, enter: () => undefined, turnAway: () => (turnedAway += 1) });
  crowd.look(0);
  for (const since of [0, 9000, 9000]) crowd.come(guest(since));
  crowd.look(10_000);
  expect(turnedAway).toBe(0);
});

test('who has gone is not called, and nobody waits for ever', () => {
  const crowd = createCrowd(1);
  const heard: string[] = [];
  const guest = (name: string) => ({ since: 0, enter: () => heard.push(`${name} in`), turnAway: () => heard.push(`${name} away`) });
  const [first, second, third] = [guest('first'), guest('second'), guest('third')];
  for (const one of [first, second, third]) crowd.come(one);
  crowd.forget(second);
  crowd.leave();
  expect(heard).toEqual(['first in', 'third in']);
  crowd.come(second);
  crowd.look(20_000);
  expect(heard).toEqual(['first in', 'third in', 'second away']);
});
