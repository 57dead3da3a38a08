import type { Feature } from '#platform/server/http/feature.ts';
import { organisationRoutes } from './api/routes.ts';
import { organisationSentences } from './sentences.ts';

export { belongingTo, carryOver } from './api/belonging.ts';
export { type OrganisationRecord, organisationRepository } from './api/repository.ts';
export { type TreeRow, treeOf } from './api/tree.ts';

export const organisationsFeature: Feature = { name: 'organisations', sentences: organisationSentences, routes: [organisationRoutes] };
