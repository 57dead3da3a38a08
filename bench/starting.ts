import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { DEMO_PASSWORD } from '#demo/accounts.ts';
import { median } from './measure.ts';
import { command, memoryOf, serve } from './processes.ts';
import { type Line, mb, seconds } from './report.ts';
import { rosterWorkbook } from './roster.ts';

/** A data folder of its own, with its own PostgreSQL, as `npm start` makes one. */
async function inFolder<T>(act: (env: Record<string, string>, folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-bench-'));
  try {
    return await act({ LIANXIN_DATA: folder, DATABASE_URL: '', LIANXIN_KEY_FILE: join(folder, 'keys/personal.key') }, folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The demo university loaded, started three times over, and the server's memory at rest and after 200 requests. */
export async function demoAndStart(): Promise<Line[]> {
  return inFolder(async (env) => {
    const loaded = await command(['demo'], env);
    if (loaded.code !== 0) throw new Error(`The demo was not loaded: ${loaded.code}.`);
    const starts: number[] = [];
    for (let round = 0; round < 3; round++) {
      const server = await serve('apps/server/main.ts', env, '/healthz');
      starts.push(server.seconds);
      await server.stop();
    }
    const server = await serve('apps/server/main.ts', env, '/healthz');
    await wait(15_000);
    const atRest = memoryOf(server.pid).now;
    await ask200(server.url);
    const after = memoryOf(server.pid).now;
    await server.stop();
    return [
      {
        what: 'demo university loaded (120 branches, 3,000 people, 24 months), database made anew',
        goal: '≤ 40 s',
        figure: `${seconds(loaded.seconds)}, at most ${mb(loaded.peak)}`,
        met: loaded.seconds <= 40,
      },
      {
        what: 'start to first answer, database there, its PostgreSQL started too',
        goal: '≤ 3 s',
        figure: `${seconds(median(starts))}, median of ${starts.length}`,
        met: median(starts) <= 3,
      },
      {
        what: 'memory of the server at rest with the demo, database apart',
        goal: '≤ 200 MB',
        figure: mb(atRest),
        met: Number.isNaN(atRest) ? null : atRest <= 200,
      },
      { what: 'the same after 200 requests for lists, charts and health', goal: '', figure: mb(after), met: null },
    ];
  });
}

async function ask200(url: string): Promise<void> {
  const signedIn = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: 'committee', password: DEMO_PASSWORD }),
  });
  const cookie = signedIn.headers.get('set-cookie')?.split(';')[0];
  if (!signedIn.ok || !cookie) throw new Error(`Signing in answered ${signedIn.status}.`);
  const paths = ['/meetings', '/charts/activity-trend?level=school', '/charts/comparison', '/health/branches', '/organisations'];
  for (let n = 0; n < 200; n++) await (await fetch(`${url}/api/v1${paths[n % paths.length]}`, { headers: { cookie } })).arrayBuffer();
}

/** The large demo by the numbers of the command. */
export async function largeDemo(): Promise<Line> {
  return inFolder(async (env) => {
    const { seconds: took, peak, code } = await command(['demo', '--branches', '1200', '--members', '20000', '--months', '36'], env);
    if (code !== 0) throw new Error(`The large demo was not loaded: ${code}.`);
    return {
      what: 'large demo loaded (1,200 branches, 20,000 people, 36 months)',
      goal: '< 10 min',
      figure: `${(took / 60).toFixed(1)} min, at most ${mb(peak)}`,
      met: took < 600,
    };
  });
}

/** A workbook of 20,000 rows taken into an empty installation: read, checked row by row, then written. */
export async function importRoster(rows: number): Promise<Line> {
  return inFolder(async (env, folder) => {
    const file = join(folder, 'roster.xlsx');
    writeFileSync(file, await rosterWorkbook(rows));
    const prepared = await command(['migrate'], env);
    const { seconds: took, peak, code } = await command(['import-roster', file, '--accept-proposals'], env);
    const name = { what: `roster of ${rows.toLocaleString('en')} rows imported, the dry run included`, goal: '≤ 60 s, ≤ 500 MB' };
    if (prepared.code !== 0 || code !== 0) return { ...name, figure: `the command ended with ${code}`, met: false };
    return { ...name, figure: `${seconds(took)}, at most ${mb(peak)}`, met: took <= 60 && !(peak > 500) };
  });
}
