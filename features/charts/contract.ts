import { z } from 'zod';
import { contract } from '#platform/shared/contract/contract.ts';
import { Id, listOf, WindowText } from '#platform/shared/contract/schemas.ts';
import { mayReadCharts } from './policy.ts';
import { chartSentences } from './sentences.ts';

export const CHARTED_KINDS = ['membersMeeting', 'committeeMeeting', 'partyLecture', 'themeDay'] as const;
/** The most organisations drawn in one trend chart. */
export const MOST_GROUPS = 60;

const Kind = z.enum(CHARTED_KINDS);
const Composition = z.enum(['staff', 'undergraduate', 'graduate', 'retired', 'mixed', 'joint', 'temporary']);
const MonthText = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'month' })
  .meta({ example: '2026-11' });
const Named = z.object({ id: Id, name: z.string() });
/** The query of the meetings list that opens the records behind a point; a point adds its own month as `from` and `to`. `branch` may be any organisation: its subtree. */
const Records = z.object({
  branch: z.string().optional(),
  kind: z.array(Kind).optional(),
  from: z.string().optional(),
  to: z.string().optional(),
  state: z.array(z.string()).optional(),
  composition: z.array(z.string()).optional(),
  /** Only what counts: on or after the day on which the branch began to keep its records here. */
  counted: z.boolean().optional(),
});

export const TrendSeries = z
  .object({
    kind: Kind,
    /** The school or branch, where the chart is split by them. */ group: Named.nullable(),
    /** Meetings recorded in each month, in the order of `months`; `late`: of these, received late. */
    counts: z.array(z.number().int()),
    late: z.array(z.number().int()),
    records: Records,
  })
  .meta({ id: 'TrendSeries' });

const Quartiles = z.object({
  composition: z.string().nullable(),
  branches: z.number().int(),
  lower: z.number(),
  median: z.number(),
  upper: z.number(),
});
export const ComparisonRow = z
  .object({
    organisation: z.object({
      id: Id,
      name: z.string(),
      kind: z.string(),
      composition: z.string().nullable(),
      parentId: z.string().nullable(),
      parentName: z.string().nullable(),
      dissolvedOn: z.string().nullable(),
    }),
    /** Windows met, windows due (met and missed), windows still running, and meetings held. */
    met: z.number().int(),
    due: z.number().int(),
    open: z.number().int(),
    held: z.number().int(),
    last: z.object({ met: z.number().int(), due: z.number().int(), held: z.number().int() }).nullable(),
    /** Why nothing is due: vacation, no committee, before its records here … */
    notApplicable: z.string().nullable(),
    records: Records,
  })
  .meta({ id: 'ComparisonRow' });

const TrendQuery = z.object({
  months: z.coerce.number().int().min(1).max(120).default(24),
  /** The last month shown; the present one by default. */ until: MonthText.optional(),
  within: Id.optional(),
  composition: listOf(Composition),
  kind: listOf(Kind),
  level: z.enum(['all', 'school', 'branch']).default('all'),
});
const ComparisonQuery = z.object({
  kind: Kind.default('membersMeeting'),
  /** A month, quarter or year; the present quarter by default. */ period: WindowText.optional(),
  within: Id.optional(),
  composition: listOf(Composition),
  /** By default schools within the university, branches within a school. */ level: z.enum(['school', 'branch']).optional(),
});
const csv = { output: z.void(), download: { mediaType: 'text/csv; charset=utf-8' } } as const;

export const charts = contract(chartSentences, {
  activityTrend: {
    method: 'GET',
    path: '/charts/activity-trend',
    summary: { zh: '活动开展情况走势图', en: 'Activity trend' },
    policy: mayReadCharts,
    query: TrendQuery,
    refusals: ['too_many_series'],
    output: z.object({
      months: z.array(z.string()),
      series: z.array(TrendSeries),
      /** Months in which student branches rest. */ vacations: z.array(z.string()),
      within: Named.nullable(),
      today: z.string(),
    }),
  },
  activityTrendCsv: {
    method: 'GET',
    path: '/charts/activity-trend.csv',
    summary: { zh: '活动开展情况走势图（CSV）', en: 'Activity trend as CSV' },
    policy: mayReadCharts,
    query: TrendQuery,
    refusals: ['too_many_series'],
    ...csv,
  },
  comparison: {
    method: 'GET',
    path: '/charts/comparison',
    summary: { zh: '党组织对比图：应开与已开', en: 'Comparison of organisations: due and held' },
    policy: mayReadCharts,
    query: ComparisonQuery,
    refusals: ['period_not_begun', 'period_too_short'],
    output: z.object({
      kind: Kind,
      period: z.string(),
      lastPeriod: z.string(),
      closed: z.boolean(),
      level: z.enum(['school', 'branch']),
      within: Named.nullable(),
      today: z.string(),
      /** In tree order, never by figure. */
      items: z.array(ComparisonRow),
      /** Share met of like branches of the whole university, where there are five or more of them. */
      quartiles: z.array(Quartiles),
    }),
  },
  comparisonCsv: {
    method: 'GET',
    path: '/charts/comparison.csv',
    summary: { zh: '党组织对比图（CSV）', en: 'Comparison of organisations as CSV' },
    policy: mayReadCharts,
    query: ComparisonQuery,
    refusals: ['period_not_begun', 'period_too_short'],
    ...csv,
  },
  summary: {
    method: 'GET',
    path: '/charts/summary',
    summary: { zh: '数据中心首页的几个数', en: 'The figures of the dashboard' },
    policy: mayReadCharts,
    query: z.object({ within: Id.optional() }),
    refusals: [],
    output: z.object({
      within: Named.nullable(),
      today: z.string(),
      schools: z.number().int(),
      branches: z.number().int(),
      members: z.number().int(),
      fullMembers: z.number().int(),
      probationary: z.number().int(),
      states: z.object({ green: z.number().int(), amber: z.number().int(), red: z.number().int(), grey: z.number().int() }),
      /** Findings that the reader may see, and reasons that wait for an answer. */
      openFindings: z.number().int(),
      waitingReasons: z.number().int(),
      /** Meetings recorded this month, and last month at its end. */
      meetingsThisMonth: z.number().int(),
      meetingsLastMonth: z.number().int(),
    }),
  },
});
