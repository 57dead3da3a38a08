import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { zstdDecompressSync } from 'node:zlib';
import { unzipSync } from 'fflate';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { writeRoster } from '#features/members/api/workbook/write-roster.ts';
import { tarParts } from '#platform/server/backup/tar.ts';
import { type Connection, connect } from '#platform/server/db/db.ts';
import { embeddedUrl } from '#platform/server/db/embedded.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { type RunningServer, startServer } from '../../e2e/server.ts';

/**
 * ID numbers and phones go in by every way there is (roster, registration, correction) and are looked at by the one way there is. Then
 * the whole data folder is searched: tables, write-ahead log, queue, kept files, logs.
 */
const workbook = readFileSync(join(import.meta.dirname, '../workbooks/roster-clean.xlsx'));
const CORRECTED_PHONE = '19987654321';
const REGISTERED_PHONE = '19912312312';

const slip = (number: string) => ({
  name: number,
  sex: null,
  idNumber: null,
  staffNumber: number,
  organisationCode: number,
  email: number,
  category: 'full' as const,
});
const SLIPPED = ['990101199003070031', '990101 199003 070058', '19955554444'].map(slip);

let server: RunningServer;
/** Where the server and its threads put what they need for a moment. */
let temporary: string;
let connection: Connection;
let cookie = '';
const planted: string[] = [];
const answers: string[] = [];
const counted = { tables: 0, rows: 0, files: 0, megabytes: 0, parts: 0 };

beforeAll(async () => {
  temporary = mkdtempSync(join(tmpdir(), 'lianxin-secrets-'));
  server = await startServer({ empty: true, env: { LIANXIN_SKIP_BUILD: '1', LOG_LEVEL: 'trace', TMPDIR: temporary } });
  connection = connect(embeddedUrl(join(server.dataFolder, 'postgres')) as string, 2);
}, 170_000);
afterAll(async () => {
  console.log(
    `secrets: ${planted.length} planted numbers, searched in ${counted.tables} tables (${counted.rows} rows), ${counted.files} files (${Math.round(counted.megabytes)} MB: tables, write-ahead log, kept files, database log), ${counted.parts} parts of a backup opened, the temporary folder and the server's log at trace level: found 0 times`,
  );
  await connection?.close();
  await server?.stop();
  server?.remove();
  rmSync(temporary, { recursive: true, force: true });
});

