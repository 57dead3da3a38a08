import { afterAll, beforeAll, expect, test } from 'vitest';
import { foundUniversity } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { setDemoPassword } from './demo-password.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld({ demo: true });
  const university = await foundUniversity(world);
  await world.db.updateTable('accounts').set({ username: 'branch' }).where('id', '=', university.people.secretary.accountId).execute();
});
afterAll(() => world?.close());

test('on another address the demo makes a password of its own, and the public one opens nothing until it is back on loopback', async () => {
  const { services } = world.running;
  const elsewhere = { ...services, config: { ...services.config, host: '0.0.0.0' } };
  const password = await setDemoPassword(elsewhere);
  expect(password).not.toBe('lianxin-demo');
  const client = world.client();
  expect((await client.send('POST', '/api/v1/session', { body: { username: 'branch', password: 'lianxin-demo' } })).status).toBe(401);
  await client.signIn('branch', password);
  expect(await setDemoPassword(services)).toBe('lianxin-demo');
  expect((await client.send('GET', '/api/v1/me')).status).toBe(401);
  await client.signIn('branch', 'lianxin-demo');
  expect(await setDemoPassword(services)).toBe('lianxin-demo');
  expect((await client.send('GET', '/api/v1/me')).status).toBe(200);
});
