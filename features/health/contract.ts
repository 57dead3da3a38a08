import { z } from 'zod';
import { signedIn } from '#platform/shared/actor/actor.ts';
import { contract } from '#platform/shared/contract/contract.ts';
import { Ability, DayText, Id, listOf, Paging, pageOf, WindowText } from '#platform/shared/contract/schemas.ts';
import { INDICATOR_IDS } from './names.ts';
import { mayAnswerFinding, mayListHealth, mayMendFinding, mayReadFinding, mayReadHealth, maySetMeasures } from './policy.ts';
import { healthSentences } from './sentences.ts';

const Kind = z.enum(['membersMeeting', 'committeeMeeting', 'partyLecture', 'themeDay']);
const Words = z.object({ zh: z.string(), en: z.string() });
const IndicatorState = z.enum(['met', 'open', 'due', 'missed', 'notApplicable', 'notRecorded']);
const WindowState = z.enum(['met', 'answered', 'open', 'due', 'missed', 'notApplicable']);
const Named = z.object({ id: Id, name: z.string() });
const Period = z.object({ period: WindowText.optional() });
const Within = z.object({ within: Id.optional() });

/** The query of the meetings list that opens the records behind a figure. */
export const RecordsQuery = z
  .object({
    branch: z.string().optional(),
    kind: z.array(Kind).optional(),
    from: z.string().optional(),
    to: z.string().optional(),
    state: z.array(z.string()).optional(),
    composition: z.array(z.string()).optional(),
    /** Only what counts: on or after the day on which the branch began to keep its records here. */
    counted: z.boolean().optional(),
  })
  .meta({ id: 'RecordsQuery' });

/** One month or quarter. `history`: missed, but older than what colours the state. `reason`: why it does not apply. */
export const HealthWindow = z
  .object({ window: z.string(), state: WindowState, reason: z.string().nullable(), history: z.boolean() })
  .meta({ id: 'HealthWindow' });

export const HealthIndicator = z
  .object({
    id: z.enum(INDICATOR_IDS),
    state: IndicatorState,
    numerator: z.number().nullable(),
    denominator: z.number().nullable(),
    article: Words,
    windows: z.array(HealthWindow),
    running: z.object({ window: z.string(), state: WindowState, reason: z.string().nullable(), lastDay: z.string() }).nullable(),
    /** What its sentence needs: why it does not apply, the days left of a term, the posts that are missing. */
    facts: z.object({
      reason: z.string().optional(),
      daysLeft: z.number().int().optional(),
      lastDay: z.string().optional(),
      extended: z.boolean().optional(),
      missingPosts: z.array(z.string()).optional(),
      committeeSize: z.number().int().optional(),
      secretaryLectures: z.number().int().optional(),
      /** Persons whose file has not been confirmed for a year. */ unconfirmed: z.number().int().optional(),
    }),
  })
  .meta({ id: 'HealthIndicator' });

export const HealthPlace = z
  .object({
    id: Id,
    name: z.string(),
    kind: z.string(),
    composition: z.string().nullable(),
    parentId: z.string().nullable(),
    parentName: z.string().nullable(),
    recordsSince: z.string(),
  })
  .meta({ id: 'HealthPlace' });

const State = z.enum(['green', 'amber', 'red', 'grey']);
export const BranchHealthRow = z
  .object({
    organisation: HealthPlace,
    /** Seen as the branch itself sees it, or as a level above does. */ view: z.enum(['branch', 'above']),
    state: State,
    reasons: z.array(z.enum(INDICATOR_IDS)),
    indicators: z.array(HealthIndicator),
  })
  .meta({ id: 'BranchHealth' });

const reading = {
  period: z.string().nullable(),
  asOf: z.string(),
  today: z.string(),
  /** A closed period has no running window. */ closed: z.boolean(),
  vacations: z.array(z.string()),
};

