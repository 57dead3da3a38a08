import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { features } from '#apps/server/features.ts';
import { cursorOf, pageFrom, readCursor } from '#platform/server/http/cursor.ts';
import { exampleOf } from '#platform/server/http/example.ts';
import { type Feature, routes } from '#platform/server/http/feature.ts';
import { anyone, signedIn } from '#platform/shared/actor/actor.ts';
import { contract } from '#platform/shared/contract/contract.ts';
import { Paging } from '#platform/shared/contract/schemas.ts';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';

const ID = '01980000-0000-7000-8000-000000000001';
const call = { language: 'en' } as const;

describe('a place in a list', () => {
  test('comes back as it was handed out', () => {
    const key = ['2026-11-26', '2026-11-26T19:00:00.000Z', '1.2.33', 'lin zhiyuan', 7, ID] as const;
    expect(readCursor(call, cursorOf(key), ['day', 'instant', 'path', 'text', 'whole', 'id'])).toEqual(key);
    expect(readCursor(call, undefined, ['id'])).toBeUndefined();
  });

  test.each<[string, Parameters<typeof readCursor>[2], string]>([
    ['no key at all', ['id'], 'nonsense'],
    ['half of one', ['text', 'id'], cursorOf(['a'])],
    ['one too long', ['id'], cursorOf([ID, ID])],
    ['an object', ['id'], Buffer.from('{"id":1}').toString('base64url')],
    ['no id', ['id'], cursorOf(['x'.repeat(36)])],
    ['36 dashes', ['id'], cursorOf(['-'.repeat(36)])],
    ['a day that is none', ['day'], cursorOf(['2026-02-30'])],
    ['the year 0', ['day'], cursorOf(['0000-01-01'])],
    ['an instant of such a day', ['instant'], cursorOf(['2026-02-30T10:00:00Z'])],
    ['an instant in words', ['instant'], cursorOf(['November'])],
    ['a path that leads nowhere', ['path'], cursorOf(['1..2'])],
    ['a number as text', ['whole'], cursorOf(['7'])],
    ['a number that no column holds', ['whole'], cursorOf([2 ** 40])],
    ['a null character', ['text'], cursorOf(['a\u0000'])],
  ])('that nobody handed out is refused: %s', (_what, kinds, cursor) => {
    expect(() => readCursor(call, cursor, kinds)).toThrow(expect.objectContaining({ code: 'invalid_input' }));
  });

  test('is there while there is more', () => {
    expect(pageFrom([1, 2, 3], 2, (row) => [row])).toEqual({ rows: [1, 2], nextCursor: cursorOf([2]) });
    expect(pageFrom([1, 2], 2, (row) => [row]).nextCursor).toBeNull();
  });
});

/** A list with a fault of ours in it, which is no fault of the reader's. */
const faulty = contract(
  {},
  {
    list: {
      method: 'GET',
      path: '/faulty',
      summary: { zh: '', en: '' },
      policy: anyone,
      query: Paging,
      output: z.object({ items: z.array(z.string()) }),
      refusals: [],
    },
  },
);
const feature: Feature = {
  name: 'faulty',
  sentences: {},
  routes: [
    routes(faulty, {
      list: async (asked) => {
        asked.permit(anyone);
        return { items: (undefined as unknown as string[]).map((one) => one) };
      },
    }),
  ],
};

let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld({ features: [...features, feature] });
  university = await foundUniversity(world);
});
afterAll(() => world?.close());

test('a fault of ours stays one, asked with a place in the list or without', async () => {
  for (const url of ['/api/v1/faulty', `/api/v1/faulty?cursor=${cursorOf([ID])}`]) expect((await world.client().send('GET', url)).status).toBe(500);
});

const lists = features.flatMap((room) =>
  room.routes.flatMap((route) =>
    Object.entries(route.contract)
      .filter(([, endpoint]) => endpoint.method === 'GET' && 'cursor' in (endpoint.query?.shape ?? {}))
      .map(([name, endpoint]) => [`${room.name}.${name}`, endpoint] as const),
  ),
);

test.each(lists)('%s refuses a place that it did not hand out, and begins anew without it', async (_key, endpoint) => {
  const client = await university.as(endpoint.policy === signedIn ? 'member' : 'department');
  const { branch, people } = university;
  const ids: Record<string, string> = { organisationId: branch.id, branchId: branch.id, personId: people.member.id, memberId: people.member.id };
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => ids[name] ?? ID);
  const query = new URLSearchParams({
    ...((endpoint.query ? exampleOf(endpoint.query, 'input') : {}) as Record<string, string>),
    ...('organisation' in (endpoint.query?.shape ?? {}) ? { organisation: branch.id } : {}),
  });
  const first = await client.send('GET', `/api/v1${path}?${query}`);
  expect([200, 404]).toContain(first.status);
  for (const cursor of ['nonsense', cursorOf(['-'.repeat(36), {} as never]), Buffer.from('null').toString('base64url')]) {
    query.set('cursor', cursor);
    const answer = await client.send('GET', `/api/v1${path}?${query}`);
    // A record that is not there is not there, with whatever place in it.
    expect(answer.status).toBe(first.status === 200 ? 422 : 404);
    if (first.status === 200)
      expect(answer.problem?.errors).toEqual([expect.objectContaining({ path: 'cursor', message: '不认识这个翻页位置，请从头查看。' })]);
  }
});
