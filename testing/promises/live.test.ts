import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { announce, type LiveEvent } from '#platform/server/events/events.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { type Role, type RoleKey, roles, type Spot } from '../matrix/roles.ts';
import { buildScene, type Scene } from '../matrix/scene.ts';
import { belongsIn, standsOver } from '../matrix/second-answer.ts';
import { openWorld, type World } from '../world.ts';

/** The live line, for which the matrix has no question and answer: everybody listens at once, something happens everywhere, and it is noted who heard of what. */
const topics = ['meetings', 'findings', 'members', 'exports', 'organisations', 'posts', 'standing'];
const spots: readonly Spot[] = ['own', 'sibling', 'elsewhere', 'school', 'university', 'office', 'otherSchool', 'officeCommittee'];
const listening = roles.filter(({ key }) => key !== 'anonymous');

let world: World;
let scene: Scene;
let url: string;
const heard = new Map<RoleKey, string[]>();
const stop = new AbortController();
const counted = { events: 0, pairs: 0, wrong: 0 };

beforeAll(async () => {
  world = await openWorld();
  scene = await buildScene(world);
  await world.running.app.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(world.running.app.server.address() as AddressInfo).port}`;
  for (const { key } of listening) {
    const lines: string[] = [];
    heard.set(key, lines);
    const stream = await fetch(`${url}/api/v1/live`, { headers: { cookie: scene.clients[key].cookie }, signal: stop.signal });
    expect([stream.status, stream.headers.get('content-type')]).toEqual([200, 'text/event-stream; charset=utf-8']);
    void read(stream, lines);
  }
}, 60_000);
afterAll(async () => {
  console.log(`live: ${listening.length} listen, ${counted.events} events, ${counted.pairs} questions who heard of what, ${counted.wrong} wrong`);
  stop.abort();
  await world?.close();
});

async function read(stream: Response, lines: string[]): Promise<void> {
  const decoder = new TextDecoder();
  try {
    for await (const chunk of stream.body as unknown as AsyncIterable<Uint8Array>) lines.push(decoder.decode(chunk, { stream: true }));
  } catch {
    // Ended with the test.
  }
}

/** Tells it with a mark of its own, and waits until everything has been told: the last event is one that everybody hears. */
async function tell(events: readonly LiveEvent[]): Promise<Map<RoleKey, string>> {
  for (const lines of heard.values()) lines.length = 0;
  await world.db.transaction().execute(async (tx) => {
    for (const event of events) await announce(tx as never, event);
  });
  const last = newId();
  await announce(world.db, { topic: 'calendar', id: last });
  for (let i = 0; i < 200 && [...heard.values()].some((lines) => !lines.join('').includes(last)); i += 1) await wait(50);
  const texts = new Map([...heard].map(([key, lines]) => [key, lines.join('')]));
  for (const [key, text] of texts) expect(text.includes(last), `${key} still listens`).toBe(true);
  counted.events += events.length;
  return texts;
}
const judge = (right: boolean, what: string, wrong: string[]) => {
  counted.pairs += 1;
  if (right) return;
  counted.wrong += 1;
  wrong.push(what);
};

test('what happens at a place is heard by those who belong there or stand over it, and by nobody else', async () => {
  const events = spots.flatMap((spot) => topics.map((topic) => ({ spot, topic, id: newId(), path: scene.organisations[spot].path })));
  const texts = await tell(events.map(({ topic, id, path }) => ({ topic, id, path })));
  const wrong: string[] = [];
  for (const role of listening)
    for (const { spot, topic, id } of events) {
      const hears = (texts.get(role.key) ?? '').includes(id);
      // A department stands where the committee stands that it works for; the administrator reads the tree, and hears that it changed.
      const may = belongsIn(role, spot) || standsOver(scene, role, spot);
      judge(!hears || may, `${role.key} heard of ${topic} at ${spot}`, wrong);
    }
  expect(wrong).toEqual([]);
  const must: [Role['key'], Spot][] = [
    ['member', 'own'],
    ['secretary', 'own'],
    ['schoolOrganiser', 'own'],
    ['schoolSecretary', 'sibling'],
    ['organisationStaff', 'elsewhere'],
    ['universitySecretary', 'elsewhere'],
  ];
  for (const [key, spot] of must)
    for (const { id } of events.filter((event) => event.spot === spot))
      expect((texts.get(key) ?? '').includes(id), `${key} hears of ${spot}`).toBe(true);
});

test('what concerns one person or one account is heard by that one alone', async () => {
  const mine = listening.flatMap(({ key }) => {
    const { id: personId, accountId } = scene.people[key as Exclude<RoleKey, 'anonymous'>];
    return [
      { key, id: newId(), personId },
      { key, id: newId(), accountId },
    ];
  });
  const texts = await tell(mine.map(({ key: _, ...event }) => ({ topic: 'notices', ...event })));
  const wrong: string[] = [];
  for (const role of listening)
    for (const { key, id } of mine) judge((texts.get(role.key) ?? '').includes(id) === (role.key === key), `${role.key} and what is ${key}’s`, wrong);
  expect(wrong).toEqual([]);
});

test('an event says what and where, and nothing of anybody', async () => {
  const id = newId();
  const { path } = scene.organisations.own;
  const texts = await tell([{ topic: 'meetings', id, path, personId: undefined, ...{ title: 'qxownxq', name: 'qzownzq' } } as LiveEvent]);
  for (const [key, text] of texts) expect(text, key).not.toMatch(/qxownxq|qzownzq/);
});

test('who is not signed in hears nothing', async () => {
  expect((await fetch(`${url}/api/v1/live`)).status).toBe(401);
  expect((await fetch(`${url}/api/v1/live`, { headers: { cookie: 'lianxin=nobody' } })).status).toBe(401);
});
