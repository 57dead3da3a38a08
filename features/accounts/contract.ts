import { z } from 'zod';
import { anyone, signedIn } from '#platform/shared/actor/actor.ts';
import { contract } from '#platform/shared/contract/contract.ts';
import { Id } from '#platform/shared/contract/schemas.ts';
import { accountSentences } from './sentences.ts';

export const PostView = z.object({ id: Id, kind: z.string(), organisationId: Id, organisationName: z.string(), organisationKind: z.string(), department: z.string().nullable() }).meta({ id: 'Post' });

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

export const SessionView = z.object({ id: Id, device: z.string(), createdAt: z.string(), seenAt: z.string(), current: z.boolean() }).meta({ id: 'Session' });

export const accounts = contract(accountSentences, {
  signIn: {
    method: 'POST', path: '/session', summary: { zh: '登录', en: 'Sign in' }, policy: anyone,
    body: z.object({ username: z.string().trim().min(1).max(40), password: z.string().min(1).max(200) }), output: Me,
    refusals: ['wrong_credentials', 'account_locked', 'account_disabled', 'start_code_expired'],
    example: { username: '2024100001', password: '至少八位的密码' },
  },
  signOut: { method: 'DELETE', path: '/session', summary: { zh: '退出登录', en: 'Sign out' }, policy: signedIn, output: z.void(), refusals: [] },
  me: { method: 'GET', path: '/me', summary: { zh: '我是谁，现在以什么身份办事', en: 'Who I am and in which post I act' }, policy: signedIn, output: Me, refusals: [] },
  choosePost: {
    method: 'PUT', path: '/session/post', summary: { zh: '选择以哪个职务办事', en: 'Choose the post in which one acts' }, policy: signedIn,
    body: z.object({ postId: Id.nullable() }), output: Me, refusals: ['post_not_held'],
  },
  changePassword: {
    method: 'PUT', path: '/me/password', summary: { zh: '改密码', en: 'Change the password' }, policy: signedIn,
    body: z.object({ current: z.string().min(1).max(200), password: z.string().min(1).max(200) }), output: z.void(),
    refusals: ['password_wrong', 'password_too_short', 'password_too_common', 'password_same'],
  },
  setLanguage: { method: 'PUT', path: '/me/language', summary: { zh: '选择语言', en: 'Choose the language' }, policy: signedIn, unaudited: true, body: z.object({ language: z.enum(['zh-CN', 'en']) }), output: z.void(), refusals: [] },
  listSessions: { method: 'GET', path: '/me/sessions', summary: { zh: '我在哪些设备上登录着', en: 'Where I am signed in' }, policy: signedIn, output: z.object({ items: z.array(SessionView) }), refusals: [] },
  endSession: { method: 'DELETE', path: '/me/sessions/:sessionId', summary: { zh: '让一台设备退出', en: 'Sign one device out' }, policy: signedIn, output: z.void(), refusals: [] },
  signOutEverywhere: { method: 'DELETE', path: '/me/sessions', summary: { zh: '在所有设备上退出', en: 'Sign out everywhere' }, policy: signedIn, output: z.void(), refusals: [] },
});
