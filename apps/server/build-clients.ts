import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');
const mark = join(root, 'dist/.built-from');
const SOURCES = ['ui', 'apps/member', 'apps/console', 'platform/web', 'platform/shared', 'features', 'package-lock.json'];

/** Names and contents of what the clients are made from. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const visit = (path: string) => {
    if (statSync(path).isDirectory()) {
      for (const name of readdirSync(path).sort()) if (name !== 'api' && name !== 'dist' && !name.endsWith('.test.ts')) visit(join(path, name));
    } else hash.update(path.slice(root.length)).update(readFileSync(path));
  };
  for (const source of SOURCES) visit(join(root, source));
  return hash.digest('hex');
}

/** Builds the two clients when their sources changed since the last build; both at once. */
export async function buildClients(say: (line: string) => void): Promise<void> {
  if (process.env.LIANXIN_SKIP_BUILD === '1') return;
  const from = fingerprint();
  if (existsSync(mark) && readFileSync(mark, 'utf8') === from) return;
  say('正在生成手机端和管理端的页面，约半分钟…  Building the two clients, about half a minute…');
  await Promise.all(
    ['member', 'console'].map((client) =>
      run(join(root, 'node_modules/.bin/vite'), ['build', '--logLevel', 'error', '-c', `apps/${client}/vite.config.ts`]),
    ),
  );
  writeFileSync(mark, from);
}

/** Whatever started this (a test runner says NODE_ENV=test), what is built is what people use. */
function run(command: string, args: string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, NODE_ENV: 'production' } });
    child.once('error', reject);
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${args.at(-1)}: vite ended with ${code}`))));
  });
}
