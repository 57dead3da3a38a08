import { afterAll, beforeAll, expect, test } from 'vitest';
import { openWorld, type World } from '#testing/world.ts';
import type { Feature } from '../http/feature.ts';
import { runMidnight } from './midnight.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ features: [] });
});
afterAll(() => world?.close());

test('one feature that fails keeps no other from its night, and is tried again alone', async () => {
  const ran: string[] = [];
  let broken = true;
  const nightly = (name: string, act: () => void): Feature => ({ name, sentences: {}, routes: [], atMidnight: async () => act() });
  const features = [
    nightly('first', () => ran.push('first')),
    nightly('second', () => {
      if (broken) throw new Error('unexpected');
      ran.push('second');
    }),
    nightly('third', () => ran.push('third')),
  ];
  await expect(runMidnight(world.running.services, features, '2026-11-25')).rejects.toThrow('midnight of 2026-11-25');
  expect(ran).toEqual(['first', 'third']);
  broken = false;
  expect(await runMidnight(world.running.services, features, '2026-11-25')).toBe(true);
  expect(ran).toEqual(['first', 'third', 'second']);
  expect(await runMidnight(world.running.services, features, '2026-11-25')).toBe(false);
});
