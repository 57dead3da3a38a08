import type { Feature } from '#platform/server/http/feature.ts';
import { accountRoutes } from './api/routes.ts';
import { accountSentences } from './sentences.ts';

export { actorOf } from './api/actor.ts';
export { hashPassword } from './api/sign-in.ts';

export const accountsFeature: Feature = { name: 'accounts', sentences: accountSentences, routes: [accountRoutes] };
