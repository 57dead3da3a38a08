import { sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';
import { HOLDS } from './accounts-of.ts';

/** Accounts and sessions. */
export function accountRepository(db: Db) {
  return {
    byUsername: (username: string) =>
      db
        .selectFrom('accounts')
        .select(['id', 'passwordHash', 'startCodeHash'])
        .where(sql`lower(username)`, '=', username.toLowerCase())
        .executeTakeFirst(),
    /** Whose start code is out on a slip that was printed with this name, before the sign-in name became another. */
    bySlipName: (name: string) =>
      db
        .selectFrom('accounts')
        .select(['id', 'startCodeHash'])
        .where(sql`lower(slip_name)`, '=', name.toLowerCase())
        .orderBy('startCodeUntil', 'desc')
        .limit(1)
        .executeTakeFirst(),
    lockByUsername: (username: string) =>
      db.selectFrom('accounts').selectAll().where(sql`lower(username)`, '=', username.toLowerCase()).forUpdate().executeTakeFirst(),
    byId: (id: string) => db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst(),
    lock: (id: string) => db.selectFrom('accounts').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow(),
    update: (
      id: string,
      set: Partial<{
        failed: number;
        lockedUntil: Date | null;
        passwordHash: string | null;
        startCodeHash: string | null;
        startCodeUntil: Date | null;
        startCodeUsedAt: Date | null;
        slipName: null;
        language: string;
        state: string;
      }>,
    ) => db.updateTable('accounts').set(set).where('id', '=', id).execute(),
    addSession: (session: {
      id: string;
      tokenHash: string;
      accountId: string;
      byStartCode?: boolean;
      device: string;
      createdAt: Date;
      seenAt: Date;
      expiresAt: Date;
    }) => db.insertInto('sessions').values(session).execute(),
    /** A password was set: the session is no longer one of a start code, and lasts as long as others. */
    setSessionOpen: (id: string, until: Date) =>
      db.updateTable('sessions').set({ byStartCode: false, expiresAt: until }).where('id', '=', id).execute(),
    /** What a code that is replaced had opened. */
    endStartCodeSessions: (accountIds: readonly string[], now: Date) =>
      db
        .updateTable('sessions')
        .set({ revokedAt: now })
        .where('accountId', 'in', accountIds)
        .where('byStartCode', '=', true)
        .where('revokedAt', 'is', null)
        .execute(),
    /** The post that was chosen; null chooses to act as a member. */
    setSessionPost: (id: string, postId: string | null) =>
      db
        .updateTable('sessions')
        .set({ postId, asMember: postId === null })
        .where('id', '=', id)
        .execute(),
    sessionsOf: (accountId: string, now: Date) =>
      db
        .selectFrom('sessions')
        .select(['id', 'device', 'createdAt', 'seenAt'])
        .where('accountId', '=', accountId)
        .where('revokedAt', 'is', null)
        .where('expiresAt', '>', now)
        .orderBy('seenAt', 'desc')
        .execute(),
    async endSessions(accountId: string, now: Date, only?: string): Promise<number> {
      const ended = await db
        .updateTable('sessions')
        .set({ revokedAt: now })
        .where('accountId', '=', accountId)
        .where('revokedAt', 'is', null)
        .$if(only !== undefined, (q) => q.where('id', '=', only as string))
        .executeTakeFirst();
      return Number(ended.numUpdatedRows);
    },
    placeOf: (organisationId: string) => db.selectFrom('organisations').select(['id', 'path']).where('id', '=', organisationId).executeTakeFirst(),
    /** The account and the path of the organisation that answers for its person, null for a non-member. */
    async lockWithPlace(
      id: string,
      now: Date,
    ): Promise<{ id: string; personId: string | null; state: string; path: string | null; holds: string[] } | undefined> {
      const account = await db.selectFrom('accounts').select(['id', 'personId', 'state']).where('id', '=', id).forUpdate().executeTakeFirst();
      if (!account) return undefined;
      const place =
        account.personId === null
          ? undefined
          : await db
              .selectFrom('memberships')
              .innerJoin('organisations', 'organisations.id', 'memberships.organisationId')
              .select('organisations.path')
              .where('memberships.personId', '=', account.personId)
              .where('memberships.toOn', 'is', null)
              .executeTakeFirst();
      const { rows } = await sql<{ holds: string[] }>`select ${HOLDS(now)} as holds from persons p where p.id = ${account.personId}`.execute(db);
      return { ...account, path: place?.path ?? null, holds: rows[0]?.holds ?? [] };
    },
    add: (account: { id: string; username: string; personId: string; name: string; passwordHash?: string; createdAt: Date }) =>
      db.insertInto('accounts').values(account).execute(),
    addPerson: (person: {
      id: string;
      name: string;
      category: string;
      isDemo: boolean;
      phoneSealed?: Buffer;
      phoneIndex?: string;
      phoneLast?: string;
    }) => db.insertInto('persons').values(person).execute(),
    /** A number of these that another person's account signs in with, if there is one. */
    async nameHeldByAnother(numbers: readonly { personId: string; after: string }[]): Promise<string | undefined> {
      if (numbers.length === 0) return undefined;
      const { rows } = await sql<{ after: string }>`
        select r.after from json_to_recordset(${JSON.stringify(numbers)}::json) as r ("personId" uuid, after text)
          join accounts a on lower(a.username) = lower(r.after) and a.person_id is distinct from r."personId" order by r.after limit 1`.execute(db);
      return rows[0]?.after;
    },
    /** Not of non-members: their name is no number. */
    chosenNames: () =>
      db
        .selectFrom('accounts')
        .leftJoin('persons', 'persons.id', 'accounts.personId')
        .select(['accounts.username as name', 'accounts.personId'])
        .where(sql<boolean>`lower(accounts.username) is distinct from lower(persons.staff_number) and accounts.username not like 'm-%'`)
        .execute(),
    /** The sign-in name becomes the new number where it was the old one. A slip that is out stays good as it is printed. */
    async followNumbers(
      numbers: readonly { personId: string; before: string | null; after: string }[],
    ): Promise<{ id: string; personId: string; fields: string[] }[]> {
      if (numbers.length === 0) return [];
      const { rows } = await sql<{ id: string; personId: string }>`
        update accounts a set username = r.after, slip_name = case when a.start_code_hash is not null then coalesce(a.slip_name, a.username) end, version = a.version + 1
          from json_to_recordset(${JSON.stringify(numbers)}::json) as r ("personId" uuid, before text, after text)
         where a.person_id = r."personId" and lower(a.username) = lower(r.before) and a.username <> r.after returning a.id, a.person_id`.execute(db);
      return rows.map((row) => ({ ...row, fields: ['username'] }));
    },
    async followNames(names: readonly { personId: string; name: string }[]): Promise<{ id: string; personId: string; fields: string[] }[]> {
      if (names.length === 0) return [];
      const { rows } = await sql<{ id: string; personId: string }>`
        update accounts a set name = r.name, version = a.version + 1 from json_to_recordset(${JSON.stringify(names)}::json) as r ("personId" uuid, name text)
         where a.person_id = r."personId" and a.name <> r.name returning a.id, a.person_id`.execute(db);
      return rows.map((row) => ({ ...row, fields: ['name'] }));
    },
    personByStaffNumber: (staffNumber: string) =>
      db.selectFrom('persons').select(['id', 'name']).where(sql`lower(staff_number)`, '=', staffNumber.toLowerCase()).executeTakeFirst(),
    /** Those of these people whose 学工号 is another account's sign-in name, as one chosen by hand may be. */
    async withoutName(people: readonly { personId: string; username: string | null }[]): Promise<Set<string>> {
      const { rows } = await sql<{ personId: string }>`
        select r."personId" as person_id from json_to_recordset(${JSON.stringify(people)}::json) as r ("personId" uuid, username text)
          join accounts a on lower(a.username) = lower(r.username) and a.person_id is distinct from r."personId"`.execute(db);
      return new Set(rows.map((row) => row.personId));
    },
    /** New accounts, or a new code for accounts that exist. */
    async putStartCodes(
      rows: readonly { id: string; username: string; personId: string; name: string; startCodeHash: string; startCodeUntil: Date; createdAt: Date }[],
    ): Promise<void> {
      for (let i = 0; i < rows.length; i += 500) {
        await db
          .insertInto('accounts')
          .values(rows.slice(i, i + 500))
          .onConflict((conflict) =>
            conflict.column('personId').doUpdateSet((eb) => ({
              startCodeHash: eb.ref('excluded.startCodeHash'),
              startCodeUntil: eb.ref('excluded.startCodeUntil'),
              startCodeUsedAt: null,
              slipName: null,
              failed: 0,
              lockedUntil: null,
            })),
          )
          .execute();
      }
    },
    /** Where slips send their reader: as set, else where this server listens. */
    async publicAddress(config: { host: string; port: number }): Promise<string> {
      const kept = await db.selectFrom('settings').select('value').where('key', '=', 'publicAddress').executeTakeFirst();
      return typeof kept?.value === 'string' ? kept.value : `http://${config.host}:${config.port}/`;
    },
    /** Whether anybody can sign in: an installation is set up with its first account, also where a roster came before. */
    hasAny: async () => (await db.selectFrom('accounts').select('id').limit(1).executeTakeFirst()) !== undefined,
    putSetting: (key: string, value: unknown) =>
      db
        .insertInto('settings')
        .values({ key, value: JSON.stringify(value) })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: JSON.stringify(value) }))
        .execute(),
    lockSetting: async (key: string): Promise<unknown> =>
      (await db.selectFrom('settings').select('value').where('key', '=', key).forUpdate().executeTakeFirst())?.value,
    removeSetting: (key: string) => db.deleteFrom('settings').where('key', '=', key).execute(),
    /** From the university down to the organisation of `path`. */
    placesOf: (path: string) =>
      db.selectFrom('organisations').select(['id', 'name', 'kind']).where(sql<boolean>`path @> ${path}::ltree`).orderBy(sql`nlevel(path)`).execute(),
    /** What stands for a non-member's sign-in name in answers: the last four figures alone. */
    maskedPhone: async (personId: string) =>
      `*******${(await db.selectFrom('persons').select('phoneLast').where('id', '=', personId).executeTakeFirst())?.phoneLast ?? ''}`,
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
