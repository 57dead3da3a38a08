import type { Feature } from '#platform/server/http/feature.ts';
import { auditRoutes } from './api/routes.ts';
import { auditSentences } from './sentences.ts';

export const auditFeature: Feature = { name: 'audit', sentences: auditSentences, routes: [auditRoutes] };
