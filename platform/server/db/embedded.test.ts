import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, describe, expect, test } from 'vitest';
import { type EmbeddedPostgres, embeddedDoor, embeddedUrl, startEmbedded } from './embedded.ts';

/** Another user of the same machine can reach the embedded database; without its password nobody comes in. */
const place = mkdtempSync(join(tmpdir(), 'lianxin-embedded-'));
const folder = join(place, 'postgres');
const passwordFile = join(place, 'postgres.password');
const rules = join(folder, 'pg_hba.conf');
const LEAST = ['-c fsync=off', '-c shared_buffers=16MB'];
let running: EmbeddedPostgres | null = null;
const start = async () => {
  running = await startEmbedded(folder, join(place, 'postgres.log'), LEAST);
  return running;
};
const stop = () => {
  running?.stop();
  running = null;
};
afterAll(() => {
  stop();
  rmSync(place, { recursive: true, force: true });
});

/** What the database says to one who comes with this password; 'in' where it lets them in. */
async function knock(password: string | null): Promise<string> {
  const url = new URL(embeddedUrl(folder) as string);
  const client = new pg.Client({
    host: url.hostname,
    port: Number(url.port),
    user: url.username,
    database: 'postgres',
    password: password ?? undefined,
  });
  try {
    await client.connect();
    await client.query('select 1');
    return 'in';
  } catch (error) {
    return error instanceof pg.DatabaseError ? String(error.code) : 'asked for a password';
  } finally {
    await client.end().catch(() => undefined);
  }
}
const kept = () => readFileSync(passwordFile, 'utf8');

describe('the embedded database', () => {
  test('lets in who has its password, which only its owner can read', async () => {
    const { url } = await start();
    expect(url).toBe(embeddedUrl(folder));
    expect(new URL(url).password).toBe(kept());
    expect(statSync(passwordFile).mode & 0o777).toBe(0o600);
    expect(embeddedDoor(folder)).toEqual({ file: passwordFile, mode: 0o600, asks: true });
    expect(await knock(kept())).toBe('in');
    expect(await knock('another')).toBe('28P01');
    expect(await knock(null)).not.toBe('in');
    const second = await startEmbedded(folder, join(place, 'postgres.log'), LEAST);
    expect([second.started, second.url]).toEqual([false, url]);
  });

  test('of a folder from before there was a password gets one at its next start', async () => {
    const client = new pg.Client({ connectionString: embeddedUrl(folder) as string });
    await client.connect();
    await client.query('CREATE TABLE kept_through AS SELECT 7 AS seven');
    await client.query('ALTER ROLE lianxin PASSWORD NULL');
    await client.end();
    stop();
    rmSync(passwordFile);
    writeFileSync(rules, readFileSync(rules, 'utf8').replaceAll('scram-sha-256', 'trust'));
    expect(embeddedDoor(folder)).toMatchObject({ mode: null, asks: false });

    const { url } = await start();
    expect(embeddedDoor(folder)).toEqual({ file: passwordFile, mode: 0o600, asks: true });
    expect(existsSync(`${passwordFile}.new`)).toBe(false);
    expect(await knock(null)).not.toBe('in');
    const after = new pg.Client({ connectionString: url });
    await after.connect();
    expect((await after.query('SELECT seven FROM kept_through')).rows).toEqual([{ seven: 7 }]);
    await after.end();
  });

  test('gets another where the file was lost', async () => {
    const before = kept();
    stop();
    rmSync(passwordFile);
    await start();
    expect(kept()).not.toBe(before);
    expect(await knock(before)).toBe('28P01');
    expect(await knock(kept())).toBe('in');
  });
});
