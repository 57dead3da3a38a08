import { routes } from '#platform/server/http/feature.ts';
import { accounts } from '../contract.ts';
import { changePassword, choosePost, endSession, listSessions, me, setLanguage, signOut, signOutEverywhere } from './sessions.ts';
import { signInCountingTries } from './sign-in.ts';

export const accountRoutes = routes(accounts, { signIn: signInCountingTries, signOut, me, choosePost, changePassword, setLanguage, listSessions, endSession, signOutEverywhere });
