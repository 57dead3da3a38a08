import type { Feature } from '#platform/server/http/feature.ts';
import { articleRoutes } from './api/routes.ts';
import { articleSentences } from './sentences.ts';

export const articlesFeature: Feature = { name: 'articles', sentences: articleSentences, routes: [articleRoutes] };
