/** The indicators of branch health, the article behind each, and their words in both languages. */
import type { WindowReason } from './windows.ts';

export const INDICATOR_IDS = [
  'members_meetings',
  'committee_meetings',
  'group_meetings',
  'party_lectures',
  'theme_days',
  'attendance',
  'records_confirmed',
  'yearly_meeting',
  'appraisal',
  'talks',
  'term',
  'committee_complete',
  'development',
  'dues',
  'education',
  'tasks_answered',
  'data_complete',
] as const;
export type IndicatorId = (typeof INDICATOR_IDS)[number];

export type IndicatorState = 'met' | 'open' | 'due' | 'missed' | 'notApplicable' | 'notRecorded';
export type BranchState = 'green' | 'amber' | 'red' | 'grey';
export type IndicatorReason = WindowReason | 'fewMeetings' | 'noneHeld' | 'temporaryBranch' | 'noTerm' | 'onlyNow' | 'nothingRequired';

type Words = { readonly zh: string; readonly en: string };

export const indicatorNames: Readonly<Record<IndicatorId, Words>> = {
  members_meetings: { zh: '党员大会', en: "Members' meetings" },
  committee_meetings: { zh: '支委会会议', en: 'Committee meetings' },
  group_meetings: { zh: '党小组会', en: 'Group meetings' },
  party_lectures: { zh: '党课', en: 'Party lectures' },
  theme_days: { zh: '主题党日', en: 'Theme days' },
  attendance: { zh: '出席率', en: 'Attendance' },
  records_confirmed: { zh: '记录确认', en: 'Records confirmed' },
  yearly_meeting: { zh: '组织生活会', en: 'Yearly meeting' },
  appraisal: { zh: '民主评议党员', en: 'Appraisal of members' },
  talks: { zh: '谈心谈话', en: 'Heart-to-heart talks' },
  term: { zh: '任期', en: 'Term of office' },
  committee_complete: { zh: '班子配备', en: 'Posts filled' },
  development: { zh: '发展党员', en: 'Member development' },
  dues: { zh: '党费交纳', en: 'Dues' },
  education: { zh: '党员教育', en: 'Education' },
  tasks_answered: { zh: '事项办理', en: 'Matters answered' },
  data_complete: { zh: '资料完整', en: 'Complete data' },
};

const branches = (article: string, number: number): Words => ({
  zh: `《支部工作条例》${article}`,
  en: `Regulations on the Work of Branches, art. ${number}`,
});
const own: Words = { zh: '本校统计口径', en: "The university's own measure" };

export const articles: Readonly<Record<IndicatorId, Words>> = {
  members_meetings: branches('第十一条', 11),
  committee_meetings: branches('第十二条', 12),
  group_meetings: branches('第十三条', 13),
  party_lectures: { zh: '“三会一课”制度，按惯例每季度一次', en: 'Three meetings and one lecture, each quarter by custom' },
  theme_days: branches('第十五条', 15),
  attendance: own,
  records_confirmed: own,
  yearly_meeting: branches('第十六条', 16),
  appraisal: branches('第十七条', 17),
  talks: branches('第十八条', 18),
  term: { zh: '《基层组织选举工作条例》第三条', en: 'Regulations on Elections in Primary Organisations, art. 3' },
  committee_complete: branches('第十九条', 19),
  development: { zh: '《发展党员工作细则》', en: 'Rules on the Development of Members' },
  dues: { zh: '中组发〔2008〕3号', en: 'Zhongzufa [2008] no. 3' },
  education: { zh: '《党员教育管理工作条例》', en: 'Regulations on the Education of Members' },
  tasks_answered: own,
  data_complete: { zh: '本校数据标准', en: "The university's data standard" },
};

export const indicatorStateNames: Readonly<Record<IndicatorState | 'answered', Words>> = {
  met: { zh: '已完成', en: 'Met' },
  open: { zh: '未到期', en: 'Open' },
  due: { zh: '待完成', en: 'Due' },
  missed: { zh: '有缺项', en: 'Missed' },
  notApplicable: { zh: '不适用', en: 'Not applicable' },
  notRecorded: { zh: '暂不统计', en: 'Not counted yet' },
  answered: { zh: '已采纳', en: 'Reason accepted' },
};

export const branchStateNames: Readonly<Record<BranchState, Words>> = {
  green: { zh: '正常', en: 'In order' },
  amber: { zh: '待跟进', en: 'To follow up' },
  red: { zh: '需要帮助', en: 'Needs help' },
  grey: { zh: '不适用', en: 'Not applicable' },
};

export const reasonNames: Readonly<Record<IndicatorReason, Words>> = {
  beforeFounding: { zh: '成立前', en: 'Before the founding' },
  beforeRecords: { zh: '本平台启用前', en: 'Before its records here' },
  vacation: { zh: '放假不计', en: 'Vacation' },
  noCommittee: { zh: '未设支委会', en: 'No committee' },
  committeeFormed: { zh: '支委会当月成立', en: 'The committee was formed in it' },
  committeeEnded: { zh: '支委会当月结束', en: 'The committee ended in it' },
  fewMeetings: { zh: '会议不足三次', en: 'Fewer than three meetings' },
  noneHeld: { zh: '还没有应确认的记录', en: 'No record to confirm yet' },
  temporaryBranch: { zh: '临时党支部', en: 'Temporary branch' },
  noTerm: { zh: '未登记任期', en: 'No term recorded' },
  onlyNow: { zh: '只看现在', en: 'Known only for now' },
  nothingRequired: { zh: '没有需要填写的资料', en: 'Nothing to fill in' },
};
