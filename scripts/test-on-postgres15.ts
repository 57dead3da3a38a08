import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { startPostgres15 } from '#testing/postgres15.ts';

/** The API tests on Debian's PostgreSQL 15, as production on Debian would run them. */
const postgres = await startPostgres15();
try {
  const run = spawnSync(process.execPath, [join(import.meta.dirname, 'test.ts'), 'api'], {
    stdio: 'inherit',
    env: { ...process.env, DATABASE_URL: postgres.url },
  });
  process.exitCode = run.status ?? 1;
} finally {
  postgres.stop();
}
