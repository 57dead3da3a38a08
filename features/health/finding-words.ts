import type { IndicatorId } from './names.ts';

/** What a finding says, by its indicator; `{window}` is the month or quarter. The fact, not a reproach. */
export const findingWords: Readonly<Record<IndicatorId, { readonly zh: string; readonly en: string }>> = {
  members_meetings: { zh: '{window}没有党员大会记录', en: 'No members’ meeting recorded in {window}' },
  committee_meetings: { zh: '{window}没有支委会会议记录', en: 'No committee meeting recorded in {window}' },
  group_meetings: { zh: '{window}没有党小组会记录', en: 'No group meeting recorded in {window}' },
  party_lectures: { zh: '{window}没有党课记录', en: 'No party lecture recorded in {window}' },
  theme_days: { zh: '{window}没有主题党日记录', en: 'No theme day recorded in {window}' },
  attendance: { zh: '{window}到会的人偏少', en: 'Few attended in {window}' },
  records_confirmed: { zh: '{window}有会议记录没有按时确认', en: 'Records of {window} were not confirmed in time' },
  yearly_meeting: { zh: '{window}没有组织生活会记录', en: 'No yearly meeting recorded in {window}' },
  appraisal: { zh: '{window}没有民主评议记录', en: 'No appraisal recorded in {window}' },
  talks: { zh: '{window}谈心谈话没有谈全', en: 'Talks of {window} are not complete' },
  term: { zh: '任期已届满，未见延期批复', en: 'The term has ended, no extension is recorded' },
  committee_complete: { zh: '班子没有配齐', en: 'Posts are vacant' },
  development: { zh: '发展党员有逾期的步骤', en: 'Steps of development are overdue' },
  dues: { zh: '{window}党费没有交齐', en: 'Dues of {window} are not complete' },
  education: { zh: '{window}学时没有学满', en: 'Class hours of {window} are not complete' },
  tasks_answered: { zh: '有逾期的事项', en: 'Matters are overdue' },
  data_complete: { zh: '党员资料没有填全', en: 'Data of members are not complete' },
};
