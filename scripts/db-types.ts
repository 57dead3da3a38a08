import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from '#platform/server/db/db.ts';
import { startEmbedded } from '#platform/server/db/embedded.ts';
import { migrate } from '#platform/server/db/migrate.ts';

/** Writes `platform/server/db/types.ts` from a freshly migrated database. `--out FILE` writes elsewhere, for the check. */
const at = process.argv.indexOf('--out');
const out = at > 0 ? (process.argv[at + 1] as string) : 'platform/server/db/types.ts';
const folder = mkdtempSync(join(tmpdir(), 'lianxin-types-'));
const embedded = await startEmbedded(join(folder, 'pg'), join(folder, 'pg.log'), ['-c fsync=off']);
try {
  const connection = connect(embedded.url, 1);
  await migrate(connection.db);
  await connection.close();
  const made = spawnSync(
    join(import.meta.dirname, '../node_modules/.bin/kysely-codegen'),
    [
      '--url',
      embedded.url,
      '--dialect',
      'postgres',
      '--camel-case',
      '--out-file',
      out,
      '--date-parser',
      'string',
      '--numeric-parser',
      'number',
      '--exclude-pattern',
      '*migration*',
      '--type-mapping',
      '{"int8":"number"}',
    ],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(made.stderr);
} finally {
  embedded.stop();
  rmSync(folder, { recursive: true, force: true });
}
