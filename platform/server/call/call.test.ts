import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemActor } from '#platform/shared/actor/actor.ts';
import { openWorld, type World } from '#testing/world.ts';
import { callAs } from './call.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const failing = () => Promise.reject(new Error('the disk is full'));

test('what was left for after a refusal is all done, and the refusal stays what is answered', async () => {
  const done: string[] = [];
  const refused = callAs(world.running.services, systemActor('test'), async (call) => {
    call.afterRollback(failing);
    call.afterRollback(async () => done.push('second'));
    call.afterCommit(async () => done.push('never'));
    call.refuse('not_found');
  });
  await expect(refused).rejects.toMatchObject({ code: 'not_found' });
  expect(done).toEqual(['second']);
});

test('what was left for after the commit is all done, and the command stands', async () => {
  const done: string[] = [];
  const value = await callAs(world.running.services, systemActor('test'), async (call) => {
    call.afterCommit(failing);
    call.afterCommit(async () => done.push('second'));
    call.afterRollback(async () => done.push('never'));
    return 7;
  });
  expect([value, done]).toEqual([7, ['second']]);
});
