import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failuresOf, isGood, judge, type Report } from '../../scripts/judge.ts';

/** `npm test` itself: what must make it fail is planted and run, each once. */
const root = join(import.meta.dirname, '../..');

function run(text: string | null): { report: Report; status: number | null; folder: string } {
  mkdirSync(join(root, '.artifacts'), { recursive: true });
  const folder = mkdtempSync(join(root, '.artifacts/planted-'));
  try {
    writeFileSync(join(folder, 'vitest.config.mjs'), "export default { test: { include: ['*.test.mjs'] } };\n");
    if (text !== null) writeFileSync(join(folder, 'planted.test.mjs'), `import { test, expect } from 'vitest';\n${text}\n`);
    const { status } = spawnSync(
      join(root, 'node_modules/.bin/vitest'),
      ['run', '--root', folder, '--passWithNoTests', '--reporter=json', '--outputFile.json=report.json'],
      { cwd: folder, stdio: 'ignore', env: { PATH: process.env.PATH, NODE_NO_WARNINGS: '1' } },
    );
    return { report: JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')), status, folder };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
const good = "test('a', () => expect(1).toBe(1));";

test.each([
  ['a run in which all went well', good, 1, true],
  ['a skipped test', `${good} test.skip('b', () => {});`, 1, false],
  ['a test put off', `${good} test.todo('b');`, 1, false],
  ['a failed test', `${good} test('b', () => expect(1).toBe(2));`, 1, false],
  ['a file that cannot be loaded', `${good} throw new Error('no');`, 1, false],
  ['fewer tests than there must be', good, 2, false],
  ['a pattern that finds no test at all', null, 1, false],
])('%s', (_what, text, floor, expected) => {
  const { report, status } = run(text);
  expect(isGood([judge(report, floor, status)])).toBe(expected);
});

test('no report, and a run of nothing, are failures', () => {
  expect(isGood([judge(null, 0, 0)])).toBe(false);
  expect(isGood([])).toBe(false);
});

test('what failed is said by name, with the first line of its error', () => {
  const bad = "import { describe } from 'vitest'; describe('a group', () => { test('b', () => expect(1, 'one is not two').toBe(2)); });";
  const { report, folder } = run(`${good} ${bad}`);
  expect(failuresOf(report, folder)).toEqual([
    'planted.test.mjs > a group b: AssertionError: one is not two: expected 1 to be 2 // Object.is equality',
  ]);
  const unread = run(`${good} throw new Error('no such door');`);
  expect(failuresOf(unread.report, unread.folder)).toEqual(['planted.test.mjs: no such door']);
  expect(failuresOf(null, folder)).toEqual([]);
});
