import { words } from '#platform/shared/words/words.ts';

export default words({
  'zh-CN': {
    console: {
      menu: '账号与启用码', settings: '设置',
      signIn: '登录', signInText: '组织、党员、会议和健康状况，同一份记录，一处看清。', username: '学工号或登录名', password: '密码或启用码', passwordHelp: '第一次登录，请填书记发给您的启用码。', signingIn: '正在登录', noAccount: '没有启用码？请所在支部的书记发一张，14 天内有效。',
      demoTitle: '演示账号', demoText: '人物与单位均为虚构，密码都是 lianxin-demo。',
      choosePassword: '设一个自己的密码', choosePasswordText: '启用码只用这一次。以后用学工号和这个密码登录。', newPassword: '新密码', again: '再写一遍', notSame: '两遍写得不一样。', passwordRule: '至少 8 位，别用常见的密码。', start: '开始使用', saving: '正在保存',
      setUp: '安装连心', setUpText: '这套系统还是空的。填写终端里显示的安装码，写下学校党委的名称，再建第一个账号；党员名册在下一步导入。', setUpCode: '安装码', setUpCodeHelp: '启动服务的终端窗口里有一行“安装码”，只用一次。', university: '学校党委名称', universityHelp: '写全称，例如“岚川大学委员会”。它是组织架构的起点。', yourName: '您的姓名', ownUsername: '登录名', ownUsernameHelp: '3 至 20 个字母或数字，以字母开头。', finish: '完成安装', finishing: '正在安装', alreadySetUp: '这套系统已经装好了', toSignIn: '去登录',
      language: '语言', theme: '显示', system: '跟随电脑', light: '浅色', dark: '深色',
      passwordTitle: '密码', current: '现在的密码', change: '改密码', changed: '密码已改。其他设备上的登录已退出。',
      sessions: '登录着的设备', sessionsText: '看到不认识的设备，让它退出，再改密码。', device: '设备', since: '登录时间', seen: '最近使用', thisDevice: '这台电脑', endSession: '退出', endAll: '在所有设备上退出', endAllText: '包括这台电脑。之后要重新登录。', cancel: '取消', myData: '谁看过、改过我的资料', nobodyLooked: '还没有人查看或改动过您的资料。', when: '时间', who: '何人', what: '做了什么', why: '原因', more: '再看一些',
      accounts: '账号与启用码', accountsText: '账号来自名册，登录名就是学工号。启用码 14 天内有效，只显示这一次。', organisation: '党组织', state: '状态', all: '全部', none: '没有账号', issued: '已发启用码', expired: '启用码已过期', active: '在用', disabled: '已停用', find: '搜姓名、学工号、拼音首字母', name: '姓名', number: '学工号', branch: '所在支部', until: '{day} 前有效',
      issueAll: '给没有账号的人发启用码', issueAllText: '给“{place}”及下级所有还没登录过的人各发一张启用码。旧的启用码同时作废。', issue: '发启用码', issueAgain: '重发启用码', issuing: '正在发', issueOneText: '给 {name} 发一张启用码。旧的启用码或密码同时作废。', disable: '停用', enable: '恢复', disableText: '停用 {name} 的账号？所有设备立即退出，以后可以恢复。', enableText: '恢复 {name} 的账号？', reason: '原因', nobody: '没有符合的人。',
      slips: '启用码条', slipsText: '{n} 张。启用码只显示这一次，请现在打印；离开本页就看不到了。', skipped: '{n} 人没有学工号，没有发：{names}', print: '打印', back: '回到账号', slipTitle: '连心 启用码', slipAddress: '网址', slipUser: '学工号', slipCode: '启用码', slipUntil: '有效期至', slipHow: '打开网址，填学工号，密码栏填启用码，然后设自己的密码。',
    },
  },
  en: {
    console: {
      menu: 'Accounts', settings: 'Settings',
      signIn: 'Sign in', signInText: 'Organisations, members, meetings and branch health: one record, seen in one place.', username: 'Staff or student number', password: 'Password or start code', passwordHelp: 'The first time, type the start code from your secretary.', signingIn: 'Signing in', noAccount: 'No start code? Ask the secretary of your branch; it is valid for 14 days.',
      demoTitle: 'Demo accounts', demoText: 'People and units are invented; every password is lianxin-demo.',
      choosePassword: 'Choose a password of your own', choosePasswordText: 'The start code was for this once. From now on sign in with your number and this password.', newPassword: 'New password', again: 'Once more', notSame: 'The two differ.', passwordRule: 'At least 8 characters, not a common one.', start: 'Begin', saving: 'Saving',
      setUp: 'Set up Lianxin', setUpText: 'This installation is empty. Type the code shown in the terminal, name the committee of the university and make the first account; the roster is imported in the next step.', setUpCode: 'Set-up code', setUpCodeHelp: 'The terminal that started the server shows it; it is used once.', university: 'Committee of the university', universityHelp: 'The full name; it is the root of the tree.', yourName: 'Your name', ownUsername: 'Sign-in name', ownUsernameHelp: '3 to 20 letters or digits, beginning with a letter.', finish: 'Set up', finishing: 'Setting up', alreadySetUp: 'This installation is set up already', toSignIn: 'Sign in',
      language: 'Language', theme: 'Appearance', system: 'As the computer', light: 'Light', dark: 'Dark',
      passwordTitle: 'Password', current: 'Present password', change: 'Change password', changed: 'The password was changed; other devices were signed out.',
      sessions: 'Devices signed in', sessionsText: 'If you do not know one of them, sign it out and change your password.', device: 'Device', since: 'Since', seen: 'Last used', thisDevice: 'this computer', endSession: 'Sign out', endAll: 'Sign out everywhere', endAllText: 'This computer too. You will have to sign in again.', cancel: 'Cancel', myData: 'Who looked at or changed my data', nobodyLooked: 'Nobody has looked at or changed your data.', when: 'When', who: 'Who', what: 'What', why: 'Why', more: 'Show more',
      accounts: 'Accounts and start codes', accountsText: 'Accounts come from the roster; the sign-in name is the staff or student number. A start code is valid for 14 days and shown once.', organisation: 'Organisation', state: 'State', all: 'All', none: 'No account', issued: 'Start code issued', expired: 'Start code expired', active: 'In use', disabled: 'Disabled', find: 'Name, number, initials in pinyin', name: 'Name', number: 'Number', branch: 'Branch', until: 'valid until {day}',
      issueAll: 'Start codes for those without account', issueAllText: 'Everyone in “{place}” and beneath it who has not signed in yet gets a start code; earlier codes end.', issue: 'Issue start code', issueAgain: 'Issue a new code', issuing: 'Issuing', issueOneText: 'Issue a start code for {name}. The earlier code or password ends.', disable: 'Disable', enable: 'Enable', disableText: 'Disable the account of {name}? All devices are signed out at once; it can be enabled again.', enableText: 'Enable the account of {name}?', reason: 'Reason', nobody: 'Nobody matches.',
      slips: 'Start code slips', slipsText: '{n} slips. The codes are shown this once: print them now.', skipped: '{n} without a number got none: {names}', print: 'Print', back: 'Back to accounts', slipTitle: 'Lianxin start code', slipAddress: 'Address', slipUser: 'Number', slipCode: 'Start code', slipUntil: 'Valid until', slipHow: 'Open the address, type your number, and the start code as password; then choose your own.',
    },
  },
});
