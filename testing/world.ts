import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inject } from 'vitest';
import { prepare, type Running } from '#apps/server/start.ts';
import type { Clock } from '#platform/server/call/services.ts';
import { readConfig } from '#platform/server/config/config.ts';
import { connect } from '#platform/server/db/db.ts';
import type { Feature } from '#platform/server/http/feature.ts';
import { type Client, clientFor } from './client.ts';

/** A clock that a test sets; it stands still in between. */
export type TestClock = Clock & { set(instant: string): void };
export function testClock(start: string): TestClock {
  let at = new Date(start);
  return {
    now: () => new Date(at),
    set: (instant) => {
      at = new Date(instant);
    },
  };
}

export type World = {
  readonly running: Running;
  readonly db: Running['services']['db'];
  readonly clock: TestClock;
  readonly databaseUrl: string;
  /** A browser of its own: it keeps its cookie and sends what a page would. */
  client(): Client;
  close(): Promise<void>;
};

let counter = 0;

/** A database cloned from the migrated template, a data folder, and a server over both, in this process. Jobs and midnight run only when a test says so. */
export async function openWorld(
  options: { now?: string; features?: readonly Feature[]; background?: boolean; demo?: boolean; rehearsal?: boolean } = {},
): Promise<World> {
  const { url, template } = inject('database');
  counter += 1;
  const name = `${template}_${process.env.VITEST_POOL_ID ?? '0'}_${process.pid}_${counter}`;
  const admin = connect(url, 1);
  await admin.pool.query(`CREATE DATABASE "${name}" TEMPLATE "${template}"`);
  const target = new URL(url);
  target.pathname = `/${name}`;
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-world-'));
  const clock = testClock(options.now ?? '2026-11-24T10:00:00+08:00');
  const config = {
    ...readConfig({}),
    dataFolder: folder,
    keyFile: join(folder, 'personal.key'),
    logLevel: process.env.LOG_LEVEL ?? 'fatal',
    poolSize: 8,
  };
  const running = await prepare(config, target.href, {
    clock,
    background: options.background ?? false,
    migrate: false,
    demo: options.demo ?? false,
    rehearsal: options.rehearsal ?? false,
    ...(options.features ? { features: options.features } : {}),
  });
  await running.app.ready();
  return {
    running,
    db: running.services.db,
    clock,
    databaseUrl: target.href,
    client: () => clientFor(running.app),
    async close() {
      await running.stop();
      await admin.pool.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
      await admin.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
