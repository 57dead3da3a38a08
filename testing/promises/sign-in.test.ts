import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TRIES } from '#features/accounts/account.ts';
import { accounts } from '#features/accounts/contract.ts';
import { hashPassword } from '#features/accounts/index.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { openWorld, type World } from '../world.ts';

/** Limits are those of an account, never of an address: a campus shares few. */
const long = process.env.LIANXIN_TRIALS === '1';
const GUESSES = long ? 1000 : 60;
const PEOPLE = long ? 2000 : 60;
const AT_ONCE = 32;
const PASSWORD = 'correct horse';

let world: World;
const counted = { lookedAt: 0, letIn: 0, busy: 0, seconds: 0 };
const nameOf = (n: number) => `2026${String(n).padStart(6, '0')}`;
beforeAll(async () => {
  world = await openWorld();
  const passwordHash = await hashPassword(PASSWORD);
  const createdAt = world.clock.now();
  const rows = Array.from({ length: PEOPLE }, (_, n) => ({ id: newId(), username: nameOf(n), name: `甲${n}`, passwordHash, createdAt }));
  await world.db.insertInto('accounts').values(rows).execute();
});
afterAll(async () => {
  console.log(
    `sign-in: ${GUESSES} guesses at one account at once: ${counted.lookedAt} looked at; ${counted.letIn} of ${PEOPLE} people let in from one address in ${counted.seconds.toFixed(1)} s, ${counted.busy} times asked to come again by a busy machine`,
  );
  await world?.close();
});

/** A busy server asks everybody to come again a little later; that is no limit, and nothing was looked at. */
async function signIn(username: string, password: string) {
  for (;;) {
    const answer = await world.client().ask(accounts.signIn, { username, password });
    if (answer.status !== 503) return answer;
    counted.busy += 1;
    await wait(500 + Math.random() * 500);
  }
}

test(`${PEOPLE} people sign in from one address, and all are let in`, async () => {
  const began = performance.now();
  const waiting = Array.from({ length: PEOPLE }, (_, n) => n);
  const refused: string[] = [];
  const next = async (): Promise<void> => {
    for (let n = waiting.pop(); n !== undefined; n = waiting.pop()) {
      const answer = await signIn(nameOf(n), PASSWORD);
      if (answer.status === 200) counted.letIn += 1;
      else refused.push(`${nameOf(n)}: ${answer.problem?.code ?? answer.status}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, next));
  counted.seconds = (performance.now() - began) / 1000;
  expect(refused).toEqual([]);
  expect(counted.letIn).toBe(PEOPLE);
}, 300_000);

test(`of ${GUESSES} guesses at one account at one moment no more than ${TRIES} are looked at, and the right password is not tried after them`, async () => {
  const answers = await Promise.all(Array.from({ length: GUESSES }, (_, n) => signIn(nameOf(0), `guess ${n}`)));
  const codes = answers.map(({ problem, status }) => problem?.code ?? String(status));
  counted.lookedAt = codes.filter((code) => code === 'wrong_credentials').length;
  expect(counted.lookedAt).toBeGreaterThan(0);
  expect(counted.lookedAt).toBeLessThanOrEqual(TRIES);
  expect(codes.filter((code) => !['wrong_credentials', 'account_locked'].includes(code))).toEqual([]);
  expect((await signIn(nameOf(0), PASSWORD)).problem?.code).toBe('account_locked');
  expect((await signIn(nameOf(1), PASSWORD)).status, 'another account is not locked by it').toBe(200);
}, 120_000);
