import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Client } from '#testing/client.ts';
import { signInDirectly } from '#testing/people.ts';
import { checked, imported, kept, setUpUniversity } from '#testing/roster-scene.ts';
import { openWorld, type World } from '#testing/world.ts';
import { members } from '../contract.ts';

let world: World;
let first: Client;
let second: Client;
let rootId = '';
let schoolId = '';
let branchId = '';
beforeAll(async () => {
  world = await openWorld();
  first = await setUpUniversity(world);
  await imported(world, first, kept('clean'));
  const place = async (code: string) =>
    (await world.db.selectFrom('organisations').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id;
  [rootId, schoolId, branchId] = (await Promise.all(['001', '00101', '0010101'].map(place))) as [string, string, string];
  const person = await world.db
    .selectFrom('persons')
    .select(['id', 'name', 'staffNumber'])
    .where('staffNumber', '=', 'T202200000')
    .executeTakeFirstOrThrow();
  const department = await world.db.selectFrom('organisations').select('id').where('kind', '=', 'department').executeTakeFirstOrThrow();
  const accountId = newId();
  await world.db
    .insertInto('accounts')
    .values({ id: accountId, username: String(person.staffNumber), personId: person.id, name: person.name, createdAt: world.clock.now() })
    .execute();
  await world.db.updateTable('posts').set({ toOn: '2026-11-24' }).where('personId', '=', person.id).execute();
  await world.db
    .insertInto('posts')
    .values({ id: newId(), personId: person.id, organisationId: department.id, kind: 'departmentStaff', fromOn: '2026-11-24' })
    .execute();
  second = world.client();
  await signInDirectly(world, second, accountId);
});
afterAll(() => world?.close());

const fileOf = (client: Client, id: string) => client.send('GET', `/api/v1/exports/${id}/file.xlsx`);

describe('名册导出', () => {
  test('without personal columns it is for reading only, and is refused as an import', async () => {
    const asked = (await first.ask(members.requestExport, { organisationId: schoolId })).body;
    expect([asked.state, asked.withPersonal]).toEqual(['ready', false]);
    const file = await fileOf(first, asked.id);
    expect(file.status).toBe(200);
    expect((await checked(world, first, file.raw)).refusal?.code).toBe('columns_missing');
  });

  test('personal columns need a reason', async () => {
    expect((await first.ask(members.requestExport, { organisationId: branchId, withPersonal: true })).problem?.code).toBe('reason_missing');
  });

  test('up to fifty people one exports alone, and each of them is shown it', async () => {
    const asked = (await first.ask(members.requestExport, { organisationId: branchId, withPersonal: true, reason: '核对支部名册' })).body;
    expect([asked.state, asked.persons <= 50]).toEqual(['ready', true]);
    expect((await fileOf(first, asked.id)).status).toBe(200);
    const shown = await world.db
      .selectFrom('auditEntries')
      .select('aboutPersonId')
      .where('action', '=', 'member.export')
      .where('reason', '=', '核对支部名册')
      .execute();
    expect(new Set(shown.map((one) => one.aboutPersonId)).size).toBe(asked.persons);
    expect((await fileOf(second, asked.id)).status).toBe(404);
  });

  test('more wait for a second person; with the consent it imports again as the same', async () => {
    const asked = (await first.ask(members.requestExport, { organisationId: rootId, withPersonal: true, reason: '年度统计核对' })).body;
    expect(asked.state).toBe('waiting');
    expect((await fileOf(first, asked.id)).problem?.code).toBe('second_person_needed');
    expect((await first.ask(members.decideExport, { exportId: asked.id, approved: true }, { version: asked.version })).problem?.code).toBe(
      'own_second_person',
    );
    const both = await Promise.all(
      [1, 2].map(() => second.ask(members.decideExport, { exportId: asked.id, approved: true }, { version: asked.version })),
    );
    expect(both.map((one) => one.problem?.code ?? one.status).sort()).toEqual([200, 'export_decided']);
    const file = await fileOf(first, asked.id);
    expect(file.status).toBe(200);
    const counts = (await checked(world, first, file.raw)).counts;
    expect(counts).toEqual({ new: 0, changed: 0, same: 655, warned: 0, wrong: 0 });
  });

  test('a week later the export is asked for again', async () => {
    const asked = (await first.ask(members.requestExport, { organisationId: branchId })).body;
    world.clock.set('2026-12-03T10:00:00+08:00');
    expect((await fileOf(first, asked.id)).problem?.code).toBe('export_expired');
    world.clock.set('2026-11-24T10:00:00+08:00');
  });

  test('the list holds what one asked for and what one may decide; a stranger sees none', async () => {
    expect((await second.ask(members.listExports, {})).body.items.length).toBeGreaterThan(2);
    expect((await world.client().ask(members.listExports, {})).status).toBe(401);
  });
});
