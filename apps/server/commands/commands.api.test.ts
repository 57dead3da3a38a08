import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { accounts } from '#features/accounts/contract.ts';
import { ensureSetupCode } from '#features/accounts/index.ts';
import { readRoster } from '#features/members/api/workbook/read-roster.ts';
import { organisations } from '#features/organisations/contract.ts';
import { openWorld, type World } from '#testing/world.ts';

let world: World;
let target: World;
const folder = mkdtempSync(join(tmpdir(), 'lianxin-cli-'));
beforeAll(async () => {
  world = await openWorld();
  target = await openWorld();
});
afterAll(async () => {
  await world.close();
  await target.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the command as the shell would, against a database that a server has open; Ctrl-C is pressed, or the signal sent, once it says `until`. */
function lianxin(
  args: string[],
  on: World = world,
  until?: RegExp,
  signal: NodeJS.Signals = 'SIGINT',
): Promise<{ code: number | null; out: string; err: string }> {
  const env = { ...process.env, DATABASE_URL: on.databaseUrl, LIANXIN_DATA: join(folder, 'data'), NODE_NO_WARNINGS: '1', LOG_LEVEL: 'fatal' };
  const child = spawn(process.execPath, [join(import.meta.dirname, '../cli.ts'), ...args], { env });
  let out = '';
  let err = '';
  const stop = () => {
    if (until?.test(err + out) && !child.killed) child.kill(signal);
  };
  child.stdout.on('data', (chunk) => {
    out += chunk;
    stop();
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
    stop();
  });
  return new Promise((resolve) => child.on('exit', (code) => resolve({ code, out, err })));
}

it('says how it is used, and answers 2 where it was asked wrongly', async () => {
  expect(await lianxin(['help'])).toMatchObject({ code: 0, out: expect.stringContaining('doctor') });
  expect((await lianxin(['frobnicate'])).code).toBe(2);
  expect(await lianxin(['demo', '--branches', 'many'])).toMatchObject({ code: 2, err: expect.stringContaining('lianxin demo [--schools n]') });
  expect(await lianxin(['backup'])).toMatchObject({ code: 2, err: expect.stringContaining('lianxin backup FILE') });
  expect((await lianxin(['backup', '--nonsense'])).code).toBe(2);
  expect((await lianxin(['restore', '--help'])).code).toBe(0);
}, 60_000);

it('loads a demo, looks it over, backs it up and restores it elsewhere, while a server has the database open', async () => {
  expect(await lianxin(['demo', '--schools', '2', '--branches', '12', '--members', '200', '--months', '8'])).toMatchObject({ code: 0 });
  expect(await lianxin(['demo'])).toMatchObject({ code: 1, err: expect.stringContaining('already') });
  expect(await lianxin(['doctor'])).toMatchObject({ code: 0, out: expect.stringMatching(/ICU zh[\s\S]*fingerprint [0-9a-f]{16}/) });
  expect(await lianxin(['health', 'rebuild'])).toMatchObject({
    code: 0,
    out: expect.stringContaining('0 findings opened, 0 closed'),
    err: expect.stringMatching(/\d %[\s\S]*100 %/),
  });
  expect(await lianxin(['user', 'reset-password', 'branch'])).toMatchObject({ code: 0, out: expect.stringMatching(/branch/) });
  expect(await lianxin(['user', 'disable', 'nobody-here'])).toMatchObject({ code: 1, err: expect.stringContaining('Not found') });

  const file = join(folder, 'whole.tar');
  const never = join(folder, 'never.tar');
  expect(await lianxin(['backup', never], world, /%/)).toMatchObject({ code: 130, err: expect.stringContaining('no backup file is left') });
  expect(readdirSync(folder).filter((name) => name.startsWith('never'))).toEqual([]);
  expect(await lianxin(['backup', file])).toMatchObject({ code: 0, err: expect.stringMatching(/\d %[\s\S]*100 %/) });
  expect(await lianxin(['restore', file])).toMatchObject({ code: 1, err: expect.stringContaining('--replace') });
  expect(await lianxin(['restore', file], target, /%/)).toMatchObject({ code: 130, err: expect.stringContaining('nothing was changed') });
  expect(await lianxin(['restore', file], target)).toMatchObject({ code: 0, err: expect.stringMatching(/\d %[\s\S]*100 %/) });
  expect(await lianxin(['audit', 'verify'], target)).toMatchObject({ code: 0, out: expect.stringContaining('all hold') });
  const names = (of: World) => of.db.selectFrom('persons').select('name').orderBy('id').execute();
  expect(await names(target)).toEqual(await names(world));
}, 90_000);

it('a demo load that is killed at half leaves nothing that is shown as the demo, and the next one loads the whole of it once', async () => {
  const fresh = await openWorld();
  try {
    const small = ['demo', '--schools', '1', '--branches', '6', '--members', '80', '--months', '4'];
    const killed = await lianxin(small, fresh, /[56]\d %/, 'SIGKILL');
    expect(killed).toMatchObject({ code: null, out: expect.not.stringContaining('Loaded') });
    expect([await persons(fresh), await fresh.db.selectFrom('settings').select('key').execute()]).toEqual([0, []]);
    expect(await lianxin(small, fresh)).toMatchObject({ code: 0 });
    const whole = await persons(fresh);
    const { detail } = await fresh.db.selectFrom('auditEntries').select('detail').where('action', '=', 'demo.load').executeTakeFirstOrThrow();
    expect(detail).toMatchObject({ persons: whole });
    expect(await lianxin(small, fresh)).toMatchObject({ code: 1 });
    expect(await persons(fresh)).toBe(whole);
  } finally {
    await fresh.close();
  }
}, 90_000);

const workbook = (name: 'clean' | 'dirty') => join(import.meta.dirname, `../../../testing/workbooks/roster-${name}.xlsx`);
const persons = async (of: World) =>
  Number(
    (
      await of.db
        .selectFrom('persons')
        .select((eb) => eb.fn.countAll().as('n'))
        .executeTakeFirstOrThrow()
    ).n,
  );

it('checks a workbook row by row, cancels an import at Ctrl-C, and imports one into an installation that nobody has set up, twice the same', async () => {
  const empty = await openWorld();
  try {
    const dry = await lianxin(['import-roster', workbook('dirty'), '--dry-run', '--json'], empty);
    const answer = JSON.parse(dry.out) as {
      counts: object;
      rows: { sheet: string; row: number; outcome: string; messages: { column: string | null; message: string }[] }[];
    };
    expect([dry.code, answer.counts]).toEqual([1, expect.objectContaining({ wrong: 27 })]);
    const wrong = answer.rows.filter((row) => row.outcome === 'wrong');
    expect(wrong).toHaveLength(27);
    for (const row of wrong) {
      expect(Object.keys(row).sort()).toEqual(['messages', 'outcome', 'row', 'sheet']);
      expect(['党组织', '党员']).toContain(row.sheet);
      expect(row.row).toBeGreaterThan(1);
      expect(row.messages[0]?.message.length).toBeGreaterThan(5);
    }
    expect(await persons(empty)).toBe(0);
    expect(await empty.db.selectFrom('organisations').select('id').execute()).toEqual([]);

    const stopped = await lianxin(['import-roster', workbook('clean'), '--accept-proposals'], empty, /Ctrl-C/);
    expect(stopped).toMatchObject({ code: 130, err: expect.stringContaining('什么也没有导入') });
    expect(await persons(empty)).toBe(0);

    const first = await lianxin(['import-roster', workbook('clean'), '--accept-proposals'], empty);
    expect(first).toMatchObject({ code: 0, out: expect.stringMatching(/new 655[\s\S]*已导入/), err: expect.stringMatching(/\d+ %/) });
    expect(await persons(empty)).toBe(612);
    const again = await lianxin(['import-roster', workbook('clean'), '--json'], empty);
    expect([again.code, JSON.parse(again.out).counts]).toEqual([0, { new: 0, changed: 0, same: 655, warned: 0, wrong: 0 }]);

    // The way is open for the first visitor all the same.
    const client = empty.client();
    expect((await client.ask(accounts.setupState, {})).body.needed).toBe(true);
    const code = await ensureSetupCode(empty.running.services);
    const visitor = { code: code ?? '', university: '另一个名字', name: '首任管理员', username: 'first', password: 'a long enough word' };
    expect((await client.ask(accounts.setUp, visitor)).status).toBe(200);
    expect([(await client.ask(accounts.setupState, {})).body.needed, await ensureSetupCode(empty.running.services)]).toEqual([false, null]);
    const roots = await empty.db.selectFrom('organisations').select(['name', 'code']).where('parentId', 'is', null).execute();
    expect(roots).toEqual([{ name: '示范大学委员会', code: '001' }]);
    expect((await client.ask(organisations.listOrganisations, {})).body.abilities.changeTree.allowed).toBe(true);

    // Out again: who belongs where for whoever looks after accounts, the whole with its reason only with a second person.
    const plain = join(folder, 'plain.xlsx');
    expect(await lianxin(['export-roster', plain, '--as', 'first'], empty)).toMatchObject({ code: 0, out: expect.stringContaining('612') });
    const read = await readRoster(await readFile(plain));
    expect([read.ok, !read.ok && read.code]).toEqual([false, 'columns_missing']);
    expect(await lianxin(['export-roster', plain, '--as', 'first'], empty)).toMatchObject({ code: 2 });
    const personal = join(folder, 'personal.xlsx');
    expect(await lianxin(['export-roster', personal, '--as', 'first', '--personal'], empty)).toMatchObject({
      code: 1,
      err: expect.stringContaining('理由'),
    });
    const many = await lianxin(['export-roster', personal, '--as', 'first', '--personal', '--reason', '年度统计'], empty);
    expect(many).toMatchObject({ code: 1, out: expect.stringContaining('另一人') });
    expect(existsSync(personal)).toBe(false);
    const branch = ['--organisation', '0010101', '--personal', '--reason', '核对支部名册'];
    expect((await lianxin(['export-roster', personal, '--as', 'first', ...branch], empty)).code).toBe(0);
    const whole = await readRoster(await readFile(personal));
    expect(whole.ok && (whole.value.persons?.rows.length ?? 0) > 3).toBe(true);
  } finally {
    await empty.close();
  }
}, 180_000);
