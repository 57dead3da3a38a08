import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The promises in their long form: hundreds of kills, thousands of copies, two hundred hostile cases for each operation. Prints what each counted. */
const root = join(import.meta.dirname, '..');
const only = process.argv.slice(2);
const run = spawnSync(
  join(root, 'node_modules/.bin/vitest'),
  ['run', '--project', 'promises', '--testTimeout', '3600000', '--hookTimeout', '600000', '--no-file-parallelism', ...only],
  { cwd: root, stdio: 'inherit', env: { ...process.env, LIANXIN_TRIALS: '1', NODE_NO_WARNINGS: '1' } },
);
process.exit(run.status ?? 1);
