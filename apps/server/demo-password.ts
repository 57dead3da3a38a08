import { randomBytes } from 'node:crypto';
import { DEMO_PASSWORD, DEMO_USERNAMES } from '#demo/accounts.ts';
import { hashPassword } from '#features/accounts/index.ts';
import type { Services } from '#platform/server/call/services.ts';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);
const KEY = 'installation.demoPassword';

/**
 * The password of the demo accounts. It is public, so it holds on loopback only: on another address (to try the demo on a real
 * phone) they get one made for this start, and every session of theirs ends when it changes. Returns the password in force.
 */
export async function setDemoPassword(services: Services): Promise<string> {
  const { db, config, clock } = services;
  const own = !LOOPBACK.has(config.host);
  const kept = await db.selectFrom('settings').select('value').where('key', '=', KEY).executeTakeFirst();
  if (!own && kept?.value !== 'own') return DEMO_PASSWORD;
  const password = own ? randomBytes(6).toString('base64url') : DEMO_PASSWORD;
  const passwordHash = await hashPassword(password);
  await db.transaction().execute(async (tx) => {
    const changed = await tx
      .updateTable('accounts')
      .set({ passwordHash })
      .where('username', 'in', [...DEMO_USERNAMES])
      .returning('id')
      .execute();
    if (changed.length > 0)
      await tx
        .updateTable('sessions')
        .set({ revokedAt: clock.now() })
        .where('revokedAt', 'is', null)
        .where(
          'accountId',
          'in',
          changed.map(({ id }) => id),
        )
        .execute();
    const value = JSON.stringify(own ? 'own' : 'public');
    await tx
      .insertInto('settings')
      .values({ key: KEY, value })
      .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
      .execute();
  });
  return password;
}
