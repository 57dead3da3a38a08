import { shallowRef } from 'vue';
import type { z } from 'zod';
import type { Slips } from '../contract.ts';

/** The codes just issued: in this page's memory and nowhere else, gone when it is left or loaded anew. */
export const slips = shallowRef<z.output<typeof Slips> | null>(null);

export function keepSlips(made: z.output<typeof Slips>): void {
  slips.value = made;
}
