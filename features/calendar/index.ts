import type { Feature } from '#platform/server/http/feature.ts';
import { calendarRoutes } from './api/routes.ts';
import { calendarSentences } from './sentences.ts';

export { nationalDays } from './api/national.ts';
export { calendarDays, teachingDays, vacationSetting } from './api/repository.ts';

export const calendarFeature: Feature = { name: 'calendar', sentences: calendarSentences, routes: [calendarRoutes] };
