import { setMaxListeners } from 'node:events';
import { Server } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** So long a connection kept open may still bring the request that is on its way. */
const LINGER_MS = 500;
/** After this the connections that are still open are cut: a body that never comes to its end. */
const PATIENCE_MS = 20_000;

/**
 * How a server ends: it accepts no more connections, answers what has been asked and what still comes on connections that it kept open, and
 * says on each answer that it was the last. Event streams have no end of their own: they are told by the signal.
 */
export function stopGently(app: FastifyInstance): AbortSignal {
  const stopping = new AbortController();
  setMaxListeners(0, stopping.signal);
  app.addHook('onSend', (_request, reply, payload, done) => {
    if (stopping.signal.aborted) reply.header('connection', 'close');
    done(null, payload);
  });
  app.addHook('preClose', async () => {
    stopping.abort();
    const { server } = app;
    if (!server.listening) return;
    // The listening socket alone; those connected stay. The framework's own close, which follows, waits for them.
    Server.prototype.close.call(server);
    const open = () => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));
    for (const until = Date.now() + LINGER_MS; Date.now() < until && (await open()) > 0; ) await wait(20);
    const tidy = setInterval(() => server.closeIdleConnections(), 50);
    const cut = setTimeout(() => server.closeAllConnections(), PATIENCE_MS);
    server.once('close', () => {
      clearInterval(tidy);
      clearTimeout(cut);
    });
  });
  return stopping.signal;
}
