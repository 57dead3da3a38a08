import { sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';

/** Accounts and sessions. */
export function accountRepository(db: Db) {
  return {
    lockByUsername: (username: string) => db.selectFrom('accounts').selectAll().where(sql`lower(username)`, '=', username.toLowerCase()).forUpdate().executeTakeFirst(),
    byId: (id: string) => db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst(),
    lock: (id: string) => db.selectFrom('accounts').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow(),
    update: (id: string, set: Partial<{ failed: number; lockedUntil: Date | null; passwordHash: string; startCodeHash: string | null; startCodeUntil: Date | null; language: string; state: string }>) =>
      db.updateTable('accounts').set(set).where('id', '=', id).execute(),
    addSession: (session: { id: string; tokenHash: string; accountId: string; postId: string | null; device: string; createdAt: Date; seenAt: Date; expiresAt: Date }) => db.insertInto('sessions').values(session).execute(),
    setSessionPost: (id: string, postId: string | null) => db.updateTable('sessions').set({ postId }).where('id', '=', id).execute(),
    sessionsOf: (accountId: string, now: Date) => db.selectFrom('sessions').select(['id', 'device', 'createdAt', 'seenAt']).where('accountId', '=', accountId).where('revokedAt', 'is', null).where('expiresAt', '>', now).orderBy('seenAt', 'desc').execute(),
    async endSessions(accountId: string, now: Date, only?: string): Promise<number> {
      const ended = await db.updateTable('sessions').set({ revokedAt: now }).where('accountId', '=', accountId).where('revokedAt', 'is', null).$if(only !== undefined, (q) => q.where('id', '=', only as string)).executeTakeFirst();
      return Number(ended.numUpdatedRows);
    },
    /** From the university down to the organisation of `path`. */
    placesOf: (path: string) => db.selectFrom('organisations').select(['id', 'name', 'kind']).where(sql<boolean>`path @> ${path}::ltree`).orderBy(sql`nlevel(path)`).execute(),
    unread: async (personId: string) => Number((await db.selectFrom('notices').select(db.fn.countAll().as('n')).where('personId', '=', personId).where('readAt', 'is', null).executeTakeFirstOrThrow()).n),
  };
}
