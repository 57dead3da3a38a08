import { type ComputedRef, computed, ref } from 'vue';
import { kindRules, type MeetingKind } from '#features/meetings/kind.ts';
import { fullTitle } from '#features/meetings/title.ts';
import type { Response } from '#platform/shared/contract/contract.ts';
import { sayInstant } from '#platform/web/i18n/dates.ts';
import { language, t } from '#platform/web/i18n/i18n.ts';
import { type Asked, useAsk, useTell } from '#platform/web/query/query.ts';
import { session } from '#platform/web/session/session.ts';
import { notices } from '../contract.ts';
import { noticeKinds } from '../notice.ts';

type Notice = Response<typeof notices.listNotices>['items'][number];
export type Line = { id: string; sentence: string; text: string; at: string; read: boolean; link: string };

/** A notice in words: what happened to which meeting, and what it asks for. */
function lineOf(notice: Notice): Line {
  const { title, kind, startsAt, place, reason, name } = notice.params;
  const what =
    typeof title !== 'string'
      ? ''
      : typeof kind === 'string' && kind in kindRules
        ? fullTitle({ kind: kind as MeetingKind, title }, language.value)
        : title;
  const known = noticeKinds.some((one) => one === notice.kind);
  const more = [
    typeof startsAt === 'string' ? sayInstant(startsAt) : '',
    typeof place === 'string' ? place : '',
    typeof reason === 'string' ? reason : '',
  ]
    .filter(Boolean)
    .join(t('notices.comma'));
  return {
    id: notice.id,
    sentence: t(known ? `notices.kinds.${notice.kind}` : 'notices.kinds.other', { what, name: String(name ?? '') }),
    text: more,
    at: sayInstant(notice.at),
    read: notice.readAt !== null,
    link: notice.link,
  };
}

function keepUnread(unread: number): void {
  if (session.me) session.me = { ...session.me, unread };
}

export type Inbox = {
  asked: Asked<typeof notices.listNotices>;
  lines: ComputedRef<Line[]>;
  unread: ComputedRef<number>;
  read: (id: string) => Promise<void>;
  readAll: () => Promise<void>;
  more: () => void;
};

/** What one was told, newest first; opening a notice marks it as read. */
export function useNotices(): Inbox {
  const limit = ref(30);
  const asked = useAsk(notices.listNotices, () => ({ limit: limit.value }), { live: ['notices'] });
  const readOne = useTell(notices.readNotice, ({ unread }) => keepUnread(unread));
  const readEvery = useTell(notices.readAllNotices, ({ unread }) => keepUnread(unread));
  return {
    asked,
    lines: computed(() => (asked.data?.items ?? []).map(lineOf)),
    unread: computed(() => asked.data?.unread ?? 0),
    read: async (id) => {
      await readOne.run({ noticeId: id });
    },
    readAll: async () => {
      await readEvery.run({});
    },
    more: () => {
      limit.value = 100;
    },
  };
}
