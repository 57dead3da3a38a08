import { EventEmitter } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { connectClient, type Db } from '../db/db.ts';

/**
 * What changed, told to open pages: a topic, where it happened, and at most an id. Never content: a page asks the API again,
 * which asks the policy again.
 */
export type LiveEvent = {
  /** Noun of the field: `meetings`, `findings`, `notices`, `jobs`. */
  readonly topic: string;
  readonly id?: string;
  /** Path of the organisation concerned: those who see it are told. */
  readonly path?: string;
  /** Only its own people and staff are told, no level above. */
  readonly ownOnly?: boolean;
  /** Or the one person concerned. */
  readonly personId?: string;
  /** Or the one account concerned. */
  readonly accountId?: string;
};

const CHANNEL = 'lianxin';

/** Sent with the transaction: nobody hears of what was rolled back. */
export async function announce(tx: Db, event: LiveEvent): Promise<void> {
  await sql`select pg_notify(${CHANNEL}, ${JSON.stringify(event)})`.execute(tx);
}

/** Many at once, in one statement: what a job changed in hundreds of places. */
export async function announceAll(tx: Db, events: readonly LiveEvent[]): Promise<void> {
  if (events.length > 0)
    await sql`select pg_notify(${CHANNEL}, event) from unnest(${sql.val(events.map((event) => JSON.stringify(event)))}::text[]) as event`.execute(tx);
}

export type EventHub = { on(listener: (event: LiveEvent) => void): () => void; close(): Promise<void> };

/** Listens on a direct connection of its own and passes events on in this process. A lost connection is made anew; listeners then hear `reconnected`. */
export async function listen(url: string, onError: (error: unknown) => void): Promise<EventHub> {
  const emitter = new EventEmitter().setMaxListeners(0);
  let closed = false;
  let client = await open();

  async function open() {
    const fresh = await connectClient(url);
    fresh.on('notification', (message) => {
      if (message.payload) emitter.emit('event', JSON.parse(message.payload) as LiveEvent);
    });
    // One loss is told twice: by the server that ends the connection, and by the connection that has ended. And what never listened is not lost.
    let listening = false;
    fresh.on('error', () => {
      if (!listening) return;
      listening = false;
      void reopen();
    });
    try {
      await fresh.query(`LISTEN ${CHANNEL}`);
    } catch (error) {
      await fresh.end().catch(() => undefined);
      throw error;
    }
    listening = true;
    return fresh;
  }

  async function reopen() {
    for (let delay = 200; !closed; delay = Math.min(delay * 2, 5000)) {
      await wait(delay);
      try {
        client = await open();
        if (closed) return await client.end();
        emitter.emit('event', { topic: 'reconnected' } satisfies LiveEvent);
        return;
      } catch (error) {
        onError(error);
      }
    }
  }

  return {
    on(listener) {
      emitter.on('event', listener);
      return () => emitter.off('event', listener);
    },
    async close() {
      closed = true;
      client.removeAllListeners('error');
      client.on('error', () => undefined);
      await client.end();
    },
  };
}
