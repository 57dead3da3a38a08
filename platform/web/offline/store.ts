import { createStore, del, delMany, entries, get, keys, set } from 'idb-keyval';
import { type Ref, readonly, ref } from 'vue';

/**
 * What this device keeps for the account that is signed in: copies of pages, drafts, and what waits to be sent. Each
 * account has its own shelf, and signing out clears it.
 */
const store = typeof indexedDB === 'undefined' ? undefined : createStore('lianxin', 'kept');
let owner = 'nobody';

export function keepFor(accountId: string | null): void {
  owner = accountId ?? 'nobody';
}
export function shelf(): string {
  return owner;
}

const place = (key: string, of = owner) => `${of}/${key}`;

export async function keep(key: string, value: unknown): Promise<void> {
  await set(place(key), value, store && atOnce);
}
/** A change that waits for its own answer before it is final is undone when the tab closes meanwhile: this one is final as it is sent. */
const atOnce: NonNullable<typeof store> = (mode, act) =>
  (store as NonNullable<typeof store>)(mode, (kept) => {
    const done = act(kept);
    kept.transaction.commit();
    return done;
  });
const refused = ref(false);
/** True while this device does not store what is written (no room, or storage switched off): the shell says so until it does again. */
export const refusesToKeep: Readonly<Ref<boolean>> = readonly(refused);

/** Keeps what somebody wrote. Says whether the device took it, and never throws: the words on the page must not be lost with an error. */
export async function keepWritten(key: string, value: unknown): Promise<boolean> {
  try {
    await keep(key, value);
    refused.value = false;
    return true;
  } catch {
    refused.value = true;
    return false;
  }
}
export async function kept<T>(key: string): Promise<T | undefined> {
  return store ? get<T>(place(key), store) : undefined;
}
export async function forget(key: string): Promise<void> {
  await del(place(key), store);
}
/** Everything under a name, such as every draft. */
export async function keptUnder<T>(name: string): Promise<{ key: string; value: T }[]> {
  if (!store) return [];
  const start = place(name);
  const all = await entries<string, T>(store);
  return all.filter(([key]) => key.startsWith(start)).map(([key, value]) => ({ key: key.slice(owner.length + 1), value }));
}
/** Forgets whatever lies under such a full key, `<account>/<name>`. */
export async function forgetWhere(gone: (key: string) => boolean): Promise<void> {
  if (!store) return;
  await delMany((await keys<string>(store)).filter(gone), store);
}
/** Signing out: nothing of this account stays on the device. */
export async function forgetAll(): Promise<void> {
  const own = `${owner}/`;
  await forgetWhere((key) => key.startsWith(own));
}
