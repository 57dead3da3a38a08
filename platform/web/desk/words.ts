import { computed, shallowRef } from 'vue';
import { configureApi } from '../api/api.ts';
import type { Words } from '#platform/shared/contract/contract.ts';
import type { Language } from '#platform/shared/sentences/sentences.ts';

const kept = 'lianxin.language';
const first = (): Language => {
  const chosen = localStorage.getItem(kept);
  if (chosen === 'en' || chosen === 'zh-CN') return chosen;
  return 'zh-CN';
};

/** The language of the console, Simplified Chinese or English; the server answers in the same. */
export const language = shallowRef<Language>(first());
apply();

export function chooseLanguage(to: Language): void {
  language.value = to;
  localStorage.setItem(kept, to);
  apply();
}

function apply(): void {
  document.documentElement.lang = language.value;
  configureApi({ language: language.value });
}

export type Params = Readonly<Record<string, string | number>>;

/** The words in the reader's language, their `{places}` filled. */
export function say(words: Words, params: Params = {}): string {
  return (language.value === 'en' ? words.en : words.zh).replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** A room's catalogue: `w('found')`, `w('count', { n: 3 })`. A key that is missing does not compile. */
export function useWords<C extends Readonly<Record<string, Words>>>(catalogue: C): (key: keyof C, params?: Params) => string {
  return (key, params) => say(catalogue[key] as Words, params);
}

/** A table of names as choices, in its own order. */
export function choicesOf<K extends string>(names: Readonly<Record<K, Words>>) {
  return computed(() => (Object.entries(names) as [K, Words][]).map(([key, words]) => ({ key, label: say(words) })));
}

/** The name that a table gives to a code; the code itself where the table does not know it. */
export function nameIn(names: Readonly<Record<string, Words>>, code: string | null | undefined): string {
  const words = code ? names[code] : undefined;
  return words ? say(words) : (code ?? '');
}
