import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { audit } from '#features/audit/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Client } from '#testing/client.ts';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { accounts } from '../contract.ts';
import { hashPassword } from './sign-in.ts';

const PASSWORD = 'correct horse';
let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
});
afterAll(() => world?.close());

/** Three devices of one person. */
async function devices(who: 'secretary' | 'officer' | 'member'): Promise<[Client, Client, Client]> {
  await world.db
    .updateTable('accounts')
    .set({ passwordHash: await hashPassword(PASSWORD) })
    .where('id', '=', university.people[who].accountId)
    .execute();
  const clients = [world.client(), world.client(), world.client()] as [Client, Client, Client];
  for (const client of clients) await client.signIn(university.people[who].username, PASSWORD);
  return clients;
}
const isIn = async (client: Client) => (await client.ask(accounts.me, {})).status === 200;

describe('the devices of one person', () => {
  test('are listed, and one of them is signed out by another', async () => {
    const [phone, desk, lost] = await devices('secretary');
    const { items } = (await lost.ask(accounts.listSessions, {})).body;
    expect(items).toHaveLength(3);
    const lostId = items.find((one) => one.current)?.id as string;
    expect(items.filter((one) => one.current)).toHaveLength(1);

    expect((await phone.ask(accounts.endSession, { sessionId: lostId })).status).toBe(204);
    expect(await Promise.all([phone, desk, lost].map(isIn))).toEqual([true, true, false]);
    expect((await phone.ask(accounts.listSessions, {})).body.items.map((one) => one.id)).not.toContain(lostId);
    expect((await phone.ask(accounts.endSession, { sessionId: lostId })).status).toBe(404);
  });

  test('are nobody else’s to end', async () => {
    const [mine] = await devices('officer');
    const [theirs] = await devices('member');
    const id = (await theirs.ask(accounts.listSessions, {})).body.items[0]?.id as string;
    expect((await mine.ask(accounts.endSession, { sessionId: id })).status).toBe(404);
    expect((await mine.ask(accounts.endSession, { sessionId: newId() })).status).toBe(404);
    expect(await isIn(theirs)).toBe(true);
  });

  test('are all signed out at once', async () => {
    const clients = await devices('officer');
    expect((await clients[1].ask(accounts.signOutEverywhere, {})).status).toBe(204);
    expect(await Promise.all(clients.map(isIn))).toEqual([false, false, false]);
  });

  test('but the one at which the password is changed are signed out by it', async () => {
    const clients = await devices('member');
    expect((await clients[2].ask(accounts.changePassword, { current: PASSWORD, password: '自己的密码共八位' })).status).toBe(204);
    expect(await Promise.all(clients.map(isIn))).toEqual([false, false, true]);
  });
});

describe('the post one acts in', () => {
  test('is chosen among those held, and the audit says in which one an act was done', async () => {
    const { siblingSecretary, department } = university.people;
    await world.db
      .insertInto('posts')
      .values({ id: newId(), personId: siblingSecretary.id, organisationId: university.department.id, kind: 'departmentStaff', fromOn: '2024-03-01' })
      .execute();
    const client = await university.as('siblingSecretary');
    const { posts } = (await client.ask(accounts.me, {})).body;
    expect(posts.map((post) => post.kind).sort()).toEqual(['departmentStaff', 'secretary']);
    for (const kind of ['departmentStaff', 'secretary']) {
      const postId = posts.find((post) => post.kind === kind)?.id as string;
      expect((await client.ask(accounts.choosePost, { postId })).body.post?.kind).toBe(kind);
      expect((await client.ask(accounts.me, {})).body.post?.kind).toBe(kind);
      expect((await client.ask(accounts.issueStartCodes, { personIds: [university.people.siblingMember.id] })).status).toBe(200);
    }
    expect((await client.ask(accounts.choosePost, { postId: null })).body.post).toBeNull();
    expect((await client.ask(accounts.choosePost, { postId: newId() })).problem?.code).toBe('post_not_held');

    const reader = await university.as('department');
    const entries = (await reader.ask(audit.listAudit, { about: university.people.siblingMember.id, action: 'account.issueStartCode' })).body.items;
    expect(entries.map((entry) => [entry.actorName, entry.post?.organisation, entry.post?.kind])).toEqual([
      ['顾长风', '教工第一党支部', 'secretary'],
      ['顾长风', '组织部', 'departmentStaff'],
    ]);
    expect(department.name).not.toBe('顾长风');
    const chosen = await world.db
      .selectFrom('auditEntries')
      .select('detail')
      .where('action', '=', 'session.choosePost')
      .where('accountId', '=', siblingSecretary.accountId)
      .orderBy('id')
      .execute();
    expect(chosen.map((entry) => (entry.detail as { post: string | null }).post)).toEqual([
      '组织部 departmentStaff',
      '教工第一党支部 secretary',
      null,
    ]);
  });
});

