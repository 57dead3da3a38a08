import { computed } from 'vue';
import { dayOf } from '#platform/shared/day/day.ts';
import { timeOf } from '../i18n/dates.ts';
import { say } from '../i18n/i18n.ts';

type Names = Readonly<Record<string, { readonly zh: string; readonly en: string }>>;

/** The name that a table gives to a code; the code itself where the table does not know it. */
export function nameIn(names: Names, code: string | null | undefined): string {
  const words = code ? names[code] : undefined;
  return words ? say(words) : (code ?? '');
}

/** A table of names as choices, in its own order. */
export function choicesOf<K extends string>(names: Readonly<Record<K, { readonly zh: string; readonly en: string }>>, only?: readonly K[]) {
  return computed(() => (only ?? (Object.keys(names) as K[])).map((key) => ({ key, label: say(names[key]) })));
}

/** `2026-11-24 19:20`, for tables and printed forms. */
export function stamp(instant: string): string {
  return `${dayOf(instant)} ${timeOf(instant)}`;
}
