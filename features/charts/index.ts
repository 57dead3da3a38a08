import type { Feature } from '#platform/server/http/feature.ts';
import { chartRoutes } from './api/routes.ts';
import { chartSentences } from './sentences.ts';

export const chartsFeature: Feature = { name: 'charts', sentences: chartSentences, routes: [chartRoutes] };
