import type { Db } from '#platform/server/db/db.ts';

/** The notices of one person. */
export function noticeRepository(db: Db) {
  return {
    list: (personId: string, page: { unread: boolean; before: string | undefined; limit: number }) =>
      db
        .selectFrom('notices')
        .selectAll()
        .where('personId', '=', personId)
        .$if(page.unread, (q) => q.where('readAt', 'is', null))
        .$if(page.before !== undefined, (q) => q.where('id', '<', page.before as string))
        .orderBy('id', 'desc')
        .limit(page.limit)
        .execute(),
    byId: (id: string) => db.selectFrom('notices').select(['id', 'personId']).where('id', '=', id).executeTakeFirst(),
    read: (personId: string, now: Date, only?: string) =>
      db
        .updateTable('notices')
        .set({ readAt: now })
        .where('personId', '=', personId)
        .where('readAt', 'is', null)
        .$if(only !== undefined, (q) => q.where('id', '=', only as string))
        .execute(),
    unread: async (personId: string) =>
      Number(
        (
          await db
            .selectFrom('notices')
            .select(db.fn.countAll().as('n'))
            .where('personId', '=', personId)
            .where('readAt', 'is', null)
            .executeTakeFirstOrThrow()
        ).n,
      ),
  };
}
