import { sql } from 'kysely';
import { expect, inject, test } from 'vitest';
import { type Connection, connect } from './db.ts';

/** A pool left open keeps its process for the half minute in which a connection may be idle. */
test.each<[string, (connection: Connection) => Promise<unknown>]>([
  ['never asked', async () => undefined],
  ['asked through Kysely', ({ db }) => sql`select 1`.execute(db)],
  ['asked directly', ({ pool }) => pool.query('select 1')],
])('a closed connection leaves no pool behind: %s', async (_how, ask) => {
  const connection = connect(inject('database').url, 1);
  await ask(connection);
  await connection.close();
  expect(connection.pool.ended).toBe(true);
});
