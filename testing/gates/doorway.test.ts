import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { accountsFeature } from '#features/accounts/index.ts';
import { type Feature, routes } from '#platform/server/http/feature.ts';
import { buildServer } from '#platform/server/http/server.ts';
import { anyone, signedIn } from '#platform/shared/actor/actor.ts';
import { contract } from '#platform/shared/contract/contract.ts';
import { sentences } from '#platform/shared/sentences/sentences.ts';
import { openWorld, type World } from '../world.ts';

/** Forgetting must fail: each gate of the doorway is shown red here, once. */
const catalogue = sentences({
  known_no: { kind: 'conflict', zh: '不行。', en: 'No.' },
  another_no: { kind: 'conflict', zh: '也不行。', en: 'No again.' },
});
const Text = z.object({ text: z.string() });
const gates = contract(catalogue, {
  neverAsked: { method: 'GET', path: '/gates/never-asked', summary: { zh: '', en: '' }, policy: signedIn, output: Text, refusals: [] },
  askedAnother: { method: 'GET', path: '/gates/asked-another', summary: { zh: '', en: '' }, policy: signedIn, output: Text, refusals: [] },
  leftNoTrace: {
    method: 'POST',
    path: '/gates/no-trace',
    summary: { zh: '', en: '' },
    policy: anyone,
    body: z.object({}),
    output: Text,
    refusals: [],
  },
  unlistedNo: { method: 'GET', path: '/gates/unlisted', summary: { zh: '', en: '' }, policy: anyone, output: Text, refusals: ['known_no'] },
  listedNo: { method: 'GET', path: '/gates/listed', summary: { zh: '', en: '' }, policy: anyone, output: Text, refusals: ['known_no'] },
  saysTooMuch: { method: 'GET', path: '/gates/too-much', summary: { zh: '', en: '' }, policy: anyone, output: Text, refusals: [] },
  good: { method: 'GET', path: '/gates/good', summary: { zh: '', en: '' }, policy: anyone, output: Text, refusals: [] },
});
const feature: Feature = {
  name: 'gates',
  sentences: catalogue,
  routes: [
    routes(gates, {
      neverAsked: async () => ({ text: '' }),
      askedAnother: async (call) => {
        call.permit(anyone);
        return { text: '' };
      },
      leftNoTrace: async (call) => {
        call.permit(anyone);
        await call.tx
          .insertInto('settings')
          .values({ key: 'gates.trace', value: JSON.stringify(1) })
          .execute();
        return { text: '' };
      },
      unlistedNo: async (call) => {
        call.permit(anyone);
        return call.refuse('another_no');
      },
      listedNo: async (call) => {
        call.permit(anyone);
        return call.refuse('known_no');
      },
      saysTooMuch: async (call) => {
        call.permit(anyone);
        return { text: 'seen', secret: 'unseen' } as { text: string };
      },
      good: async (call) => {
        call.permit(anyone);
        return { text: 'good' };
      },
    }),
  ],
};

let world: World;
beforeAll(async () => {
  world = await openWorld({ features: [accountsFeature, feature] });
});
afterAll(() => world?.close());

test.each([
  ['a use-case that never asked its policy', 'GET', '/api/v1/gates/never-asked', 500],
  ['a use-case that asked another policy than its contract names', 'GET', '/api/v1/gates/asked-another', 500],
  ['a command that left no audit entry', 'POST', '/api/v1/gates/no-trace', 500],
  ['a refusal that the contract does not list', 'GET', '/api/v1/gates/unlisted', 500],
  ['a refusal that it lists', 'GET', '/api/v1/gates/listed', 409],
  ['a use-case that did all it must', 'GET', '/api/v1/gates/good', 200],
])('%s', async (_what, method, url, status) => {
  const answer = await world.client().send(method, url, method === 'POST' ? { body: {} } : {});
  expect(answer.status).toBe(status);
});

test('what a forgetful command wrote is rolled back', async () => {
  await world.client().send('POST', '/api/v1/gates/no-trace', { body: {} });
  expect(await world.db.selectFrom('settings').selectAll().where('key', '=', 'gates.trace').execute()).toEqual([]);
});

test('what a view does not declare does not leave the house', async () => {
  expect((await world.client().send('GET', '/api/v1/gates/too-much')).body).toEqual({ text: 'seen' });
});

test('a refusal code without a sentence stops the server from starting', async () => {
  const mute: Feature = { ...feature, sentences: {}, routes: [{ contract: { listedNo: gates.listedNo }, handlers: { listedNo: vi.fn() } }] };
  await expect(buildServer(world.running.services, [mute])).rejects.toThrow('has no sentence');
});
