import type { Feature } from '#platform/server/http/feature.ts';
import { healthRoutes } from './api/routes.ts';
import { atMidnight, warmUp } from './api/write-findings.ts';
import { healthSentences } from './sentences.ts';

export { among, type Branch, branchReader, rootsFor, standsUnder } from './api/branches.ts';
export { type DutyFigures, dutyFigures, everyOf } from './api/compare.ts';
export { grouped } from './api/facts.ts';
export { type Kept, keptByBranch } from './api/kept.ts';
export { healthOverview } from './api/overview.ts';
export { measureVersions, vacationMonthsBetween } from './api/reading.ts';
export { onMeetingRecorded, rebuildHealth } from './api/write-findings.ts';

export const healthFeature: Feature = { name: 'health', sentences: healthSentences, routes: [healthRoutes], atMidnight, warmUp };
