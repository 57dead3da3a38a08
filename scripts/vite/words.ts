import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'vite';

const root = join(import.meta.dirname, '../..');
const LANGUAGES = ['zh-CN', 'en'];
type Tree = { [key: string]: string | Tree };

function merge(into: Tree, from: Tree): Tree {
  for (const [key, value] of Object.entries(from))
    into[key] = typeof value === 'string' ? value : merge(typeof into[key] === 'object' ? (into[key] as Tree) : {}, value);
  return into;
}

/** The files that hold the words of one client, with the name under which pages find them. */
export function wordFiles(client: 'member' | 'console'): { name: string; file: string }[] {
  const rooms = readdirSync(join(root, 'features')).flatMap((room) => [
    { name: room, file: join(root, 'features', room, 'words.ts') },
    { name: room, file: join(root, 'features', room, client, 'words.ts') },
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
    tree[name] = merge((tree[name] ?? {}) as Tree, module.default[language] ?? {});
  }
  return tree;
}

/**
 * `virtual:words/zh-CN` and `virtual:words/en`: the words of a client, one language a module, so that nobody loads the
 * language that they do not read while both stand side by side in the source.
 */
export function wordsPlugin(client: 'member' | 'console'): Plugin {
  const prefix = 'virtual:words/';
  return {
    name: 'lianxin-words',
    resolveId(id) {
      return id.startsWith(prefix) && LANGUAGES.includes(id.slice(prefix.length)) ? `\0${id}` : undefined;
    },
    async load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      for (const { file } of wordFiles(client)) this.addWatchFile(file);
      const tree = await wordsOf(client, id.slice(prefix.length + 1), this.meta.watchMode ? `?${Date.now()}` : '');
      return `export default ${JSON.stringify(tree)}`;
    },
  };
}