describe('whoever takes over a post', () => {
  test('acts in it from its first day, stays in the one they act in, and leaves it for another when it ends', async () => {
    const { farMember } = university.people;
    const [open, asMember] = [await university.as('farMember'), await university.as('farMember')];
    const acting = async (client: Client) => (await client.ask(accounts.me, {})).body.post?.kind ?? null;
    expect([await acting(open), await acting(asMember)]).toEqual([null, null]);
    await asMember.ask(accounts.choosePost, { postId: null });

    const begin = async (kind: string, organisationId: string, fromOn: string) => {
      const id = newId();
      await world.db.insertInto('posts').values({ id, personId: farMember.id, organisationId, kind, fromOn }).execute();
      return id;
    };
    const officer = await begin('organisationOfficer', university.far.id, '2026-11-25');
    expect(await acting(open)).toBeNull();
    world.clock.set('2026-11-25T00:00:00+08:00');
    const issued = await open.ask(accounts.issueStartCodes, { personIds: [farMember.id] });
    expect(issued.status).toBe(200);
    const entry = await world.db
      .selectFrom('auditEntries')
      .select('post')
      .where('action', '=', 'account.issueStartCode')
      .where('aboutPersonId', '=', farMember.id)
      .executeTakeFirstOrThrow();
    expect(entry.post).toBe('研究生第一党支部 organisationOfficer');

    await begin('departmentStaff', university.department.id, '2026-11-25');
    expect([await acting(open), await acting(asMember)]).toEqual(['organisationOfficer', null]);
    await world.db.updateTable('posts').set({ toOn: '2026-11-26' }).where('id', '=', officer).execute();
    world.clock.set('2026-11-26T00:00:00+08:00');
    expect([await acting(open), await acting(asMember)]).toEqual(['departmentStaff', null]);
    await world.db.updateTable('posts').set({ toOn: '2026-11-26' }).where('personId', '=', farMember.id).execute();
    expect(await acting(open)).toBeNull();
    world.clock.set('2026-11-24T10:00:00+08:00');
  });
});

describe('a start code', () => {
  const codeFor = async (personId: string) =>
    (await (await university.as('organiser')).ask(accounts.issueStartCodes, { personIds: [personId] })).body.slips[0]?.code as string;

  test('opens one session: a second one is told that it was used', async () => {
    const { probationary } = university.people;
    const code = await codeFor(probationary.id);
    const first = world.client();
    await first.signIn(probationary.username, code);
    expect((await world.client().ask(accounts.signIn, { username: probationary.username, password: code })).problem?.code).toBe('start_code_used');
    expect((await first.ask(accounts.changePassword, { current: code, password: '自己的密码共八位' })).status).toBe(204);
    expect(await isIn(first)).toBe(true);
  });

  test('of two uses at the same moment one opens a session', async () => {
    const { activist } = university.people;
    const code = await codeFor(activist.id);
    const answers = await Promise.all([1, 2, 3].map(() => world.client().ask(accounts.signIn, { username: activist.username, password: code })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401]);
  });

  test('a session that it began ends with it, and lasts as others do once a password is set', async () => {
    const { publicity } = university.people;
    const code = await codeFor(publicity.id);
    const client = world.client();
    await client.signIn(publicity.username, code);
    world.clock.set('2026-12-08T10:00:01+08:00');
    expect(await isIn(client)).toBe(false);
    expect((await client.ask(accounts.changePassword, { current: code, password: '自己的密码共八位' })).status).toBe(401);
    world.clock.set('2026-12-08T09:59:00+08:00');
    expect((await client.ask(accounts.changePassword, { current: code, password: '自己的密码共八位' })).status).toBe(204);
    world.clock.set('2026-12-09T10:00:00+08:00');
    expect(await isIn(client)).toBe(true);
    world.clock.set('2026-11-24T10:00:00+08:00');
  });

  test('sets no password after its days, even in a session that is older than this rule', async () => {
    const { guest, farMember } = university.people;
    expect(guest.id).not.toBe(farMember.id);
    const code = (await (await university.as('department')).ask(accounts.issueStartCodes, { personIds: [farMember.id] })).body.slips[0]
      ?.code as string;
    const client = world.client();
    await client.signIn(farMember.username, code);
    await world.db
      .updateTable('sessions')
      .set({ expiresAt: new Date('2027-01-01T00:00:00Z') })
      .where('accountId', '=', farMember.accountId)
      .execute();
    world.clock.set('2026-12-08T10:00:01+08:00');
    const answer = await client.ask(accounts.changePassword, { current: code, password: '自己的密码共八位' });
    expect(answer.problem?.code).toBe('start_code_expired');
    world.clock.set('2026-11-24T10:00:00+08:00');
  });

  test('ends the session of the code that it replaces', async () => {
    const { siblingMember } = university.people;
    const client = world.client();
    await client.signIn(siblingMember.username, await codeFor(siblingMember.id));
    await codeFor(siblingMember.id);
    expect(await isIn(client)).toBe(false);
  });

  test('is not made for a 学工号 that another account signs in with, in whatever case: the person is named, the others get theirs', async () => {
    const newcomer = await university.person('钟离', university.branch);
    await world.db.deleteFrom('accounts').where('id', '=', newcomer.accountId).execute();
    await world.db.updateTable('persons').set({ staffNumber: 'ZuZhiBu' }).where('id', '=', newcomer.id).execute();
    await world.db
      .insertInto('accounts')
      .values({ id: newId(), username: 'zuzhibu', personId: null, name: '管理员', createdAt: world.clock.now() })
      .execute();
    const answer = await (await university.as('secretary')).ask(accounts.issueStartCodes, {
      personIds: [newcomer.id, university.people.officer.id],
    });
    expect(answer.status).toBe(200);
    expect(answer.body.skipped).toMatchObject([{ name: '钟离', why: 'nameTaken' }]);
    expect(answer.body.slips.map((slip) => slip.name)).toEqual(['沈若溪']);
  });

  test('a 学工号 is one person’s, whatever the case of its letters', async () => {
    const [one, other] = [await university.person('甲一', university.branch), await university.person('乙一', university.branch)];
    await world.db.updateTable('persons').set({ staffNumber: 'B2024x' }).where('id', '=', one.id).execute();
    await expect(world.db.updateTable('persons').set({ staffNumber: 'b2024X' }).where('id', '=', other.id).execute()).rejects.toMatchObject({
      constraint: 'persons_staff_number_key',
    });
  });
});
