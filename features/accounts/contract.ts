import { z } from 'zod';
import { anyone, signedIn } from '#platform/shared/actor/actor.ts';
import { contract } from '#platform/shared/contract/contract.ts';
import { Ability, Id, Instant, Paging, pageOf } from '#platform/shared/contract/schemas.ts';
import { issueStartCode, manageAccounts } from './policy.ts';
import { accountSentences } from './sentences.ts';

export const PostView = z
  .object({
    id: Id,
    kind: z.string(),
    organisationId: Id,
    organisationName: z.string(),
    organisationKind: z.string(),
    department: z.string().nullable(),
  })
  .meta({ id: 'Post' });

export const Me = z
  .object({
    accountId: Id,
    personId: Id.nullable(),
    name: z.string(),
    username: z.string(),
    category: z.string().nullable(),
    language: z.enum(['zh-CN', 'en']),
    branch: z.object({ id: Id, name: z.string() }).nullable(),
    /** The chain of organisations above and including one's own, from the university down. */
    places: z.array(z.object({ id: Id, name: z.string(), kind: z.string() })),
    post: PostView.nullable(),
    posts: z.array(PostView),
    mustSetPassword: z.boolean(),
    unread: z.number().int(),
    demo: z.boolean(),
  })
  .meta({ id: 'Me' });

export const SessionView = z
  .object({ id: Id, device: z.string(), createdAt: z.string(), seenAt: z.string(), current: z.boolean() })
  .meta({ id: 'Session' });

/** A slip to print: shown once, for the code itself is not kept. */
export const Slip = z
  .object({ personId: Id, name: z.string(), username: z.string(), branch: z.string(), code: z.string(), until: Instant })
  .meta({ id: 'StartCodeSlip' });
export const Slips = z
  .object({
    address: z.string(),
    slips: z.array(Slip),
    /** People who got none: without a 学工号, with one that is another account's sign-in name, or in a post that others answer for. */
    skipped: z.array(z.object({ personId: Id, name: z.string(), branch: z.string(), why: z.enum(['noNumber', 'nameTaken', 'byPost']) })),
  })
  .meta({ id: 'StartCodeSlips' });

const AccountState = z.object({ accountId: Id, state: z.enum(['active', 'disabled']) });

export const AccountRow = z
  .object({
    personId: Id,
    accountId: Id.nullable(),
    name: z.string(),
    username: z.string().nullable(),
    branch: z.object({ id: Id, name: z.string() }),
    /** `none`: no account and no code yet; `issued`: a code waits; `expired`: the code ran out; `active`; `disabled` */
    state: z.enum(['none', 'issued', 'expired', 'active', 'disabled']),
    codeUntil: Instant.nullable(),
    abilities: z.object({ issue: Ability, disable: Ability }),
  })
  .meta({ id: 'AccountRow' });

