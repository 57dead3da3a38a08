import { words } from '#platform/shared/words/words.ts';

export default words({
  'zh-CN': {
    platform: '高校党的建设平台', signIn: '登录', signingIn: '正在登录', username: '学工号', usernameOr: '学工号或手机号', password: '密码或启用码', show: '显示', hide: '隐藏',
    firstTime: '第一次登录填支部发的启用码，再设密码。', forgot: '忘了密码', cannot: '登录不了，找支部书记', elder: '长辈版', elderText: '字大，按钮大，一屏只办一件事',
    notMember: '不是党员，也可以进来', notMemberText: '群众用手机号注册',
    usernameMissing: '请填学工号。', passwordMissing: '请填密码，第一次登录填启用码。',
    help: {
      title: '登录不了', forgot: '忘了密码', forgotText: '请所在支部的书记重发一张启用码。用它登录后，重新设一个自己的密码。旧密码同时作废。',
      noCode: '没有启用码，或者过期了', noCodeText: '启用码 14 天内有效，由支部书记打印发给本人。过期的，请书记重发。', locked: '提示试错次数太多', lockedText: '账号会休息 15 分钟，之后可以再试；也可以请书记重发启用码。',
      number: '不知道自己的学工号', numberText: '学生填学号，教职工填工号。群众填注册时的手机号。',
    },
    register: { title: '群众注册', name: '姓名', phone: '手机号', phoneHelp: '只用来登录，别人看不到。', password: '设一个密码', passwordHelp: '至少 8 位，不用很复杂，自己记得住就好。', act: '注册并登录', busy: '正在注册', already: '已经注册过，去登录', memberHint: '党员不用注册，用学工号登录。', nameMissing: '请填姓名。', phoneMissing: '请填手机号。' },
    setPassword: { title: '设一个自己的密码', text: '启用码只用这一次。以后用学工号和这个密码登录。', code: '刚才的启用码', fresh: '新密码', again: '再填一次', notSame: '两次填的不一样。', act: '设好，进去', busy: '正在保存', leave: '换一个账号登录', missing: '还少 {n} 位，密码至少 8 位。' },
    settings: {
      title: '设置', looks: '显示', theme: '深浅色', system: '跟随手机', light: '浅色', dark: '深色', language: '语言', account: '账号', password: '改密码', sessions: '在哪些设备上登录着', post: '现在的身份', member: '普通党员', choose: '换身份办事', chooseText: '有多个职务的，选以哪个职务办事。办的事会记在这个职务名下。',
      signOut: '退出登录', signOutTitle: '退出登录？', signOutText: '存在这台手机上的内容会一起清掉。', signOutQueue: '还有 {n} 项没有提交，退出后就没有了。建议联网提交后再退出。', stay: '不退出', installed: '可以把连心添加到手机桌面，从浏览器菜单里选“添加到主屏幕”。',
    },
    change: { title: '改密码', current: '现在的密码', act: '保存', done: '密码已改好，其他设备上要重新登录。', missing: '请填现在的密码。' },
    sessions: { title: '登录的设备', current: '这台设备', seen: '{time} 用过', since: '{time} 登录', end: '让它退出', all: '在所有设备上退出', allTitle: '在所有设备上退出？', allText: '这台也会退出，都要重新登录。', keep: '不退出', note: '有不认识的设备，让它退出，再改密码。' },
  },
  en: {
    platform: 'The platform of party building', signIn: 'Sign in', signingIn: 'Signing in', username: 'Student or staff number', usernameOr: 'Number or mobile', password: 'Password or start code', show: 'Show', hide: 'Hide',
    firstTime: 'The first time, type the start code from your branch, then set a password.', forgot: 'Forgot password', cannot: 'Cannot sign in', elder: 'Large type', elderText: 'Large letters and buttons, one thing a screen',
    notMember: 'Not a member? Come in too', notMemberText: 'Register with a mobile number',
    usernameMissing: 'Please enter your number.', passwordMissing: 'Please enter your password, or the start code the first time.',
    help: {
      title: 'Cannot sign in', forgot: 'Forgot the password', forgotText: 'Ask your branch secretary for a new start code. Sign in with it and set a new password; the old one ends with that.',
      noCode: 'No start code, or it has expired', noCodeText: 'A start code is valid for 14 days. Your branch secretary prints it for you, and prints a new one when it has expired.', locked: 'Too many wrong tries', lockedText: 'The account rests for 15 minutes; then you can try again, or ask the secretary for a new start code.',
      number: 'Do not know your number', numberText: 'Students use the student number, staff the staff number, non-members the mobile number they registered with.',
    },
    register: { title: 'Register as a non-member', name: 'Name', phone: 'Mobile number', phoneHelp: 'Only for signing in; others do not see it.', password: 'Set a password', passwordHelp: 'At least 8 characters; one that you can remember.', act: 'Register and sign in', busy: 'Registering', already: 'Registered already? Sign in', memberHint: 'Members need not register; they sign in with their number.', nameMissing: 'Please enter your name.', phoneMissing: 'Please enter your mobile number.' },
    setPassword: { title: 'Set a password of your own', text: 'The start code is used this once. From now on sign in with your number and this password.', code: 'The start code you used', fresh: 'New password', again: 'Once more', notSame: 'The two are not the same.', act: 'Set it and go on', busy: 'Saving', leave: 'Sign in with another account', missing: '{n} more; a password has at least 8 characters.' },
    settings: {
      title: 'Settings', looks: 'Display', theme: 'Light and dark', system: 'As the phone', light: 'Light', dark: 'Dark', language: 'Language', account: 'Account', password: 'Change password', sessions: 'Where I am signed in', post: 'Acting as', member: 'Member', choose: 'Act in another post', chooseText: 'With several posts, choose the one in which you act. What you do is recorded under it.',
      signOut: 'Sign out', signOutTitle: 'Sign out?', signOutText: 'What is kept on this phone is cleared with it.', signOutQueue: '{n} not sent yet would be lost. Better to send them first.', stay: 'Stay', installed: 'Lianxin can be put on the home screen: choose “Add to Home screen” in the browser menu.',
    },
    change: { title: 'Change password', current: 'Present password', act: 'Save', done: 'The password is changed; other devices must sign in again.', missing: 'Please enter the present password.' },
    sessions: { title: 'Signed-in devices', current: 'This device', seen: 'used {time}', since: 'since {time}', end: 'Sign it out', all: 'Sign out everywhere', allTitle: 'Sign out everywhere?', allText: 'This device too; all must sign in again.', keep: 'Stay', note: 'If you do not know a device, sign it out and change your password.' },
  },
});
