import { words } from '#platform/shared/words/words.ts';

export default words({
  'zh-CN': {
    trend: '活动走势',
    period: '时期',
    months: '近 {n} 个月',
    figures: '数字',
    month: '月份',
    times: '{n} 次',
    none: '这段时间还没有记录。',
    text: '按开会的月份计，补记的也算在当月。点一个数，看它的记录。',
    kind: { themeDay: '主题党日', committeeMeeting: '支委会', partyLecture: '党课', membersMeeting: '党员大会' },
  },
  en: {
    trend: 'Activity trend',
    period: 'Period',
    months: '{n} months',
    figures: 'Figures',
    month: 'Month',
    times: '{n}',
    none: 'No records in this time yet.',
    text: 'Counted in the month of the meeting, late records too. Press a figure to see its records.',
    kind: { themeDay: 'Theme days', committeeMeeting: 'Committee meetings', partyLecture: 'Party lectures', membersMeeting: 'Members’ meetings' },
  },
});
