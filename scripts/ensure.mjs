// Runs on whatever Node (20.19 or newer) the machine has: installs the project's own packages and its Node 24 from the lock file,
// only when the lock file changed. Everything else in the project runs on Node 24.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const mark = join(root, 'node_modules/.lianxin-lock');

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `连心需要 Node.js 20.19 或更新的版本，这台机器是 ${process.version}。\nLianxin needs Node.js 20.19 or newer; this machine has ${process.version}.`,
  );
  process.exit(1);
}

/** npm's own script when npm runs us, else the npm that stands beside this node, else the one on the path. */
function npm(args) {
  const beside = join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');
  const script = process.env.npm_execpath ?? (existsSync(beside) ? beside : undefined);
  return script
    ? spawnSync(process.execPath, [script, ...args], { cwd: root, stdio: 'inherit' })
    : spawnSync('npm', args, { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' });
}

const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');
if (!existsSync(mark) || readFileSync(mark, 'utf8') !== lock) {
  console.log('正在安装依赖，约一分钟…  Installing packages, about a minute…');
  const done = npm(['ci', '--no-fund', '--no-audit', '--loglevel=error']);
  if (done.status !== 0) {
    console.error(
      '依赖没能装好，请看上面的说明，再运行一次同样的命令。\nThe packages could not be installed; see above, then run the same command again.',
    );
    process.exit(done.status ?? 1);
  }
  writeFileSync(mark, lock);
}
