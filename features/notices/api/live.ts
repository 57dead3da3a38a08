import type { Call } from '#platform/server/call/call.ts';
import type { LiveEvent } from '#platform/server/events/events.ts';
import { streams } from '#platform/server/http/endpoint.ts';
import { sessionToken } from '#platform/server/sessions/cookie.ts';
import { signedIn } from '#platform/shared/actor/actor.ts';
import { mayHear } from '../policy.ts';

const KEEP_ALIVE_MS = 20_000;
/** A reader who lets this much pile up is gone, or will be told anew when it comes back. */
const MOST_UNREAD_BYTES = 1_000_000;

/**
 * Tells an open page what changed, as server-sent events. Each event is checked against the actor; who that is, is read anew
 * with every keep-alive and before an event when the last look is older than a quarter of that, so a revoked session hears no more.
 */
export function liveEvery(keepAliveMs: number) {
  return async (call: Call): Promise<void> => {
    call.permit(signedIn);
    const stream = streams.get(call);
    if (!stream) throw new Error('The endpoint is not declared as a stream.');
    const { reply, request, stopping } = stream;
    const { services } = call;
    const token = sessionToken(request);
    let { actor } = call;
    let looked = Date.now();
    let over = false;

    reply.hijack();
    const { raw } = reply;
    for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value);
    raw.writeHead(200, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      connection: 'keep-alive',
      'x-accel-buffering': 'no',
    });
    raw.write('retry: 2000\n\n');

    const end = (event?: string) => {
      if (over) return;
      over = true;
      clearInterval(timer);
      stop();
      stopping.removeEventListener('abort', serverStops);
      if (raw.writable) raw.end(event ? `event: ${event}\ndata: {}\n\n` : undefined);
    };
    const serverStops = () => end();
    stopping.addEventListener('abort', serverStops);
    const look = async () => {
      actor = await services.actorOf(services.db, token, services.clock.now());
      looked = Date.now();
      if (actor.kind === 'anonymous') end('ended');
    };
    const tell = async (event: LiveEvent) => {
      if (event.topic !== 'reconnected' && !mayHear(actor, event)) return;
      if (Date.now() - looked > keepAliveMs / 4) await look();
      if (over || !mayHear(actor, event)) return;
      if (raw.writableLength > MOST_UNREAD_BYTES) return end();
      raw.write(`event: change\ndata: ${JSON.stringify({ topic: event.topic, id: event.id, path: event.path })}\n\n`);
    };
    // One after the other, so that a look at the session changes no order.
    let queue = Promise.resolve();
    const enqueue = (act: () => Promise<void>) => {
      queue = queue
        .then(() => (over ? undefined : act()))
        .catch((error: unknown) => {
          services.log.warn({ err: error }, 'live stream ended');
          end();
        });
    };
    const stop = services.events.on((event) => enqueue(() => tell(event)));
    const timer = setInterval(
      () =>
        enqueue(async () => {
          await look();
          if (!over) raw.write(': still here\n\n');
        }),
      keepAliveMs,
    );
    timer.unref();
    raw.on('close', () => end());
    raw.on('error', () => end());
    // Who has gone before the line was open is not heard going.
    if (stopping.aborted || raw.destroyed) end();
  };
}

export const live = liveEvery(KEEP_ALIVE_MS);
