import { onScopeDispose, type Ref, readonly, ref, shallowRef, toRaw, watch } from 'vue';
import { newId } from '#platform/shared/ids/ids.ts';
import { forget, keepWritten, kept } from './store.ts';

type Kept<T> = { readonly value: T; readonly at: string };
export type Draft<T> = {
  readonly value: Ref<T>;
  /** When the last key press was kept. */
  readonly keptAt: Readonly<Ref<string | null>>;
  /** True once it is known whether something had been kept; nothing is written before. */
  readonly ready: Readonly<Ref<boolean>>;
  /** True where what is shown was written earlier and not yet sent. */
  readonly restored: Readonly<Ref<boolean>>;
  /** True where somebody has written here: the server's copy no longer replaces it. */
  readonly touched: Readonly<Ref<boolean>>;
  /** Forgets it, after it was sent. */
  drop: () => Promise<void>;
  /** Takes the server's copy as the start, if nobody has written here. */
  fill: (value: T) => void;
};

/** What somebody writes, kept on the device at every key press until it is dropped; it survives a closed tab. */
export function useDraft<T extends object>(name: string, initial: T): Draft<T> {
  const key = `draft/${name}`;
  const value = ref(initial) as Ref<T>;
  const keptAt = shallowRef<string | null>(null);
  const ready = shallowRef(false);
  const restored = shallowRef(false);
  const own = shallowRef(false);
  let waiting: T | null = null;
  let gone = false;

  const loaded = kept<Kept<T>>(key).then(
    (found) => {
      if (found && !gone) {
        own.value = true;
        restored.value = true;
        value.value = { ...value.value, ...found.value };
        keptAt.value = found.at;
      } else if (waiting) value.value = waiting;
      ready.value = true;
    },
    () => {
      ready.value = true;
    },
  );

  let filling = false;
  const stop = watch(
    value,
    () => {
      if (!ready.value || filling || gone) return;
      own.value = true;
      const at = new Date().toISOString();
      // Only what the device really took is called kept.
      void keepWritten(key, { value: JSON.parse(JSON.stringify(toRaw(value.value))) as T, at }).then((took) => {
        if (took) keptAt.value = at;
      });
    },
    { deep: true, flush: 'sync' },
  );
  onScopeDispose(stop);

  return {
    value,
    keptAt: readonly(keptAt),
    ready: readonly(ready),
    restored: readonly(restored),
    touched: readonly(own),
    fill(start) {
      if (own.value || restored.value) return;
      if (!ready.value) waiting = start;
      else {
        filling = true;
        value.value = start;
        filling = false;
      }
    },
    async drop() {
      gone = true;
      await loaded;
      await forget(key).catch(() => undefined);
      restored.value = false;
      keptAt.value = null;
    },
  };
}

export type Once = { take: () => Promise<string>; drop: () => Promise<void> };

/**
 * The id of what a page makes. It is kept on the device before anything is sent and stays until that has arrived, so that a page
 * opened again, after a lost answer or a closed tab, goes on with the same thing and makes no second one.
 */
export function useOnce(name: string): Once {
  const key = `draft/${name}/once`;
  return {
    async take() {
      const found = await kept<Kept<{ id: string }>>(key).catch(() => undefined);
      if (found) return found.value.id;
      const id = newId();
      await keepWritten(key, { value: { id }, at: new Date().toISOString() });
      return id;
    },
    drop: () => forget(key).catch(() => undefined),
  };
}
