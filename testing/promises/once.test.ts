import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { accounts } from '#features/accounts/contract.ts';
import { ensureSetupCode } from '#features/accounts/index.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Answer } from '../client.ts';
import { type Operation, operations } from '../matrix/operations.ts';
import { openStage, PASSWORD, type Ready, type Stage } from '../stage.ts';
import { openWorld } from '../world.ts';

/**
 * One effect for one key. Every command of the product is brought into the state in which it can be done: once alone, so that its effect
 * is known row by row; then as copies under one key; then under that key with another body; then several at once with keys of their own.
 */
const long = process.env.LIANXIN_TRIALS === '1';
/** Begun before anybody has an account, so that there is nothing to keep the key with; they have tests of their own below. */
const withoutAccount: readonly string[] = ['accounts.signIn', 'accounts.register', 'accounts.setUp'];
const commands = operations.filter(({ key, endpoint }) => endpoint.method !== 'GET' && !withoutAccount.includes(key));
/** What may be done again at once, each time anew: nothing in the regulation or in the tables says that there is only one. */
const asOftenAsAsked: Readonly<Record<string, string>> = {
  'members.revealField': 'each look is told to the person',
  'members.requestExport': 'each request is a file of its own, seen by those in it',
  'meetings.recordDecision': 'two votes on the same words are two votes',
  'meetings.proposeAmendment': 'one may propose twice; each is answered',
  'meetings.addAddendum': 'two addenda with the same words are two',
  'meetings.addPhoto': 'two pictures may be alike',
  'articles.beginArticle': 'two drafts may begin with the same words',
};

let stage: Stage;
const counted = { commands: 0, copies: 0, conflicts: 0, nothingElse: 0, crowds: 0, bulk: 0 };

beforeAll(async () => {
  stage = await openStage();
}, 60_000);
afterAll(async () => {
  console.log(
    `once: ${counted.commands} of ${commands.length} commands, none excused; ${counted.copies} copies under one key had one effect each; ${counted.conflicts} keys refused for another body (${counted.nothingElse} have nothing else to say); ${counted.crowds} crowds at once with keys of their own, each with the effect of one; ${counted.bulk} commands more`,
  );
  await stage?.close();
});

/** How many rows each table has. Kept keys and what waits for the sealer say nothing about what was done. */
async function rowsOf(world: { readonly db: Stage['world']['db'] }): Promise<Record<string, number>> {
  const { rows: tables } = await sql<{ name: string }>`
    select relname as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace
       and relname not in ('idempotency_keys', 'audit_unsealed', 'audit_seals', 'migrations', 'migration_lock')`.execute(world.db);
  const each = tables.map(({ name }) => sql`select ${sql.lit(name)} as name, count(*)::int as n from ${sql.table(name)}`);
  const { rows } = await sql<{ name: string; n: number }>`${sql.join(each, sql` union all `)}`.execute(world.db);
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}
async function grown(act: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await rowsOf(stage.world);
  await act();
  const after = await rowsOf(stage.world);
  return Object.fromEntries(Object.entries(after).flatMap(([name, n]) => (n === before[name] ? [] : [[name, n - (before[name] ?? 0)]])));
}
const without = (growth: Record<string, number>, ...names: string[]) =>
  Object.fromEntries(Object.entries(growth).filter(([name]) => !names.includes(name)));
const told = (answers: readonly Answer<unknown>[]) => JSON.stringify(answers.map(({ status, problem }) => [status, problem?.code ?? '']));

/** Kept in one row of the university or of a month: the row is there before its effect is counted. */
const keptInOneRow: readonly string[] = [
  'organisations.setDuties',
  'organisations.changeMeasures',
  'calendar.setCalendar',
  'calendar.setVacationBranches',
  'health.changeHealthSettings',
  'meetings.recordMeeting',
];

/** Who said what, and that a branch's figures are to be looked at anew. */
const SAID = ['audit_entries', 'branch_changes'];

/** What the command does when it is done alone. */
async function alone(name: string): Promise<Record<string, number>> {
  if (keptInOneRow.includes(name)) await stage.send(await stage.prepare(name));
  const ready = await stage.prepare(name);
  let answer: Answer<unknown> | undefined;
  const growth = await grown(async () => {
    answer = await stage.send(ready);
  });
  expect(answer?.status, `${name} alone: ${JSON.stringify(answer?.problem)}`).toBeLessThan(300);
  return growth;
}

/** The request that its key must not stand for: other words, another file, or another row. */
function otherThan(ready: Ready): { request?: Ready['request']; file?: Ready['file'] } | null {
  if (ready.otherFile) return { file: ready.otherFile };
  if (ready.other) return { request: ready.other };
  const row = [...ready.endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1] as string)[0];
  return row ? { request: { ...ready.request, [row]: newId() } } : null;
}

const each = (list: readonly Operation[]) => list.map((operation) => [operation.key, operation] as const);

