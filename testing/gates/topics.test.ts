import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../..');
const read = (pattern: string) =>
  globSync(pattern, { cwd: root })
    .filter((file) => !/\.test\.ts$/.test(file))
    .map((file) => readFileSync(join(root, file), 'utf8'));
const found = (texts: readonly string[], pattern: RegExp) => texts.flatMap((text) => [...text.matchAll(pattern)].map((match) => match[1] as string));

test('a page listens only to topics that some room announces: a word misspelt would be a page that never moves', () => {
  const announced = new Set(
    found([...read('features/*/api/**/*.ts'), ...read('features/*/*.ts'), ...read('platform/server/**/*.ts')], /topic: '(\w+)'/g),
  );
  const pages = [...read('features/*/{member,console}/*.{ts,vue}'), ...read('apps/{member,console}/*.{ts,vue}')];
  const listened = new Set(found(pages, /(?:live: |const live = |useLive\()\[([^\]]*)\]/g).flatMap((list) => found([list], /'(\w+)'/g)));
  expect(listened.size).toBeGreaterThan(5);
  expect([...listened].filter((topic) => !announced.has(topic))).toEqual([]);
});
