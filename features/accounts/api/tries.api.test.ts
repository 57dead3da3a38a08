import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { REST_MINUTES, TRIES } from '../account.ts';
import { accounts } from '../contract.ts';
import { hashPassword } from './sign-in.ts';

/** Tries are counted for the account, before they are looked at. */
const PASSWORD = 'correct horse';
let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
});
afterAll(() => world?.close());

const { now } = { now: '2026-11-24T10:00:00+08:00' };
const idOf = () => university.people.secretary.accountId;
const account = () => world.db.selectFrom('accounts').select(['failed', 'lockedUntil']).where('id', '=', idOf()).executeTakeFirstOrThrow();
beforeEach(async () => {
  world.clock.set(now);
  await world.db
    .updateTable('accounts')
    .set({ passwordHash: await hashPassword(PASSWORD), failed: 0, lockedUntil: null })
    .where('id', '=', idOf())
    .execute();
});
const tryIn = async (password: string) =>
  (await world.client().ask(accounts.signIn, { username: university.people.secretary.username, password })).problem?.code ?? 'in';

test('of many guesses at one moment no more than ten are looked at, and then the right password is not tried', async () => {
  const answers = await Promise.all(Array.from({ length: 60 }, (_, i) => tryIn(`guess ${i}`)));
  expect(answers.filter((code) => code === 'wrong_credentials')).toHaveLength(TRIES);
  expect(answers.filter((code) => code === 'account_locked')).toHaveLength(60 - TRIES);
  expect(await tryIn(PASSWORD)).toBe('account_locked');
  world.clock.set(`2026-11-24T10:${REST_MINUTES}:01+08:00`);
  expect(await tryIn(PASSWORD)).toBe('in');
});

test('the right password takes back what was counted', async () => {
  for (let i = 0; i < TRIES - 1; i += 1) expect(await tryIn(`guess ${i}`)).toBe('wrong_credentials');
  expect(await tryIn(PASSWORD)).toBe('in');
  expect(await account()).toEqual({ failed: 0, lockedUntil: null });
});

test('guessing the present password on the page that changes it counts the same', async () => {
  const client = world.client();
  await client.signIn(university.people.secretary.username, PASSWORD);
  const guess = (current: string) => client.ask(accounts.changePassword, { current, password: '自己的密码共八位' });
  const answers = await Promise.all(Array.from({ length: 30 }, (_, i) => guess(`guess ${i}`)));
  expect(answers.filter(({ problem }) => problem?.code === 'password_wrong')).toHaveLength(TRIES);
  expect(answers.filter(({ status }) => status === 429)).toHaveLength(30 - TRIES);
  expect((await guess(PASSWORD)).problem?.code).toBe('account_locked');
  expect(await tryIn(PASSWORD)).toBe('account_locked');
  world.clock.set(`2026-11-24T10:${REST_MINUTES}:01+08:00`);
  expect((await guess(PASSWORD)).status).toBe(204);
  expect(await account()).toEqual({ failed: 0, lockedUntil: null });
});

test('a 学工号 of eleven digits that looks like a mobile number signs in, and so does a mobile number', async () => {
  const plain = university.people.publicity;
  await world.db
    .updateTable('accounts')
    .set({ username: '13912345678', passwordHash: await hashPassword(PASSWORD) })
    .where('id', '=', plain.accountId)
    .execute();
  expect((await world.client().ask(accounts.signIn, { username: '13912345678', password: PASSWORD })).body.name).toBe(plain.name);
  await world.client().ask(accounts.register, { name: '白露', phone: '19900000009', password: '晴川历历汉阳树下' });
  expect((await world.client().ask(accounts.signIn, { username: '199-0000-0009', password: '晴川历历汉阳树下' })).body.name).toBe('白露');
});
