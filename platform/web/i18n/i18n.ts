import rooms from 'virtual:words/rooms';
import zh from 'virtual:words/zh-CN';
import { type App, computed } from 'vue';
import { createI18n } from 'vue-i18n';
import { type Language, platformSentences, type Sentences, say as sayFilled } from '#platform/shared/sentences/sentences.ts';
import type { Messages } from '#platform/shared/words/words.ts';
import { setUiLanguage } from '#ui/words.ts';
import { configureApi } from '../api/api.ts';
import { setEnglishRefusals } from './refusals.ts';

type Context = { named: (name: string) => unknown };
type Compiled = { [key: string]: ((context: Context) => string) | Compiled };

/** Sentences as functions: all that a placeholder needs, without a compiler in the page. */
function compile(messages: Messages): Compiled {
  return Object.fromEntries(
    Object.entries(messages).map(([key, value]) => [
      key,
      typeof value === 'string'
        ? ({ named }: Context) => value.replace(/\{(\w+)\}/g, (whole, name: string) => String(named(name) ?? whole))
        : compile(value),
    ]),
  );
}

const KEPT = 'lianxin.language';
const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  fallbackLocale: 'zh-CN',
  missingWarn: false,
  fallbackWarn: false,
  messages: { 'zh-CN': compile(zh) as never },
});
const { global } = i18n;
let loaded = false;

/** The sentence of a key, for code outside a component. */
export function t(key: string, values: Record<string, unknown> = {}): string {
  return (global as unknown as { t: (key: string, values: Record<string, unknown>) => string }).t(key, values);
}

const there = new Set<string>();
/** The words of a room, fetched with the first of its pages. */
export async function needWords(room: string): Promise<void> {
  const load = rooms[room];
  if (!load || there.has(room)) return;
  const { default: words } = await load();
  if (there.has(room)) return;
  there.add(room);
  global.mergeLocaleMessage('zh-CN', { [room]: compile(words) } as never);
}

/** Words kept as data (`{ zh, en }`), in the reader's language. */
export function say(words: { readonly zh: string; readonly en: string } | undefined): string {
  return words ? (language.value === 'en' ? words.en : words.zh) : '';
}

/** The sentence of a refusal code, from a room's catalogue or the platform's own. */
export function sentence(catalogue: Sentences, code: string | undefined, params: Readonly<Record<string, string | number>> = {}): string {
  const found = code === undefined ? undefined : (catalogue[code] ?? (platformSentences as Sentences)[code]);
  return found ? sayFilled(found, language.value, params) : '';
}

export const language = computed<Language>(() => global.locale.value as Language);

/** Chooses the language of the pages and of the server's sentences; English is fetched when it is first chosen. */
export async function setLanguage(chosen: Language): Promise<void> {
  if (chosen === 'en' && !loaded) {
    const english = await import('virtual:words/en');
    global.setLocaleMessage('en', compile(english.default) as never);
    setEnglishRefusals(english.refusals);
    loaded = true;
  }
  (global.locale as { value: string }).value = chosen;
  setUiLanguage(chosen);
  document.documentElement.lang = chosen;
  localStorage.setItem(KEPT, chosen);
  configureApi({ language: chosen });
}

/** Installs the words and returns once those of the language last chosen on this device are there. */
export async function installWords(app: App): Promise<void> {
  app.use(i18n);
  const kept = localStorage.getItem(KEPT);
  await setLanguage(kept === 'en' ? 'en' : 'zh-CN').catch(() => undefined);
}
