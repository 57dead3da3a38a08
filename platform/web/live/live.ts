import { onScopeDispose } from 'vue';

export type LiveEvent = { readonly topic: string; readonly id?: string; readonly path?: string };

const listeners = new Set<(event: LiveEvent) => void>();
let source: EventSource | null = null;

function open(): void {
  source = new EventSource('/api/v1/live');
  source.addEventListener('change', (message) => {
    const event = JSON.parse((message as MessageEvent<string>).data) as LiveEvent;
    for (const listener of listeners) listener(event);
  });
  // After a lost connection what happened meanwhile is not known: every page asks anew.
  let lost = false;
  source.addEventListener('error', () => {
    lost = true;
  });
  source.addEventListener('open', () => {
    if (lost) for (const listener of listeners) listener({ topic: 'reconnected' });
    lost = false;
  });
}

/** Calls back when something of these topics changed elsewhere, for as long as the component lives. One stream serves the whole page. */
export function useLive(topics: readonly string[], changed: (event: LiveEvent) => void): void {
  const listener = (event: LiveEvent) => {
    if (event.topic === 'reconnected' || topics.includes(event.topic)) changed(event);
  };
  listeners.add(listener);
  if (!source) open();
  onScopeDispose(() => {
    listeners.delete(listener);
    if (listeners.size === 0) {
      source?.close();
      source = null;
    }
  });
}
