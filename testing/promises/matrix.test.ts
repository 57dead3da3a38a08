import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hear, type Way, waysOf } from '../matrix/ask.ts';
import { marksSeen } from '../matrix/marks.ts';
import { type Operation, operations } from '../matrix/operations.ts';
import { type PlaceKey, places, type Role, roles } from '../matrix/roles.ts';
import { buildScene, type Scene } from '../matrix/scene.ts';
import { wrong } from '../matrix/second-answer.ts';
import { expectationOf, markdownOf, type Observed, rowsOf } from '../matrix/table.ts';
import { openWorld, type World } from '../world.ts';

const TABLE = join(import.meta.dirname, '../../docs/permissions.md');
let world: World;
let scene: Scene;
const observed: Observed = new Map();
const broken: string[] = [];
const tooMuch: string[] = [];
const foreign: string[] = [];
let asked = 0;
let scanned = 0;
let workbooks = 0;

beforeAll(async () => {
  world = await openWorld({ rehearsal: true });
  scene = await buildScene(world);
  for (const operation of operations) if (!operation.endpoint.stream) await askAll(operation);
}, 420_000);
afterAll(async () => {
  console.log(
    `matrix: ${operations.length} operations × ${roles.length} roles × places: ${asked} questions, ${tooMuch.length} wrong; ${scanned} answers, ${workbooks} marked workbooks among them, read for ${foreign.length} foreign canaries`,
  );
  await world?.close();
});

/** Every way of asking, at every place, as everybody. Nothing remains of it: the server rehearses. */
async function askAll(operation: Operation): Promise<void> {
  const byWay: NonNullable<ReturnType<Observed['get']>> = new Map();
  observed.set(operation.key, byWay);
  // Places have rows of their own, so that they can be asked about at once without waiting for each other.
  await Promise.all(
    places.map(async (place) => {
      for (const role of roles) for (const way of waysOf(operation, scene.recordsAt(place, role))) await askOne(operation, place, role, way, byWay);
    }),
  );
}

async function askOne(operation: Operation, place: PlaceKey, role: Role, way: Way, byWay: NonNullable<ReturnType<Observed['get']>>): Promise<void> {
  const byRole = byWay.get(way.label) ?? new Map();
  byWay.set(way.label, byRole);
  const heard = await hear(scene.clients[role.key], operation, way);
  asked += 1;
  const what = `${role.key} · ${operation.key}${way.label ? ` (${way.label})` : ''} · ${place}`;
  if (heard.verdict === 'broken') broken.push(`${what}: ${heard.status} ${heard.text.slice(0, 300)}`);
  if (heard.verdict === 'yes') {
    byRole.set(role.key, (byRole.get(role.key) ?? new Set()).add(place));
    const why = wrong(scene, role, operation, place);
    if (why) tooMuch.push(`${what}: ${heard.status} ${heard.code ?? ''}: ${why}`);
  }
  scanned += 1;
  if (heard.status === 200 && operation.endpoint.path.endsWith('.xlsx') && /q[xzw]\w+[xzw]q/.test(heard.text)) workbooks += 1;
  for (const mark of marksSeen(scene, role, operation, heard.text)) foreign.push(`${what}: ${mark}`);
}

test('every question is understood and none breaks the server', () => {
  expect(broken).toEqual([]);
});

test('every endpoint lets somebody in somewhere, so that a no is the policy’s and not a missing record’s', () => {
  const nobody = operations
    .filter(({ key, endpoint }) => !endpoint.stream && ![...(observed.get(key)?.values() ?? [])].some((byRole) => byRole.size > 0))
    .map(({ key }) => key);
  expect(nobody).toEqual([]);
});

test('nobody is let in where the tree says that they have no business', () => {
  expect(tooMuch).toEqual([]);
});

test('the workbooks that are handed out hold the marks of their places, so that a foreign one would be seen', () => {
  expect(workbooks).toBeGreaterThan(20);
});

test('no answer shows what belongs to a place that the asker may not see', () => {
  expect(foreign).toEqual([]);
});

test('the answers are those of the committed table, row for row', () => {
  const rows = rowsOf(observed);
  if (process.env.LIANXIN_WRITE_PERMISSIONS === '1') writeFileSync(TABLE, markdownOf(rows));
  const expected = expectationOf(existsSync(TABLE) ? readFileSync(TABLE, 'utf8') : '');
  const seen = expectationOf(markdownOf(rows));
  const missing = operations
    .filter(({ key, endpoint }) => !endpoint.stream && ![...expected.keys()].some((label) => label === key || label.startsWith(`${key} `)))
    .map(({ key }) => key);
  expect(missing, 'endpoints without a row; run `npm run permissions` and read the difference').toEqual([]);
  expect(Object.fromEntries(seen)).toEqual(Object.fromEntries(expected));
});

test('a branch hands out no start code for a member whose post reaches further, and cannot disable their account', async () => {
  const { accounts } = await import('#features/accounts/contract.ts');
  const { newId } = await import('#platform/shared/ids/ids.ts');
  const { people, clients, organisations } = scene;
  await world.db
    .insertInto('posts')
    .values({ id: newId(), personId: people.member.id, organisationId: organisations.university.id, kind: 'deputySecretary', fromOn: '2024-03-01' })
    .execute();
  const { secretary, schoolSecretary, universitySecretary } = clients;
  for (const client of [secretary, schoolSecretary]) {
    expect((await client.ask(accounts.issueStartCodes, { personIds: [people.member.id] })).status).toBe(403);
    expect((await client.ask(accounts.disableAccount, { accountId: people.member.accountId, reason: '试' })).status).toBe(403);
    const all = await client.ask(accounts.issueStartCodes, { organisationId: organisations.own.id, onlyNew: false });
    expect(all.body.slips.map((slip) => slip.personId)).not.toContain(people.member.id);
    expect(all.body.slips.map((slip) => slip.personId)).toContain(people.probationary.id);
  }
  expect((await universitySecretary.ask(accounts.issueStartCodes, { personIds: [people.member.id] })).status).toBe(200);
});
