import { sentences } from '#platform/shared/sentences/sentences.ts';

export const accountSentences = sentences({
  wrong_credentials: {
    kind: 'unauthenticated',
    zh: '学工号或密码不对。第一次登录请用书记发给您的启用码，填在密码栏。',
    en: 'The sign-in name or the password is wrong. The first time, type the start code from your secretary in the password field.',
  },
  account_locked: {
    kind: 'too_many',
    zh: '试错次数太多，请 {minutes} 分钟后再试，或请书记重发启用码。',
    en: 'Too many wrong tries. Try again in {minutes} minutes, or ask your secretary for a new start code.',
  },
  account_disabled: { kind: 'forbidden', zh: '这个账号已停用。请联系所在党支部。', en: 'This account is disabled. Please ask your branch.' },
  start_code_expired: {
    kind: 'unauthenticated',
    zh: '启用码已过期（有效 14 天）。请书记重发一张。',
    en: 'The start code has expired (it is valid for 14 days). Ask your secretary for a new one.',
  },
  start_code_used: {
    kind: 'unauthenticated',
    zh: '这张启用码已经用过一次。请在当时的设备上设好密码，或请书记重发一张。',
    en: 'This start code was used once already. Set the password on that device, or ask your secretary for a new one.',
  },
  password_too_short: { kind: 'invalid', zh: '密码至少 8 位，还少 {missing} 位。', en: 'A password has at least 8 characters: {missing} more.' },
  password_too_common: { kind: 'invalid', zh: '这个密码太常见，请换一个。', en: 'This password is too common; choose another.' },
  password_same: { kind: 'invalid', zh: '新密码和现在的一样，请换一个。', en: 'The new password is the present one; choose another.' },
  password_wrong: { kind: 'invalid', zh: '现在的密码不对。', en: 'The present password is wrong.' },
  post_not_held: { kind: 'forbidden', zh: '您现在没有担任这个职务。', en: 'You do not hold this post now.' },
  not_over_accounts: {
    kind: 'forbidden',
    zh: '账号和启用码由本支部书记或上级党组织办理。',
    en: 'Accounts and start codes are handled by the branch secretary or a level above.',
  },
  code_of_post_holder: {
    kind: 'forbidden',
    zh: '这个人担任职务，启用码由其书记或上级党组织发，平台管理员不能代发。',
    en: 'This person holds a post: their start code is issued by their secretary or a level above, not by the administrator.',
  },
  not_over_this_person: {
    kind: 'not_found',
    zh: '没有找到这个人，或不在您能管的范围内。',
    en: 'This person was not found, or is outside your scope.',
  },
  username_taken: { kind: 'conflict', zh: '这个登录名已有人用。', en: 'This sign-in name is taken.' },
  phone_registered: { kind: 'conflict', zh: '这个手机号已注册过，请直接登录。', en: 'This mobile number is registered already; please sign in.' },
  setup_code_wrong: {
    kind: 'forbidden',
    zh: '安装码不对。请看启动时终端里打印的那一行。',
    en: 'The set-up code is wrong. See the line that the terminal printed at the start.',
  },
  already_set_up: { kind: 'conflict', zh: '这套系统已经装好，请登录。', en: 'This installation is set up already; please sign in.' },
  too_many_slips: {
    kind: 'too_large',
    zh: '一次最多发 {most} 张启用码，这次有 {count} 张，请分支部办理。',
    en: 'At most {most} start codes at once; these are {count}. Do it branch by branch.',
  },
  phone_not_mobile: { kind: 'invalid', zh: '请填 11 位手机号码。', en: 'Give a mobile number of 11 digits.' },
  username_shape: {
    kind: 'invalid',
    zh: '登录名为 3 至 20 个字母或数字，以字母开头。',
    en: 'A sign-in name has 3 to 20 letters or figures and begins with a letter.',
  },
  own_account: {
    kind: 'conflict',
    zh: '不能停用自己正在用的账号，请另一位管理员办理。',
    en: 'You cannot disable the account you are using. Ask another administrator.',
  },
});
export type AccountCode = keyof typeof accountSentences;
