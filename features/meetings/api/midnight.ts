import { callAs } from '#platform/server/call/call.ts';
import type { Services } from '#platform/server/call/services.ts';
import { systemActor } from '#platform/shared/actor/actor.ts';
import { cancelMeeting } from './plan-meeting.ts';

/**
 * What a branch had planned from the day on which it was merged, split up or dissolved is cancelled, and those who were told of it are told
 * again. A meeting before that day may have been held: its record may wait on a phone, so it stays to be submitted or cancelled.
 */
export async function atMidnight(services: Services): Promise<void> {
  const left = await services.db
    .selectFrom('meetings as m')
    .innerJoin('organisations as o', 'o.id', 'm.branchId')
    .select('m.id')
    .where('m.state', 'in', ['planned', 'announced'])
    .whereRef('m.heldOn', '>=', 'o.dissolvedOn')
    .execute();
  for (const { id } of left)
    await callAs(services, systemActor('meetings.midnight'), (call) =>
      cancelMeeting(call, { meetingId: id, reason: '党支部已合并或撤销，这次会议不再召开。' }),
    );
}
