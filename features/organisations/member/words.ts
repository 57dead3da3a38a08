import { words } from '#platform/shared/words/words.ts';

export default words({
  'zh-CN': {
    knot: '{day}，{title}', came: '到会 {present}/{due}', comma: '，', late: '迟交', online: '线上',
    state: { planned: '已计划', announced: '已通知', held: '记录待提交', recorded: '待确认', confirmed: '已定稿', cancelled: '已取消' },
    states: { met: '已完成', answered: '已采纳', open: '未到期', due: '待完成', missed: '有缺项', notApplicable: '不适用' },
    duty: { name: '{window}{what}', by: '{day}前', planned: '已定 {day}召开', explained: '说明已送上级，待采纳', noRecord: '没有记录', write: '已召开，记录还没提交', plan: '安排', writeIt: '写记录', mend: '补记或说明' },
    next: '下一次会议', due: '应到 {due} 人', dueAnswers: '应到 {due} 人，{coming} 人已回复能到', present: '您已到会', coming: '您已回复能到会', onLeave: '您已请假', come: '我能到会', leave: '请假', leaveReason: '请假的原因，支委会看得到', leaveMissing: '请写一句原因。', announce: '看计划，发通知', roll: '点名', signIn: '签到', agenda: '议程与材料',
    month: '本月的会议', noNext: '接下来还没有安排会议。', plan: '安排会议', duties: '本月该办的事', health: '健康状况', allDone: '这个月的事都办完了。', records: '组织生活记录', noRecords: '还没有记录。支部开了会、提交了记录，会出现在这里。', allRecords: '全部记录', lateRecord: '会后补记录', branchFacts: '支部情况和支委会',
    tabs: { lessons: '三会一课', days: '党日活动' }, noBranch: '支部', noBranchTitle: '您还没有编入支部', noBranchText: '编入支部以后，支部的会议和记录会出现在这里。已经转入的，请联系支部书记。',
    school: '院系', committee: '高校党委', noPlace: '这里还没有内容', noPlaceText: '编入支部以后，所在院系会出现在这里。', one: '党组织', officers: '班子成员', below: '下设党组织', departments: '工作部门', dutyList: '责任清单', members: '党员 {n} 人', since: '{day}任职',
    facts: { title: '基本情况', kind: '类别', members: '党员', membersOf: '正式党员 {full} 人，预备党员 {probationary} 人', branches: '支部', n: '{n} 个', founded: '成立', term: '任期', termTo: '到 {day}', termOver: '{day}已届满' },
  },
  en: {
    knot: '{day}, {title}', came: 'Present {present}/{due}', comma: ', ', late: 'Late', online: 'Online',
    state: { planned: 'Planned', announced: 'Announced', held: 'Minutes to submit', recorded: 'To be confirmed', confirmed: 'Final', cancelled: 'Cancelled' },
    states: { met: 'Met', answered: 'Reason accepted', open: 'Open', due: 'Due', missed: 'Missed', notApplicable: 'Not applicable' },
    duty: { name: '{window}: {what}', by: 'by {day}', planned: 'set for {day}', explained: 'the reason is with the level above', noRecord: 'no record', write: 'held, minutes not submitted', plan: 'Plan', writeIt: 'Write', mend: 'Record or explain' },
    next: 'The next meeting', due: '{due} due', dueAnswers: '{due} due, {coming} will come', present: 'You are present', coming: 'You said you will come', onLeave: 'You asked for leave', come: 'I will come', leave: 'Ask leave', leaveReason: 'The reason, seen by the committee', leaveMissing: 'Please write a reason.', announce: 'See and announce', roll: 'Take the roll', signIn: 'Sign in', agenda: 'Agenda',
    month: 'Meetings this month', noNext: 'No meeting is planned next.', plan: 'Plan a meeting', duties: 'Due this month', health: 'Health', allDone: 'All of this month is done.', records: 'Records', noRecords: 'No records yet. Meetings that the branch has held and recorded appear here.', allRecords: 'All records', lateRecord: 'Add a record afterwards', branchFacts: 'The branch and its committee',
    tabs: { lessons: 'Meetings and lectures', days: 'Theme days' }, noBranch: 'Branch', noBranchTitle: 'You are in no branch yet', noBranchText: 'Once you are, its meetings and records appear here. If you have moved, please ask the branch secretary.',
    school: 'School', committee: 'University', noPlace: 'Nothing here yet', noPlaceText: 'Once you are in a branch, its school appears here.', one: 'Organisation', officers: 'In office', below: 'Organisations beneath', departments: 'Departments', dutyList: 'List of duties', members: '{n} members', since: 'since {day}',
    facts: { title: 'Facts', kind: 'Kind', members: 'Members', membersOf: '{full} full, {probationary} probationary', branches: 'Branches', n: '{n}', founded: 'Founded', term: 'Term', termTo: 'to {day}', termOver: 'ended {day}' },
  },
});
