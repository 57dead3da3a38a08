import type { Feature } from '#platform/server/http/feature.ts';
import { jobRoutes } from './api/routes.ts';
import { jobSentences } from './sentences.ts';

export { remainingSeconds } from './job.ts';

export const jobsFeature: Feature = { name: 'jobs', sentences: jobSentences, routes: [jobRoutes] };
