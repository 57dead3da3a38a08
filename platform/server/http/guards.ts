import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';

const SELF = "'self'";

/** The headers by which a browser guards every answer, as helmet makes them: the same for all, so it is asked once, at the start. */
async function guards(secure: boolean): Promise<Record<string, string>> {
  const once = Fastify();
  await once.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: [SELF],
        scriptSrc: [SELF],
        styleSrc: [SELF, "'unsafe-inline'"],
        imgSrc: [SELF, 'data:', 'blob:'],
        connectSrc: [SELF],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
        baseUri: ["'none'"],
        formAction: [SELF],
        workerSrc: [SELF],
        manifestSrc: [SELF],
      },
    },
    hsts: secure,
  });
  once.get('/', async (_request, reply) => reply.code(204).send());
  const { headers } = await once.inject('/');
  await once.close();
  const answers = new Set(['date', 'connection', 'content-length', 'content-type', 'keep-alive']);
  return Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (answers.has(name) ? [] : [[name, String(value)]])));
}

/** Puts them on every answer. */
export async function guardAnswers(app: FastifyInstance, secure: boolean): Promise<void> {
  const headers = await guards(secure);
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
}
