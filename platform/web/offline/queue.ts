import { type ComputedRef, computed, onScopeDispose, reactive, ref } from 'vue';
import type { Endpoint, Request } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { ApiRefusal, ask, NoNetwork } from '../api/api.ts';
import { forget, keepWritten, keptUnder, shelf } from './store.ts';

export type Waiting = {
  /** Made when it was finished, and sent as the Idempotency-Key: however often it is tried, it takes effect once. */
  readonly id: string;
  readonly sender: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly label: string;
  readonly finishedAt: string;
  /** What belongs together is sent in order; a refused one holds back those after it. */
  readonly group: string;
  readonly version?: number;
  readonly at: number;
  /** Where the two versions are looked at, where another's edit came first (412). */
  readonly look?: string;
  /** Drafts that have served when it has arrived. */
  readonly drafts?: readonly string[];
  state: 'waiting' | 'sending' | 'refused';
  why?: string;
  code?: string;
};

/** The code of what no page of this version can send. */
export const NO_SENDER = 'sender_missing';

const senders = new Map<string, () => Promise<Endpoint>>();
const items = reactive<Waiting[]>([]);
const online = ref(typeof navigator === 'undefined' ? true : navigator.onLine);
const listeners = new Set<(item: Waiting) => void>();
let busy = false;
let more = false;
let timer: ReturnType<typeof setTimeout> | undefined;
let pause = 5_000;

/** Names what can wait: the endpoint is loaded when something is really sent, also after a restart. */
export function registerSender(name: string, endpoint: () => Promise<Endpoint>): void {
  senders.set(name, endpoint);
}

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
const save = (item: Waiting) => keepWritten(`queue/${item.id}`, { ...plain(item), state: item.state === 'sending' ? 'waiting' : item.state });

/** What a new submission takes the place of: what was refused in its group, and what waits there to say the same thing. */
export async function replaced(by: { sender: string; group: string }): Promise<void> {
  const old = items.filter(
    (item) => item.group === by.group && (item.state === 'refused' || (item.state === 'waiting' && item.sender === by.sender)),
  );
  for (const item of old) await remove(item.id);
}

async function remove(id: string): Promise<void> {
  await forget(`queue/${id}`).catch(() => undefined);
  const index = items.findIndex((item) => item.id === id);
  if (index >= 0) items.splice(index, 1);
}

/**
 * Puts finished things in the queue, in order, and tries at once. Returns when they are kept on the device. What is finished anew
 * replaces what was refused, so that a mended record is not held back by the one it mends.
 */
export async function sendLater<E extends Endpoint>(
  sender: string,
  entry: { request: Request<E>; label: string; group: string; key?: string; version?: number; look?: string; drafts?: readonly string[] },
): Promise<string> {
  const item: Waiting = {
    id: entry.key ?? newId(),
    sender,
    request: plain(entry.request) as Record<string, unknown>,
    label: entry.label,
    group: entry.group,
    finishedAt: new Date().toISOString(),
    at: Date.now() + items.length / 1000,
    state: 'waiting',
    ...(entry.version === undefined ? {} : { version: entry.version }),
    ...(entry.look ? { look: entry.look } : {}),
    ...(entry.drafts ? { drafts: entry.drafts } : {}),
  };
  await replaced(item);
  // In sight even where the device refuses to store it; the shell says that the page must stay open.
  items.push(item);
  await save(item);
  void sendNow();
  return item.id;
}

async function sendOne(item: Waiting): Promise<'sent' | 'refused' | 'no network'> {
  const load = senders.get(item.sender);
  if (!load) {
    // This version of the pages does not know it (any more): said with its reason, and tried again at the next start.
    item.code = NO_SENDER;
    return 'refused';
  }
  // The file that holds the endpoint could not be fetched: no answer either.
  const endpoint = await load().catch(() => null);
  if (!endpoint) return 'no network';
  try {
    await ask(endpoint, plain(item.request) as never, { key: item.id, ...(item.version === undefined ? {} : { version: item.version }) });
    return 'sent';
  } catch (cause) {
    if (cause instanceof NoNetwork) return 'no network';
    // A busy server and a session that has ended are not answers: what was written waits on.
    if (cause instanceof ApiRefusal && (cause.status >= 500 || cause.status === 401 || cause.status === 429)) return 'no network';
    item.why = cause instanceof ApiRefusal ? [cause.message, ...cause.fields.map((field) => field.message)].join(' ') : String(cause);
    item.code = cause instanceof ApiRefusal ? cause.code : 'internal';
    return 'refused';
  }
}

