import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { organisations } from '#features/organisations/contract.ts';
import type { Client } from '#testing/client.ts';
import { foundUniversity, type University } from '#testing/people.ts';
import { checked, imported } from '#testing/roster-scene.ts';
import { openWorld, type World } from '#testing/world.ts';
import { members } from '../contract.ts';
import { checkCharacter } from '../id-number.ts';
import type { OrganisationValues } from '../organisation-row.ts';
import type { PersonValues } from '../person-row.ts';
import { writeRoster } from './workbook/write-roster.ts';

let world: World;
let university: University;
let client: Client;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
  client = await university.as('department');
});
afterAll(() => world?.close());

let serial = 0;
function person(organisationCode: string, posts: string[] = [], category: PersonValues['category'] = 'full'): PersonValues {
  serial += 1;
  const digits = `99010119900307${String(serial * 2 + 1).padStart(3, '0')}`;
  return {
    name: '李示例',
    sex: 'male',
    ethnicity: '01',
    birthDate: '1990-03-07',
    idNumber: digits + checkCharacter(digits),
    nativePlace: null,
    education: null,
    degree: null,
    staffNumber: `T2026${String(serial).padStart(5, '0')}`,
    identity: 'teacher',
    category,
    organisationCode,
    appliedOn: '2011-03-15',
    admittedOn: category === 'full' ? '2013-06-20' : '2026-06-20',
    convertedOn: category === 'full' ? '2014-06-20' : null,
    posts,
    phone: null,
    email: null,
    mobile: false,
    note: null,
  };
}
const branch = (code: string): OrganisationValues => ({
  code,
  name: `第${code}党支部`,
  kind: 'branch',
  composition: 'staff',
  parentCode: '0101',
  foundedOn: null,
  termBegan: null,
  termYears: null,
  note: null,
});
const workbook = (rows: OrganisationValues[], persons: PersonValues[]) => writeRoster({ organisations: rows, persons, personal: true });
const many = (n: number, code: string, category: PersonValues['category'] = 'full') => Array.from({ length: n }, () => person(code, [], category));

describe('what an import makes of posts', () => {
  test('a committee exists from the import day where three people hold committee posts, however many duties one of them has', async () => {
    const persons = [
      // Two people.
      person('010111', ['secretary']),
      person('010111', ['organisationOfficer']),
      // Three.
      person('010112', ['secretary']),
      person('010112', ['publicityOfficer']),
      person('010112', ['committeeMember']),
      // Three duties, two people.
      person('010113', ['secretary', 'organisationOfficer']),
      person('010113', ['disciplineOfficer']),
      // Three people, one of whom sits on no committee.
      person('010114', ['secretary']),
      person('010114', ['deputySecretary']),
      person('010114', ['treasurer']),
    ];
    await imported(world, client, await workbook(['010111', '010112', '010113', '010114'].map(branch), persons));
    const rows = await world.db
      .selectFrom('committeeSpans as s')
      .innerJoin('organisations as o', 'o.id', 's.organisationId')
      .select(['o.code', 's.fromOn', 's.toOn'])
      .where('o.code', 'like', '01011_')
      .execute();
    expect(rows).toEqual([{ code: '010112', fromOn: '2026-11-24', toOn: null }]);
  });

  test('afterwards a committee is missed only where seven full members make it due', async () => {
    const persons = [...many(6, '010121'), ...many(3, '010121', 'probationary'), ...many(7, '010122')];
    const view = await imported(world, client, await workbook(['010121', '010122'].map(branch), persons));
    const next = (await client.ask(members.afterImport, { importId: view.id })).body;
    const missed = next.withoutCommittee.map((one) => one.name);
    expect([missed.includes('第010121党支部'), missed.includes('第010122党支部')]).toEqual([false, true]);
  });

  test('who is to leave or to come in a week is in office, or not yet, until then: in the list, in the file, in a workbook', async () => {
    const [old, heir, other] = [person('010131', ['secretary']), person('010131'), person('010131')];
    await imported(world, client, await workbook([branch('010131')], [old, heir, other]));
    const place = await world.db.selectFrom('organisations').select('id').where('code', '=', '010131').executeTakeFirstOrThrow();
    const roster = async () => (await client.ask(members.listMembers, { branch: place.id })).body.items;
    const idOf = async (one: PersonValues) => (await roster()).find((row) => row.staffNumber === one.staffNumber)?.id ?? '';
    const post = (await client.ask(organisations.organisation, { organisationId: place.id })).body.posts[0];
    await client.ask(organisations.handOver, { postId: post?.id ?? '', toPersonId: await idOf(heir), on: '2026-12-01' });

    const posts = async () => Object.fromEntries((await roster()).map((row) => [row.staffNumber, row.posts]));
    expect(await posts()).toEqual({
      [old.staffNumber as string]: ['secretary'],
      [heir.staffNumber as string]: [],
      [other.staffNumber as string]: [],
    });
    const file = (await client.ask(members.getMember, { personId: await idOf(old) })).body;
    expect(file.fields.find((field) => field.key === 'posts')?.value).toBe('书记');
    expect((await checked(world, client, await workbook([branch('010131')], [old, heir, other]))).counts).toMatchObject({ same: 4 });

    // A workbook that names the one who was to come makes it today's; a third one steps in until the day that was settled.
    await imported(world, client, await workbook([branch('010131')], [{ ...old, posts: [] }, heir, { ...other, posts: ['secretary'] }]));
    const spans = async () =>
      (
        await world.db
          .selectFrom('posts')
          .innerJoin('persons', 'persons.id', 'posts.personId')
          .select(['staffNumber', 'posts.fromOn', 'posts.toOn'])
          .where('organisationId', '=', place.id)
          .orderBy('posts.fromOn')
          .execute()
      ).map((row) => [row.staffNumber, row.fromOn, row.toOn]);
    expect(await spans()).toEqual(
      expect.arrayContaining([
        [other.staffNumber, '2026-11-24', '2026-12-01'],
        [heir.staffNumber, '2026-12-01', null],
      ]),
    );
    await imported(
      world,
      client,
      await workbook(
        [branch('010131')],
        [old, { ...heir, posts: ['secretary'] }, other].map((one) => (one === old ? { ...old, posts: [] } : one)),
      ),
    );
    expect((await spans()).filter(([, from, to]) => to === null || from !== to)).toEqual([[heir.staffNumber, '2026-11-24', null]]);
  });
});
