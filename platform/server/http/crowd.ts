import type { FastifyInstance } from 'fastify';
import { Refusal } from '../call/call.ts';

/**
 * Questions and commands in hand at once, waiting for the database among them. A queue without an end answers everybody too late: who is
 * one too many is told at once to come again, before a session is looked up or a connection taken. Open pages that listen are not counted.
 */
export function limitCrowd(app: FastifyInstance, most: number): void {
  let inHand = 0;
  app.addHook('onRequest', async (request, reply) => {
    const { endpoint, stream } = request.routeOptions.config as { endpoint?: string; stream?: boolean };
    if (!endpoint || stream) return;
    if (inHand >= most) throw new Refusal('busy');
    inHand += 1;
    let counted = true;
    const done = () => {
      if (counted) inHand -= 1;
      counted = false;
    };
    // Answered, or gone before the answer.
    reply.raw.once('finish', done).once('close', done);
  });
}
