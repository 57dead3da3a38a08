import { z } from 'zod';
import { signedIn } from '#platform/shared/actor/actor.ts';
import { contract } from '#platform/shared/contract/contract.ts';
import { Id, Paging, pageOf } from '#platform/shared/contract/schemas.ts';
import { mayReadNotice } from './policy.ts';
import { noticeSentences } from './sentences.ts';

export const NoticeView = z
  .object({
    id: Id,
    kind: z.string(),
    params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
    link: z.string(),
    subjectId: Id.nullable(),
    at: z.string(),
    readAt: z.string().nullable(),
  })
  .meta({ id: 'Notice' });

export const notices = contract(noticeSentences, {
  listNotices: {
    method: 'GET',
    path: '/notices',
    summary: { zh: '我的通知', en: 'My notices' },
    policy: signedIn,
    query: Paging.extend({ unread: z.enum(['true', 'false']).optional() }),
    output: pageOf(NoticeView).extend({ unread: z.number().int() }),
    refusals: [],
  },
  unreadNotices: {
    method: 'GET',
    path: '/notices/unread',
    summary: { zh: '未读通知数', en: 'How many notices are unread' },
    policy: signedIn,
    output: z.object({ unread: z.number().int() }),
    refusals: [],
  },
  readNotice: {
    method: 'PUT',
    path: '/notices/:noticeId/read',
    summary: { zh: '标为已读', en: 'Mark a notice as read' },
    policy: mayReadNotice,
    unaudited: true,
    output: z.object({ unread: z.number().int() }),
    refusals: [],
  },
  readAllNotices: {
    method: 'PUT',
    path: '/notices/read',
    summary: { zh: '全部标为已读', en: 'Mark all notices as read' },
    policy: signedIn,
    unaudited: true,
    output: z.object({ unread: z.number().int() }),
    refusals: [],
  },
  /** Server-sent events named `change`, data `{ topic, id, path }`; `ended` when the session is over, `reconnected` as topic after a gap. */
  live: {
    method: 'GET',
    path: '/live',
    summary: { zh: '实时变化', en: 'Live changes' },
    policy: signedIn,
    stream: true,
    output: z.void(),
    refusals: [],
  },
});
