import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client } from '#testing/client.ts';
import { checked, imported, kept, setUpUniversity } from '#testing/roster-scene.ts';
import { openWorld, type World } from '#testing/world.ts';

describe('名册导入', () => {
  let world: World;
  let client: Client;
  beforeAll(async () => {
    world = await openWorld();
    client = await setUpUniversity(world);
  });
  afterAll(() => world?.close());

  test('the clean workbook goes in without one complaint, and a second time changes nothing', async () => {
    const view = await imported(world, client, kept('clean'));
    expect({ state: view.state, refusal: view.refusal, counts: view.counts }).toEqual({
      state: 'applied',
      refusal: null,
      counts: { new: 654, changed: 1, same: 0, warned: 0, wrong: 0 },
    });
    const root = await world.db.selectFrom('organisations').selectAll().where('parentId', 'is', null).execute();
    expect(root.map((one) => [one.code, one.name])).toEqual([['001', '示范大学委员会']]);
    expect((await world.db.selectFrom('persons').select('id').where('idNumberIndex', 'is not', null).execute()).length).toBe(612);
    const again = await checked(world, client, kept('clean'));
    expect(again.counts).toEqual({ new: 0, changed: 0, same: 655, warned: 0, wrong: 0 });
    const before = await world.db
      .selectFrom('persons')
      .select((eb) => [eb.fn.sum('version').as('versions')])
      .executeTakeFirstOrThrow();
    await imported(world, client, kept('clean'));
    expect(
      await world.db
        .selectFrom('persons')
        .select((eb) => [eb.fn.sum('version').as('versions')])
        .executeTakeFirstOrThrow(),
    ).toEqual(before);
    expect(await world.db.selectFrom('fieldChanges').select('id').execute()).toEqual([]);
  });
});
