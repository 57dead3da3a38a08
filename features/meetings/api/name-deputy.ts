import { sql } from 'kysely';
import type { Call } from '#platform/server/call/call.ts';
import type { Db } from '#platform/server/db/db.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { notify } from '../../notices/index.ts';
import type { meetings } from '../contract.ts';
import { nameDeputy as mayName } from '../deputy.ts';
import { mayNameDeputy } from '../policy.ts';
import { branchReader } from './branch.ts';
import { closeMeeting, openMeeting } from './open.ts';
import { chairIsGone, presentMeeting } from './present.ts';

function deputyRepository(db: Db) {
  return {
    /** One named earlier stays as history. */
    async name(deputy: { id: string; meetingId: string; personId: string; reason: string; namedBy: string | null; namedAt: Date }): Promise<void> {
      await sql`update meeting_deputies set replaced_at = ${deputy.namedAt} where meeting_id = ${deputy.meetingId} and replaced_at is null`.execute(
        db,
      );
      await db.insertInto('meetingDeputies').values(deputy).execute();
    },
  };
}

/** The level above names who confirms in place of a chair who has left; that person is told. */
export async function nameDeputy(call: Call, input: Input<typeof meetings.nameDeputy>): Promise<Output<typeof meetings.getMeeting>> {
  const meeting = await openMeeting(call, input.meetingId, mayNameDeputy);
  const here = (await branchReader(call.tx).peopleOn(meeting.branchId, call.today)).find(({ personId }) => personId === input.personId);
  call.accept(
    mayName(
      { ...meeting, chairLeft: chairIsGone(meeting), deputyId: meeting.deputy?.id ?? null },
      here ? { id: here.personId, category: here.category } : null,
      input.reason,
    ),
  );
  await deputyRepository(call.tx).name({
    id: newId(),
    meetingId: meeting.id,
    personId: input.personId,
    reason: input.reason,
    namedBy: call.actor.personId,
    namedAt: call.now,
  });
  await notify(call, [input.personId], {
    kind: 'deputyNamed',
    params: { title: meeting.title, kind: meeting.kind, branch: meeting.branch.name, reason: input.reason },
    link: `/meetings/${meeting.id}`,
    subjectId: meeting.id,
  });
  await closeMeeting(call, meeting, 'nameDeputy', { reason: input.reason, detail: { deputy: input.personId } });
  return presentMeeting(call, meeting.id);
}
