import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { connect } from '#platform/server/db/db.ts';
import { startEmbedded } from '#platform/server/db/embedded.ts';
import { migrate } from '#platform/server/db/migrate.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Connection string of the server's maintenance database, and the migrated template to clone. */
    database: { url: string; template: string };
  }
}

/** One PostgreSQL for the run: `DATABASE_URL` where it is set (Debian's 15, in CI), else an embedded one in a folder of its own. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), 'lianxin-test-'));
  const given = process.env.DATABASE_URL;
  const embedded = given ? null : await startEmbedded(join(folder, 'pg'), join(folder, 'pg.log'), ['-c fsync=off', '-c max_connections=200']);
  const url = given ?? (embedded?.url as string);
  const template = `lianxin_template_${process.pid}_${Math.random().toString(36).slice(2, 8)}`;
  const admin = connect(url, 1);
  await admin.pool.query(`CREATE DATABASE ${template} TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'zh' LOCALE 'C.UTF-8'`);
  const target = new URL(url);
  target.pathname = `/${template}`;
  const migrated = connect(target.href, 1);
  await migrate(migrated.db);
  await migrated.close();
  project.provide('database', { url, template });
  return async () => {
    const { rows } = await admin.pool.query<{ datname: string }>('SELECT datname FROM pg_database WHERE datname LIKE $1', [`${template}%`]);
    for (const { datname } of rows) await admin.pool.query(`DROP DATABASE IF EXISTS "${datname}" WITH (FORCE)`);
    await admin.close();
    embedded?.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
