import { words } from '#platform/shared/words/words.ts';

export default words({
  'zh-CN': {
    title: '健康状况', because: '{word}，原因有 {n} 项', reason: '{what}{why}', semicolon: '；', comma: '，', and: '、', asOf: '截至 {day}', first: '支部先看到，七天后还没办妥的，上级才看到。', later: '暂不统计：{what}', thisQuarter: '本季度',
    states: { met: '已完成', open: '未到期', due: '待完成', missed: '有缺项', notApplicable: '不适用', notRecorded: '暂不统计' },
    cell: { met: '有记录', open: '未到期', due: '待完成', missed: '没有记录', gap: '没有记录，只作历史', answered: '说明已采纳', vacation: '放假不计', before: '本平台启用前', na: '不适用' },
    noRecord: '{windows}无记录', by: '{day}前', history: '{windows}无记录，只作历史，不影响现在的状态', termTo: '{day}届满', termOver: '{day}已届满', daysLeft: '剩 {n} 天', daysOver: '超 {n} 天', posts: '缺{posts}', attendance: '到会占应到 {ratio}', lectures: '书记今年讲了 {n} 次', vacation: '{windows}放假不计',
    mend: '补记或说明', plan: '安排', finding: '缺项', closed: '已办妥', shown: '支部 {day}看到，没办妥的话，{above}起上级能看到。', explained: '情况说明', waiting: '待采纳', accepted: '已采纳', returned: '已退回', withdraw: '撤回说明', wasHeld: '开过，补记录', wasHeldText: '补上点名和要点，会标明迟交', notHeld: '没开，说明情况', why: '没有召开的原因', whyHelp: '说明送上级党组织，采纳后这一项不再计入。', send: '送上级',
  },
  en: {
    title: 'Health', because: '{word}, for {n} reasons', reason: '{what}: {why}', semicolon: '; ', comma: ', ', and: ', ', asOf: 'as of {day}', first: 'The branch sees it first; the level above after seven days, if it is not mended.', later: 'Not counted yet: {what}', thisQuarter: 'Now',
    states: { met: 'Met', open: 'Open', due: 'Due', missed: 'Missed', notApplicable: 'Not applicable', notRecorded: 'Not counted yet' },
    cell: { met: 'recorded', open: 'open', due: 'due', missed: 'no record', gap: 'no record, history only', answered: 'reason accepted', vacation: 'vacation', before: 'before this platform', na: 'not applicable' },
    noRecord: 'no record for {windows}', by: 'by {day}', history: 'No record for {windows}: history only, without effect on the state', termTo: 'ends {day}', termOver: 'ended {day}', daysLeft: '{n} days left', daysOver: '{n} days over', posts: 'vacant: {posts}', attendance: 'present of due {ratio}', lectures: '{n} by the secretary this year', vacation: 'vacation in {windows}',
    mend: 'Record or explain', plan: 'Plan', finding: 'Missing', closed: 'Mended', shown: 'The branch saw it on {day}; unless mended, the level above sees it from {above}.', explained: 'The reason', waiting: 'Waiting', accepted: 'Accepted', returned: 'Returned', withdraw: 'Withdraw', wasHeld: 'Held: add the record', wasHeldText: 'Add the roll and the points; it is marked as late', notHeld: 'Not held: explain', why: 'Why it was not held', whyHelp: 'It goes to the level above; once accepted this is no longer counted.', send: 'Send',
  },
});
