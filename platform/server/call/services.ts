import type { Logger } from 'pino';
import type { Actor } from '#platform/shared/actor/actor.ts';
import type { Config } from '../config/config.ts';
import type { Crypto } from '../crypto/crypto.ts';
import type { Db } from '../db/db.ts';
import type { EventHub } from '../events/events.ts';
import type { Files } from '../files/files.ts';
import type { Jobs } from '../jobs/jobs.ts';

/** The one place that knows the time; tests move it. */
export type Clock = { now(): Date };
export const systemClock: Clock = { now: () => new Date() };

/** What a process has, made once at the start and handed on. */
export type Services = {
  readonly config: Config;
  readonly db: Db;
  readonly clock: Clock;
  readonly crypto: Crypto;
  readonly files: Files;
  readonly events: EventHub;
  readonly jobs: Jobs;
  readonly log: Logger;
  /** A demo installation says so on every page. */
  readonly demo: boolean;
  /** A rehearsal: every command does all it would do, answers, and is rolled back. The matrix test asks thousands of them of one database. */
  readonly rehearsal: boolean;
  /** The person behind a session cookie, with posts and branch as they are at this moment. */
  readonly actorOf: (db: Db, token: string | null, now: Date) => Promise<Actor>;
};
