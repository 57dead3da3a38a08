import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { actionWords } from './actions.ts';

const root = join(import.meta.dirname, '../..');

/** Acts written out in the code of the server; those put together at run time are held by their own rooms' tests. */
function actsWritten(): string[] {
  const files = globSync(['features/*/api/**/*.ts', 'apps/server/**/*.ts', 'demo/*.ts'], { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
  return [
    ...new Set(
      files.flatMap((file) =>
        [...readFileSync(join(root, file), 'utf8').matchAll(/\baction: '([a-z]\w*\.\w+)'/g)].map((match) => match[1] as string),
      ),
    ),
  ].sort();
}

test('every act that the server writes has its words, so that nobody reads a code in “who did what”', () => {
  const acts = actsWritten();
  expect(acts.length).toBeGreaterThan(20);
  expect(acts.filter((act) => !actionWords[act])).toEqual([]);
});

test('every act has both languages', () => {
  for (const [act, words] of Object.entries(actionWords)) expect([act, words.zh.length > 1, words.en.length > 1]).toEqual([act, true, true]);
});
