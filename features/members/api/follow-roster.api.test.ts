import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accounts } from '#features/accounts/contract.ts';
import { hashPassword } from '#features/accounts/index.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { foundUniversity, type University } from '#testing/people.ts';
import { checked, drain, imported } from '#testing/roster-scene.ts';
import { openWorld, type World } from '#testing/world.ts';
import { members } from '../contract.ts';
import { checkCharacter } from '../id-number.ts';
import type { PersonValues } from '../person-row.ts';
import { writeRoster } from './workbook/write-roster.ts';

const PASSWORD = 'correct horse';
let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
  await world.db
    .updateTable('accounts')
    .set({ passwordHash: await hashPassword(PASSWORD) })
    .execute();
});
afterAll(() => world?.close());

type Who = keyof University['people'];
const signsIn = async (username: string) => (await world.client().ask(accounts.signIn, { username, password: PASSWORD })).status;
const accountOf = (personId: string) =>
  world.db.selectFrom('accounts').select(['id', 'username', 'name']).where('personId', '=', personId).executeTakeFirstOrThrow();
const followed = async (personId: string) =>
  (
    await world.db
      .selectFrom('auditEntries')
      .select(['actorName', 'detail'])
      .where('action', '=', 'account.followRoster')
      .where('aboutPersonId', '=', personId)
      .orderBy('id')
      .execute()
  ).map((entry) => [entry.actorName, (entry.detail as { fields: string[] }).fields]);

/** What a member says is wrong, decided by the branch's secretary. */
async function corrected(who: Who, field: string, value: string) {
  const proposed = (await (await university.as(who)).ask(members.proposeCorrection, { field, value, reason: '' })).body;
  return (await university.as('secretary')).ask(
    members.decideCorrection,
    { correctionId: proposed.id, approved: true },
    { version: proposed.version },
  );
}

describe('an account follows a correction that was approved', () => {
  test('signing in takes the new 学工号 and no longer the old; who was signed in remains so', async () => {
    const { id, username } = university.people.member;
    const open = world.client();
    await open.signIn(username, PASSWORD);
    expect((await corrected('member', 'staffNumber', '2026990001')).status).toBe(200);
    expect([await signsIn('2026990001'), await signsIn(username)]).toEqual([200, 401]);
    expect((await open.ask(accounts.me, {})).status).toBe(200);
    expect(await followed(id)).toEqual([['林知远', ['username']]]);
  });

  test('a name is taken over, and the next page shows it', async () => {
    const open = await university.as('probationary');
    expect((await corrected('probationary', 'name', '许望之')).status).toBe(200);
    expect((await open.ask(accounts.me, {})).body.name).toBe('许望之');
    expect(await followed(university.people.probationary.id)).toEqual([['林知远', ['name']]]);
  });

  test('a slip that is out opens the account with the number printed on it, by its code alone, until it is used', async () => {
    const { id, username, accountId } = university.people.activist;
    const issue = async () =>
      (await (await university.as('secretary')).ask(accounts.issueStartCodes, { personIds: [id] })).body.slips[0]?.code as string;
    const first = await issue();
    expect((await corrected('activist', 'staffNumber', '2026990004')).status).toBe(200);
    const opens = (name: string, password: string) => world.client().ask(accounts.signIn, { username: name, password });
    // The password that the account still has does not go with the name of old.
    expect((await opens(username, PASSWORD)).status).toBe(401);
    const second = await issue();
    expect((await opens(username, first)).problem?.code).toBe('wrong_credentials');
    expect((await opens(username, second)).problem?.code).toBe('wrong_credentials');

    for (const number of ['2026990005', '2026990006']) expect((await corrected('activist', 'staffNumber', number)).status).toBe(200);
    const client = world.client();
    expect((await client.signIn('2026990004', second)).username).toBe('2026990006');
    expect((await client.ask(accounts.changePassword, { current: second, password: '自己的密码共八位' })).status).toBe(204);
    expect((await opens('2026990004', '自己的密码共八位')).status).toBe(401);
    expect((await opens('2026990006', '自己的密码共八位')).status).toBe(200);
    expect(await world.db.selectFrom('accounts').select('slipName').where('id', '=', accountId).executeTakeFirst()).toEqual({ slipName: null });
  });

  test('a sign-in name that was chosen by hand stays', async () => {
    const { id, accountId } = university.people.publicity;
    await world.db.updateTable('accounts').set({ username: 'luming' }).where('id', '=', accountId).execute();
    expect((await corrected('publicity', 'staffNumber', '2026990002')).status).toBe(200);
    expect((await accountOf(id)).username).toBe('luming');
    expect(await followed(id)).toEqual([]);
  });

  test('a number that another account signs in with is refused in one sentence, and nothing is changed', async () => {
    const { id, username } = university.people.officer;
    await world.db.insertInto('accounts').values({ id: newId(), username: 'T2026abc', name: '值班', createdAt: world.clock.now() }).execute();
    const answer = await corrected('officer', 'staffNumber', 't2026ABC');
    expect([answer.status, answer.problem?.code, answer.problem?.detail]).toEqual([
      409,
      'sign_in_name_taken',
      '学工号 t2026ABC 已是另一个账号的登录名。请先核对这个号码，再到账号页查是谁在用。',
    ]);
    const person = await world.db.selectFrom('persons').select('staffNumber').where('id', '=', id).executeTakeFirstOrThrow();
    expect([person.staffNumber, (await accountOf(id)).username, await signsIn(username)]).toEqual([username, username, 200]);
  });
});

