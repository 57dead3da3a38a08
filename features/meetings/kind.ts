/**
 * The kinds of organisational life: their names, the article each rests on, who attends, and the window in which one
 * is expected. Kept as data, so that a party-affairs worker can read and correct them.
 */
import { type Day, type Window, windowOf } from '#platform/shared/day/day.ts';

export { type FiveBuilding, fiveBuildingNames, fiveBuildings } from '#platform/shared/buildings/buildings.ts';

export type Words = { readonly zh: string; readonly en: string };

export const meetingKinds = [
  'membersMeeting',
  'committeeMeeting',
  'groupMeeting',
  'partyLecture',
  'themeDay',
  'organisationalLifeMeeting',
  'democraticAppraisal',
  'heartToHeartTalk',
] as const;
export type MeetingKind = (typeof meetingKinds)[number];

/** The kinds that a secretary can plan and record now; the others join with the appraisal of members. */
export const recordableKinds = ['membersMeeting', 'committeeMeeting', 'partyLecture', 'themeDay'] as const satisfies readonly MeetingKind[];
export type RecordableKind = (typeof recordableKinds)[number];

export const voteKinds = ['ordinary', 'committee', 'admission', 'conversion'] as const;
export type VoteKind = (typeof voteKinds)[number];

export type KindRule = {
  readonly name: Words;
  readonly article: Words;
  /** Whose roll it has: all members of the branch, its committee, or one of its groups. */
  readonly attends: 'members' | 'committee' | 'group';
  /** Others who may come and are written down as observers. */
  readonly welcomes: 'applicants' | null;
  readonly window: 'month' | 'quarter' | 'year';
  /** The votes that can be taken in it: only a members' meeting and the committee decide by vote. */
  readonly votes: readonly VoteKind[];
};

function article(number: string, digits: number): Words {
  return { zh: `《支部工作条例（试行）》第${number}条`, en: `Regulations on the Work of Party Branches (Trial), art. ${digits}` };
}

export const kindRules: Readonly<Record<MeetingKind, KindRule>> = {
  membersMeeting: {
    name: { zh: '党员大会', en: 'Members’ meeting' },
    article: article('十一', 11),
    attends: 'members',
    welcomes: null,
    window: 'quarter',
    votes: ['ordinary', 'admission', 'conversion'],
  },
  committeeMeeting: {
    name: { zh: '支部委员会会议', en: 'Committee meeting' },
    article: article('十二', 12),
    attends: 'committee',
    welcomes: null,
    window: 'month',
    votes: ['committee'],
  },
  groupMeeting: {
    name: { zh: '党小组会', en: 'Group meeting' },
    article: article('十三', 13),
    attends: 'group',
    welcomes: null,
    window: 'month',
    votes: [],
  },
  // One lecture a quarter is custom; the article asks for lectures and gives no number.
  partyLecture: {
    name: { zh: '党课', en: 'Party lecture' },
    article: article('十五', 15),
    attends: 'members',
    welcomes: 'applicants',
    window: 'quarter',
    votes: [],
  },
  themeDay: {
    name: { zh: '主题党日', en: 'Theme day' },
    article: article('十五', 15),
    attends: 'members',
    welcomes: null,
    window: 'month',
    votes: [],
  },
  organisationalLifeMeeting: {
    name: { zh: '组织生活会', en: 'Organisational life meeting' },
    article: article('十六', 16),
    attends: 'members',
    welcomes: null,
    window: 'year',
    votes: [],
  },
  // Held as a members' meeting, so an ordinary vote can be taken in it.
  democraticAppraisal: {
    name: { zh: '民主评议党员', en: 'Democratic appraisal of members' },
    article: article('十七', 17),
    attends: 'members',
    welcomes: null,
    window: 'year',
    votes: ['ordinary'],
  },
  heartToHeartTalk: {
    name: { zh: '谈心谈话', en: 'Heart-to-heart talk' },
    article: article('十八', 18),
    attends: 'members',
    welcomes: null,
    window: 'year',
    votes: [],
  },
};

/** The window a meeting of this kind belongs to, from the day on which it began. */
export function windowOfKind(kind: MeetingKind, heldOn: Day): Window {
  return windowOf(heldOn, kindRules[kind].window);
}

export const voteNames: Readonly<Record<VoteKind, Words>> = {
  ordinary: { zh: '一般表决', en: 'Ordinary vote' },
  committee: { zh: '支委会表决', en: 'Committee vote' },
  admission: { zh: '接收预备党员', en: 'Admission of a probationary member' },
  conversion: { zh: '预备党员转正', en: 'Conversion to full membership' },
};

/** Agendas to start a plan from; every line can be changed or struck. */
export const agendaTemplates: Readonly<Record<RecordableKind, readonly Words[]>> = {
  membersMeeting: [
    { zh: '清点到会人数，通报请假情况', en: 'Count those present and report leave' },
    { zh: '听取支部委员会工作报告', en: 'Hear the report of the branch committee' },
    { zh: '讨论并表决本次事项', en: 'Discuss and vote on the matters of this meeting' },
    { zh: '布置下一步工作', en: 'Agree on the next steps' },
  ],
  committeeMeeting: [
    { zh: '回看上次议定事项的进展', en: 'Review what was decided last time' },
    { zh: '研究本月支部工作', en: 'Work of the branch this month' },
    { zh: '研究党员发展和教育管理', en: 'Development and education of members' },
    { zh: '议定分工和时间', en: 'Agree on who does what by when' },
  ],
  partyLecture: [
    { zh: '讲授党课', en: 'Lecture' },
    { zh: '交流讨论', en: 'Discussion' },
    { zh: '小结', en: 'Summary' },
  ],
  themeDay: [
    { zh: '集中学习', en: 'Study together' },
    { zh: '民主议事', en: 'Discuss matters of the branch' },
    { zh: '志愿服务或实践活动', en: 'Volunteering or practice' },
    { zh: '小结', en: 'Summary' },
  ],
};
