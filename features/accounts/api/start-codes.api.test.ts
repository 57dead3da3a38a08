import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids/ids.ts';
import { foundUniversity, signInDirectly, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { accounts } from '../contract.ts';
import { createUser, disableUser, resetPassword } from '../index.ts';

let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
});
afterAll(() => world?.close());

type Who = keyof University['people'];
const issueFor = async (who: Who, body: { personIds?: string[]; organisationId?: string; onlyNew?: boolean }) =>
  (await university.as(who)).ask(accounts.issueStartCodes, body);

describe('start codes', () => {
  test('a slip opens the account once: the first thing is a password of one’s own', async () => {
    const { member } = university.people;
    const { body } = await issueFor('secretary', { personIds: [member.id] });
    expect(body.slips).toMatchObject([{ name: '周以宁', username: member.username, branch: '本科生第二党支部', until: '2026-12-08T10:00:00+08:00' }]);
    const code = body.slips[0]?.code as string;
    expect(code).toMatch(/^[A-Z2-9]{5}-[A-Z2-9]{5}$/);

    const client = world.client();
    const me = await client.signIn(member.username, code.toLowerCase().replace('-', ' '));
    expect(me.mustSetPassword).toBe(true);
    expect((await client.send('GET', '/api/v1/organisations')).problem?.code).toBe('start_code_only_sets_password');
    expect((await client.ask(accounts.changePassword, { current: 'AAAAA-AAAAA', password: '自己的密码八位' })).problem?.code).toBe('password_wrong');
    expect((await client.ask(accounts.changePassword, { current: code, password: '自己的密码共八位' })).status).toBe(204);
    expect((await client.send('GET', '/api/v1/organisations')).status).toBe(200);
    expect((await client.ask(accounts.me, {})).body.mustSetPassword).toBe(false);
    const again = await world.client().ask(accounts.signIn, { username: member.username, password: code });
    expect(again.problem?.code).toBe('wrong_credentials');
    expect((await world.client().ask(accounts.signIn, { username: member.username, password: '自己的密码共八位' })).status).toBe(200);
  });

  test('a second slip replaces the first; the database holds neither, nor does the kept answer of a repeated request', async () => {
    const { officer } = university.people;
    const client = await university.as('organiser');
    const first = (await client.ask(accounts.issueStartCodes, { personIds: [officer.id] }, { key: 'slips-first' })).body;
    const second = (await client.ask(accounts.issueStartCodes, { personIds: [officer.id] }, { key: 'slips-second' })).body;
    const repeated = (await client.ask(accounts.issueStartCodes, { personIds: [officer.id] }, { key: 'slips-second' })).body;
    expect(repeated).toEqual(second);
    expect((await world.client().ask(accounts.signIn, { username: officer.username, password: first.slips[0]?.code as string })).problem?.code).toBe(
      'wrong_credentials',
    );
    const kept = JSON.stringify([
      await world.db.selectFrom('accounts').selectAll().execute(),
      await world.db.selectFrom('idempotencyKeys').selectAll().execute(),
      await world.db.selectFrom('auditEntries').selectAll().execute(),
    ]);
    const plain = second.slips[0]?.code.replace('-', '') as string;
    expect(kept.includes(plain) || kept.includes(second.slips[0]?.code as string)).toBe(false);
    expect((await world.client().ask(accounts.signIn, { username: officer.username, password: second.slips[0]?.code as string })).status).toBe(200);
  });

  test('after fourteen days it is told to have run out', async () => {
    const { publicity } = university.people;
    const code = (await issueFor('secretary', { personIds: [publicity.id] })).body.slips[0]?.code as string;
    world.clock.set('2026-12-08T10:00:01+08:00');
    expect((await world.client().ask(accounts.signIn, { username: publicity.username, password: code })).problem?.code).toBe('start_code_expired');
    const list = await (await university.as('secretary')).ask(accounts.listAccounts, { organisation: university.branch.id, state: 'expired' });
    expect(list.body.items.map((row) => row.name)).toContain('陆鸣');
    world.clock.set('2026-11-24T10:00:00+08:00');
  });

  test('who may issue them, for whom', async () => {
    const answers: Record<string, number> = {};
    for (const who of [
      'secretary',
      'officer',
      'publicity',
      'member',
      'siblingSecretary',
      'organiser',
      'otherOrganiser',
      'department',
      'committee',
      'guest',
    ] as Who[])
      answers[who] = (await issueFor(who, { organisationId: university.branch.id })).status;
    expect(answers).toEqual({
      secretary: 200,
      officer: 200,
      publicity: 403,
      member: 403,
      siblingSecretary: 403,
      organiser: 200,
      otherOrganiser: 403,
      department: 200,
      committee: 200,
      guest: 403,
    });
    expect((await issueFor('secretary', { personIds: [university.people.member.id, university.people.farMember.id] })).status).toBe(403);
    expect((await world.client().ask(accounts.issueStartCodes, { organisationId: university.branch.id })).status).toBe(401);
  });

  test('the administrator gives none to whoever sees content by their post, singly or with an organisation, while 组织部 works', async () => {
    const { department, secretary, officer, member } = university.people;
    const { accountId } = await university.person('信息中心', null, 'nonMember', [{ kind: 'administrator', at: university.root }]);
    const administrator = world.client();
    await signInDirectly(world, administrator, accountId);
    const issue = (body: { personIds?: string[]; organisationId?: string; onlyNew?: boolean }) => administrator.ask(accounts.issueStartCodes, body);
    for (const person of [department, secretary])
      expect((await issue({ personIds: [member.id, person.id] })).problem?.code).toBe('code_of_post_holder');
    expect((await issue({ personIds: [member.id] })).status).toBe(200);
    const all = (await issue({ organisationId: university.branch.id, onlyNew: false })).body;
    expect(all.slips.map((slip) => slip.personId)).toContain(member.id);
    const held = all.skipped.filter(({ why }) => why === 'byPost').map(({ personId }) => personId);
    expect(held).toEqual(expect.arrayContaining([secretary.id, officer.id]));
    expect(all.slips.filter(({ personId }) => held.includes(personId))).toEqual([]);
    const listed = (await administrator.ask(accounts.listAccounts, { organisation: university.branch.id })).body.items;
    const of = (id: string) => listed.find((row) => row.personId === id)?.abilities;
    expect(of(member.id)?.issue.allowed).toBe(true);
    expect([of(secretary.id)?.issue.allowed, of(secretary.id)?.disable.allowed]).toEqual([false, true]);
    // Nor a code that is out on the day on which the post begins.
    await world.db
      .insertInto('posts')
      .values({ id: newId(), personId: member.id, organisationId: university.branch.id, kind: 'publicityOfficer', fromOn: '2026-11-30' })
      .execute();
    expect((await issue({ personIds: [member.id] })).problem?.code).toBe('code_of_post_holder');
    await world.db.deleteFrom('posts').where('personId', '=', member.id).execute();
  });

  test('a whole school at once leaves out those who are in already, and every slip is in the audit of its person', async () => {
    const { body } = await issueFor('organiser', { organisationId: university.school.id });
    expect(body.slips.map((slip) => slip.name)).not.toContain('周以宁');
    expect(new Set(body.slips.map((slip) => slip.code)).size).toBe(body.slips.length);
    const about = await world.db
      .selectFrom('auditEntries')
      .select('id')
      .where('action', '=', 'account.issueStartCode')
      .where('aboutPersonId', '=', university.people.siblingMember.id)
      .execute();
    expect(about).toHaveLength(1);
  });

  test('the list goes on page by page and shows each person once', async () => {
    const client = await university.as('department');
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = (await client.ask(accounts.listAccounts, { organisation: university.root.id, limit: 4, ...(cursor ? { cursor } : {}) })).body;
      names.push(...page.items.map((row) => row.name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(names).toHaveLength(14);
    expect(new Set(names).size).toBe(14);
  });
});

describe('disabling', () => {
  test('takes effect at the next request, and is undone', async () => {
    const { probationary } = university.people;
    const theirs = world.client();
    await signInDirectly(world, theirs, probationary.accountId);
    const client = await university.as('secretary');
    expect((await client.ask(accounts.disableAccount, { accountId: probationary.accountId, reason: '已转出' })).body.state).toBe('disabled');
    expect((await theirs.ask(accounts.me, {})).status).toBe(401);
    expect((await client.ask(accounts.enableAccount, { accountId: probationary.accountId, reason: '误停' })).body.state).toBe('active');
    expect((await client.ask(accounts.disableAccount, { accountId: university.people.secretary.accountId, reason: '自己' })).problem?.code).toBe(
      'own_account',
    );
    expect((await client.ask(accounts.disableAccount, { accountId: university.people.farMember.accountId, reason: '别人' })).problem?.code).toBe(
      'not_over_accounts',
    );
    expect((await client.ask(accounts.disableAccount, { accountId: university.people.guest.accountId, reason: '群众' })).problem?.code).toBe(
      'not_over_accounts',
    );
  });
});

describe('at the shell', () => {
  test('the operator makes, resets and disables accounts, each in the audit', async () => {
    const made = await createUser(world.running.services, { username: 'itoffice', name: '信息中心', administrator: true });
    const client = world.client();
    await client.signIn('itoffice', made.code);
    expect((await client.ask(accounts.me, {})).body.posts.map((post) => post.kind)).toEqual(['administrator']);
    await expect(createUser(world.running.services, { username: 'itoffice', administrator: true })).rejects.toMatchObject({ code: 'username_taken' });
    await expect(createUser(world.running.services, { username: 'nobody' })).rejects.toMatchObject({ code: 'not_over_this_person' });
    const reset = await resetPassword(world.running.services, 'itoffice');
    expect((await client.ask(accounts.me, {})).status).toBe(401);
    await client.signIn('itoffice', reset.code);
    await disableUser(world.running.services, 'itoffice');
    expect((await client.ask(accounts.me, {})).status).toBe(401);
    expect(
      (await world.db.selectFrom('auditEntries').select(['action', 'actorName']).where('actorName', '=', 'operator').orderBy('id').execute()).map(
        (entry) => entry.action,
      ),
    ).toEqual(['account.create', 'account.resetPassword', 'account.disable']);
  });
});
