import type { Feature } from '#platform/server/http/feature.ts';
import { importJobs } from './api/import/jobs.ts';
import { forgetOldWorkbooks } from './api/import/workbooks.ts';
import { memberRoutes } from './api/routes.ts';
import { memberSentences } from './sentences.ts';

export const membersFeature: Feature = {
  name: 'members',
  sentences: memberSentences,
  routes: [memberRoutes],
  jobs: importJobs,
  atMidnight: forgetOldWorkbooks,
};
