import type { Call } from '#platform/server/call/call.ts';
import { signedIn } from '#platform/shared/actor/actor.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { shanghaiIso } from '#platform/shared/day/day.ts';
import { isId } from '#platform/shared/ids/ids.ts';
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
  const before = input.cursor === undefined ? undefined : Buffer.from(input.cursor, 'base64url').toString();
  if (before !== undefined && !isId(before)) call.refuse('invalid_input', {}, [{ path: 'cursor', code: 'cursor', message: 'cursor' }]);
  if (!call.actor.personId) return { items: [], nextCursor: null, unread: 0 };
  const rows = await noticeRepository(call.tx).list(call.actor.personId, { unread: input.unread === 'true', before, limit: input.limit + 1 });
  const page = rows.slice(0, input.limit);
  return {
    items: page.map((row) => ({
      id: row.id,
      kind: row.kind,
      params: row.params as Params,
      link: row.link,
      subjectId: row.subjectId,
      at: shanghaiIso(row.at),
      readAt: row.readAt ? shanghaiIso(row.readAt) : null,
    })),
    nextCursor: rows.length > input.limit ? Buffer.from(page.at(-1)?.id ?? '').toString('base64url') : null,
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
