import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect } from '#platform/server/db/db.ts';
import { migrate } from '#platform/server/db/migrate.ts';
import { hasPostgres15, startPostgres15 } from '#testing/postgres15.ts';

/** Writes `migrations/schema.sql` as Debian's pg_dump 15 sees a freshly migrated database; `--check` compares instead. */
const file = join(import.meta.dirname, '../migrations/schema.sql');

/** Without the lines that change from run to run. */
export function plainSchema(dump: string): string {
  const lines = dump.split('\n').filter((line) => !/^(--|SET |SELECT pg_catalog|\\(un)?restrict)/.test(line));
  return `-- Generated from the migrations by \`npm run schema\`. Read it, do not edit it.\n${lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()}\n`;
}

/** The first line in which the kept schema and the migrated database differ, or null. */
export function schemaDifference(kept: string, migrated: string): string | null {
  const a = kept.split('\n');
  const b = migrated.split('\n');
  const at = a.findIndex((line, i) => line !== b[i]);
  if (at >= 0) return `line ${at + 1}: kept "${a[at]}", migrated "${b[at] ?? ''}"`;
  return a.length === b.length ? null : `the migrated schema goes on after line ${a.length}`;
}

if (process.argv[1] === import.meta.filename) {
  if (!hasPostgres15) throw new Error('This needs Debian’s postgresql-15: apt-get install postgresql-15');
  const postgres = await startPostgres15();
  try {
    const connection = connect(postgres.url, 1);
    await migrate(connection.db);
    await connection.close();
    const migrated = plainSchema(postgres.dump('postgres'));
    if (process.argv.includes('--check')) {
      const difference = schemaDifference(readFileSync(file, 'utf8'), migrated);
      if (difference) {
        console.error(`migrations/schema.sql differs from the migrated database, ${difference}. Run: npm run schema`);
        process.exitCode = 1;
      }
    } else writeFileSync(file, migrated);
  } finally {
    postgres.stop();
  }
}
