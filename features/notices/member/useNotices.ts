import { type ComputedRef, computed } from 'vue';
import { indicatorNames } from '#features/health/names.ts';
import { kindRules, type MeetingKind } from '#features/meetings/kind.ts';
import { fullTitle } from '#features/meetings/title.ts';
import { postNames } from '#features/organisations/post.ts';
import type { Response } from '#platform/shared/contract/contract.ts';
import { sayDay, sayInstant, sayWindow } from '#platform/web/i18n/dates.ts';
import { language, say, t } from '#platform/web/i18n/i18n.ts';
import { type List, useList } from '#platform/web/query/list.ts';
import { useTell } from '#platform/web/query/query.ts';
import { session } from '#platform/web/session/session.ts';
import { notices } from '../contract.ts';
import { noticeKinds } from '../notice.ts';

type Notice = Response<typeof notices.listNotices>['items'][number];
export type Line = { id: string; sentence: string; text: string; at: string; read: boolean; link: string; desk: string };

type Params = Notice['params'];
const textOf = (params: Params, key: string): string => (typeof params[key] === 'string' ? params[key] : '');

/** What it is about: a meeting, an indicator and its window, a field of one's file, a post. */
function whatOf(params: Params): string {
  const [title, kind, indicator, window] = ['title', 'kind', 'indicator', 'window'].map((key) => textOf(params, key)) as [
    string,
    string,
    string,
    string,
  ];
  if (indicator in indicatorNames)
    return t('notices.inWindow', { window: window ? sayWindow(window) : '', what: say(indicatorNames[indicator as keyof typeof indicatorNames]) });
  if (title !== '') return kind in kindRules ? fullTitle({ kind: kind as MeetingKind, title }, language.value) : title;
  return textOf(params, language.value === 'en' ? 'fieldEn' : 'fieldZh');
}

/** What is open where a post was taken over; what is none is not said. */
function openOf(params: Params): string {
  const open = (['meetings', 'findings', 'corrections'] as const).filter((key) => typeof params[key] === 'number' && params[key] > 0);
  return open.map((key) => t(`notices.open.${key}`, { n: Number(params[key]) })).join(t('notices.comma'));
}

/** A notice in words: what happened to what, and what it asks for. */
function lineOf(notice: Notice): Line {
  const { params } = notice;
  const known = noticeKinds.some((one) => one === notice.kind);
  const post = textOf(params, 'post');
  const values = {
    what: whatOf(params),
    name: textOf(params, 'name'),
    branch: textOf(params, 'branch'),
    organisation: textOf(params, 'organisation'),
    post: post in postNames ? say(postNames[post as keyof typeof postNames]) : post,
    day: textOf(params, 'day') ? sayDay(textOf(params, 'day')) : '',
    n: Number(params.count ?? params.months ?? 0),
  };
  const more = [
    textOf(params, 'startsAt') ? sayInstant(textOf(params, 'startsAt')) : '',
    textOf(params, 'place'),
    textOf(params, 'reason'),
    notice.kind === 'postEnded' && values.name ? t('notices.successor', { name: values.name }) : '',
    openOf(params),
  ];
  return {
    id: notice.id,
    sentence: t(known ? `notices.kinds.${notice.kind}` : 'notices.kinds.other', values),
    text: more.filter(Boolean).join(t('notices.comma')),
    at: sayInstant(notice.at),
    read: notice.readAt !== null,
    link: notice.link,
    desk: textOf(params, 'desk') || notice.link,
  };
}

function keepUnread(unread: number): void {
  if (session.me) session.me = { ...session.me, unread };
}

export type Inbox = {
  list: List<typeof notices.listNotices>;
  lines: ComputedRef<Line[]>;
  unread: ComputedRef<number>;
  read: (id: string) => Promise<void>;
  readAll: () => Promise<void>;
};

/** What one was told, newest first; opening a notice marks it as read. */
export function useNotices(): Inbox {
  const list = useList(notices.listNotices, () => ({ limit: 30 }), { live: ['notices'] });
  const readOne = useTell(notices.readNotice, ({ unread }) => keepUnread(unread));
  const readEvery = useTell(notices.readAllNotices, ({ unread }) => keepUnread(unread));
  return {
    list,
    lines: computed(() => list.items.map(lineOf)),
    unread: computed(() => list.first?.unread ?? 0),
    read: async (id) => {
      await readOne.run({ noticeId: id });
    },
    readAll: async () => {
      await readEvery.run({});
    },
  };
}
