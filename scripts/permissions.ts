import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Writes docs/permissions.md anew: the matrix asks the running server everything as everybody, and notes who was let in. Read the difference before it is committed. */
const root = join(import.meta.dirname, '..');
const run = spawnSync(join(root, 'node_modules/.bin/vitest'), ['run', '--project', 'promises', 'testing/promises/matrix.test.ts'], {
  cwd: root,
  stdio: 'inherit',
  env: { ...process.env, LIANXIN_WRITE_PERMISSIONS: '1' },
});
console.log('\ndocs/permissions.md  （请用 git diff 逐行看过再提交  read `git diff docs/permissions.md` before it is committed）');
process.exit(run.status ?? 1);
