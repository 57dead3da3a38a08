import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
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

/** Runs the command as the shell would, against a database that a server has open. */
function lianxin(args: string[], on: World = world): Promise<{ code: number | null; out: string; err: string }> {
  const env = { ...process.env, DATABASE_URL: on.databaseUrl, LIANXIN_DATA: join(folder, 'data'), NODE_NO_WARNINGS: '1', LOG_LEVEL: 'fatal' };
  const child = spawn(process.execPath, [join(import.meta.dirname, '../cli.ts'), ...args], { env });
  let out = '';
  let err = '';
  child.stdout.on('data', (chunk) => {
    out += chunk;
  });
  child.stderr.on('data', (chunk) => {
    err += chunk;
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
  expect(await lianxin(['health', 'rebuild'])).toMatchObject({ code: 0, out: expect.stringContaining('0 findings opened, 0 closed') });
  expect(await lianxin(['user', 'reset-password', 'branch'])).toMatchObject({ code: 0, out: expect.stringMatching(/branch/) });
  expect(await lianxin(['user', 'disable', 'nobody-here'])).toMatchObject({ code: 1, err: expect.stringContaining('Not found') });

  const file = join(folder, 'whole.tar');
  expect(await lianxin(['backup', file])).toMatchObject({ code: 0 });
  expect(await lianxin(['restore', file])).toMatchObject({ code: 1, err: expect.stringContaining('--replace') });
  expect(await lianxin(['restore', file], target)).toMatchObject({ code: 0 });
  expect(await lianxin(['audit', 'verify'], target)).toMatchObject({ code: 0, out: expect.stringContaining('all hold') });
  const names = (of: World) => of.db.selectFrom('persons').select('name').orderBy('id').execute();
  expect(await names(target)).toEqual(await names(world));
}, 90_000);
