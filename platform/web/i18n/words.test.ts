import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { wordsOf } from '../../../scripts/vite/words.ts';

type Tree = { readonly [key: string]: string | Tree };
const root = join(import.meta.dirname, '../../..');
const USED = /(?:\$t|\bt)\(\s*'([a-zA-Z]+(?:\.[\w-]+)+)'/g;
const CHOSEN = /(?:\$t|\bt)\([^()'`]*\? '([a-zA-Z]+(?:\.[\w-]+)+)' : '([a-zA-Z]+(?:\.[\w-]+)+)'/g;

function at(tree: Tree, key: string): string | Tree | undefined {
  return key.split('.').reduce<string | Tree | undefined>((part, name) => (typeof part === 'object' ? part[name] : undefined), tree);
}
function leaves(tree: Tree, under = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) => (typeof value === 'string' ? [[under + key, value] as [string, string]] : leaves(value, `${under}${key}.`)));
}

describe.each(['member'] as const)('words of the %s', (client) => {
  test('every word that a page asks for is there', async () => {
    const words = await wordsOf(client, 'zh-CN');
    const missing = globSync([`features/*/${client}/**/*.{ts,vue}`, `apps/${client}/**/*.{ts,vue}`, 'platform/web/**/*.{ts,vue}'], { cwd: root })
      .filter((file) => !file.endsWith('.test.ts') && !file.startsWith('platform/web/desk'))
      .flatMap((file) => {
        const text = readFileSync(join(root, file), 'utf8');
        return [...text.matchAll(USED), ...text.matchAll(CHOSEN)].flatMap((match) => match.slice(1)).filter((key) => typeof at(words, key) !== 'string').map((key) => `${file}: ${key}`);
      });
    expect(missing).toEqual([]);
  });

  test('both languages say the same things, with the same values in them', async () => {
    const [zh, en] = [leaves(await wordsOf(client, 'zh-CN')), new Map(leaves(await wordsOf(client, 'en')))];
    const values = (text: string | undefined) => [...new Set((text ?? '').match(/\{\w+\}/g) ?? [])].sort();
    expect(zh.length).toBeGreaterThan(300);
    expect(en.size).toBe(zh.length);
    // A count may be left out where the other language says it by the form of the word, never the other way round.
    expect(zh.filter(([key, text]) => values(en.get(key)).some((value) => !values(text).includes(value))).map(([key]) => key)).toEqual([]);
  });

  test('no sentence raises its voice', async () => {
    const loud = leaves(await wordsOf(client, 'zh-CN')).filter(([, text]) => /[!！]|温馨提示|请知悉/.test(text));
    expect(loud).toEqual([]);
  });
});
