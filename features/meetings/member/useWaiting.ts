import { type ComputedRef, computed } from 'vue';
import { useQueue, type Waiting } from '#platform/web/offline/queue.ts';

/**
 * What was finished on this page and waits on this device. A refused one is not in its way: the page is where it is mended.
 * `arrived` is told when it has been sent while the page is open.
 */
export function useWaiting(
  draft: string,
  arrived: (item: Waiting) => void,
): { waiting: ComputedRef<Waiting | undefined>; takeBack: () => Promise<void>; settle: () => Promise<void> } {
  const mine = (item: Waiting) => item.drafts?.includes(draft) ?? false;
  const { items, drop } = useQueue((item) => {
    if (mine(item)) arrived(item);
  });
  const waiting = computed(() => items.find((item) => mine(item) && item.state !== 'refused'));
  return {
    waiting,
    takeBack: async () => {
      if (waiting.value?.state === 'waiting') await drop(waiting.value.id);
    },
    /** Once it has arrived by itself, what had been refused of it is done with. */
    settle: async () => {
      await Promise.all(items.filter((item) => mine(item) && item.state !== 'sending').map((item) => drop(item.id)));
    },
  };
}
