import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { failuresOf, isGood, judge, type Report, type Verdict } from './judge.ts';

/** Runs every kind of test, one after another, and closes with what each counted. A skipped test fails the run, and so does a kind that has become fewer. */
const root = join(import.meta.dirname, '..');
/** `floor`: there were as many when it was last raised; a pattern that lost its files must not pass in silence. */
const kinds = [
  { project: 'rules', name: '规则 rules', floor: 990 },
  { project: 'api', name: '接口 API, gates', floor: 350 },
  { project: 'promises', name: '承诺 promises, matrix', floor: 270 },
  { project: 'journeys', name: '旅程 journeys', floor: 45 },
] as const;

function ensureChromium(): void {
  if (existsSync('/usr/bin/chromium')) return;
  console.log('浏览器测试需要 Chromium，正在用 apt-get 安装…  Installing Debian’s Chromium for the browser tests…');
  const root = process.getuid?.() === 0;
  const sudo = root ? [] : ['sudo', '-n'];
  const done = [
    ['apt-get', 'update', '-qq'],
    ['apt-get', 'install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-noto-cjk'],
  ].every((command) => {
    const [file, ...args] = [...sudo, ...command] as [string, ...string[]];
    return spawnSync(file, args, { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0;
  });
  if (!done || !existsSync('/usr/bin/chromium')) {
    console.error(
      '没能安装。请运行：sudo apt-get install chromium fonts-noto-cjk\nCould not install it. Please run: sudo apt-get install chromium fonts-noto-cjk',
    );
    process.exit(1);
  }
}

const only = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
ensureChromium();
mkdirSync(join(root, '.artifacts'), { recursive: true });
const lines: string[] = [];
const verdicts: Verdict[] = [];
const failures: string[] = [];
for (const { project, name, floor } of kinds) {
  if (only.length > 0 && !only.includes(project)) continue;
  const file = join(root, `.artifacts/${project}.json`);
  rmSync(file, { force: true });
  const began = Date.now();
  const run = spawnSync(
    join(root, 'node_modules/.bin/vitest'),
    ['run', '--project', project, '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
    { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_NO_WARNINGS: '1', ...(process.env.CI ? { NO_COLOR: '1' } : {}) } },
  );
  const report: Report | null = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  const verdict = judge(report, floor, run.status);
  verdicts.push(verdict);
  failures.push(...failuresOf(report, root));
  const { passed, failed, skipped, missing } = verdict;
  lines.push(
    `${name}: ${passed} passed, ${failed} failed, ${skipped} skipped${missing > 0 ? `, ${missing} missing of ${floor}` : ''}, ${Math.round((Date.now() - began) / 1000)} s`,
  );
}
console.log(`\n${lines.join('\n')}`);
const sum = (of: (verdict: Verdict) => number) => verdicts.reduce((total, verdict) => total + of(verdict), 0);
const skipped = sum((verdict) => verdict.skipped);
if (skipped > 0) console.log(`${skipped} skipped: a skipped test fails the run.`);
// Often only the end of a log can still be read: what failed is said there.
if (failures.length > 0) console.log(`\nFailed:\n${failures.slice(0, 40).join('\n')}`);
if (failures.length > 40) console.log(`… and ${failures.length - 40} more`);
console.log(`\n${sum((verdict) => verdict.passed)} passed, ${sum(({ failed, skipped, missing }) => failed + skipped + missing)} failed`);
process.exit(isGood(verdicts) ? 0 : 1);
