import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundUniversity } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { accounts } from '../contract.ts';
import { ensureSetupCode } from '../index.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world?.close());

const asked = { university: '岚川大学党委', name: '齐思远', username: 'zuzhibu', password: '至少要有八位的密码' };

describe('an empty installation', () => {
  test('is set up once, with the code of the last start', async () => {
    expect((await world.client().ask(accounts.setupState, {})).body).toEqual({ needed: true, demo: false });
    const first = (await ensureSetupCode(world.running.services)) as string;
    const code = (await ensureSetupCode(world.running.services)) as string;
    expect((await world.client().ask(accounts.setUp, { ...asked, code: first })).problem?.code).toBe('setup_code_wrong');
    expect((await world.client().ask(accounts.setUp, { ...asked, code, password: '12345678' })).problem?.code).toBe('password_too_common');
    expect((await world.client().ask(accounts.setUp, { ...asked, code, username: '1' })).problem?.code).toBe('username_shape');

    const clients = [world.client(), world.client()];
    const answers = await Promise.all(clients.map((client) => client.ask(accounts.setUp, { ...asked, code })));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    const me = answers.find((answer) => answer.status === 200)?.body;
    expect(me?.posts.map((post) => [post.kind, post.organisationName])).toEqual(
      expect.arrayContaining([
        ['administrator', '岚川大学党委'],
        ['departmentStaff', '组织部'],
      ]),
    );
    expect(me?.mustSetPassword).toBe(false);

    const client = clients[answers.findIndex((answer) => answer.status === 200)];
    const tree = await client?.send('GET', '/api/v1/organisations');
    expect(tree?.body.items.map((row: { name: string }) => row.name)).toEqual(['岚川大学党委', '组织部']);
    expect((await world.client().ask(accounts.setUp, { ...asked, code })).problem?.code).toBe('already_set_up');
    expect(await ensureSetupCode(world.running.services)).toBeNull();
    expect((await world.client().ask(accounts.setupState, {})).body).toEqual({ needed: false, demo: false });
    expect((await world.client().ask(accounts.signIn, { username: 'ZuZhiBu', password: asked.password })).status).toBe(200);
    expect(JSON.stringify(await world.db.selectFrom('settings').selectAll().execute())).not.toContain('setup.code');
  });
});

describe('non-members', () => {
  test('register with a name and a mobile number, kept sealed and never shown', async () => {
    const client = world.client();
    const me = await client.ask(accounts.register, { name: '白露', phone: '+86 199-0000-0001', password: '晴川历历汉阳树下' });
    expect(me.body).toMatchObject({ name: '白露', category: 'nonMember', username: '*******0001', branch: null, mustSetPassword: false });
    expect((await world.client().ask(accounts.register, { name: '别人', phone: '19900000001', password: '芳草萋萋鹦鹉洲头' })).problem?.code).toBe(
      'phone_registered',
    );
    expect((await world.client().ask(accounts.register, { name: '别人', phone: '027-8765', password: '芳草萋萋鹦鹉洲头' })).problem?.code).toBe(
      'phone_not_mobile',
    );
    expect((await world.client().ask(accounts.register, { name: '别人', phone: '19900000002', password: '短' })).problem?.params).toEqual({
      missing: 7,
    });
    expect((await world.client().ask(accounts.signIn, { username: '199 0000 0001', password: '晴川历历汉阳树下' })).status).toBe(200);
    const kept = JSON.stringify([
      await world.db.selectFrom('accounts').selectAll().execute(),
      await world.db.selectFrom('persons').selectAll().execute(),
      await world.db.selectFrom('auditEntries').selectAll().execute(),
    ]);
    expect(kept).not.toContain('19900000001');
    const sealed = await world.db.selectFrom('persons').select('phoneSealed').where('name', '=', '白露').executeTakeFirstOrThrow();
    expect(world.running.services.crypto.open(sealed.phoneSealed as Buffer)).toBe('19900000001');
  });

  test('two registrations of one number at the same moment make one account', async () => {
    const answers = await Promise.all(
      ['甲', '乙'].map((name) => world.client().ask(accounts.register, { name, phone: '19900000003', password: '黄鹤一去不复返兮' })),
    );
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
  });
});

test('a university that is there needs no set-up', async () => {
  const other = await openWorld();
  await foundUniversity(other);
  expect(await ensureSetupCode(other.running.services)).toBeNull();
  await other.close();
});
