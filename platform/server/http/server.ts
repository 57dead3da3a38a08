import { existsSync } from 'node:fs';
import { join } from 'node:path';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import multipart from '@fastify/multipart';
import fastifyStatic from '@fastify/static';
import underPressure from '@fastify/under-pressure';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, type FastifyReply, LogController } from 'fastify';
import { newId } from '#platform/shared/ids/ids.ts';
import { platformSentences, type Sentences } from '#platform/shared/sentences/sentences.ts';
import { Refusal } from '../call/call.ts';
import type { Services } from '../call/services.ts';
import { limitCrowd } from './crowd.ts';
import { mountEndpoint } from './endpoint.ts';
import type { Feature } from './feature.ts';
import { guardAnswers } from './guards.ts';
import { languageOf } from './language.ts';
import { mountMetrics, operationOf } from './metrics.ts';
import { mountOpenApi } from './openapi.ts';
import { problemOf } from './problem.ts';
import { stopGently } from './stopping.ts';

/** Everything a list of features answers, hung on one server. Pages are served from `dist` where they have been built. */
export async function buildServer(services: Services, features: readonly Feature[], options: { dist?: string } = {}): Promise<FastifyInstance> {
  const app = Fastify({
    loggerInstance: services.log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(),
    forceCloseConnections: 'idle',
    // What still comes while it stops is answered, as the last on its connection.
    return503OnClosing: false,
    trustProxy: 'loopback',
    routerOptions: { maxParamLength: 200 },
    bodyLimit: 1_000_000,
    // An address that cannot be read, or is too long to be one of ours, leads nowhere.
    frameworkErrors: (_error, request, reply: FastifyReply) =>
      void reply
        .code(404)
        .type('application/problem+json')
        .send(problemOf('not_found', languageOf(request.headers['accept-language']), platformSentences)),
  });
  const catalogue: Sentences = Object.assign({}, platformSentences, ...features.map((feature) => feature.sentences));

  const stopping = stopGently(app);
  await app.register(cookie);
  await app.register(multipart);
  await guardAnswers(app, services.config.secureCookies);
  await app.register(compress, {
    global: true,
    threshold: 1024,
    customTypes: /^(text\/(?!event-stream)|application\/(json|javascript|problem\+json|manifest\+json))/,
  });
  await app.register(underPressure, {
    maxEventLoopDelay: 1000,
    retryAfter: 5,
    pressureHandler: (request, reply) =>
      void reply
        .code(503)
        .header('retry-after', '5')
        .type('application/problem+json')
        .send(problemOf('busy', languageOf(request.headers['accept-language']), catalogue)),
  });

  limitCrowd(app);

  app.setErrorHandler((error: Error & { statusCode?: number }, request, reply) => {
    const language = languageOf(request.headers['accept-language']);
    if (error instanceof Refusal) {
      // Two features may use one code with sentences of their own: the feature that refused is the one that speaks.
      const own = (request.routeOptions.config as { sentences?: Sentences } | undefined)?.sentences ?? catalogue;
      const problem = problemOf(error.code, language, own, error.params, [...error.fields]);
      if (problem.status === 503) reply.header('retry-after', '5');
      if (problem.status === 429) reply.header('retry-after', String(error.params.seconds ?? 60));
      return reply.code(problem.status).type('application/problem+json').send(problem);
    }
    const status = error.statusCode ?? 500;
    if (status === 413)
      return reply
        .code(413)
        .type('application/problem+json')
        .send(problemOf('too_large', language, catalogue, { megabytes: 2 }));
    if (status >= 400 && status < 500)
      return reply
        .code(status === 415 || status === 400 ? 422 : status)
        .type('application/problem+json')
        .send({ ...problemOf('invalid_input', language, catalogue), status: status === 415 || status === 400 ? 422 : status });
    request.log.error({ err: error, request: request.id, operation: operationOf(request) }, 'unexpected');
    return reply
      .code(500)
      .type('application/problem+json')
      .send(problemOf('internal', language, catalogue, { request: request.id }));
  });

  // A missing page of a client is the client's own page; a missing answer of the API is a problem.
  const dist = options.dist;
  const hasPages = dist !== undefined && existsSync(join(dist, 'member/index.html'));
  if (hasPages) {
    const setHeaders = (reply: FastifyReply, path: string) =>
      void reply.header('cache-control', /[\\/]assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache');
    await app.register(fastifyStatic, {
      root: join(dist, 'member'),
      prefix: '/',
      wildcard: false,
      preCompressed: true,
      setHeaders,
      cacheControl: false,
    });
    await app.register(fastifyStatic, {
      root: join(dist, 'console'),
      prefix: '/console/',
      wildcard: false,
      decorateReply: false,
      setHeaders,
      cacheControl: false,
    });
  }
  app.setNotFoundHandler((request, reply) => {
    if (hasPages && request.method === 'GET' && !request.url.startsWith('/api/') && !/\.\w{2,5}(\?|$)/.test(request.url)) {
      const client = request.url.startsWith('/console') ? 'console' : 'member';
      return reply.header('cache-control', 'no-cache').sendFile('index.html', join(dist as string, client));
    }
    return reply
      .code(404)
      .type('application/problem+json')
      .send(problemOf('not_found', languageOf(request.headers['accept-language']), catalogue));
  });

  mountMetrics(app, services);
  const mounted = features.flatMap((feature) =>
    feature.routes.flatMap(({ contract, handlers }) =>
      Object.entries(contract).map(([name, endpoint]) => ({ feature, name, endpoint, handler: handlers[name] as never })),
    ),
  );
  mountOpenApi(app, mounted, catalogue);
  for (const { feature, name, endpoint, handler } of mounted)
    mountEndpoint(app, services, `${feature.name}.${name}`, endpoint, handler, { ...platformSentences, ...feature.sentences }, stopping);
  return app;
}