export const FindingView = z
  .object({
    id: Id,
    version: z.number().int(),
    branch: Named,
    indicator: z.enum(INDICATOR_IDS),
    /** Null for an indicator without windows. */ window: z.string().nullable(),
    article: Words,
    state: z.enum(['open', 'closed']),
    shownOn: z.string(),
    /** The first day on which a level above sees it. */ shownAboveOn: z.string(),
    closedOn: z.string().nullable(),
    closedBy: z.enum(['record', 'reason', 'history', 'mended']).nullable(),
    reason: z.string().nullable(),
    reasonAt: z.string().nullable(),
    reasonBy: z.string().nullable(),
    answer: z.enum(['accepted', 'returned']).nullable(),
    answeredAt: z.string().nullable(),
    answeredBy: z.string().nullable(),
    remark: z.string().nullable(),
    /** 待采纳: a reason was sent and not answered yet. */
    waiting: z.boolean(),
    /** For a duty: the kind of meeting missed. */
    kind: Kind.nullable(),
    records: RecordsQuery.nullable(),
    abilities: z.object({ explain: Ability, withdraw: Ability, record: Ability, answer: Ability }),
  })
  .meta({ id: 'Finding' });

export const DutyView = z
  .object({
    indicator: z.enum(INDICATOR_IDS),
    kind: Kind,
    every: z.enum(['month', 'quarter']),
    window: z.string(),
    firstDay: z.string(),
    lastDay: z.string(),
    daysLeft: z.number().int(),
    article: Words,
    state: WindowState,
    reason: z.string().nullable(),
    /** The meeting of the kind in this window that is nearest to being done. */
    meeting: z.object({ id: Id, title: z.string(), state: z.string(), startsAt: z.string() }).nullable(),
    findingId: z.string().nullable(),
    waiting: z.boolean(),
    /** plan: none is planned yet; open: one is planned; write: held, its minutes are missing; mend: missed (开过，补记录 / 没开，说明情况); wait: the reason is on its way; none: nothing to do. */
    button: z.enum(['plan', 'open', 'write', 'mend', 'wait', 'none']),
    records: RecordsQuery,
  })
  .meta({ id: 'DueMeeting' });

const share = z.number().min(0.01).max(1);
const days = z.number().int().min(1).max(60);
export const MeasuresBody = z.object({
  ratioMet: share,
  ratioDue: share,
  dueDaysOfMonth: z.number().int().min(1).max(27),
  dueDaysOfQuarter: z.number().int().min(1).max(89),
  daysBeforeAbove: z.number().int().min(1).max(30),
  fewestMeetings: z.number().int().min(1).max(12),
  daysToConfirm: days,
  committeeFewest: z.number().int().min(1).max(15),
  committeeMost: z.number().int().min(1).max(15),
  termDueMonths: z.number().int().min(1).max(24),
});
export const MeasuresView = MeasuresBody.extend({ from: z.string() }).meta({ id: 'HealthMeasures' });
const Settings = z.object({ today: z.string(), current: MeasuresView, versions: z.array(MeasuresView), abilities: z.object({ change: Ability }) });
const FindingList = Paging.extend({ state: z.enum(['open', 'closed', 'waiting']).default('open') });

