import { words } from '#platform/shared/words/words.ts';

export default words({
  'zh-CN': {
    console: {
      overview: '概览', chart: '图', figures: '表', analysis: '对比分析', trendMenu: '走势图', comparisonMenu: '对比图',
      branchesAndMembers: '{branches} 个支部，{members} 名党员', green: '{n} 个支部正常', amber: '{n} 个待跟进', red: '{n} 个需要帮助', grey: '{n} 个不适用', asOf: '数据截至 {moment}',
      months12: '近 12 个月', months24: '近 24 个月', months36: '近 36 个月', print: '打印', export: '导出', exportTrend: '走势图（CSV）', exportComparison: '对比图（CSV）', exportHealth: '健康状况（CSV）',
      trend: '活动开展情况走势图', trendCounts: '次数，按类别；点数字看记录', comparison: '党组织对比图', comparisonCounts: '{period}，按组织树顺序，已开/应开', quartile: '居中一半的同类支部，已开占应开 {lower} 至 {upper}', last: '上期 {n}', notApplicable: '不适用', nobody: '这里还没有支部。',
      point: '{month}，{kind} {n} 次，看记录', month: '月份', total: '合计', school: '院系党组织', branch: '党支部', headDue: '{kind} 已开/应开', winter: '寒假', summer: '暑假', monthOf: '{n}月',
      help: '可以帮忙的事', helpCount: '缺项 {n} 件', helpNone: '没有需要帮忙的事。', helpFoot: '支部先看到，七天后还没办妥的，才到这里。', seen: '支部 {day}看到', waiting: '已说明，待采纳', see: '看说明', records: '看支部', all: '全部 {n} 件',
      within: '范围', whole: '全部', level: '按', levelAll: '合计', levelSchool: '院系', levelBranch: '支部', composition: '支部类型', kindFilter: '类别', all_: '全部', period: '时段', from: '统计', csv: '下载 CSV', copyLink: '复制链接', copied: '链接已复制，打开就是现在的样子', tooMany: '院系或支部太多，图上分不清。请选小一点的范围。',
      periods: { 'this-month': '本月', 'this-quarter': '本季度', 'last-month': '上月', 'last-quarter': '上季度', 'this-year': '今年', 'last-year': '去年' },
      kind: { themeDay: '主题党日', committeeMeeting: '支委会会议', partyLecture: '党课', membersMeeting: '党员大会' },
      why: { beforeFounding: '成立前', beforeRecords: '本平台启用前', vacation: '放假不计', noCommittee: '不设支委会', committeeFormed: '支委会当期成立', committeeEnded: '支委会当期结束', notDueYet: '还没到期', dissolved: '已撤销', departments: '部门不计' },
      late: '其中迟交 {n}', held: '实开', due: '应开', met: '已开', organisation: '党组织', open: '未到期', lastPeriod: '上期', middle: '同类居中一半',
    },
  },
  en: {
    console: {
      overview: 'Overview', chart: 'Chart', figures: 'Table', analysis: 'Comparison', trendMenu: 'Trend', comparisonMenu: 'Comparison',
      branchesAndMembers: '{branches} branches, {members} members', green: '{n} in order', amber: '{n} to follow up', red: '{n} need help', grey: '{n} not applicable', asOf: 'Data as of {moment}',
      months12: '12 months', months24: '24 months', months36: '36 months', print: 'Print', export: 'Export', exportTrend: 'Trend (CSV)', exportComparison: 'Comparison (CSV)', exportHealth: 'Health (CSV)',
      trend: 'Activity trend', trendCounts: 'Meetings by kind; press a point for its records', comparison: 'Comparison of organisations', comparisonCounts: '{period}, in tree order, held / due', quartile: 'middle half of like branches held {lower} to {upper} of what was due', last: 'before {n}', notApplicable: 'not applicable', nobody: 'No branch yet.',
      point: '{month}, {kind}: {n}, see the records', month: 'Month', total: 'Total', school: 'Organisation of a school', branch: 'Branch', headDue: '{kind}, held / due', winter: 'winter', summer: 'summer', monthOf: '{n}',
      help: 'Where help is welcome', helpCount: '{n} missing', helpNone: 'Nothing asks for help.', helpFoot: 'The branch sees it first; here stands what is not mended after seven days.', seen: 'the branch saw it on {day}', waiting: 'explained, waits for an answer', see: 'Read it', records: 'Branch', all: 'All {n}',
      within: 'Within', whole: 'All', level: 'By', levelAll: 'total', levelSchool: 'school', levelBranch: 'branch', composition: 'Type of branch', kindFilter: 'Kind', all_: 'All', period: 'Period', from: 'Counted', csv: 'Download CSV', copyLink: 'Copy link', copied: 'The link is copied; it opens this very view', tooMany: 'Too many schools or branches to tell apart. Choose a smaller part.',
      periods: { 'this-month': 'This month', 'this-quarter': 'This quarter', 'last-month': 'Last month', 'last-quarter': 'Last quarter', 'this-year': 'This year', 'last-year': 'Last year' },
      kind: { themeDay: 'Theme days', committeeMeeting: 'Committee meetings', partyLecture: 'Party lectures', membersMeeting: "Members' meetings" },
      why: { beforeFounding: 'before founding', beforeRecords: 'before records here', vacation: 'vacation', noCommittee: 'no committee', committeeFormed: 'committee formed then', committeeEnded: 'committee ended then', notDueYet: 'not due yet', dissolved: 'dissolved', departments: 'departments do not count' },
      late: '{n} of them late', held: 'Held', due: 'Due', met: 'Met', organisation: 'Organisation', open: 'Open', lastPeriod: 'Before', middle: 'Middle half of like ones',
    },
  },
});
