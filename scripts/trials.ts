import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** The promises in their long form: hundreds of kills, thousands of copies, two hundred hostile cases for each operation. Prints what each counted. */
const root = join(import.meta.dirname, '..');
const only = process.argv.slice(2);
const vitest = (...args: string[]) =>
  spawnSync(
    join(root, 'node_modules/.bin/vitest'),
    ['run', '--testTimeout', '3600000', '--hookTimeout', '600000', '--no-file-parallelism', ...args],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, LIANXIN_TRIALS: '1', NODE_NO_WARNINGS: '1' },
    },
  ).status ?? 1;
// Every route in every mode at both widths, and every hostile text in Chromium, belong to the long forms, too.
const ended =
  only.length > 0
    ? [vitest('--project', 'promises', ...only)]
    : [vitest('--project', 'promises'), vitest('--project', 'journeys', 'e2e/accessibility', 'e2e/hostile-texts')];
process.exit(Math.max(...ended));
