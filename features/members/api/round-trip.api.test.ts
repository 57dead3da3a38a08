import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organisations } from '#features/organisations/contract.ts';
import type { Client } from '#testing/client.ts';
import { signInDirectly } from '#testing/people.ts';
import { checked, imported, kept, setUpUniversity } from '#testing/roster-scene.ts';
import { openWorld, type World } from '#testing/world.ts';
import { members } from '../contract.ts';

/** What the console did is in the workbook: an export goes in again and changes nothing. */
let world: World;
let client: Client;
let second: Client;
beforeAll(async () => {
  world = await openWorld();
  client = await setUpUniversity(world);
  await imported(world, client, kept('clean'));
  second = await anotherOfTheDepartment();
});
afterAll(() => world?.close());

/** A second person of 组织部, who consents to exports of many people. */
async function anotherOfTheDepartment(): Promise<Client> {
  const person = await world.db.selectFrom('persons').select(['id', 'name']).where('staffNumber', '=', 'T202200000').executeTakeFirstOrThrow();
  const accountId = crypto.randomUUID();
  await world.db
    .insertInto('accounts')
    .values({ id: accountId, username: 'T202200000', personId: person.id, name: person.name, createdAt: world.clock.now() })
    .execute();
  await world.db.updateTable('posts').set({ toOn: '2026-11-24' }).where('personId', '=', person.id).execute();
  const department = await world.db.selectFrom('organisations').select('id').where('kind', '=', 'department').executeTakeFirstOrThrow();
  await world.db
    .insertInto('posts')
    .values({ id: crypto.randomUUID(), personId: person.id, organisationId: department.id, kind: 'departmentStaff', fromOn: '2026-11-24' })
    .execute();
  const made = world.client();
  await signInDirectly(world, made, accountId);
  return made;
}

const act = { on: '2026-11-24', documentNumber: '示大党组〔2026〕9号', reason: '机构调整' };
const idOf = async (code: string) => (await world.db.selectFrom('organisations').select('id').where('code', '=', code).executeTakeFirstOrThrow()).id;
const peopleOf = async (id: string) =>
  (await world.db.selectFrom('memberships').select('personId').where('organisationId', '=', id).where('toOn', 'is', null).execute()).map(
    (row) => row.personId,
  );

/** Exported whole, and held against the record again. */
async function again() {
  const asked = (await client.ask(members.requestExport, { organisationId: await idOf('001'), withPersonal: true, reason: '核对' })).body;
  expect((await second.ask(members.decideExport, { exportId: asked.id, approved: true }, { version: asked.version })).status).toBe(200);
  const file = await client.send('GET', `/api/v1/exports/${asked.id}/file.xlsx`);
  expect(file.status).toBe(200);
  const view = await checked(world, client, file.raw);
  const wrong =
    view.counts && view.counts.wrong > 0 ? (await client.ask(members.importRows, { importId: view.id, outcome: ['wrong'] as never })).body : null;
  expect(wrong?.items.map((row) => [row.sheet, row.row, row.messages.map((one) => one.message)]) ?? []).toEqual([]);
  return view.counts;
}
const codesOf = async () =>
  Object.fromEntries(
    (await world.db.selectFrom('organisations').select(['name', 'code']).where('dissolvedOn', 'is', null).execute()).map((row) => [
      row.name,
      row.code,
    ]),
  );

