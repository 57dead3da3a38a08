import type { Feature } from '#platform/server/http/feature.ts';
import { accountRoutes } from './api/routes.ts';
import { accountSentences } from './sentences.ts';

export { actorOf } from './api/actor.ts';
export { type ChosenName, chosenNames, followRoster, type RosterChange } from './api/follow-roster.ts';
export { ensureSetupCode } from './api/set-up.ts';
export { hashPassword } from './api/sign-in.ts';
export { createUser, disableUser, resetPassword, type StartCode } from './api/users.ts';

export const accountsFeature: Feature = { name: 'accounts', sentences: accountSentences, routes: [accountRoutes] };