// biome-ignore lint/suspicious/noExplicitAny: answers of several endpoints, read as a script would
async function ask(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<any> {
  const form = body instanceof FormData;
  const response = await fetch(`${server.url}/api/v1${path}`, {
    method,
    headers: {
      ...(cookie ? { cookie } : {}),
      ...(body && !form ? { 'content-type': 'application/json' } : {}),
      ...(method === 'POST' ? { 'idempotency-key': newId() } : {}),
      ...headers,
    },
    ...(body ? { body: form ? body : JSON.stringify(body) } : {}),
  });
  const text = await response.text();
  if (!path.includes('/reveal')) answers.push(text);
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
  const set = response.headers.get('set-cookie');
  if (set) cookie = set.split(';')[0] as string;
  return text.startsWith('{') ? JSON.parse(text) : text;
}

async function until(importId: string, states: readonly string[]) {
  for (let i = 0; i < 600; i += 1) {
    const view = await ask('GET', `/imports/${importId}`);
    if (states.includes(view.state)) return view;
    await wait(100);
  }
  throw new Error('the import does not move on');
}

test('numbers go in by every way, and are looked at', async () => {
  await ask('POST', '/setup', {
    code: server.setupCode,
    university: '岚川大学党委',
    name: '齐思远',
    username: 'zuzhibu',
    password: 'lanchuan-secrets-2026',
  });
  const mine = cookie;

  const text = Object.values(unzipSync(new Uint8Array(workbook)))
    .map((bytes) => Buffer.from(bytes).toString('utf8'))
    .join('\n');
  planted.push(
    ...new Set(text.match(/\b99\d{15}[\dX]\b/g)?.slice(0, 5)),
    ...new Set(text.match(/\b1[3-9]\d{9}\b/g)?.slice(0, 5)),
    CORRECTED_PHONE,
    REGISTERED_PHONE,
  );
  expect(planted.filter((number) => number.length === 18).length).toBeGreaterThan(2);

  const form = new FormData();
  form.set('file', new Blob([new Uint8Array(workbook)]), 'roster.xlsx');
  const begun = await ask('POST', '/imports', form);
  const checked = await until(begun.id, ['checked', 'failed']);
  expect(checked.state).toBe('checked');
  if (checked.proposals.length > 0)
    await ask(
      'PUT',
      `/imports/${begun.id}/compositions`,
      {
        answers: Object.fromEntries(
          checked.proposals.map((one: { code: string; composition: string | null }) => [one.code, one.composition ?? 'mixed']),
        ),
      },
      { 'if-match': `"${checked.version}"` },
    );
  await ask('POST', `/imports/${begun.id}/apply`);
  expect((await until(begun.id, ['applied', 'failed'])).state).toBe('applied');
  // Its workbook is gone with its end; one that was only checked lies there still.
  const waiting = new FormData();
  waiting.set('file', new Blob([new Uint8Array(workbook)]), 'roster.xlsx');
  await until((await ask('POST', '/imports', waiting)).id, ['checked']);
  expect(await connection.db.selectFrom('files').select('id').execute()).toHaveLength(1);

  // A row whose columns have slipped: the number stands where the name should be, and again in the next column.
  const slipped = await writeRoster({ organisations: [], persons: SLIPPED, personal: true });
  planted.push(...SLIPPED.map((row) => String(row.name)));
  const odd = new FormData();
  odd.set('file', new Blob([new Uint8Array(slipped)]), 'slipped.xlsx');
  const refused = await until((await ask('POST', '/imports', odd)).id, ['checked']);
  expect(refused.counts.wrong).toBe(SLIPPED.length);
  await ask('GET', `/imports/${refused.id}/rows`);

  const { rows } = await sql<{ id: string }>`select id from persons where id_number_sealed is not null limit 1`.execute(connection.db);
  const personId = rows[0]?.id as string;
  const seen = await ask('POST', `/members/${personId}/reveal`, { field: 'idNumber', reason: '核对身份证号' });
  expect(String(seen.value)).toMatch(/^99\d{15}[\dX]$/);
  planted.push(String(seen.value));
  await ask('GET', `/members/${personId}`);
  await ask('GET', `/members/${personId}/history`);
  const places = await ask('GET', '/organisations');
  await ask('POST', '/exports', { organisationId: places.items[0].id, withPersonal: true, reason: '年度统计核对' });

  cookie = '';
  await ask('POST', '/registrations', { name: '白露', phone: REGISTERED_PHONE, password: 'a-guest-of-lanchuan' });
  await ask('POST', '/me/corrections', { field: 'phone', value: CORRECTED_PHONE, reason: '换了手机号' });
  // A wrong sign-in with a phone as its name, and a refusal that names it.
  await ask('POST', '/session', { username: CORRECTED_PHONE, password: planted[0] }).catch(() => undefined);
  await ask('POST', '/registrations', { name: '白露', phone: REGISTERED_PHONE, password: 'a-guest-of-lanchuan' }).catch(() => undefined);
  cookie = mine;
  await ask('GET', '/audit?limit=100');
  await sql`checkpoint`.execute(connection.db);
}, 100_000);

test('no answer but the one that was asked for a number held one', () => {
  for (const number of planted)
    expect(
      answers.filter((answer) => answer.includes(number)).map((answer) => answer.slice(0, 100)),
      number,
    ).toEqual([]);
});

test('no table holds a planted number', async () => {
  const { rows: tables } = await sql<{
    schema: string;
    name: string;
  }>`select table_schema as schema, table_name as name from information_schema.tables where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')`.execute(
    connection.db,
  );
  const found: string[] = [];
  for (const { schema, name } of tables) {
    counted.tables += 1;
    const { rows } = await sql<{ line: string }>`select t::text as line from ${sql.id(schema, name)} t`.execute(connection.db);
    counted.rows += rows.length;
    const text = rows.map(({ line }) => line).join('\n');
    for (const number of planted) {
      if (
        text.includes(number) ||
        text.includes(Buffer.from(number).toString('hex')) ||
        text.includes(Buffer.from(number).toString('base64').slice(0, 12))
      )
        found.push(`${name}: ${number.slice(-4)}`);
    }
  }
  expect(counted.rows).toBeGreaterThan(1000);
  expect(found).toEqual([]);
});

test('no file beneath the data folder holds one: write-ahead log, kept workbooks, logs', async () => {
  const found: string[] = [];
  const visit = (path: string): void => {
    if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
      for (const name of readdirSync(path)) visit(join(path, name));
      return;
    }
    const bytes = readFileSync(path);
    counted.files += 1;
    counted.megabytes += bytes.length / 1e6;
    const parts = [
      bytes,
      ...(bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004'
        ? Object.values(unzipSync(new Uint8Array(bytes))).map((part) => Buffer.from(part))
        : []),
    ];
    for (const number of planted)
      if (parts.some((part) => part.includes(number))) found.push(`${path.slice(server.dataFolder.length)}: …${number.slice(-4)}`);
  };
  visit(server.dataFolder);
  expect(counted.files).toBeGreaterThan(100);
  expect(found).toEqual([]);
});

test('no backup holds one, opened table by table as a dump is read, nor does the temporary folder of the server and its threads', async () => {
  const target = join(temporary, 'backup.tar');
  const run = spawnSync(process.execPath, ['apps/server/cli.ts', 'backup', target], {
    cwd: join(import.meta.dirname, '../..'),
    env: {
      ...process.env,
      NODE_ENV: '',
      DATABASE_URL: embeddedUrl(join(server.dataFolder, 'postgres')) as string,
      LIANXIN_DATA: server.dataFolder,
      TMPDIR: temporary,
    },
    encoding: 'utf8',
  });
  expect(run.status, `${run.stdout}${run.stderr}`).toBe(0);
  const whole = readFileSync(target);
  const file = await open(target);
  const parts = (await tarParts(file)) ?? [];
  await file.close();
  const found: string[] = [];
  for (const { name, offset, size } of parts) {
    const bytes = whole.subarray(offset, offset + size);
    const text = name.endsWith('.zst') ? zstdDecompressSync(bytes) : bytes;
    counted.parts += 1;
    for (const number of planted) if (text.includes(number)) found.push(`${name}: …${number.slice(-4)}`);
  }
  expect(parts.map(({ name }) => name)).toEqual(
    expect.arrayContaining(['tables/jobs.copy.zst', 'tables/persons.copy.zst', 'tables/idempotency_keys.copy.zst']),
  );
  for (const number of planted) if (`${run.stdout}${run.stderr}`.includes(number)) found.push(`output: …${number.slice(-4)}`);
  for (const name of readdirSync(temporary, { recursive: true }) as string[]) {
    const path = join(temporary, name);
    if (!statSync(path).isFile()) continue;
    const bytes = readFileSync(path);
    for (const number of planted) if (bytes.includes(number)) found.push(`${name}: …${number.slice(-4)}`);
  }
  expect(found).toEqual([]);
}, 100_000);

test('no line of the log holds one', () => {
  expect(server.output().length).toBeGreaterThan(0);
  for (const number of planted) expect(server.output().includes(number), number.slice(-4)).toBe(false);
});
