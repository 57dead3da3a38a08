import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids/ids.ts';
import { send, type Way, waysOf } from '../matrix/ask.ts';
import { type Operation, operations } from '../matrix/operations.ts';
import { type PlaceKey, places, type Role, type RoleKey, roles } from '../matrix/roles.ts';
import { buildScene, type Scene } from '../matrix/scene.ts';
import { openWorld, type World } from '../world.ts';

/**
 * One effect for one key. For each command that creates or acts, somebody is found who may do it, and sends it several times at
 * once under one key; then again with another body; then twice at once with keys of their own.
 */
const long = process.env.LIANXIN_TRIALS === '1';
const commands = operations.filter(({ endpoint }) => endpoint.method === 'POST' && !endpoint.unaudited);
const edits = operations.filter(({ endpoint }) => endpoint.ifMatch);
/** Begun before anybody has an account, so that there is nothing to keep the key with. */
const withoutAccount = ['accounts.signIn', 'accounts.register', 'accounts.setUp'];
const asking: readonly RoleKey[] = ['secretary', 'member', 'schoolSecretary', 'organisationStaff', 'universitySecretary', 'administrator'];

let world: World;
let scene: Scene;
const counted = { commands: 0, copies: 0, applied: 0, conflicts: 0, pairs: 0, edits: 0 };
const faults: string[] = [];

beforeAll(async () => {
  world = await openWorld();
  scene = await buildScene(world);
}, 60_000);
afterAll(async () => {
  console.log(
    `once: ${counted.commands} commands sent as ${counted.copies} copies: ${counted.applied} had their effect once, ${counted.conflicts} keys refused for another body; ${counted.pairs} pairs at once with keys of their own; ${counted.edits} edits at once; ${faults.length} commands named with the reason why the scene cannot do them`,
  );
  await world?.close();
});

type Asked = { readonly role: Role; readonly place: PlaceKey; readonly way: Way };
/** Commands that left their entry: each request that had an effect has an id of its own. */
const effects = async () =>
  Number(
    (
      await world.db
        .selectFrom('auditEntries')
        .select(({ fn }) => fn.count<number>('requestId').distinct().as('count'))
        .executeTakeFirstOrThrow()
    ).count,
  );

/** Ways of asking that somebody may try, those of a plain place first. */
function candidates(operation: Operation): Asked[] {
  return places.flatMap((place) =>
    asking.flatMap((key) => {
      const role = roles.find((one) => one.key === key) as Role;
      return waysOf(operation, scene.recordsAt(place, role)).map((way) => ({ role, place, way }));
    }),
  );
}

const changed = (way: Way): Way | null => {
  const body = way.body as Record<string, unknown> | undefined;
  const text =
    body &&
    Object.entries(body).find(
      ([name, value]) => ['reason', 'title', 'text', 'remark', 'matter', 'name', 'documentNumber'].includes(name) && typeof value === 'string',
    );
  return body && text ? { ...way, body: { ...body, [text[0]]: `${String(text[1])}改` } } : null;
};

async function copies(operation: Operation, { role, way }: Asked, count: number, keyOf: (copy: number) => string) {
  const client = scene.clients[role.key];
  return Promise.all(Array.from({ length: count }, (_, copy) => send(client, operation, way, { key: keyOf(copy) })));
}

test.each(commands.map((operation) => [operation.key, operation] as const))('%s: one key, one effect', async (key, operation) => {
  if (withoutAccount.includes(key)) return;
  counted.commands += 1;
  for (const asked of candidates(operation)) {
    const shared = newId();
    const before = await effects();
    const count = 1 + Math.floor(Math.random() * (long ? 8 : 4));
    const answers = await copies(operation, asked, count, () => shared);
    counted.copies += count;
    expect(answers.filter(({ status }) => status >= 500).map(({ problem }) => problem)).toEqual([]);
    const [first] = answers;
    // What was refused leaves nothing behind, and its key is free again; another way of asking is tried.
    if (!first || first.status >= 300) continue;
    expect((await effects()) - before, 'requests that had an effect').toBe(1);
    for (const answer of answers) expect({ status: answer.status, body: answer.body }).toEqual({ status: first.status, body: first.body });
    const again = await send(scene.clients[asked.role.key], operation, asked.way, { key: shared });
    expect(again.status, 'the same command later').toBe(first.status);
    expect((await effects()) - before, 'requests that had an effect, after the repeat').toBe(1);
    counted.applied += 1;
    const other = changed(asked.way);
    if (other) {
      const refused = await send(scene.clients[asked.role.key], operation, other, { key: shared });
      expect(refused.problem?.code).toBe('key_used_for_another');
      expect(refused.status).toBe(422);
      counted.conflicts += 1;
    }
    return;
  }
  faults.push(`${key}: nobody could do it`);
});

