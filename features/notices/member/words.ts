import { words } from '#platform/shared/words/words.ts';

export default words({
  'zh-CN': {
    title: '通知', comma: '，', unread: '{n} 条未读', allRead: '都看过了', readAll: '全部标为已读', fresh: '未读', more: '看更早的', empty: '还没有通知', emptyText: '支部发了会议通知，或者有记录请您确认，会出现在这里。',
    kinds: {
      meetingAnnounced: '{what}，请回复能否到会', meetingChanged: '{what}，时间或地点有变', meetingCancelled: '{what}，已取消', minutesSubmitted: '{what}，记录已提交，请您看过后确认', amendmentProposed: '{what}，{name}提了修改意见，请处理',
      amendmentAccepted: '{what}，您的修改意见已采纳', amendmentDeclined: '{what}，您的修改意见未采纳', agreementEnded: '{what}，记录有修改，请重新看过再确认', minutesConfirmed: '{what}，记录已定稿', addendumAdded: '{what}，有补充记录', other: '{what}',
    },
  },
  en: {
    title: 'Notices', comma: ', ', unread: '{n} unread', allRead: 'All read', readAll: 'Mark all as read', fresh: 'Unread', more: 'Earlier ones', empty: 'No notices yet', emptyText: 'When the branch announces a meeting, or minutes wait for you, it appears here.',
    kinds: {
      meetingAnnounced: '{what}: please say whether you come', meetingChanged: '{what}: time or place has changed', meetingCancelled: '{what}: cancelled', minutesSubmitted: '{what}: the minutes are there to be read and agreed to', amendmentProposed: '{what}: {name} proposed an amendment',
      amendmentAccepted: '{what}: your amendment was accepted', amendmentDeclined: '{what}: your amendment was declined', agreementEnded: '{what}: the minutes changed, please read them again', minutesConfirmed: '{what}: the minutes are final', addendumAdded: '{what}: an addendum was added', other: '{what}',
    },
  },
});
