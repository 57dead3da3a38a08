import { words } from '#platform/shared/words/words.ts';

export default words({
  'zh-CN': {
    console: {
      branches: '支部健康', home: '支部首页', followUp: '需要跟进', period: '时段', now: '现在', within: '范围', stateFilter: '状态', all: '全部', branch: '党支部', state: '状态', reasons: '原因', none: '没有符合的支部。', reset: '看全部', csv: '下载 CSV', counted: '{n} 个支部，按组织树顺序。状态只看依据，不打分，不排名。', composition: '类型',
      indicators: '各项情况', asOf: '截至 {day}', since: '自 {day} 起记录', because: '因为：{names}', metAll: '各项都已办妥。',
      missedWindows: '{windows}没有记录', history: '{windows}只作历史，不影响现在的状态', byDay: '{day}前', from: '，{window}', daysLeft: '剩 {n} 天，到 {day}', overdue: '已满 {n} 天', extended: '已批准延期', vacant: '缺 {posts}', records: '看记录', cell: '{window}，{state}', answered: '说明已采纳', beforeHere: '本平台启用前', vacation: '假期', historyWord: '历史空缺',
      duties: '这段时间该办的', planned: '，已安排 {day}', dutyDay: '{day}前', plan: '安排', open: '打开', write: '写记录', mend: '补记或说明', phoneHint: '安排、点名、写记录在手机端更顺手，也可以在会议页办。',
      findings: '缺项与说明', findingsText: '只有缺项。支部先看到，七天后还没办妥、也没有采纳说明的，上级才看到。', waiting: '待采纳', openTab: '缺项', waitingTab: '待采纳', closedTab: '已办妥', noFindings: '没有缺项。', noWaiting: '没有待采纳的说明。', noClosed: '还没有办妥的缺项。',
      seen: '支部 {day}看到', closedBy: { record: '已补记录', reason: '说明已采纳', history: '已成历史', mended: '已补齐' }, returned: '已退回：{remark}', accepted: '已采纳', reasonOf: '说明：{reason}', explain: '没开，说明情况', recordIt: '开过，补记录', withdraw: '撤回说明', see: '看说明', accept: '采纳', sendBack: '退回', remark: '写给支部的话', remarkHelp: '退回时请写明还需要什么。', explainText: '写明为什么没有开。上级采纳后，这一项不再计入。', answerText: '采纳后这一项不再计入；退回则请支部补记录或再说明。', reason: '情况说明', saving: '正在保存', cancel: '取消', more: '再看一些', openBranch: '看支部',
      what: '事项', seenOn: '支部看到', article: '依据', do: '处理', note: '说明',
    },
  },
  en: {
    console: {
      branches: 'Branch health', home: 'My branch', followUp: 'To follow up', period: 'Period', now: 'Now', within: 'Within', stateFilter: 'State', all: 'All', branch: 'Branch', state: 'State', reasons: 'Because of', none: 'No branch matches.', reset: 'Show all', csv: 'Download CSV', counted: '{n} branches in tree order. States show their rule; there is no score and no rank.', composition: 'Type',
      indicators: 'Indicators', asOf: 'as of {day}', since: 'records since {day}', because: 'because of {names}', metAll: 'Everything is done.',
      missedWindows: 'nothing recorded in {windows}', history: '{windows} is history and does not change the state', byDay: 'by {day}', from: ', {window}', daysLeft: '{n} days left, until {day}', overdue: '{n} days overdue', extended: 'extension approved', vacant: 'vacant: {posts}', records: 'Records', cell: '{window}, {state}', answered: 'reason accepted', beforeHere: 'before records here', vacation: 'vacation', historyWord: 'gap of history',
      duties: 'Due in this time', planned: ', planned for {day}', dutyDay: 'by {day}', plan: 'Plan', open: 'Open', write: 'Write', mend: 'Record or explain', phoneHint: 'Planning, roll call and minutes are easier on the phone; they can be done on the meeting page too.',
      findings: 'Findings and reasons', findingsText: 'Only what is missing. The branch sees it first; after seven days, neither mended nor explained, the level above sees it.', waiting: 'waits for an answer', openTab: 'Missing', waitingTab: 'Waiting', closedTab: 'Settled', noFindings: 'Nothing is missing.', noWaiting: 'No reason waits.', noClosed: 'Nothing was settled yet.',
      seen: 'the branch saw it on {day}', closedBy: { record: 'recorded since', reason: 'reason accepted', history: 'history', mended: 'mended' }, returned: 'returned: {remark}', accepted: 'accepted', reasonOf: 'Reason: {reason}', explain: 'Not held: explain', recordIt: 'Held: record it', withdraw: 'Withdraw', see: 'Read it', accept: 'Accept', sendBack: 'Return', remark: 'To the branch', remarkHelp: 'When you return it, say what is still needed.', explainText: 'Say why it was not held. Once the level above accepts, it no longer counts.', answerText: 'Accepted, it no longer counts; returned, the branch records it or explains again.', reason: 'Reason', saving: 'Saving', cancel: 'Cancel', more: 'Show more', openBranch: 'Open the branch',
      what: 'What', seenOn: 'Seen by the branch', article: 'Rule', do: 'Act', note: 'Reason',
    },
  },
});
