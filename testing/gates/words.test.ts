import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { merge, wordsOf } from '../../scripts/vite/words.ts';

const root = join(import.meta.dirname, '../..');
const at = (tree: unknown, key: string): unknown =>
  key.split('.').reduce<unknown>((one, part) => (one && typeof one === 'object' ? (one as Record<string, unknown>)[part] : undefined), tree);

/** Keys written out in a page, `$t('meetings.console.list')`; those put together at run time are seen by whoever opens the page. */
function keysOf(text: string): string[] {
  return [...text.matchAll(/\bt\(\s*(?:[^'"`()]*\? )?'([\w.]+)'(?: : '([\w.]+)')?/g)]
    .flatMap((match) => [match[1], match[2]])
    .filter((key): key is string => !!key?.includes('.'));
}

test.each([
  { client: 'member', language: 'zh-CN' },
  { client: 'member', language: 'en' },
  { client: 'console', language: 'zh-CN' },
  { client: 'console', language: 'en' },
] as const)('every word that a page of $client asks for stands in $language', async ({ client, language }) => {
  const tree = await wordsOf(client, language);
  const files = globSync([`features/*/${client}/**/*.{vue,ts}`, `apps/${client}/**/*.{vue,ts}`, 'platform/web/**/*.{vue,ts}'], { cwd: root }).filter(
    (file) => !file.endsWith('.test.ts'),
  );
  const asked = files.flatMap((file) => keysOf(readFileSync(join(root, file), 'utf8')).map((key) => `${file}: ${key}`));
  expect(asked.length).toBeGreaterThan(100);
  expect(asked.filter((one) => typeof at(tree, one.split(': ')[1] as string) !== 'string')).toEqual([]);
});

test('the files of a room share a branch of its words and never a word', () => {
  const tree = merge({ roll: { present: '已到' } }, { roll: { absent: '未到' } }, 'roll-words.ts');
  expect(tree).toEqual({ roll: { present: '已到', absent: '未到' } });
  expect(() => merge(tree, { roll: { absent: '缺席' } }, 'people-words.ts')).toThrow('people-words.ts: “absent” stands in another file too.');
  expect(() => merge(tree, { roll: '点名' }, 'people-words.ts')).toThrow('“roll”');
});
