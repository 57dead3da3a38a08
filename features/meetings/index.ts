import type { Feature } from '#platform/server/http/feature.ts';
import { atMidnight } from './api/midnight.ts';
import { meetingRoutes } from './api/routes.ts';
import { meetingSentences } from './sentences.ts';

export { type CountedMeeting, moveCounts, rebuildCounts } from './api/counts.ts';

export const meetingsFeature: Feature = { name: 'meetings', sentences: meetingSentences, routes: [meetingRoutes], atMidnight };
