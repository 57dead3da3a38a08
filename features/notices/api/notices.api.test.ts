import { get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { features } from '#apps/server/features.ts';
import { callAs } from '#platform/server/call/call.ts';
import { announce } from '#platform/server/events/events.ts';
import { routes } from '#platform/server/http/feature.ts';
import { systemActor } from '#platform/shared/actor/actor.ts';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { notices } from '../contract.ts';
import { notify } from '../index.ts';
import { liveEvery } from './live.ts';
import { listNotices, readAllNotices, readNotice, unreadNotices } from './read-notices.ts';

const KEEP_ALIVE_MS = 200;
let world: World;
let university: University;
let port: number;
beforeAll(async () => {
  const quick = features.map((feature) =>
    feature.name === 'notices'
      ? { ...feature, routes: [routes(notices, { listNotices, unreadNotices, readNotice, readAllNotices, live: liveEvery(KEEP_ALIVE_MS) })] }
      : feature,
  );
  world = await openWorld({ features: quick });
  university = await foundUniversity(world);
  await world.running.app.listen({ port: 0, host: '127.0.0.1' });
  port = (world.running.app.server.address() as AddressInfo).port;
});
afterAll(() => world?.close());

const tell = (personIds: string[], kind = 'meetingAnnounced') =>
  callAs(world.running.services, systemActor('test'), (call) => notify(call, personIds, { kind, params: { title: '党课' }, link: '/meetings/1' }));

describe('notices', () => {
  test('reach those told, once each, and are read by their owner alone', async () => {
    const { member, officer } = university.people;
    await tell([member.id, officer.id, member.id]);
    const [mine, other] = await Promise.all([university.as('member'), university.as('officer')]);
    const list = (await mine.ask(notices.listNotices, {})).body;
    expect(list).toMatchObject({ unread: 1, items: [{ kind: 'meetingAnnounced', params: { title: '党课' }, readAt: null }] });
    const noticeId = list.items[0]?.id as string;
    expect((await other.ask(notices.readNotice, { noticeId })).status).toBe(404);
    expect((await world.client().ask(notices.readNotice, { noticeId })).status).toBe(401);
    expect((await mine.ask(notices.readNotice, { noticeId })).body).toEqual({ unread: 0 });
    expect((await mine.ask(notices.readNotice, { noticeId })).body).toEqual({ unread: 0 });
    expect((await mine.ask(notices.listNotices, { unread: 'true' })).body.items).toEqual([]);
    expect((await other.ask(notices.unreadNotices, {})).body).toEqual({ unread: 1 });
    expect((await other.ask(notices.readAllNotices, {})).body).toEqual({ unread: 0 });
  });

  test('come in pages, each once', async () => {
    for (let i = 0; i < 5; i++) await tell([university.people.publicity.id], `kind${i}`);
    const client = await university.as('publicity');
    const first = (await client.ask(notices.listNotices, { limit: 3 })).body;
    const second = (await client.ask(notices.listNotices, { limit: 3, cursor: first.nextCursor as string })).body;
    expect([...first.items, ...second.items].map((item) => item.kind)).toEqual(['kind4', 'kind3', 'kind2', 'kind1', 'kind0']);
    expect(second.nextCursor).toBeNull();
    expect((await client.ask(notices.listNotices, { cursor: 'x' })).status).toBe(422);
  });

  test('of an act that was rolled back nobody is told', async () => {
    await expect(
      callAs(world.running.services, systemActor('test'), async (call) => {
        await notify(call, [university.people.secretary.id], { kind: 'x', link: '/' });
        throw new Error('no');
      }),
    ).rejects.toThrow('no');
    expect((await (await university.as('secretary')).ask(notices.unreadNotices, {})).body).toEqual({ unread: 0 });
  });
});

type Stream = { text: () => string; ended: Promise<void>; close: () => void; status: number; type: string | undefined };

/** Opens the stream as a browser's EventSource does. */
function follow(cookie: string): Promise<Stream> {
  return new Promise((resolve, reject) => {
    const request = get({ port, host: '127.0.0.1', path: '/api/v1/live', headers: { cookie, accept: 'text/event-stream' } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
      const ended = new Promise<void>((done) => response.on('close', () => done()));
      resolve({ text: () => text, ended, close: () => request.destroy(), status: response.statusCode ?? 0, type: response.headers['content-type'] });
    });
    request.on('error', reject);
  });
}
const until = async (check: () => boolean) => {
  for (let i = 0; i < 100 && !check(); i++) await wait(20);
  expect(check()).toBe(true);
};

describe('live changes', () => {
  test('reach those who see the place or are meant, and nobody else', async () => {
    const who = ['member', 'organiser', 'siblingMember', 'farMember', 'guest'] as const;
    const open = Object.fromEntries(
      await Promise.all(who.map(async (each) => [each, await follow((await university.as(each)).cookie)] as const)),
    ) as Record<(typeof who)[number], Stream>;
    expect(open.member.status).toBe(200);
    expect(open.member.type).toContain('text/event-stream');
    await announce(world.db, { topic: 'meetings', id: 'm1', path: university.branch.path });
    await announce(world.db, { topic: 'notices', personId: university.people.member.id });
    await announce(world.db, { topic: 'jobs', id: 'j1', accountId: university.people.guest.accountId });
    await announce(world.db, { topic: 'meetings', id: 'm2', path: university.far.path });
    await until(
      () =>
        open.farMember.text().includes('m2') &&
        open.member.text().includes('notices') &&
        open.organiser.text().includes('m1') &&
        open.guest.text().includes('j1'),
    );
    expect(open.member.text()).toContain(`event: change\ndata: ${JSON.stringify({ topic: 'meetings', id: 'm1', path: university.branch.path })}\n\n`);
    const heard = Object.fromEntries(who.map((each) => [each, ['m1', 'm2', 'j1', '"notices"'].filter((mark) => open[each].text().includes(mark))]));
    expect(heard).toEqual({ member: ['m1', '"notices"'], organiser: ['m1'], siblingMember: [], farMember: ['m2'], guest: ['j1'] });
    for (const each of who) open[each].close();
  });

  test('keep the line alive, and end when the session is revoked', async () => {
    const client = await university.as('officer');
    const stream = await follow(client.cookie);
    await until(() => stream.text().includes(': still here'));
    await world.db
      .updateTable('sessions')
      .set({ revokedAt: world.clock.now() })
      .where('accountId', '=', university.people.officer.accountId)
      .execute();
    await stream.ended;
    expect(stream.text()).toMatch(/event: ended\ndata: \{\}\n\n$/);
  });

  test('a revoked session hears nothing that happens after it', async () => {
    const client = await university.as('publicity');
    const stream = await follow(client.cookie);
    await world.db
      .updateTable('sessions')
      .set({ revokedAt: world.clock.now() })
      .where('accountId', '=', university.people.publicity.accountId)
      .execute();
    await wait(KEEP_ALIVE_MS / 4 + 20);
    await announce(world.db, { topic: 'meetings', id: 'late', path: university.branch.path });
    await stream.ended;
    expect(stream.text()).not.toContain('late');
  });

  test('are not for strangers', async () => {
    const answer = await world.client().send('GET', '/api/v1/live');
    expect(answer.status).toBe(401);
  });
});
