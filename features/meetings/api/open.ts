import type { Call } from '#platform/server/call/call.ts';
import type { mayAttendMeeting, mayConfirmMeeting, mayNameDeputy, mayRecordMeeting } from '../policy.ts';
import { subjectOf } from './present.ts';
import { type Meeting, meetingRepository } from './repository.ts';

type Door = typeof mayRecordMeeting | typeof mayAttendMeeting | typeof mayConfirmMeeting | typeof mayNameDeputy;

/** The first lines of every command on a meeting: hold its row, ask the policy. */
export async function openMeeting(call: Call, id: string, door: Door, lock = true): Promise<Meeting> {
  const meeting = await meetingRepository(call.tx).byId(id, call.today, lock);
  call.permit(door as typeof mayConfirmMeeting, meeting && subjectOf(meeting));
  return meeting as Meeting;
}

/** The last lines: the act is kept, and open pages hear of it. */
export async function closeMeeting(
  call: Call,
  meeting: Meeting,
  action: string,
  more: { reason?: string; detail?: Record<string, unknown> } = {},
): Promise<void> {
  await call.audit({
    action: `meeting.${action}`,
    subjectKind: 'meeting',
    subjectId: meeting.id,
    organisationPath: meeting.branch.path,
    reason: more.reason ?? null,
    detail: { title: meeting.title, kind: meeting.kind, ...more.detail },
  });
  await call.announce({ topic: 'meetings', id: meeting.id, path: meeting.branch.path });
}
