import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CamelCasePlugin, sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import type { Db } from './db.ts';

const FOLDER = join(import.meta.dirname, '../../../migrations');

/** Runs every migration that has not run yet, or those up to one, each file in one transaction. Forward only. Returns the names run. */
export async function migrate(db: Db, upTo?: string): Promise<string[]> {
  const files = (await readdir(FOLDER)).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort();
  const migrator = new Migrator({
    db: db.withoutPlugins().withPlugin(new CamelCasePlugin()) as never,
    migrationTableName: 'migrations',
    migrationLockTableName: 'migration_lock',
    provider: {
      getMigrations: async () =>
        Object.fromEntries(
          await Promise.all(
            files.map(async (name) => {
              const text = await readFile(join(FOLDER, name), 'utf8');
              return [name, { up: async (tx: Db) => void (await sql.raw(text).execute(tx)) }] as const;
            }),
          ),
        ),
    },
  });
  const { error, results } = upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo);
  if (error) {
    const failed = results?.find((result) => result.status === 'Error');
    throw new Error(`Migration ${failed?.migrationName ?? '?'} failed: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return (results ?? []).filter((result) => result.status === 'Success').map((result) => result.migrationName);
}
