import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Runs every kind of test, one after another, and closes with what each counted. A skipped test fails the run. */
const root = join(import.meta.dirname, '..');
const kinds = [
  { project: 'rules', name: '规则 rules' },
  { project: 'api', name: '接口 API, gates, matrix' },
  { project: 'promises', name: '承诺 promises' },
  { project: 'journeys', name: '旅程 journeys' },
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

type Report = { numPassedTests: number; numFailedTests: number; numPendingTests: number; numTodoTests: number; success: boolean };

const only = process.argv.slice(2).filter((argument) => !argument.startsWith('-'));
ensureChromium();
mkdirSync(join(root, '.artifacts'), { recursive: true });
const lines: string[] = [];
let passed = 0;
let failed = 0;
let skipped = 0;
for (const { project, name } of kinds) {
  if (only.length > 0 && !only.includes(project)) continue;
  const file = join(root, `.artifacts/${project}.json`);
  const began = Date.now();
  const run = spawnSync(
    join(root, 'node_modules/.bin/vitest'),
    ['run', '--project', project, '--passWithNoTests', '--reporter=dot', '--reporter=json', `--outputFile.json=${file}`],
    { cwd: root, stdio: 'inherit', env: { ...process.env, NODE_NO_WARNINGS: '1' } },
  );
  const report: Report | null = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
  const skips = (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  // A file that could not be loaded has no test that failed, and is a failure all the same.
  const fails = Math.max(report?.numFailedTests ?? 1, run.status === 0 ? 0 : 1);
  passed += report?.numPassedTests ?? 0;
  failed += fails;
  skipped += skips;
  lines.push(`${name}: ${report?.numPassedTests ?? 0} passed, ${fails} failed, ${skips} skipped, ${Math.round((Date.now() - began) / 1000)} s`);
}
console.log(`\n${lines.join('\n')}`);
if (skipped > 0) console.log(`${skipped} skipped: a skipped test fails the run.`);
console.log(`\n${passed} passed, ${failed + skipped} failed`);
process.exit(failed + skipped > 0 ? 1 : 0);
