import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundUniversity, type University } from '#testing/people.ts';
import { checked, imported, upload } from '#testing/roster-scene.ts';
import { openWorld, type World } from '#testing/world.ts';
import { members } from '../contract.ts';
import { checkCharacter } from '../id-number.ts';
import type { PersonValues } from '../person-row.ts';
import { writeRoster } from './workbook/write-roster.ts';

let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
});
afterAll(() => world?.close());

const idNumber = (serial: number) => {
  const digits = `99010119900307${String(serial * 2 + 1).padStart(3, '0')}`;
  return digits + checkCharacter(digits);
};
const person = (serial: number, organisationCode: string, more: Partial<PersonValues> = {}): PersonValues => ({
  name: '李示例',
  sex: 'male',
  ethnicity: '01',
  birthDate: '1990-03-07',
  idNumber: idNumber(serial),
  nativePlace: null,
  education: '14',
  degree: null,
  staffNumber: `T2026${String(serial).padStart(5, '0')}`,
  identity: 'teacher',
  category: 'full',
  organisationCode,
  appliedOn: '2011-03-15',
  admittedOn: '2013-06-20',
  convertedOn: '2014-06-20',
  posts: [],
  phone: null,
  email: null,
  mobile: false,
  note: null,
  ...more,
});
const workbook = (persons: PersonValues[]) => writeRoster({ organisations: [], persons, personal: true });
const outcomes = async (who: 'organiser' | 'otherOrganiser' | 'department', importId: string) =>
  (await (await university.as(who)).ask(members.importRows, { importId })).body.items.map((row) => [
    row.outcome,
    ...row.messages.filter((message) => message.level === 'error').map((message) => message.code),
  ]);

describe('谁导入谁的名册', () => {
  test.each(['secretary', 'officer', 'member', 'activist', 'guest'] as const)('%s may not import', async (who) => {
    expect((await upload(await university.as(who), await workbook([person(1, '010101')]))).status).toBe(403);
  });

  test('a school’s organiser imports its own people; of others nothing is learnt but that a transfer is needed', async () => {
    const organiser = await university.as('organiser');
    const view = await imported(
      world,
      organiser,
      await workbook([person(1, '010101', { posts: ['groupLeader'] }), person(2, '010201'), person(3, '010102')]),
    );
    expect([view.state, view.scope?.name]).toEqual(['applied', '信息学院党委']);
    expect(await outcomes('organiser', view.id)).toEqual([['new'], ['wrong', 'organisation_unknown'], ['new']]);
    const other = await university.as('otherOrganiser');
    const theirs = await checked(world, other, await workbook([person(1, '010201', { name: '王某' })]));
    expect(await outcomes('otherOrganiser', theirs.id)).toEqual([['wrong', 'needs_transfer']]);
    expect((await other.ask(members.getImport, { importId: view.id })).status).toBe(404);
    expect((await (await university.as('department')).ask(members.getImport, { importId: view.id })).status).toBe(200);
    expect((await other.ask(members.listImports, {})).body.items.map((one) => one.id)).toEqual([theirs.id]);
  });

  test('into another branch of the scope: one span ends and another begins on the import day, and the posts of the old branch end', async () => {
    world.clock.set('2026-12-01T10:00:00+08:00');
    const view = await imported(world, await university.as('organiser'), await workbook([person(1, '010102')]));
    expect(view.counts?.changed).toBe(1);
    const known = await world.db.selectFrom('persons').select('id').where('staffNumber', '=', 'T202600001').executeTakeFirstOrThrow();
    const spans = await world.db
      .selectFrom('memberships')
      .select(['organisationId', 'fromOn', 'toOn'])
      .where('personId', '=', known.id)
      .orderBy('fromOn')
      .execute();
    expect(spans).toEqual([
      { organisationId: university.branch.id, fromOn: '2026-11-24', toOn: '2026-12-01' },
      { organisationId: university.sibling.id, fromOn: '2026-12-01', toOn: null },
    ]);
    expect(await world.db.selectFrom('posts').select(['kind', 'toOn']).where('personId', '=', known.id).execute()).toEqual([
      { kind: 'groupLeader', toOn: '2026-12-01' },
    ]);
    const shown = await world.db.selectFrom('auditEntries').select('action').where('aboutPersonId', '=', known.id).execute();
    expect(shown.map((one) => one.action)).toEqual(['member.import']);
  });

  test('an emptied cell empties the field, a filled one fills it', async () => {
    const organiser = await university.as('organiser');
    await imported(world, organiser, await workbook([person(3, '010102', { education: null, phone: '19900000003' })]));
    const known = await world.db
      .selectFrom('persons')
      .select(['education', 'phoneLast', 'version'])
      .where('staffNumber', '=', 'T202600003')
      .executeTakeFirstOrThrow();
    expect(known).toEqual({ education: null, phoneLast: '0003', version: 2 });
  });

  test('a 学工号 of another person is refused, and a workbook of nothing else is not carried out', async () => {
    const departments = await university.as('department');
    const view = await checked(world, departments, await workbook([person(9, '010101', { staffNumber: university.people.member.username })]));
    expect(await outcomes('department', view.id)).toEqual([['wrong', 'staff_number_taken']]);
    expect((await departments.ask(members.applyImport, { importId: view.id })).problem?.code).toBe('import_nothing');
  });
});
