import { CamelCasePlugin, Kysely, PostgresDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { sha256 } from '../crypto/crypto.ts';
import type { DB } from './types.ts';

/** The database, or a transaction on it. Repositories are made from one; commands always get a transaction. */
export type Db = Kysely<DB>;
export type Tx = Transaction<DB>;
export type { PoolClient } from 'pg';
export type { DB };

const { types } = pg;
// Calendar days stay text: a DATE has no zone, and a JavaScript Date would give it one. 64-bit counts fit in a number here.
types.setTypeParser(types.builtins.DATE, (text) => text);
types.setTypeParser(types.builtins.INT8, Number);
types.setTypeParser(types.builtins.NUMERIC, Number);

export type Connection = { readonly db: Db; readonly pool: pg.Pool; close(): Promise<void> };

const PLANNED_ONCE = '/* planned once */';
/** Begins a statement that is planned once for each connection: for what every request asks, and only where one plan suits all values. */
export const plannedOnce = sql.raw(PLANNED_ONCE);

/** Gives such a statement its name, its own text in short, by which `pg` and PostgreSQL keep it. */
class NamingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the overloads of `query` are those of the class it extends
  override query(statement: any, ...rest: any[]): any {
    if (typeof statement !== 'string' || !statement.trimStart().startsWith(PLANNED_ONCE)) return super.query(statement, ...rest);
    const [values, ...others] = rest;
    return super.query({ name: nameOf(statement), text: statement, values }, ...others);
  }
}

const names = new Map<string, string>();
function nameOf(statement: string): string {
  const known = names.get(statement) ?? sha256(statement).slice(0, 32);
  names.set(statement, known);
  return known;
}

/** Opens a pool. Other statements are unnamed, so that a filter's size is planned for each time (a generic plan was ten times slower). */
export function connect(url: string, max = 10): Connection {
  const pool = new pg.Pool({
    Client: NamingClient,
    connectionString: url,
    max,
    idleTimeoutMillis: 30_000,
    application_name: 'lianxin',
    options: '-c timezone=Asia/Shanghai',
  });
  // A connection that breaks (the database restarted) is replaced by the pool, and the statement on it is answered with the error; without
  // a listener on the idle ones, and on those taken out by a transaction that waits between two statements, it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const db = new Kysely<DB>({ dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })] });
  return {
    db,
    pool,
    async close() {
      await db.destroy();
      // Kysely ends only what it has used; a pool that was asked directly would hold the process until its idle connections time out.
      if (!pool.ending) await pool.end();
    },
  };
}

/** One direct connection, for LISTEN. */
export async function connectClient(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'lianxin-listen' });
  await client.connect();
  return client;
}

/** After thousands of rows at once: PostgreSQL plans for the few that were there until it has looked again, by itself some minutes later. */
export const countAnew = (db: Db) => sql`analyze`.execute(db);

/** Was a named constraint broken? The database has the last word; a use-case turns it into a refusal. */
export function brokeConstraint(error: unknown, name: string): boolean {
  return error instanceof pg.DatabaseError && error.constraint === name;
}
