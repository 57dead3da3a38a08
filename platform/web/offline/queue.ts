import { type ComputedRef, computed, onScopeDispose, reactive, ref } from 'vue';
import type { Endpoint, Request } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { ApiRefusal, ask, NoNetwork } from '../api/api.ts';
import { forget, keep, keptUnder, shelf } from './store.ts';

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
  /** Drafts that have served when it has arrived. */
  readonly drafts?: readonly string[];
  state: 'waiting' | 'sending' | 'refused';
  why?: string;
  code?: string;
};

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
const save = (item: Waiting) => keep(`queue/${item.id}`, { ...plain(item), state: item.state === 'sending' ? 'waiting' : item.state });

/** Puts finished things in the queue, in order, and tries at once. Returns when they are kept on the device. */
export async function sendLater<E extends Endpoint>(
  sender: string,
  entry: { request: Request<E>; label: string; group: string; key?: string; version?: number; drafts?: readonly string[] },
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
    ...(entry.drafts ? { drafts: entry.drafts } : {}),
  };
  await save(item);
  items.push(item);
  void sendNow();
  return item.id;
}

async function sendOne(item: Waiting): Promise<'sent' | 'refused' | 'no network'> {
  const endpoint = await senders.get(item.sender)?.();
  if (!endpoint) return 'refused';
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
    item.state = 'sending';
    const answer = await sendOne(item);
    if (answer === 'sent') {
      await Promise.all([forget(`queue/${item.id}`), ...(item.drafts ?? []).map((name) => forget(`draft/${name}`))]);
      items.splice(items.indexOf(item), 1);
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

/** At the start and after signing in: what waited on this device for this account goes on waiting, and is tried. */
export async function startQueue(): Promise<void> {
  const found = await keptUnder<Waiting>('queue/').catch(() => []);
  items.splice(0, items.length, ...found.map(({ value }) => value).sort((a, b) => a.at - b.at));
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
  drop: (id: string) => Promise<void>;
  again: (id: string) => Promise<void>;
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
      await forget(`queue/${id}`);
      const index = items.findIndex((item) => item.id === id);
      if (index >= 0) items.splice(index, 1);
      void sendNow();
    },
    async again(id) {
      const item = items.find((one) => one.id === id);
      if (!item) return;
      item.state = 'waiting';
      delete item.why;
      delete item.code;
      await save(item);
      void sendNow();
    },
  };
}
