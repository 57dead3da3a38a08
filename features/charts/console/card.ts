import type { Frame } from '#platform/web/query/query.ts';
import type { ChartCardProps } from '#ui/types.ts';

type Card = Pick<ChartCardProps, 'error' | 'forbidden' | 'offline'> & { state: NonNullable<ChartCardProps['state']> };

/** The state of a chart's card, from the state of its answer: a copy is a chart with a line over it. */
export function cardOf({ state, error, forbidden, offline }: Frame, isEmpty: boolean): Card {
  if (state === 'loading') return { state };
  if (state === 'error' && error) return { state, error };
  if (state === 'forbidden' && forbidden) return { state, forbidden };
  return { state: isEmpty ? 'empty' : 'ready', ...(offline ? { offline } : {}) };
}

/** Several answers in one card: whichever is worst decides. */
export function worstOf(frames: readonly Frame[]): Frame {
  for (const state of ['forbidden', 'error', 'loading', 'offline'] as const) {
    const found = frames.find((frame) => frame.state === state);
    if (found) return found;
  }
  return frames[0] ?? { state: 'loading' };
}
