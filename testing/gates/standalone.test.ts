import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deadLinks, faultsOf, projectFaults } from '../standalone.ts';

const root = join(import.meta.dirname, '../..');

test('the project stands alone: no machine, no registry, no file outside, nothing left to be done', () => {
  const { files, faults } = projectFaults(root);
  expect(files).toBeGreaterThan(300);
  expect(faults).toEqual([]);
});

test('every link and picture of the documents leads somewhere', () => {
  expect(deadLinks(root)).toEqual([]);
});

test('red once: a link to a picture that nobody took', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-links-'));
  writeFileSync(join(folder, 'README.md'), '[here](README.md) [web](https://example.org/) <img src="images/none.png">');
  expect(deadLinks(folder).map((fault) => fault.text)).toEqual(['images/none.png']);
  rmSync(folder, { recursive: true });
});

test.each([
  ['a path of a build machine', `const root = '/${'work'}/main/dist';`],
  ['a path of a build machine', `cd /${'home'}/someone/lianxin`],
  ['a folder beside the repository', `see ../${'shared'}/rules.md`],
  ['the host of a package registry', `{ "${'resolved'}": "https://example.org/a.tgz" }`],
  ['the host of a package registry', `https://${'registry'}.npmjs.org/vue`],
  ['unfinished work', `// ${'TO'}DO: later`],
  ['unfinished work', `# ${'FIX'}ME`],
  ['a document that is not in the repository', `as ${'nowhere'}.md says`],
])('red once: %s', (says, planted) => {
  expect(faultsOf('features/x/planted.ts', planted, new Set(['README.md', 'rules.md'])).map((fault) => fault.says)).toContain(says);
});

test.each([
  "import { x } from '../shared/day/day.ts';",
  'const method = "/home";',
  'see docs/rules.md and README.md',
  'https://example.org/work/plan',
])('left alone: %s', (text) => {
  expect(faultsOf('features/x/plain.ts', text, new Set(['README.md', 'rules.md']))).toEqual([]);
});
