import { afterAll, beforeAll, expect, test } from 'vitest';
import { features } from '#apps/server/features.ts';
import { openWorld, type World } from '#testing/world.ts';
import { exampleOf } from './example.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

test('the document has every endpoint, its refusals with their sentences, and its policy', async () => {
  const { body } = await world.client().send('GET', '/api/openapi.json');
  for (const feature of features) {
    for (const { contract } of feature.routes) {
      for (const [name, endpoint] of Object.entries(contract)) {
        const operation = body.paths[`/api/v1${endpoint.path.replace(/:(\w+)/g, '{$1}')}`]?.[endpoint.method.toLowerCase()];
        expect(operation?.operationId).toBe(`${feature.name}.${name}`);
        expect(operation['x-policy']).toBe(endpoint.policy.name);
        const text = JSON.stringify(operation.responses);
        for (const code of endpoint.refusals) expect(text, `${feature.name}.${name}`).toContain(`"${code}"`);
        expect(operation.summary.length, `${feature.name}.${name}`).toBeGreaterThan(1);
      }
    }
  }
});

test('every example of a request satisfies its own contract', () => {
  for (const feature of features) {
    for (const { contract } of feature.routes) {
      for (const [name, endpoint] of Object.entries(contract)) {
        if (!endpoint.body) continue;
        const parsed = endpoint.body.safeParse(endpoint.example ?? exampleOf(endpoint.body, 'input'));
        expect(parsed.error?.issues ?? [], `${feature.name}.${name}`).toEqual([]);
      }
    }
  }
});

test('the reference page is one readable page', async () => {
  const answer = await world.client().send('GET', '/api/docs');
  expect(answer.status).toBe(200);
  expect(answer.raw.toString()).toContain('POST /api/v1/session');
});
