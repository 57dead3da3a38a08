import { verify } from '@node-rs/argon2';
import type { Call } from '#platform/server/call/call.ts';
import { sha256 } from '#platform/server/crypto/crypto.ts';
import { prepared } from '#platform/server/http/feature.ts';
import { signedIn } from '#platform/shared/actor/actor.ts';
import type { Input } from '#platform/shared/contract/contract.ts';
import { refused } from '#platform/shared/outcome/outcome.ts';
import { acceptPassword, normalStartCode, sessionUntil } from '../account.ts';
import type { accounts } from '../contract.ts';
import { presentMe } from './present.ts';
import { accountRepository } from './repository.ts';
import { countTry, hashPassword } from './sign-in.ts';

export async function signOut(call: Call) {
  call.permit(signedIn);
  await accountRepository(call.tx).endSessions(call.actor.accountId as string, call.now, call.actor.sessionId as string);
  call.cookie = { token: null, until: null };
  await call.audit({ action: 'session.end', subjectKind: 'account', subjectId: call.actor.accountId });
}

export async function me(call: Call) {
  call.permit(signedIn);
  return presentMe(call, call.actor);
}

/** A person with several posts chooses in which one they act; the audit says so from then on. */
export async function choosePost(call: Call, input: Input<typeof accounts.choosePost>) {
  call.permit(signedIn);
  const post = call.actor.posts.find((held) => held.id === input.postId) ?? null;
  if (input.postId !== null && !post) call.accept(refused('post_not_held'));
  await accountRepository(call.tx).setSessionPost(call.actor.sessionId as string, input.postId);
  await call.audit({
    action: 'session.choosePost',
    subjectKind: 'account',
    subjectId: call.actor.accountId,
    detail: { post: post ? `${post.organisationName} ${post.kind}` : null },
  });
  return presentMe(call, { ...call.actor, post });
}

/** What is in `current` counts as a try, as at sign-in; then the new password is judged and hashed. */
async function tryCurrent(call: Call, input: Input<typeof accounts.changePassword>) {
  call.permit(signedIn);
  const account = await accountRepository(call.tx).byId(call.actor.accountId as string);
  if (!account) return call.refuse('not_signed_in');
  await countTry(call, account.id);
  const code = sha256(normalStartCode(input.current));
  const right = account.passwordHash ? await verify(account.passwordHash, input.current) : account.startCodeHash === code;
  if (!right) call.refuse('password_wrong');
  if (input.current === input.password) call.refuse('password_same');
  call.accept(acceptPassword(input.password, account.username));
  return { seen: account.passwordHash ?? code, passwordHash: await hashPassword(input.password) };
}

/** The present password, or the start code of the first sign-in, stands in `current`. Other devices are signed out. */
export const changePassword = prepared(
  tryCurrent,
  async (call: Call, _input: Input<typeof accounts.changePassword>, { seen, passwordHash }: Awaited<ReturnType<typeof tryCurrent>>) => {
    call.permit(signedIn);
    const repository = accountRepository(call.tx);
    const account = await repository.lock(call.actor.accountId as string);
    if ((account.passwordHash ?? account.startCodeHash) !== seen) call.refuse('password_wrong');
    if (account.passwordHash === null && (account.startCodeUntil === null || account.startCodeUntil < call.now)) call.refuse('start_code_expired');
    await repository.update(account.id, {
      passwordHash,
      startCodeHash: null,
      startCodeUntil: null,
      startCodeUsedAt: null,
      slipName: null,
      failed: 0,
      lockedUntil: null,
    });
    for (const session of await repository.sessionsOf(account.id, call.now))
      if (session.id !== call.actor.sessionId) await repository.endSessions(account.id, call.now, session.id);
    await repository.setSessionOpen(call.actor.sessionId as string, sessionUntil(call.now));
    await call.audit({ action: 'account.changePassword', subjectKind: 'account', subjectId: account.id });
  },
);

export async function setLanguage(call: Call, input: Input<typeof accounts.setLanguage>) {
  call.permit(signedIn);
  await accountRepository(call.tx).update(call.actor.accountId as string, { language: input.language });
}

export async function listSessions(call: Call) {
  call.permit(signedIn);
  const sessions = await accountRepository(call.tx).sessionsOf(call.actor.accountId as string, call.now);
  return {
    items: sessions.map((s) => ({
      id: s.id,
      device: s.device,
      createdAt: s.createdAt.toISOString(),
      seenAt: s.seenAt.toISOString(),
      current: s.id === call.actor.sessionId,
    })),
  };
}

export async function endSession(call: Call, input: Input<typeof accounts.endSession>) {
  call.permit(signedIn);
  const ended = await accountRepository(call.tx).endSessions(call.actor.accountId as string, call.now, input.sessionId);
  if (ended === 0) call.refuse('not_found');
  await call.audit({ action: 'session.end', subjectKind: 'account', subjectId: call.actor.accountId });
}

export async function signOutEverywhere(call: Call) {
  call.permit(signedIn);
  await accountRepository(call.tx).endSessions(call.actor.accountId as string, call.now);
  call.cookie = { token: null, until: null };
  await call.audit({ action: 'session.endAll', subjectKind: 'account', subjectId: call.actor.accountId });
}
