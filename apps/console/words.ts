import { words } from '#platform/shared/words/words.ts';

/** Words of the console's frame; each room keeps its own. */
export default words({
  'zh-CN': {
    name: '连心', skip: '跳到正文', menu: '主菜单',
    search: '搜姓名、党组织', searchNothing: '没有找到“{q}”。可以换拼音首字母试试。', people: '人员', organisations: '党组织',
    notices: '通知', noticesUnread: '通知，{n} 条未读', actingAs: '现在以这个身份办事', asMember: '以普通党员身份', settings: '设置', phone: '打开手机端', signOut: '退出登录',
    demo: '演示：人物与单位均为虚构',
    narrowTitle: '这一页是为电脑准备的', narrowText: '窗口窄于 1024 像素时，请用手机端：同样的会议、名册和健康状况，更顺手。',
    missingTitle: '没有这一页', missingText: '地址可能抄错了，或这一页已移走。', toHome: '回到首页',
    offline: '没有网络，显示的是上次打开时的内容',
    noPostTitle: '电脑端供有党内职务的同志使用', noPostText: '您现在以普通党员身份登录。会议、记录和个人资料请在手机端查看；有职务的，可以在右上角姓名处切换。',
    group: { people: '组织与党员', life: '组织生活', data: '数据', platform: '平台' },
  },
  en: {
    name: 'Lianxin', skip: 'Skip to content', menu: 'Main menu',
    search: 'People, organisations', searchNothing: 'Nothing found for “{q}”. Try the initials in pinyin.', people: 'People', organisations: 'Organisations',
    notices: 'Notices', noticesUnread: 'Notices, {n} unread', actingAs: 'You act in this post', asMember: 'As a member, without a post', settings: 'Settings', phone: 'Open the phone client', signOut: 'Sign out',
    demo: 'Demo: people and units are invented',
    narrowTitle: 'This page is made for a computer', narrowText: 'With a window narrower than 1024 pixels please use the phone client: the same meetings, roster and branch health, made for the hand.',
    missingTitle: 'No such page', missingText: 'The address may be mistyped, or the page has moved.', toHome: 'To the first page',
    offline: 'No network: shown is what was opened last',
    noPostTitle: 'The console is for those who hold a post', noPostText: 'You are signed in without a post. Meetings, records and your own data are in the phone client; if you hold a post, choose it beside your name.',
    group: { people: 'Organisation, members', life: 'Organisational life', data: 'Data', platform: 'Platform' },
  },
});
