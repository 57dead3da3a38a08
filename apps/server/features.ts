import { accountsFeature } from '#features/accounts/index.ts';
import { articlesFeature } from '#features/articles/index.ts';
import { auditFeature } from '#features/audit/index.ts';
import { calendarFeature } from '#features/calendar/index.ts';
import { chartsFeature } from '#features/charts/index.ts';
import { healthFeature } from '#features/health/index.ts';
import { jobsFeature } from '#features/jobs/index.ts';
import { meetingsFeature } from '#features/meetings/index.ts';
import { membersFeature } from '#features/members/index.ts';
import { noticesFeature } from '#features/notices/index.ts';
import { organisationsFeature } from '#features/organisations/index.ts';
import type { Feature } from '#platform/server/http/feature.ts';

/** What the product does, in the order of its guides. */
export const features: readonly Feature[] = [
  accountsFeature,
  organisationsFeature,
  calendarFeature,
  auditFeature,
  jobsFeature,
  membersFeature,
  noticesFeature,
  meetingsFeature,
  healthFeature,
  chartsFeature,
  articlesFeature,
];