export const accounts = contract(accountSentences, {
  signIn: {
    method: 'POST',
    path: '/session',
    beforePassword: true,
    summary: { zh: '登录', en: 'Sign in' },
    policy: anyone,
    body: z.object({ username: z.string().trim().min(1).max(40), password: z.string().min(1).max(200) }),
    output: Me,
    refusals: ['wrong_credentials', 'account_locked', 'account_disabled', 'start_code_expired', 'start_code_used'],
    example: { username: '2024100001', password: '至少要有八位的密码' },
  },
  signOut: {
    method: 'DELETE',
    path: '/session',
    beforePassword: true,
    summary: { zh: '退出登录', en: 'Sign out' },
    policy: signedIn,
    output: z.void(),
    refusals: [],
  },
  me: {
    method: 'GET',
    path: '/me',
    beforePassword: true,
    summary: { zh: '我是谁，现在以什么身份办事', en: 'Who I am and in which post I act' },
    policy: signedIn,
    output: Me,
    refusals: [],
  },
  choosePost: {
    method: 'PUT',
    path: '/session/post',
    summary: { zh: '选择以哪个职务办事', en: 'Choose the post in which one acts' },
    policy: signedIn,
    body: z.object({ postId: Id.nullable() }),
    output: Me,
    refusals: ['post_not_held'],
  },
  changePassword: {
    method: 'PUT',
    path: '/me/password',
    beforePassword: true,
    summary: { zh: '改密码', en: 'Change the password' },
    policy: signedIn,
    body: z.object({ current: z.string().min(1).max(200), password: z.string().min(1).max(200) }),
    output: z.void(),
    refusals: ['password_wrong', 'account_locked', 'start_code_expired', 'password_too_short', 'password_too_common', 'password_same'],
  },
  setLanguage: {
    method: 'PUT',
    path: '/me/language',
    beforePassword: true,
    summary: { zh: '选择语言', en: 'Choose the language' },
    policy: signedIn,
    unaudited: true,
    body: z.object({ language: z.enum(['zh-CN', 'en']) }),
    output: z.void(),
    refusals: [],
  },
  listSessions: {
    method: 'GET',
    path: '/me/sessions',
    summary: { zh: '我在哪些设备上登录着', en: 'Where I am signed in' },
    policy: signedIn,
    output: z.object({ items: z.array(SessionView) }),
    refusals: [],
  },
  endSession: {
    method: 'DELETE',
    path: '/me/sessions/:sessionId',
    summary: { zh: '让一台设备退出', en: 'Sign one device out' },
    policy: signedIn,
    output: z.void(),
    refusals: [],
  },
  signOutEverywhere: {
    method: 'DELETE',
    path: '/me/sessions',
    summary: { zh: '在所有设备上退出', en: 'Sign out everywhere' },
    policy: signedIn,
    output: z.void(),
    refusals: [],
  },

  listAccounts: {
    method: 'GET',
    path: '/accounts',
    summary: { zh: '一个党组织的账号', en: 'Accounts of an organisation' },
    policy: manageAccounts,
    query: Paging.extend({
      organisation: Id,
      state: z.enum(['none', 'issued', 'expired', 'active', 'disabled']).optional(),
      q: z.string().trim().max(50).optional(),
    }),
    output: pageOf(AccountRow),
    refusals: ['not_over_accounts'],
  },
  issueStartCodes: {
    method: 'POST',
    path: '/start-codes',
    summary: { zh: '发启用码', en: 'Issue start codes' },
    policy: issueStartCode,
    secretAnswer: true,
    /** Either persons, or everybody in an organisation and beneath it; `onlyNew` leaves out those who have signed in before. */
    body: z.object({ personIds: z.array(Id).min(1).max(500).optional(), organisationId: Id.optional(), onlyNew: z.boolean().default(true) }),
    output: Slips,
    refusals: ['not_over_accounts', 'code_of_post_holder', 'not_over_this_person', 'too_many_slips', 'username_taken'],
    example: { organisationId: '01980000-0000-7000-8000-000000000001', onlyNew: true },
  },
  disableAccount: {
    method: 'POST',
    path: '/accounts/:accountId/disable',
    summary: { zh: '停用账号', en: 'Disable an account' },
    policy: manageAccounts,
    body: z.object({ reason: z.string().trim().min(1).max(300) }),
    output: AccountState,
    refusals: ['not_over_accounts', 'own_account'],
  },
  enableAccount: {
    method: 'POST',
    path: '/accounts/:accountId/enable',
    summary: { zh: '恢复账号', en: 'Enable an account' },
    policy: manageAccounts,
    body: z.object({ reason: z.string().trim().min(1).max(300) }),
    output: AccountState,
    refusals: ['not_over_accounts'],
  },

  register: {
    method: 'POST',
    path: '/registrations',
    summary: { zh: '群众注册', en: 'Register as a non-member' },
    policy: anyone,
    body: z.object({ name: z.string().trim().min(1).max(50), phone: z.string().trim().min(1).max(30), password: z.string().min(1).max(200) }),
    output: Me,
    refusals: ['phone_not_mobile', 'phone_registered', 'password_too_short', 'password_too_common'],
    example: { name: '白露', phone: '19900000001', password: '至少要有八位的密码' },
  },
  setupState: {
    method: 'GET',
    path: '/setup',
    beforePassword: true,
    summary: { zh: '这套系统是否待安装，是否演示', en: 'Whether the installation waits to be set up, and whether it is a demonstration' },
    policy: anyone,
    output: z.object({ needed: z.boolean(), demo: z.boolean() }),
    refusals: [],
  },
  setUp: {
    method: 'POST',
    path: '/setup',
    summary: { zh: '安装：命名学校党委，建第一个账号', en: "Set up: name the university's committee, make the first account" },
    policy: anyone,
    body: z.object({
      code: z.string().trim().min(1).max(40),
      university: z.string().trim().min(1).max(100),
      name: z.string().trim().min(1).max(50),
      username: z.string().trim().min(1).max(40),
      password: z.string().min(1).max(200),
    }),
    output: Me,
    refusals: ['setup_code_wrong', 'already_set_up', 'username_shape', 'username_taken', 'password_too_short', 'password_too_common'],
    example: { code: 'K7QMP-3HRTX', university: '岚川大学党委', name: '齐思远', username: 'zuzhibu', password: '至少要有八位的密码' },
  },
});
