import type { Feature } from '#platform/server/http/feature.ts';
import { groupRoutes } from './api/groups.ts';
import { organisationRoutes } from './api/routes.ts';
import { atMidnight } from './api/term-reminders.ts';
import { organisationSentences } from './sentences.ts';

export { departmentOf, holdersByOrganisation, holdersOf, levelAboveOf } from './api/holders.ts';
export { organisationMeasures } from './api/measures.ts';
export { type OrganisationRecord, organisationRepository } from './api/repository.ts';

export const organisationsFeature: Feature = {
  name: 'organisations',
  sentences: organisationSentences,
  routes: [organisationRoutes, groupRoutes],
  atMidnight,
};
