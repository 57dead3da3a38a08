import { hash, verify } from '@node-rs/argon2';
import { type Call, Refusal } from '#platform/server/call/call.ts';
import { newToken, sha256 } from '#platform/server/crypto/crypto.ts';
import type { Db } from '#platform/server/db/db.ts';
import { anyone } from '#platform/shared/actor/actor.ts';
import type { Input } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { refused } from '#platform/shared/outcome/outcome.ts';
import { afterWrongTry, mayTry, mobileNumber, nonMemberName, normalStartCode, SESSION_DAYS } from '../account.ts';
import type { accounts } from '../contract.ts';
import { actorOf } from './actor.ts';
import { presentMe } from './present.ts';
import { accountRepository } from './repository.ts';

/** argon2id with OWASP's least settings: 19 MiB, two rounds. */
export function hashPassword(password: string): Promise<string> {
  return hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
}

/** Compared when there is no such account, so that its absence cannot be heard in the time it takes. */
const NOBODY = hashPassword('nobody has this password');

/** Signs in with a password, or the first time with a start code typed in its place. Wrong tries are counted outside the transaction, which a refusal rolls back. */
export async function signIn(call: Call, input: Input<typeof accounts.signIn>) {
  call.permit(anyone);
  const repository = accountRepository(call.tx);
  const account = await repository.lockByUsername(signInName(call, input.username));
  if (!account) {
    await verify(await NOBODY, input.password);
    return call.refuse('wrong_credentials');
  }
  call.accept(mayTry(account, call.now));
  const byPassword = account.passwordHash !== null && (await verify(account.passwordHash, input.password));
  const byStartCode = !byPassword && account.startCodeHash !== null && account.startCodeHash === sha256(normalStartCode(input.password));
  if (!byPassword && !byStartCode) throw new WrongTry(account.id);
  if (account.state !== 'active') call.refuse('account_disabled');
  if (byStartCode && (account.startCodeUntil === null || account.startCodeUntil < call.now)) call.accept(refused('start_code_expired'));

  // A start code replaces the password that was: it is set anew before anything else.
  await repository.update(account.id, { failed: 0, lockedUntil: null, ...(byStartCode ? { passwordHash: null } : {}) });
  if (byStartCode && account.passwordHash !== null) await repository.endSessions(account.id, call.now);
  const me = await beginSession(call, account.id, byStartCode);
  await call.audit({ action: 'session.begin', subjectKind: 'account', subjectId: account.id, detail: { name: account.name, byStartCode } });
  return me;
}

/** A mobile number is the sign-in name of a non-member; it is kept as a blind index, never in clear. */
export function signInName(call: Call, typed: string): string {
  const mobile = mobileNumber(typed);
  return mobile === null ? typed : nonMemberName(call.services.crypto.blindIndex(mobile));
}

/** Makes a session and its cookie; the first post held is the one acted in. */
export async function beginSession(call: Call, accountId: string, byStartCode = false) {
  const repository = accountRepository(call.tx);
  const token = newToken();
  const until = new Date(call.now.getTime() + SESSION_DAYS * 86_400_000);
  const session = {
    id: newId(),
    tokenHash: sha256(token),
    accountId,
    postId: null as string | null,
    byStartCode,
    device: call.device,
    createdAt: call.now,
    seenAt: call.now,
    expiresAt: until,
  };
  await repository.addSession(session);
  let actor = await actorOf(call.tx, token, call.now);
  const first = actor.posts[0];
  if (first) {
    await repository.setSessionPost(session.id, first.id);
    actor = { ...actor, post: first };
  }
  call.cookie = { token, until };
  return presentMe(call, actor);
}

/** A wrong try must be remembered although its transaction is rolled back. */
class WrongTry extends Refusal {
  readonly accountId: string;
  constructor(accountId: string) {
    super('wrong_credentials');
    this.accountId = accountId;
  }
}

/** Counts from what stands by then: of many tries at once none is lost. */
function countTry(call: Call, accountId: string): Promise<void> {
  return call.services.db.transaction().execute(async (tx) => {
    const repository = accountRepository(tx as unknown as Db);
    await repository.update(accountId, afterWrongTry(await repository.lock(accountId), call.now));
  });
}

/** `signIn`, with its wrong tries written on a connection of their own once the row is free again. */
export async function signInCountingTries(call: Call, input: Input<typeof accounts.signIn>) {
  try {
    return await signIn(call, input);
  } catch (error) {
    if (error instanceof WrongTry) call.afterRollback(() => countTry(call, error.accountId));
    throw error;
  }
}
