import { words } from '#platform/shared/words/words.ts';

export default words({
  'zh-CN': {
    tabs: { label: '主要页面', committee: '高校党委', school: '院系', branch: '支部', me: '我的' },
    notices: '通知', noticesUnread: '通知，{n} 条未读',
    missing: '没有这一页', missingTitle: '没有这一页', missingText: '地址可能写错了，或者这一页已经移走。', home: '回到支部',
    demoLabel: '演示说明', demo: '这是演示，人和学校都是编的。', update: '页面已更新',
    queue: { offline: '没有网络，可以照常记录。', waiting: '{n} 项存在本机，联网后自动提交一次。', sending: '正在把存在本机的 {n} 项提交上去。', refused: '有 {n} 项没能提交，内容还在本机。', show: '看一看', send: '现在提交', mend: '去处理' },
  },
  en: {
    tabs: { label: 'Main pages', committee: 'University', school: 'School', branch: 'Branch', me: 'Me' },
    notices: 'Notices', noticesUnread: 'Notices, {n} unread',
    missing: 'No such page', missingTitle: 'There is no such page', missingText: 'The address may be mistyped, or the page has moved.', home: 'To my branch',
    demoLabel: 'About this demonstration', demo: 'This is a demonstration; its people and university are invented.', update: 'Updated',
    queue: { offline: 'No network. You can go on recording.', waiting: '{n} kept on this device, sent once when you are connected.', sending: 'Sending {n} kept on this device.', refused: '{n} could not be sent; they are still on this device.', show: 'Show', send: 'Send now', mend: 'See to it' },
  },
});