test.each(commands.map((operation) => [operation.key, operation] as const))('%s: two at once with keys of their own', async (key, operation) => {
  if (withoutAccount.includes(key)) return;
  let tried = 0;
  for (const asked of candidates(operation)) {
    const answers = await copies(operation, asked, 2, () => newId());
    expect(answers.filter(({ status }) => status >= 500).map(({ problem }) => problem)).toEqual([]);
    counted.pairs += 1;
    if (answers.some(({ status }) => status < 300 || status === 409) && ++tried === 2) return;
  }
});

test.each(edits.map((operation) => [operation.key, operation] as const))(
  '%s: of two editors at once one wins, the other is told',
  async (_key, operation) => {
    for (const asked of candidates(operation)) {
      const client = scene.clients[asked.role.key];
      const probe = await send(client, operation, asked.way, { version: 9999 });
      // The version is asked for only after the question who asks, so a 412 tells that this editor may edit; it names the version that stands.
      if (probe.problem?.code !== 'changed_meanwhile') continue;
      const version = Number(probe.problem.params.version);
      const answers = await Promise.all([1, 2, 3].map(() => send(client, operation, asked.way, { version })));
      const won = answers.filter(({ status }) => status < 300).length;
      if (won === 0) continue;
      // 409 where the edit is a decision that can be taken once only.
      expect(won, JSON.stringify(answers.map(({ status }) => status))).toBe(1);
      for (const { status } of answers) expect([200, 204, 409, 412]).toContain(status);
      counted.edits += 1;
      return;
    }
    faults.push(`${operation.key}: nobody could edit`);
  },
);

const BULK = long ? 2000 : 40;
test(`${BULK} plans, each sent up to eight times at once, are ${BULK} meetings`, async () => {
  const operation = operations.find(({ key }) => key === 'meetings.planMeeting') as Operation;
  const asked = candidates(operation).find(({ place, role }) => place === 'own' && role.key === 'secretary') as Asked;
  const before = await effects();
  const meetings = async () =>
    Number(
      (
        await world.db
          .selectFrom('meetings')
          .select(({ fn }) => fn.countAll<number>().as('count'))
          .executeTakeFirstOrThrow()
      ).count,
    );
  const were = await meetings();
  for (let i = 0; i < BULK; i += 1) {
    const key = newId();
    const way = { ...asked.way, body: { ...(asked.way.body as object), id: newId(), title: `第${i}次会议` } };
    const answers = await copies(operation, { ...asked, way }, 1 + (i % 8), () => key);
    counted.copies += answers.length;
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
  }
  counted.commands += BULK;
  counted.applied += BULK;
  expect((await effects()) - before).toBe(BULK);
  expect((await meetings()) - were).toBe(BULK);
});

/** Commands that need a state which one scene cannot offer beside all others; their own rooms prove them. */
const elsewhere: Readonly<Record<string, string>> = {
  'organisations.move': 'needs a new parent beside the present one',
  'organisations.merge': 'needs two branches of one school',
  'organisations.split': 'needs the whole roster of a branch divided',
  'organisations.dissolve': 'needs a branch without members',
  'organisations.formCommittee': 'the committees of the scene stand since their founding',
  'organisations.endCommittee': 'the example ends it on a day to come',
  'organisations.setDuties': 'the places of the scene are no departments',
  'jobs.cancelJob': 'the tasks of the scene are finished',
  'members.proposeCorrection': 'everybody in the scene has one open already',
  'members.applyImport': 'the imports of the scene have no rows to apply',
  'meetings.signInToMeeting': 'needs the code of the minute',
  'meetings.nameDeputy': 'the chairs of the scene are still in their branches',
  'meetings.confirmMinutes': 'an open amendment waits in every record',
  'meetings.editMeeting': 'proved by the room: two editors of one plan',
};

test('every command had its effect here, or is named with the reason why not', () => {
  expect(faults.filter((fault) => !((fault.split(':')[0] as string) in elsewhere))).toEqual([]);
});
