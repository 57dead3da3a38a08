import { join } from 'node:path';
import { expect, test } from 'vitest';
import { faultsOf, projectFaults } from '../standalone.ts';

const root = join(import.meta.dirname, '../..');

test('the project stands alone: no machine, no registry, no file outside, nothing left to be done', () => {
  const { files, faults } = projectFaults(root);
  expect(files).toBeGreaterThan(300);
  expect(faults).toEqual([]);
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
