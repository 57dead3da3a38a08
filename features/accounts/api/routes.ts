import { routes } from '#platform/server/http/feature.ts';
import { accounts } from '../contract.ts';
import { register } from './register.ts';
import { changePassword, choosePost, endSession, listSessions, me, setLanguage, signOut, signOutEverywhere } from './sessions.ts';
import { setUp, setupState } from './set-up.ts';
import { signIn } from './sign-in.ts';
import { disableAccount, enableAccount, issueStartCodes, listAccounts } from './start-codes.ts';

export const accountRoutes = routes(accounts, {
  signIn,
  signOut,
  me,
  choosePost,
  changePassword,
  setLanguage,
  listSessions,
  endSession,
  signOutEverywhere,
  listAccounts,
  issueStartCodes,
  disableAccount,
  enableAccount,
  register,
  setupState,
  setUp,
});