describe('an account follows an import', () => {
  const digits = '99010119900307021';
  const person = (more: Partial<PersonValues> = {}): PersonValues => ({
    name: '李示例',
    sex: 'male',
    ethnicity: '01',
    birthDate: '1990-03-07',
    idNumber: digits + checkCharacter(digits),
    nativePlace: null,
    education: '14',
    degree: null,
    staffNumber: 'T202600021',
    identity: 'teacher',
    category: 'full',
    organisationCode: '010101',
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
  const bringIn = async (more: Partial<PersonValues>) =>
    imported(world, await university.as('organiser'), await writeRoster({ organisations: [], persons: [person(more)], personal: true }));
  const known = async () =>
    (await world.db.selectFrom('persons').select('id').where('staffNumber', 'like', 'T20260002%').executeTakeFirstOrThrow()).id;

  test('name and 学工号 in one workbook are both taken over, in the name of who imported it', async () => {
    await bringIn({});
    const issued = await (await university.as('secretary')).ask(accounts.issueStartCodes, { personIds: [await known()] });
    expect(issued.body.slips[0]?.username).toBe('T202600021');
    await world.db
      .updateTable('accounts')
      .set({ passwordHash: await hashPassword(PASSWORD) })
      .where('personId', '=', await known())
      .execute();
    const open = world.client();
    await open.signIn('T202600021', PASSWORD);
    expect((await bringIn({ name: '李示范', staffNumber: 'T202600022' })).state).toBe('applied');
    expect([await signsIn('T202600022'), await signsIn('T202600021')]).toEqual([200, 401]);
    expect((await open.ask(accounts.me, {})).body.name).toBe('李示范');
    expect(await followed(await known())).toEqual([
      ['温见山', ['username']],
      ['温见山', ['name']],
    ]);
  });

  test('a number that another account signs in with is found in the dry run, of whoever is new as well', async () => {
    await world.db.insertInto('accounts').values({ id: newId(), username: 't202600029', name: '值班', createdAt: world.clock.now() }).execute();
    const organiser = await university.as('organiser');
    for (const more of [{ name: '李样例' }, { idNumber: '990101199003071231'.slice(0, 17) + checkCharacter('99010119900307123') }]) {
      const bytes = await writeRoster({ organisations: [], persons: [person({ ...more, staffNumber: 'T202600029' })], personal: true });
      const view = await checked(world, organiser, bytes);
      const rows = (await organiser.ask(members.importRows, { importId: view.id })).body.items;
      expect(rows.map((row) => [row.outcome, row.messages.map((one) => one.message)])).toEqual([
        ['wrong', ['学工号 T202600029 已是另一个账号的登录名。请先核对号码，再到账号页查是谁在用。']],
      ]);
    }
  });

  test('one that is taken between the dry run and its carrying out stops the whole import', async () => {
    const organiser = await university.as('organiser');
    const bytes = await writeRoster({ organisations: [], persons: [person({ name: '李样例', staffNumber: 'T202600028' })], personal: true });
    const { id } = await checked(world, organiser, bytes);
    await world.db.insertInto('accounts').values({ id: newId(), username: 'T202600028', name: '值班', createdAt: world.clock.now() }).execute();
    await organiser.ask(members.applyImport, { importId: id });
    await drain(world);
    const view = (await organiser.ask(members.getImport, { importId: id })).body;
    expect([view.state, view.refusal?.code]).toEqual(['failed', 'import_outdated']);
    expect(await accountOf(await known())).toMatchObject({ username: 'T202600022', name: '李示范' });
  });
});
