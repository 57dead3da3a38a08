import type { Feature } from '#platform/server/http/feature.ts';
import { healthRoutes } from './api/routes.ts';
import { atMidnight } from './api/write-findings.ts';
import { healthSentences } from './sentences.ts';

export { onMeetingRecorded, rebuildHealth } from './api/write-findings.ts';

export const healthFeature: Feature = { name: 'health', sentences: healthSentences, routes: [healthRoutes], atMidnight };
