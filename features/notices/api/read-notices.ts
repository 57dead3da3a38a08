import type { Call } from '#platform/server/call/call.ts';
import { pageFrom, readCursor } from '#platform/server/http/cursor.ts';
import { signedIn } from '#platform/shared/actor/actor.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { shanghaiIso } from '#platform/shared/day/day.ts';
import type { notices } from '../contract.ts';
import { mayReadNotice } from '../policy.ts';
import { noticeRepository } from './repository.ts';

type Params = Output<typeof notices.listNotices>['items'][number]['params'];

async function unreadOf(call: Call): Promise<number> {
  return call.actor.personId ? noticeRepository(call.tx).unread(call.actor.personId) : 0;
}

/** One's own notices, the newest first. An account without a person has none. */
export async function listNotices(call: Call, input: Input<typeof notices.listNotices>): Promise<Output<typeof notices.listNotices>> {
  call.permit(signedIn);
  const [before] = readCursor(call, input.cursor, ['id']) ?? [];
  if (!call.actor.personId) return { items: [], nextCursor: null, unread: 0 };
  const rows = await noticeRepository(call.tx).list(call.actor.personId, { unread: input.unread === 'true', before, limit: input.limit + 1 });
  const page = pageFrom(rows, input.limit, (row) => [row.id]);
  return {
    items: page.rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      params: row.params as Params,
      link: row.link,
      subjectId: row.subjectId,
      at: shanghaiIso(row.at),
      readAt: row.readAt ? shanghaiIso(row.readAt) : null,
    })),
    nextCursor: page.nextCursor,
    unread: await unreadOf(call),
  };
}

/** How many are unread, for the mark on the bell. */
export async function unreadNotices(call: Call): Promise<Output<typeof notices.unreadNotices>> {
  call.permit(signedIn);
  return { unread: await unreadOf(call) };
}

/** Marks one notice as read; a second time changes nothing. */
export async function readNotice(call: Call, input: Input<typeof notices.readNotice>): Promise<Output<typeof notices.readNotice>> {
  const notice = call.permit(mayReadNotice, await noticeRepository(call.tx).byId(input.noticeId));
  await noticeRepository(call.tx).read(notice.personId, call.now, input.noticeId);
  await call.announce({ topic: 'notices', personId: notice.personId });
  return { unread: await unreadOf(call) };
}

/** Marks all of one's notices as read. */
export async function readAllNotices(call: Call): Promise<Output<typeof notices.readAllNotices>> {
  call.permit(signedIn);
  if (call.actor.personId) {
    await noticeRepository(call.tx).read(call.actor.personId, call.now);
    await call.announce({ topic: 'notices', personId: call.actor.personId });
  }
  return { unread: 0 };
}