test.each(each(commands.filter(({ endpoint }) => endpoint.method === 'POST')))('%s: one key, one effect', async (name) => {
  const once = await alone(name);
  const ready = await stage.prepare(name);
  const key = newId();
  const count = 2 + Math.floor(Math.random() * (long ? 7 : 3));
  let answers: Answer<unknown>[] = [];
  const growth = await grown(async () => {
    answers = await Promise.all(Array.from({ length: count }, () => stage.send(ready, { key })));
    answers.push(await stage.send(ready, { key }));
  });
  expect(answers[0]?.status, told(answers)).toBeLessThan(300);
  for (const answer of answers) expect({ status: answer.status, body: answer.body }).toEqual({ status: answers[0]?.status, body: answers[0]?.body });
  expect(growth, 'the rows of one').toEqual(once);
  const other = otherThan(ready);
  if (other) {
    const refused = await stage.send(ready, { key, ...other });
    expect([refused.status, refused.problem?.code]).toEqual([422, 'key_used_for_another']);
    counted.conflicts += 1;
  } else counted.nothingElse += 1;
  counted.copies += answers.length;
});

test.each(each(commands))('%s: several at once with keys of their own', async (name, { endpoint }) => {
  const once = await alone(name);
  const ready = await stage.prepare(name);
  let answers: Answer<unknown>[] = [];
  const growth = await grown(async () => {
    answers = await Promise.all([1, 2, 3].map(() => stage.send(ready)));
  });
  const won = answers.filter(({ status }) => status < 300);
  const what = told(answers);
  expect(won.length, what).toBeGreaterThan(0);
  // Refused for a reason: it is done already (409), it was changed meanwhile (412), it is gone (404, 410), one is no longer signed in (401), the word is no longer the right one (422).
  for (const { status } of answers) expect([200, 204, 401, 404, 409, 410, 412, 422], what).toContain(status);
  if (endpoint.ifMatch) expect(won.length, `of editors of one version one wins: ${what}`).toBe(1);
  if (name in asOftenAsAsked) {
    // Each that was answered has the effect of one, wholly.
    expect(growth, what).toEqual(Object.fromEntries(Object.entries(once).map(([table, n]) => [table, n * won.length])));
  } else {
    // What was refused left nothing; what was said again, and is so already, changed nothing but the account of who said it.
    if (won.length === 1) expect(growth, what).toEqual(once);
    else expect(without(growth, ...SAID), what).toEqual(without(once, ...SAID));
  }
  counted.commands += 1;
  counted.crowds += 1;
});

test('every command has its state, and no excuse is left over', () => {
  expect([...stage.names].sort()).toEqual(commands.map(({ key }) => key).sort());
  expect(Object.keys(asOftenAsAsked).filter((name) => !stage.names.includes(name))).toEqual([]);
});

test('registering three times at once makes one account, and the others are told', async () => {
  const client = stage.world.client();
  let answers: Answer<unknown>[] = [];
  const growth = await grown(async () => {
    answers = await Promise.all(
      [1, 2, 3].map(() => client.ask(accounts.register, { name: '白露', phone: '19900009911', password: 'a-guest-of-lanchuan' })),
    );
  });
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  expect({ accounts: growth.accounts, persons: growth.persons, sessions: growth.sessions }).toEqual({ accounts: 1, persons: 1, sessions: 1 });
});

test('signing in three times at once begins three sessions and changes nothing else', async () => {
  const ready = await stage.prepare('accounts.changePassword');
  const { username } = await stage.world.db.selectFrom('accounts').select('username').orderBy('id', 'desc').executeTakeFirstOrThrow();
  expect(ready.request.current).toBe(PASSWORD);
  const growth = await grown(() => Promise.all([1, 2, 3].map(() => stage.world.client().signIn(username, PASSWORD))));
  expect(without(growth, 'audit_entries')).toEqual({ sessions: 3 });
});

test('setting up an empty installation three times at once makes one university', async () => {
  const world = await openWorld();
  try {
    const code = (await ensureSetupCode(world.running.services)) ?? '';
    const answers = await Promise.all(
      [1, 2, 3].map((n) =>
        world
          .client()
          .ask(accounts.setUp, { code, university: `第${n}大学党委`, name: '齐思远', username: `first${n}`, password: 'a long enough word' }),
      ),
    );
    expect(answers.filter(({ status }) => status < 300).length, told(answers)).toBe(1);
    const { organisations, accounts: made } = await rowsOf(world);
    expect(made).toBe(1);
    expect(await world.db.selectFrom('organisations').select('id').where('parentId', 'is', null).execute()).toHaveLength(1);
    expect(organisations).toBeGreaterThan(0);
  } finally {
    await world.close();
  }
});

const BULK = long ? 2000 : 40;
const kinds = [
  'meetings.planMeeting',
  'meetings.recordMeeting',
  'meetings.announceMeeting',
  'meetings.cancelMeeting',
  'meetings.addPhoto',
  'members.proposeCorrection',
  'members.requestExport',
  'organisations.found',
  'organisations.recordException',
  'health.explainFinding',
];
test(`${BULK} commands of ${kinds.length} kinds, each sent up to eight times at once, have ${BULK} effects`, async () => {
  const effects = async () =>
    Number((await sql<{ n: number }>`select count(distinct request_id)::int as n from audit_entries`.execute(stage.world.db)).rows[0]?.n);
  for (let i = 0; i < BULK; i += 1) {
    const ready = await stage.prepare(kinds[i % kinds.length] as string);
    const key = newId();
    const before = await effects();
    const answers = await Promise.all(Array.from({ length: 1 + (i % 8) }, () => stage.send(ready, { key })));
    for (const answer of answers) expect(answer.body, told(answers)).toEqual(answers[0]?.body);
    expect(answers[0]?.status).toBe(200);
    expect((await effects()) - before).toBe(1);
    counted.copies += answers.length;
    counted.bulk += 1;
  }
}, 3_600_000);
