import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { accounts } from '../contract.ts';
import { hashPassword } from './sign-in.ts';

let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
  await world.db
    .updateTable('accounts')
    .set({ passwordHash: await hashPassword('correct horse') })
    .where('id', '=', university.people.secretary.accountId)
    .execute();
});
afterAll(() => world?.close());

describe('signing in', () => {
  test('a secretary signs in, acts as secretary, and signs out', async () => {
    const client = world.client();
    const answer = await client.ask(accounts.signIn, { username: university.people.secretary.username, password: 'correct horse' });
    expect(answer.status).toBe(200);
    expect(answer.body.post?.kind).toBe('secretary');
    expect(answer.body.places.map((place) => place.name)).toEqual(['岚川大学党委', '信息学院党委', '本科生第二党支部']);
    expect((await client.ask(accounts.me, {})).body.name).toBe('林知远');
    await client.ask(accounts.signOut, {});
    const after = await client.ask(accounts.me, {});
    expect(after.status).toBe(401);
  });

  test('a signed-out cookie opens nothing any more', async () => {
    const client = world.client();
    await client.signIn(university.people.secretary.username, 'correct horse');
    const stolen = client.cookie;
    await client.ask(accounts.signOutEverywhere, {});
    client.useCookie(stolen);
    expect((await client.ask(accounts.me, {})).status).toBe(401);
  });

  test('wrong passwords tried at the same moment are all counted', async () => {
    const { accountId, username } = await world.db
      .selectFrom('accounts')
      .select(['id as accountId', 'username'])
      .where('id', '=', university.people.farMember.accountId)
      .executeTakeFirstOrThrow();
    await world.db.updateTable('accounts').set({ failed: 0, lockedUntil: null }).where('id', '=', accountId).execute();
    await Promise.all([1, 2, 3, 4, 5].map((n) => world.client().ask(accounts.signIn, { username, password: `wrong ${n}` })));
    expect(await world.db.selectFrom('accounts').select('failed').where('id', '=', accountId).executeTakeFirstOrThrow()).toEqual({ failed: 5 });
    await world.db.updateTable('accounts').set({ failed: 0 }).where('id', '=', accountId).execute();
  });

  test('after ten wrong passwords the account rests; a right one is not tried', async () => {
    const client = world.client();
    const { username } = university.people.officer;
    const codes = [];
    for (let i = 0; i < 11; i++) codes.push((await client.ask(accounts.signIn, { username, password: `wrong ${i}` })).problem?.code);
    expect(codes.slice(0, 10).every((code) => code === 'wrong_credentials')).toBe(true);
    expect(codes[10]).toBe('account_locked');
  });

  test('a disabled account is out at its next request', async () => {
    const client = await university.as('member');
    expect((await client.ask(accounts.me, {})).status).toBe(200);
    await world.db.updateTable('accounts').set({ state: 'disabled' }).where('id', '=', university.people.member.accountId).execute();
    expect((await client.ask(accounts.me, {})).status).toBe(401);
  });

  test('bad input names the field and what to do, in the reader’s language', async () => {
    const zh = await world.client().send('POST', '/api/v1/session', { body: { username: '' } });
    expect(zh.status).toBe(422);
    expect(zh.problem?.errors).toContainEqual({ path: 'username', code: 'too_small', message: '这一项还没有填。' });
    const en = await world.client().send('POST', '/api/v1/session', { body: { username: 'a' }, language: 'en' });
    expect(en.problem?.errors).toContainEqual({ path: 'password', code: 'invalid_type', message: 'This field is missing.' });
  });
});
