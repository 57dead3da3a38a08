import type { Request } from '#platform/shared/contract/contract.ts';
import type { Outcome } from '#platform/shared/outcome/outcome.ts';
import { ApiRefusal, ask } from '#platform/web/api/api.ts';
import { setLanguage } from '#platform/web/i18n/i18n.ts';
import { queries, type Told, useTell } from '#platform/web/query/query.ts';
import { leaveDevice, type SignedIn, session, signedInAs, signedOut } from '#platform/web/session/session.ts';
import { accounts } from '../contract.ts';

/** Asks the server who is signed in; without network the last known name stays. */
export async function loadMe(): Promise<SignedIn | null> {
  try {
    await signedInAs(await ask(accounts.me, {}));
  } catch (cause) {
    if (cause instanceof ApiRefusal && cause.status === 401) signedOut();
  }
  return session.me;
}

async function welcome(me: SignedIn): Promise<void> {
  queries.clear();
  await signedInAs(me, true);
  await setLanguage(me.language).catch(() => undefined);
}

export function useSignIn(): Told<typeof accounts.signIn> {
  return useTell(accounts.signIn, welcome);
}
export function useRegister(): Told<typeof accounts.register> {
  return useTell(accounts.register, welcome);
}
export function useChoosePost(): Told<typeof accounts.choosePost> {
  return useTell(accounts.choosePost, welcome);
}

export type Password = Told<typeof accounts.changePassword>;
/** After a password of one's own is set, the start code is used up. */
export function usePassword(): Password {
  return useTell(accounts.changePassword, async () => {
    await loadMe();
  });
}

/** Signs out here; without network the device forgets all the same. */
export async function signOut(everywhere = false): Promise<void> {
  await ask(everywhere ? accounts.signOutEverywhere : accounts.signOut, {}).catch(() => undefined);
  await leaveDevice();
  queries.clear();
}

export type SignInResult = Outcome<unknown, string>;
export type Registration = Request<typeof accounts.register>;