export const health = contract(healthSentences, {
  listBranchHealth: {
    method: 'GET',
    path: '/health/branches',
    summary: { zh: '我范围内各支部的健康状况，按组织树排列', en: 'Health of the branches in my scope, in tree order' },
    policy: mayListHealth,
    /** `indicators`: the figures of each, with their closed windows too, or none: a whole university's figures are megabytes. */
    query: Period.extend(Within.shape).extend({ indicators: z.enum(['none', 'figures', 'windows']).default('figures') }),
    output: z.object({
      ...reading,
      items: z.array(BranchHealthRow.extend({ indicators: z.array(HealthIndicator).optional() }).meta({ id: 'BranchHealthLine' })),
    }),
    refusals: ['period_not_begun'],
  },
  branchHealthCsv: {
    method: 'GET',
    path: '/health/branches.csv',
    summary: { zh: '各支部的健康状况（CSV）', en: 'Health of the branches as CSV' },
    policy: mayListHealth,
    query: Period.extend({ ...Within.shape, state: listOf(z.enum(['green', 'amber', 'red', 'grey'])) }),
    output: z.void(),
    download: { mediaType: 'text/csv; charset=utf-8' },
    refusals: ['period_not_begun'],
  },
  getBranchHealth: {
    method: 'GET',
    path: '/branches/:branchId/health',
    summary: { zh: '一个支部的健康状况、依据和记录', en: 'The health of a branch, with its rules and records' },
    policy: mayReadHealth,
    query: Period,
    output: BranchHealthRow.extend({
      ...reading,
      foundedOn: z.string().nullable(),
      /** For each indicator that has records: the query of the meetings list that opens them. */
      records: z.record(z.string(), RecordsQuery),
      /** Open findings, as far as they may be seen. */
      findings: z.array(FindingView),
      abilities: z.object({ explain: Ability, record: Ability, plan: Ability }),
    }),
    refusals: ['not_a_branch', 'period_not_begun'],
  },
  branchDuties: {
    method: 'GET',
    path: '/branches/:branchId/duties',
    summary: { zh: '本月、本季度该办的事', en: 'What is due this month and quarter' },
    policy: mayReadHealth,
    output: z.object({
      branch: Named,
      today: z.string(),
      month: z.string(),
      quarter: z.string(),
      items: z.array(DutyView),
      abilities: z.object({ plan: Ability }),
    }),
    refusals: ['not_a_branch'],
  },
  listBranchFindings: {
    method: 'GET',
    path: '/branches/:branchId/findings',
    summary: { zh: '一个支部的缺项', en: 'The findings of a branch' },
    policy: mayReadHealth,
    query: FindingList,
    output: pageOf(FindingView),
    refusals: ['not_a_branch'],
  },
  listFindings: {
    method: 'GET',
    path: '/findings',
    summary: { zh: '下级支部的缺项和待采纳的说明', en: 'Findings of the branches below, and reasons that wait' },
    policy: mayListHealth,
    query: FindingList.extend(Within.shape),
    output: pageOf(FindingView),
    refusals: [],
  },
  getFinding: {
    method: 'GET',
    path: '/findings/:findingId',
    summary: { zh: '一个缺项', en: 'A finding' },
    policy: mayReadFinding,
    output: FindingView,
    refusals: [],
  },
  explainFinding: {
    method: 'POST',
    path: '/findings/:findingId/reason',
    summary: { zh: '没开，说明情况', en: 'Explain why it was not held' },
    policy: mayMendFinding,
    body: z.object({ reason: z.string().trim().max(500) }),
    output: FindingView,
    refusals: ['not_branch_officer', 'finding_closed', 'reason_missing', 'already_explained'],
    example: { reason: '九月全体党员在外地参加教育实习，已改在十月集中召开。' },
  },
  withdrawReason: {
    method: 'DELETE',
    path: '/findings/:findingId/reason',
    summary: { zh: '撤回说明', en: 'Withdraw a reason' },
    policy: mayMendFinding,
    output: FindingView,
    refusals: ['not_branch_officer', 'finding_closed', 'no_reason_to_withdraw'],
  },
  answerFinding: {
    method: 'POST',
    path: '/findings/:findingId/answer',
    summary: { zh: '采纳或退回说明', en: 'Accept or return a reason' },
    policy: mayAnswerFinding,
    body: z.object({ answer: z.enum(['accepted', 'returned']), remark: z.string().trim().max(300).default('') }),
    output: FindingView,
    refusals: ['not_level_above', 'own_reason', 'finding_closed', 'not_explained', 'already_answered', 'remark_missing'],
    example: { answer: 'returned', remark: '请写明补开的日期。' },
  },
  getHealthSettings: {
    method: 'GET',
    path: '/health/settings',
    summary: { zh: '健康状况的统计口径', en: 'The measures of branch health' },
    policy: signedIn,
    output: Settings,
    refusals: [],
  },
  changeHealthSettings: {
    method: 'POST',
    path: '/health/settings',
    summary: { zh: '从某日起改用新的统计口径', en: 'Set the measures that hold from a day on' },
    policy: maySetMeasures,
    body: MeasuresBody.extend({ from: DayText }),
    output: Settings,
    refusals: ['not_organisation_department', 'settings_overlap', 'settings_in_past', 'settings_unordered'],
    example: {
      from: '2026-12-01',
      ratioMet: 0.8,
      ratioDue: 0.6,
      dueDaysOfMonth: 10,
      dueDaysOfQuarter: 30,
      daysBeforeAbove: 7,
      fewestMeetings: 3,
      daysToConfirm: 10,
      committeeFewest: 3,
      committeeMost: 7,
      termDueMonths: 6,
    },
  },
});
