import { routes } from '#platform/server/http/feature.ts';
import { charts } from '../contract.ts';
import { comparison, comparisonCsv } from './comparison.ts';
import { summary } from './summary.ts';
import { activityTrend, activityTrendCsv } from './trend.ts';

export const chartRoutes = routes(charts, { activityTrend, activityTrendCsv, comparison, comparisonCsv, summary });