async function work(): Promise<void> {
  const held = new Set(items.filter((item) => item.state === 'refused').map((item) => item.group));
  const of = shelf();
  for (const item of [...items].sort((a, b) => a.at - b.at)) {
    if (of !== shelf()) return;
    if (item.state !== 'waiting' || held.has(item.group)) continue;
    if (items.some((later) => later.at > item.at && later.group === item.group && later.sender === item.sender)) {
      await remove(item.id);
      continue;
    }
    item.state = 'sending';
    // Whatever goes wrong on the way, nothing stays "sending" for ever: it waits, and is tried again under the same key.
    const answer = await sendOne(item).catch(() => 'no network' as const);
    // Somebody else has this device now: nothing of this item is written on their shelf. It lies on its own, to be sent again under the same key.
    if (of !== shelf()) return;
    if (answer === 'sent') {
      await Promise.all([remove(item.id), ...(item.drafts ?? []).map((name) => forget(`draft/${name}`))]).catch(() => undefined);
      pause = 5_000;
      for (const listener of listeners) listener(item);
    } else if (answer === 'refused') {
      item.state = 'refused';
      held.add(item.group);
      await save(item);
    } else {
      item.state = 'waiting';
      later();
      return;
    }
  }
}

/** The network may be there and the server not: try again, more and more rarely. */
function later(): void {
  clearTimeout(timer);
  timer = setTimeout(() => void sendNow(), pause);
  pause = Math.min(pause * 2, 60_000);
}

/** Sends what waits, one after another; only one tab does it at a time, and what comes meanwhile is not forgotten. */
export async function sendNow(): Promise<void> {
  more = true;
  if (busy) return;
  busy = true;
  try {
    while (more && items.length > 0) {
      more = false;
      if (typeof navigator !== 'undefined' && navigator.locks) await navigator.locks.request('lianxin-queue', work);
      else await work();
    }
  } finally {
    busy = false;
  }
}

/** What only lacked a sender may have one in the pages of today. */
function again(item: Waiting): Waiting {
  if (item.code !== NO_SENDER) return item;
  const { why: _, code: __, ...rest } = item;
  return { ...rest, state: 'waiting' };
}

/** At the start and after signing in: what waited on this device for this account goes on waiting, and is tried. */
export async function startQueue(): Promise<void> {
  const found = await keptUnder<Waiting>('queue/').catch(() => []);
  items.splice(0, items.length, ...found.map(({ value }) => again(value)).sort((a, b) => a.at - b.at));
  void sendNow();
}
export function emptyQueue(): void {
  items.splice(0, items.length);
}

if (typeof window !== 'undefined') {
  window.addEventListener('online', () => {
    online.value = true;
    pause = 5_000;
    void sendNow();
  });
  window.addEventListener('offline', () => {
    online.value = false;
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void sendNow();
  });
}

export type Queue = {
  readonly items: readonly Waiting[];
  readonly online: ComputedRef<boolean>;
  readonly waiting: ComputedRef<number>;
  send: () => Promise<void>;
  /** Sends it no more; the draft it was made of stays. */
  drop: (id: string) => Promise<void>;
};

/** What waits on this device, in sight; `sent` is told of each that has arrived. */
export function useQueue(sent?: (item: Waiting) => void): Queue {
  if (sent) {
    listeners.add(sent);
    onScopeDispose(() => listeners.delete(sent));
  }
  return {
    items,
    online: computed(() => online.value),
    waiting: computed(() => items.length),
    send: sendNow,
    async drop(id) {
      await remove(id);
      void sendNow();
    },
  };
}
