import { type ComputedRef, type InjectionKey, inject } from 'vue';
import type { BottomEntry, IconName } from '#ui/types.ts';

export type ShellAction = {
  readonly key: string;
  readonly icon: IconName;
  readonly label: string;
  readonly word: string;
  readonly to: string;
  readonly count?: number;
};
export type Shell = {
  readonly tabs: ComputedRef<readonly BottomEntry[]>;
  readonly label: ComputedRef<string>;
  readonly actions: ComputedRef<readonly ShellAction[]>;
};

/** What the app's shell lends to every first page of the phone: its bottom bar and the icons beside the title. */
export const SHELL: InjectionKey<Shell> = Symbol('shell');
export function useShell(): Shell | undefined {
  return inject(SHELL, undefined);
}