describe('an export is imported again as the same', () => {
  test('after a school, a branch and a group were founded, with a code given and with the next one', async () => {
    const root = await idOf('001');
    const school = await client.ask(organisations.found, { parentId: root, kind: 'generalBranch', name: '海洋学院总支部委员会', ...act });
    const { nextCode } = (await client.ask(organisations.organisation, { organisationId: school.body.id })).body;
    expect([school.body.code, nextCode]).toEqual([expect.stringMatching(/^001\d\d$/), `${school.body.code}01`]);
    const branch = await client.ask(organisations.found, {
      parentId: school.body.id,
      kind: 'branch',
      name: '本科生第一党支部',
      composition: 'undergraduate',
      code: `${school.body.code}07`,
      ...act,
    });
    const group = await client.ask(organisations.found, { parentId: branch.body.id, kind: 'group', name: '第一党小组', ...act });
    expect(group.body.code).toBe(`${school.body.code}0701`);
    for (const [code, answer] of [
      ['0010101', 'code_not_under_parent'],
      [`${school.body.code}07`, 'code_taken'],
    ] as const)
      expect(
        (await client.ask(organisations.found, { parentId: school.body.id, kind: 'branch', name: '重号党支部', composition: 'staff', code, ...act }))
          .problem?.code,
      ).toBe(answer);
    const counts = await again();
    expect(counts).toMatchObject({ new: 0, changed: 0, warned: 0, wrong: 0 });
    expect(counts?.same).toBe(655 + 3);
  });

  test('after a branch moved to another school: it has a code there', async () => {
    const moved = await client.ask(organisations.move, { organisationId: await idOf('0010101'), parentId: await idOf('00102'), ...act });
    expect(moved.body.code).toMatch(/^00102\d\d$/);
    expect(await again()).toMatchObject({ new: 0, changed: 0, warned: 0, wrong: 0 });
  });

  test('after a merge into a new branch, whose group comes along', async () => {
    const [one, two] = [await idOf('0010103'), await idOf('0010104')];
    await client.ask(organisations.found, { parentId: one, kind: 'group', name: '毕业班党小组', ...act });
    const merged = await client.ask(organisations.merge, { sourceIds: [one, two], made: { name: '合并后的党支部' }, ...act });
    expect(merged.status).toBe(200);
    expect((await codesOf()).毕业班党小组).toBe(`${merged.body.code}01`);
    expect(await again()).toMatchObject({ new: 0, changed: 0, warned: 0, wrong: 0 });
  });

  test('after a split', async () => {
    const id = await idOf('0010102');
    const people = await peopleOf(id);
    const parts = [
      { made: null, memberIds: people.slice(0, 5) },
      { made: { name: '拆出的党支部' }, memberIds: people.slice(5) },
    ];
    expect((await client.ask(organisations.split, { organisationId: id, parts, ...act })).status).toBe(200);
    expect((await codesOf()).拆出的党支部).toMatch(/^00101\d\d$/);
    expect(await again()).toMatchObject({ new: 0, changed: 0, warned: 0, wrong: 0 });
  });

  test('a code is corrected with its reason, and what stands beneath follows', async () => {
    const school = (await client.ask(organisations.organisation, { organisationId: await idOf('00103') })).body;
    const correct = (code: string, reason = '') =>
      client.ask(organisations.correct, { organisationId: school.id, code, ...(reason ? { reason } : {}) }, { version: school.version });
    expect((await correct('00177')).problem?.code).toBe('reason_missing');
    expect((await correct('00201', '更正')).problem?.code).toBe('code_not_under_parent');
    expect((await correct('00101', '更正')).problem?.code).toBe('code_taken');
    expect((await correct('00177', '更正')).body.code).toBe('00177');
    const { rows } = await sql<{ code: string }>`select code from organisations where parent_id = ${school.id}`.execute(world.db);
    expect(rows.length).toBeGreaterThan(0);
    for (const row of rows) expect(row.code).toMatch(/^00177\d\d$/);
    expect(await again()).toMatchObject({ new: 0, changed: 0, warned: 0, wrong: 0 });
  });

  test('a code that is on record is right as it stands, also where it does not nest', async () => {
    await world.db.updateTable('organisations').set({ code: '8888' }).where('name', '=', '拆出的党支部').execute();
    expect(await again()).toMatchObject({ new: 0, changed: 0, warned: 0, wrong: 0 });
  });

  test('where people stand in an organisation without code, the export says so instead of leaving them out', async () => {
    await world.db.updateTable('organisations').set({ code: null }).where('name', '=', '拆出的党支部').execute();
    const refused = await client.ask(members.requestExport, { organisationId: await idOf('001') });
    expect([refused.problem?.code, refused.problem?.detail]).toEqual(['codes_missing', expect.stringContaining('拆出的党支部')]);
  });
});
