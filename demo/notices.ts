/** Notices of the last days, for the people of the demo branch: of what is announced, and of minutes that wait for their agreement. */
import { shanghaiIso } from '#platform/shared/day/day.ts';
import type { Meeting } from './minutes.ts';
import type { Random } from './random.ts';
import type { BulkWriter } from './rows.ts';

export function addNotices(writer: BulkWriter, random: Random, meeting: Meeting, now: Date): void {
  const params = { title: meeting.title, kind: meeting.kind, branch: meeting.branch.organisation.name };
  const tell = (kind: string, at: Date, more: Record<string, string | boolean | null> = {}, read = false) => {
    for (const row of meeting.roll) {
      if (kind !== 'meetingAnnounced' && row.status !== 'present') continue;
      writer.add('notices', {
        id: random.id(at.getTime()),
        personId: row.person.id,
        kind,
        params: { ...params, ...more },
        link: `/meetings/${meeting.id}`,
        subjectId: meeting.id,
        at,
        readAt: read || row.agreedAt !== null ? new Date(at.getTime() + random.int(5, 300) * 60_000) : null,
      });
    }
  };
  if (meeting.state === 'announced' && meeting.announcedAt)
    tell('meetingAnnounced', meeting.announcedAt, { startsAt: shanghaiIso(meeting.startsAt), place: meeting.place, online: meeting.online });
  if (meeting.state === 'recorded' && meeting.receivedAt) tell('minutesSubmitted', meeting.receivedAt);
  if (meeting.state === 'confirmed' && meeting.confirmedAt && meeting.confirmedAt < now) tell('minutesConfirmed', meeting.confirmedAt, {}, true);
}
