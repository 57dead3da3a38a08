import { hash, verify } from '@node-rs/argon2';
import type { Call } from '#platform/server/call/call.ts';
import { newToken, sha256 } from '#platform/server/crypto/crypto.ts';
import type { Db } from '#platform/server/db/db.ts';
import { prepared } from '#platform/server/http/feature.ts';
import { anyone } from '#platform/shared/actor/actor.ts';
import type { Input } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { afterWrongTry, mayTry, mayUseStartCode, mobileNumber, nonMemberName, normalStartCode, sessionUntil } from '../account.ts';
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

/** What an account was opened with, looked at before the command's transaction. */
type Opened = { readonly accountId: string; readonly by: 'password' | 'startCode'; readonly hash: string };

/**
 * A try counts as a wrong one, written and committed, before it is looked at; what was right takes that back. So of any number of guesses at
 * one moment no more are looked at than an account allows.
 */
export async function countTry(call: Call, accountId: string): Promise<void> {
  if (call.services.rehearsal) return;
  await call.services.db.transaction().execute(async (tx) => {
    const repository = accountRepository(tx as unknown as Db);
    const account = await repository.lock(accountId);
    call.accept(mayTry(account, call.now));
    await repository.update(accountId, afterWrongTry(account, call.now));
  });
}

/**
 * The account of a name as it stands; else, where it is a mobile number, the non-member's (a 学工号 may look like one); else the one whose
 * slip was printed with it, which opens with its start code alone.
 */
async function accountOf(call: Call, typed: string) {
  const repository = accountRepository(call.tx);
  const named = await repository.byUsername(typed);
  const mobile = named ? null : mobileNumber(typed);
  const guest = mobile === null ? undefined : await repository.byUsername(nonMemberName(call.services.crypto.blindIndex(mobile)));
  if (named ?? guest) return named ?? guest;
  const slip = await repository.bySlipName(typed);
  return slip && { ...slip, passwordHash: null };
}

async function tryToOpen(call: Call, input: Input<typeof accounts.signIn>): Promise<Opened> {
  call.permit(anyone);
  const account = await accountOf(call, input.username);
  if (account) await countTry(call, account.id);
  const right = await verify(account?.passwordHash ?? (await NOBODY), input.password);
  if (account?.passwordHash && right) return { accountId: account.id, by: 'password', hash: account.passwordHash };
  const code = sha256(normalStartCode(input.password));
  if (account?.startCodeHash === code) return { accountId: account.id, by: 'startCode', hash: code };
  return call.refuse('wrong_credentials');
}

/** Signs in with a password, or the first time with a start code typed in its place. */
export const signIn = prepared(tryToOpen, async (call: Call, _input: Input<typeof accounts.signIn>, { accountId, by, hash: seen }: Opened) => {
  call.permit(anyone);
  const repository = accountRepository(call.tx);
  const account = await repository.lock(accountId);
  const byStartCode = by === 'startCode';
  if ((byStartCode ? account.startCodeHash : account.passwordHash) !== seen) call.refuse('wrong_credentials');
  if (account.state !== 'active') call.refuse('account_disabled');
  if (byStartCode) call.accept(mayUseStartCode(account, call.now));

  // A start code replaces the password that was: it is set anew before anything else.
  await repository.update(account.id, {
    failed: 0,
    lockedUntil: null,
    ...(byStartCode ? { passwordHash: null, startCodeUsedAt: call.now } : {}),
  });
  if (byStartCode && account.passwordHash !== null) await repository.endSessions(account.id, call.now);
  const me = await beginSession(call, account.id, byStartCode ? account.startCodeUntil : null);
  await call.audit({ action: 'session.begin', subjectKind: 'account', subjectId: account.id, detail: { name: account.name, byStartCode } });
  return me;
});

/** Makes a session and its cookie. One begun with a start code ends when the code does. */
export async function beginSession(call: Call, accountId: string, codeUntil: Date | null = null) {
  const repository = accountRepository(call.tx);
  const token = newToken();
  const until = sessionUntil(call.now);
  const session = {
    id: newId(),
    tokenHash: sha256(token),
    accountId,
    byStartCode: codeUntil !== null,
    device: call.device,
    createdAt: call.now,
    seenAt: call.now,
    expiresAt: codeUntil ?? until,
  };
  await repository.addSession(session);
  call.cookie = { token, until };
  return presentMe(call, await actorOf(call.tx, token, call.now));
}
