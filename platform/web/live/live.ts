import { onScopeDispose } from 'vue';

export type LiveEvent = { readonly topic: string; readonly id?: string; readonly path?: string };

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 30_000;
const CLOSED = 2;

const listeners = new Set<(event: LiveEvent) => void>();
let source: EventSource | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;
let pause = FIRST_PAUSE;
/** After a lost connection what happened meanwhile is not known: every page asks anew. */
let lost = false;

function tell(event: LiveEvent): void {
  for (const listener of [...listeners]) listener(event);
}

function close(): void {
  clearTimeout(timer);
  timer = undefined;
  source?.close();
  source = null;
}

/** All pages lose the line in the same moment; none of them may come back in the same moment. */
function openLater(): void {
  clearTimeout(timer);
  timer = setTimeout(open, pause * (0.5 + Math.random()));
  pause = Math.min(pause * 2, LONGEST_PAUSE);
}

function open(): void {
  close();
  const mine = new EventSource('/api/v1/live');
  source = mine;
  mine.addEventListener('change', (message) => tell(JSON.parse((message as MessageEvent<string>).data) as LiveEvent));
  mine.addEventListener('open', () => {
    pause = FIRST_PAUSE;
    const again = lost;
    lost = false;
    if (again) tell({ topic: 'reconnected' });
  });
  mine.addEventListener('error', () => {
    if (mine !== source) return;
    lost = true;
    // A browser comes back by itself after a cut line, and never after an answer that is no stream: 502 while the server starts anew.
    if (mine.readyState === CLOSED) openLater();
  });
  // The session is over: the pages ask anew, and are told so.
  mine.addEventListener('ended', () => {
    if (mine !== source) return;
    close();
    tell({ topic: 'reconnected' });
    lost = true;
    if (listeners.size > 0) openLater();
  });
}

/** A network that is there again, and a page that is looked at again, need not sit out the pause. */
function openNow(): void {
  if (listeners.size === 0 || (typeof document !== 'undefined' && document.hidden)) return;
  if (timer !== undefined && source?.readyState !== 0) {
    pause = FIRST_PAUSE;
    open();
  }
}
if (typeof window !== 'undefined') {
  window.addEventListener('online', openNow);
  document.addEventListener('visibilitychange', openNow);
}

/** Calls back when something of these topics changed elsewhere, for as long as the component lives. One stream serves the whole page. */
export function useLive(topics: readonly string[], changed: (event: LiveEvent) => void): void {
  const listener = (event: LiveEvent) => {
    if (event.topic === 'reconnected' || topics.includes(event.topic)) changed(event);
  };
  listeners.add(listener);
  if (!source && timer === undefined) open();
  onScopeDispose(() => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    close();
    lost = false;
    pause = FIRST_PAUSE;
  });
}
