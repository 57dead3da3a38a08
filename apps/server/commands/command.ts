import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { remainingSeconds } from '#features/jobs/index.ts';
import { writeAudit } from '#platform/server/audit/audit.ts';
import type { Services } from '#platform/server/call/services.ts';
import { type Config, readConfig } from '#platform/server/config/config.ts';
import { loadCrypto } from '#platform/server/crypto/crypto.ts';
import { connect, type Db } from '#platform/server/db/db.ts';
import { migrate } from '#platform/server/db/migrate.ts';
import { systemActor } from '#platform/shared/actor/actor.ts';
import { openDatabase } from '../database.ts';
import { prepare } from '../start.ts';

export type Command = {
  readonly usage: string;
  run(args: string[]): Promise<number> /** The room whose words say its refusals. */;
  readonly room?: string;
};

/** Asked wrongly: the message and the usage are shown. */
export class Usage extends Error {}

/** The whole number that an option gives, or the default. */
export function wholeNumber(name: string, text: string | undefined, otherwise: number, least = 1): number {
  if (text === undefined) return otherwise;
  const n = Number(text);
  if (!Number.isSafeInteger(n) || n < least)
    throw new Usage(`--${name} 要写不小于 ${least} 的整数，不是“${text}”。--${name} takes a whole number of at least ${least}, not "${text}".`);
  return n;
}

/** Does another process use the database? Then it is left running, whoever started it. Our own lines take a moment to be gone. */
async function usedByOthers(url: string): Promise<boolean> {
  for (let look = 0; look < 10; look++) {
    if (!(await linesOpen(url))) return false;
    await wait(200);
  }
  return true;
}

async function linesOpen(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, application_name: 'lianxin-command' });
  await client.connect();
  try {
    const { rows } = await client.query<{ n: number }>(
      `select count(*)::int as n from pg_stat_activity where backend_type = 'client backend' and application_name like 'lianxin%' and pid <> pg_backend_pid()`,
    );
    return (rows[0]?.n ?? 0) > 0;
  } finally {
    await client.end();
  }
}

/** Opens the database, whether the server runs or not, and stops only what it started. */
export async function withDatabase<T>(act: (config: Config, url: string) => Promise<T>): Promise<T> {
  const config = readConfig();
  mkdirSync(config.dataFolder, { recursive: true });
  const database = await openDatabase(config);
  try {
    return await act(config, database.url);
  } finally {
    if (!(await usedByOthers(database.url).catch(() => false))) database.stop();
  }
}

/** The services of the house, on the present schema. Jobs and the midnight round stay with the server. */
export async function withServices<T>(act: (services: Services, config: Config, url: string) => Promise<T>): Promise<T> {
  return withDatabase(async (config, url) => {
    const running = await prepare({ ...config, poolSize: Math.min(config.poolSize, 4) }, url, { background: false });
    try {
      return await act(running.services, config, url);
    } finally {
      await running.stop();
    }
  });
}

/** Migrates, for commands that need no services. */
export async function migrated(url: string): Promise<string[]> {
  const connection = connect(url, 1);
  try {
    return await migrate(connection.db);
  } finally {
    await connection.close();
  }
}

/** What an operator does to the whole installation is written down like any other act. */
export async function auditInstallation(url: string, action: string, detail: Record<string, unknown>): Promise<void> {
  const connection = connect(url, 1);
  try {
    await connection.db
      .transaction()
      .execute((tx) => writeAudit(tx as unknown as Db, systemActor('operator'), new Date(), null, [{ action, subjectKind: 'installation', detail }]));
  } finally {
    await connection.close();
  }
}

/** Names the key that is there, without making one: a key is made at the first start, not by a command that needs the old one. */
export function fingerprintOf(config: Config): string {
  return existsSync(config.keyFile) ? loadCrypto(config.keyFile).fingerprint : '';
}

export const headFileOf = (config: Config) => join(config.dataFolder, 'audit-heads.txt');
export const filesFolderOf = (config: Config) => join(config.dataFolder, 'files');

/** A line of progress, rewritten in place on a terminal and kept to tenths elsewhere; on standard error where the answer itself is read by a program. */
export function progressLine(stream: NodeJS.WriteStream = process.stdout): { show(done: number, total: number, what: string): void; end(): void } {
  const startedAt = new Date();
  let tenth = -1;
  return {
    show(done, total, what) {
      const percent = Math.floor((done / Math.max(1, total)) * 100);
      const text = `  ${String(percent).padStart(3)} %${estimate({ done, total, startedAt }, new Date())}`;
      if (stream.isTTY) stream.write(`\r\u001b[K${text}  ${what}`);
      else if (Math.floor(percent / 10) > tenth) {
        tenth = Math.floor(percent / 10);
        stream.write(`${text}\n`);
      }
    },
    end() {
      if (stream.isTTY) stream.write('\r\u001b[K');
    },
  };
}

/** How long it still takes, in words; nothing where that is not known, or it is done. */
function estimate(work: { done: number; total: number; startedAt: Date }, now: Date): string {
  const seconds = remainingSeconds({ ...work, state: 'running' }, now);
  if (!seconds) return '';
  const [n, zh, en] = seconds < 90 ? [seconds, '秒', 's'] : [Math.ceil(seconds / 60), '分钟', 'min'];
  return `  还需约 ${n} ${zh} about ${n} ${en} left`;
}

/** Long work with its progress on standard error. Ctrl-C calls it off: it leaves nothing half done, says so, and the exit code is 130. */
export async function stoppable(
  stopped: string,
  act: (onProgress: (done: number, total: number, what: string) => void, signal: AbortSignal) => Promise<number>,
): Promise<number> {
  const stop = new AbortController();
  const onInterrupt = () => stop.abort();
  process.once('SIGINT', onInterrupt);
  const line = progressLine(process.stderr);
  try {
    return await act(line.show, stop.signal);
  } catch (error) {
    line.end();
    if (!stop.signal.aborted || error !== stop.signal.reason) throw error;
    console.error(stopped);
    return 130;
  } finally {
    process.off('SIGINT', onInterrupt);
  }
}
