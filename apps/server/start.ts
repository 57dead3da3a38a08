import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { actorOf } from '#features/accounts/index.ts';
import { startSealer } from '#platform/server/audit/chain.ts';
import { type Clock, type Services, systemClock } from '#platform/server/call/services.ts';
import type { Config } from '#platform/server/config/config.ts';
import { loadCrypto } from '#platform/server/crypto/crypto.ts';
import { connect } from '#platform/server/db/db.ts';
import { migrate } from '#platform/server/db/migrate.ts';
import { listen } from '#platform/server/events/events.ts';
import { localFiles } from '#platform/server/files/files.ts';
import type { Feature } from '#platform/server/http/feature.ts';
import { buildServer } from '#platform/server/http/server.ts';
import { createJobs } from '#platform/server/jobs/jobs.ts';
import { startMidnight } from '#platform/server/jobs/midnight.ts';
import { createLog } from '#platform/server/log/log.ts';
import { features as allFeatures } from './features.ts';

export type Running = {
  readonly app: FastifyInstance;
  readonly services: Services /** Sealer, jobs, open requests, pool: in that order. */;
  stop(): Promise<void>;
};

/** Database → services → features → one server, not yet listening. `background: false` leaves jobs and the midnight round to the caller. */
export async function prepare(
  config: Config,
  databaseUrl: string,
  options: {
    clock?: Clock;
    features?: readonly Feature[];
    demo?: boolean;
    background?: boolean;
    dist?: string;
    migrate?: boolean;
    rehearsal?: boolean;
  } = {},
): Promise<Running> {
  const log = createLog(config.logLevel);
  const connection = connect(databaseUrl, config.poolSize);
  if (options.migrate !== false) await migrate(connection.db);
  const events = await listen(config.listenUrl ?? databaseUrl, (error) => log.warn({ err: error }, 'listening again'));
  const jobs = createJobs();
  const crypto = loadCrypto(config.keyFile);
  const services: Services = {
    config,
    db: connection.db,
    clock: options.clock ?? systemClock,
    crypto,
    files: localFiles(join(config.dataFolder, 'files'), crypto),
    events,
    jobs,
    log,
    demo: options.demo ?? false,
    rehearsal: options.rehearsal ?? false,
    actorOf,
  };
  const features = options.features ?? allFeatures;
  const app = await buildServer(services, features, { dist: options.dist ?? join(import.meta.dirname, '../../dist') });
  const sealer = startSealer(connection.db, join(config.dataFolder, 'audit-heads.txt'), (error) => log.warn({ err: error }, 'sealing'));
  const kinds = features.flatMap((feature) => feature.jobs ?? []);
  const midnight = options.background === false ? null : startMidnight(services, features);
  if (options.background !== false) jobs.start(services, kinds);
  const warming =
    options.background === false
      ? null
      : Promise.all(features.map((feature) => feature.warmUp?.(services))).catch((error: unknown) => log.warn({ err: error }, 'warming up'));
  return {
    app,
    services,
    async stop() {
      await app.close();
      await warming;
      await midnight?.stop();
      await jobs.stop();
      await sealer.stop();
      await events.close();
      await connection.close();
    },
  };
}
