import type { FastifyInstance, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';
import type { Services } from '../call/services.ts';

/** The name of what was asked, for counts and logs. */
export function operationOf(request: FastifyRequest): string | undefined {
  return (request.routeOptions.config as { endpoint?: string } | undefined)?.endpoint;
}

/** `/healthz` lives, `/readyz` can serve, `/metrics` counts: operations and times, never persons. */
export function mountMetrics(app: FastifyInstance, services: Services): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const seconds = new Histogram({
    name: 'lianxin_request_seconds',
    help: 'Time to answer, by operation and status',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.3, 1, 3],
    registers: [registry],
  });
  app.addHook('onResponse', async (request, reply) => {
    const operation = operationOf(request);
    if (operation) {
      seconds.observe({ operation, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
      request.log.info({ operation, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
    }
  });
  app.get('/healthz', async () => ({ status: 'live' }));
  app.get('/readyz', async (_request, reply) => {
    try {
      await sql`select 1`.execute(services.db);
      return { status: 'ready' };
    } catch (error) {
      services.log.warn({ err: error }, 'not ready');
      return reply.code(503).send({ status: 'not ready' });
    }
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}
