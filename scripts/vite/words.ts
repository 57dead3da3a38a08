import { existsSync, globSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const root = join(import.meta.dirname, '../..');
const LANGUAGES = ['zh-CN', 'en'];
type Tree = { [key: string]: string | Tree };

/** Puts the words of several files into one tree; a key that two of them say would silently be the later one's. */
export function merge(into: Tree, from: Tree, file: string): Tree {
  for (const [key, value] of Object.entries(from)) {
    const there = into[key];
    if (there !== undefined && (typeof there === 'string' || typeof value === 'string'))
      throw new Error(`${file}: “${key}” stands in another file too.`);
    into[key] = typeof value === 'string' ? value : merge((there ?? {}) as Tree, value, file);
  }
  return into;
}

/** The files that hold the words of one client, with the name under which pages find them: a room's `words.ts`, and `roll-words.ts` beside it. */
export function wordFiles(client: 'member' | 'console'): { name: string; file: string }[] {
  const rooms = readdirSync(join(root, 'features')).flatMap((room) => [
    { name: room, file: join(root, 'features', room, 'words.ts') },
    ...globSync('{words,*-words}.ts', { cwd: join(root, 'features', room, client) })
      .sort()
      .map((file) => ({ name: room, file: join(root, 'features', room, client, file) })),
  ]);
  return [
    { name: 'platform', file: join(root, 'platform/web/words.ts') },
    { name: 'app', file: join(root, 'apps', client, 'words.ts') },
    ...rooms,
  ].filter(({ file }) => existsSync(file));
}

/** All words of a client in one language, as one tree. */
export async function wordsOf(client: 'member' | 'console', language: string, fresh = ''): Promise<Tree> {
  const tree: Tree = {};
  for (const { name, file } of wordFiles(client)) {
    const module = (await import(`${pathToFileURL(file)}${fresh}`)) as { default: Record<string, Tree> };
    tree[name] = merge((tree[name] ?? {}) as Tree, module.default[language] ?? {}, file);
  }
  return tree;
}

/** The refusals of every room in English: fetched with the English words, while Chinese ones come with the pages that say them. */
export async function englishRefusals(): Promise<Record<string, Record<string, string>>> {
  const rooms: Record<string, Record<string, string>> = {};
  for (const room of readdirSync(join(root, 'features'))) {
    const file = join(root, 'features', room, 'sentences.ts');
    if (!existsSync(file)) continue;
    const catalogues = Object.values((await import(pathToFileURL(file).href)) as Record<string, Record<string, { en?: string }>>);
    rooms[room] = Object.fromEntries(
      catalogues.flatMap((catalogue) => Object.entries(catalogue).flatMap(([code, one]) => (typeof one?.en === 'string' ? [[code, one.en]] : []))),
    );
  }
  return rooms;
}

/** On the phone a room's words come with its pages: what every page needs are those of the platform and of the shell. */
const ALWAYS = ['platform', 'app'];
const roomsOf = (client: 'member' | 'console') =>
  client === 'console' ? [] : [...new Set(wordFiles(client).map(({ name }) => name))].filter((name) => !ALWAYS.includes(name));

/**
 * `virtual:words/rooms`: for each room of the phone how to fetch its Chinese words, the language that is always there.
 * `virtual:words/zh-CN` and `virtual:words/en`: the words of a client, one language a module, so that nobody loads the
 * language that they do not read while both stand side by side in the source.
 */
export function wordsPlugin(client: 'member' | 'console'): Plugin {
  const prefix = 'virtual:words/';
  return {
    name: 'lianxin-words',
    resolveId(id) {
      return id.startsWith(prefix) && (LANGUAGES.includes(id.slice(prefix.length)) || id === `${prefix}rooms` || id.startsWith(`${prefix}zh-CN/`))
        ? `\0${id}`
        : undefined;
    },
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      for (const { file } of wordFiles(client)) this.addWatchFile(file);
      const rooms = roomsOf(client);
      const asked = id.slice(prefix.length + 1);
      if (asked === 'rooms')
        return `export default { ${rooms.map((room) => `${JSON.stringify(room)}: () => import('${prefix}zh-CN/${room}')`).join(', ')} }`;
      const [language = '', only] = asked.split('/');
      const all = await wordsOf(client, language, this.meta.watchMode ? `?${Date.now()}` : '');
      if (only) return `export default ${JSON.stringify(all[only] ?? {})}`;
      const tree = language === 'en' ? all : Object.fromEntries(Object.entries(all).filter(([name]) => !rooms.includes(name)));
      const refusals = language === 'en' ? `\nexport const refusals = ${JSON.stringify(await englishRefusals())}` : '';
      return `export default ${JSON.stringify(tree)}${refusals}`;
    },
  };
}
