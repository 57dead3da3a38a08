import { Refusal } from '../call/call.ts';

export type Turns = {
  /**
   * Does the work when its turn has come, in the order of asking. A request waits `patience` at most and is then refused as `busy`;
   * with `waiting`, which is called every second and may throw to leave the line, it waits as long as it takes.
   */
  take<T>(work: () => Promise<T>, waiting?: () => Promise<unknown>): Promise<T>;
};

const LOOK_MS = 1000;

/** `places` at once, `line` requests waiting before them, each for `patience` milliseconds. */
export function createTurns({ places, line, patience }: { places: number; line: number; patience: number }): Turns {
  let free = places;
  const waits: (() => void)[] = [];

  async function wait(waiting?: () => Promise<unknown>): Promise<void> {
    let called = false;
    let call: () => void = () => undefined;
    const turn = new Promise<void>((resolve) => {
      call = () => {
        called = true;
        resolve();
      };
    });
    waits.push(call);
    try {
      while (!called) {
        let timer: NodeJS.Timeout | undefined;
        const pause = new Promise<void>((resolve) => {
          timer = setTimeout(resolve, waiting ? LOOK_MS : patience);
        });
        await Promise.race([turn, pause]);
        clearTimeout(timer);
        if (called) return;
        if (!waiting) throw new Refusal('busy');
        await waiting();
      }
    } catch (error) {
      // Called while it was leaving: its turn goes to the next.
      if (called) leave();
      else waits.splice(waits.indexOf(call), 1);
      throw error;
    }
  }

  function leave(): void {
    const next = waits.shift();
    if (next) next();
    else free += 1;
  }

  return {
    async take(work, waiting) {
      if (free > 0) free -= 1;
      else if (!waiting && waits.length >= line) throw new Refusal('busy');
      else await wait(waiting);
      try {
        return await work();
      } finally {
        leave();
      }
    },
  };
}
