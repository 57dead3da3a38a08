import { onMeetingRecorded } from '#features/health/index.ts';
import type { Call } from '#platform/server/call/call.ts';
import { brokeConstraint } from '#platform/server/db/db.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { notify } from '../../notices/index.ts';
import { membersPresent } from '../attendance.ts';
import { isPersonVote, mayStand } from '../candidate.ts';
import type { meetings } from '../contract.ts';
import { checkTimes } from '../meeting.ts';
import { missingIn, submitMinutes as submit } from '../minutes.ts';
import { mayRecordMeeting } from '../policy.ts';
import { twoTimes } from '../two-times.ts';
import { decide, mayBegin } from '../vote.ts';
import { branchReader, rollDay } from './branch.ts';
import { redecide } from './decisions.ts';
import { closeMeeting, openMeeting } from './open.ts';
import { insertMeeting } from './plan-meeting.ts';
import { draftOf, presentMeeting, writable } from './present.ts';
import { type Meeting, meetingRepository } from './repository.ts';
import { attendeeOf, rollRepository, sumsOf, votingRoll } from './roll.ts';
import { beginMeeting, markRoll } from './take-roll.ts';

type View = Output<typeof meetings.getMeeting>;
type DecisionInput = Omit<Input<typeof meetings.recordDecision>, 'meetingId'>;
type RecordInput = NonNullable<Input<typeof meetings.submitMinutes>['record']>;

/** Keeps the draft of the minutes as it is on the page. */
export async function saveMinutes(call: Call, input: Input<typeof meetings.saveMinutes>): Promise<View> {
  const meeting = await openMeeting(call, input.meetingId, mayRecordMeeting);
  call.matchVersion(meeting);
  call.accept(writable(meeting));
  await writeText(call, meeting, input);
  await closeMeeting(call, meeting, 'write');
  return presentMeeting(call, meeting.id);
}

async function writeText(
  call: Call,
  meeting: Meeting,
  text: Pick<RecordInput, 'items' | 'nextSteps' | 'observers' | 'fiveBuildings' | 'endsAt'>,
): Promise<void> {
  const repository = meetingRepository(call.tx);
  const endsAt = text.endsAt === undefined ? meeting.endsAt : text.endsAt ? new Date(text.endsAt) : null;
  call.accept(checkTimes({ startsAt: meeting.startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null }, call.now.toISOString()));
  await repository.replaceItems(meeting.id, text.items);
  await repository.replaceNextSteps(meeting.id, text.nextSteps);
  await repository.update(meeting, {
    endsAt,
    observers: text.observers ?? meeting.observers,
    fiveBuildings: text.fiveBuildings ?? meeting.fiveBuildings,
  });
}

/** One decision, as the rule of its vote finds it. */
async function addDecision(call: Call, meeting: Meeting, ballot: DecisionInput): Promise<void> {
  const repository = meetingRepository(call.tx);
  const [rows, earlier] = await Promise.all([rollRepository(call.tx).all(meeting.id), repository.decisions(meeting.id)]);
  if (ballot.opinions?.some((opinion) => !rows.some((row) => row.personId === opinion.personId))) call.refuse('person_not_on_roll');
  const decision = call.accept(
    decide(
      {
        kind: meeting.kind,
        state: meeting.state,
        startsAt: meeting.startsAt.toISOString(),
        roll: votingRoll(rows, meeting.kind),
        opinions: ballot.opinions ?? [],
        decidedMatters: earlier.map((d) => d.matter),
      },
      {
        vote: ballot.vote,
        matter: ballot.matter,
        tally: ballot.tally,
        written: ballot.written ?? null,
        secret: ballot.secret ?? false,
        candidateIds: ballot.subjectId ? [ballot.subjectId] : [],
      },
    ),
  );
  // The person voted on belongs to the branch: a name from elsewhere is a slip, or a question about who exists.
  if (ballot.subjectId) {
    const people = await branchReader(call.tx).peopleOn(meeting.branchId, rollDay(meeting.heldOn, call.today));
    const subject = people.find((person) => person.personId === ballot.subjectId) ?? call.refuse('person_not_on_roll');
    if (isPersonVote(ballot.vote)) call.accept(mayStand(ballot.vote, subject, meeting.heldOn));
  }
  await repository
    .addDecision(
      {
        meetingId: meeting.id,
        position: Math.max(-1, ...earlier.map((d) => d.position)) + 1,
        matter: ballot.matter,
        vote: ballot.vote,
        subjectId: ballot.subjectId ?? null,
        base: decision.base,
        present: decision.present,
        written: decision.written,
        writtenYes: ballot.written?.yes ?? 0,
        writtenNo: ballot.written?.no ?? 0,
        secret: ballot.secret ?? false,
        ...decision.tally,
        adopted: decision.adopted,
      },
      ballot.opinions ?? [],
    )
    .catch((error: unknown) =>
      brokeConstraint(error, 'meeting_decisions_meeting_id_matter_key') ? call.refuse('duplicate_matter') : Promise.reject(error),
    );
}

/** Records what a vote decided; the quorum and the base are those of the roll as it is now. */
export async function recordDecision(call: Call, { meetingId, ...ballot }: Input<typeof meetings.recordDecision>): Promise<View> {
  const meeting = await openMeeting(call, meetingId, mayRecordMeeting);
  await addDecision(call, meeting, ballot);
  await meetingRepository(call.tx).update(meeting, {});
  await closeMeeting(call, meeting, 'decide', { detail: { matter: ballot.matter, vote: ballot.vote } });
  return presentMeeting(call, meeting.id);
}

/** Takes back a decision entered by mistake, while the minutes are being written. */
export async function removeDecision(call: Call, { meetingId, decisionId }: Input<typeof meetings.removeDecision>): Promise<View> {
  const meeting = await openMeeting(call, meetingId, mayRecordMeeting);
  call.accept(writable(meeting));
  const repository = meetingRepository(call.tx);
  if ((await repository.removeDecisions(meeting.id, decisionId)) === 0) call.refuse('not_found');
  await repository.update(meeting, {});
  await closeMeeting(call, meeting, 'undecide', { detail: { decisionId } });
  return presentMeeting(call, meeting.id);
}

/**
 * A list written on a phone may name people who were not of the branch on the day of the meeting: they are left off, and the record says
 * so. Whoever never was of the branch is a slip.
 */
async function ofTheDay(
  call: Call,
  meeting: Meeting,
  rows: readonly { personId: string }[],
  entries: RecordInput['roll'],
): Promise<{ entries: RecordInput['roll']; leftOff: string[] }> {
  const onRoll = new Set(rows.map((row) => row.personId));
  const others = entries.filter((entry) => !onRoll.has(entry.personId));
  const known = await branchReader(call.tx).everOf(
    meeting.branchId,
    others.map((entry) => entry.personId),
  );
  if (others.some((entry) => !known.some((one) => one.personId === entry.personId))) call.refuse('person_not_on_roll');
  const named = new Map(known.map((one) => [one.personId, one.name]));
  return {
    entries: entries.filter((entry) => onRoll.has(entry.personId)),
    // Who was marked as away and is not on the roll was away indeed.
    leftOff: others.filter((entry) => entry.status === 'present').map((entry) => named.get(entry.personId) ?? ''),
  };
}

/** Writes a whole record as the phone finished it: roll, text, decisions in their order. */
async function applyRecord(call: Call, meeting: Meeting, record: RecordInput): Promise<void> {
  const roll = rollRepository(call.tx);
  const repository = meetingRepository(call.tx);
  const { entries, leftOff } = await ofTheDay(call, meeting, await roll.all(meeting.id), record.roll);
  await markRoll(call, meeting, await roll.all(meeting.id), entries);
  await writeText(call, meeting, record);
  await repository.update(meeting, { leftOff });
  await repository.removeDecisions(meeting.id);
  for (const decision of record.decisions) await addDecision(call, meeting, decision);
}

/** Held → recorded: what is mandatory is there, a committee was in number, and those who came are asked to agree. */
async function finishMinutes(call: Call, meeting: Meeting, writtenAt: string | null | undefined): Promise<void> {
  const repository = meetingRepository(call.tx);
  const [items, rows, decisions] = await Promise.all([
    repository.items(meeting.id),
    rollRepository(call.tx).all(meeting.id),
    repository.decisions(meeting.id),
  ]);
  const draft = draftOf(meeting, { items, roll: rows, decisions });
  const outcome = submit(meeting.state, draft);
  if (!outcome.ok)
    return call.refuse(
      outcome.code,
      outcome.params,
      outcome.code === 'minutes_incomplete'
        ? missingIn(draft).map(({ field, path }) => ({ path, code: field, message: mandatory[field][call.language === 'en' ? 'en' : 'zh'] }))
        : [],
    );
  call.accept(mayBegin(meeting.kind, votingRoll(rows, meeting.kind)));
  await redecide(call, meeting, 'submit');
  const times = twoTimes(writtenAt ?? null, call.now.toISOString());
  await repository.update(meeting, {
    state: outcome.value,
    receivedAt: call.now,
    writtenAt: times ? new Date(times.written) : null,
    ...sumsOf(rows, meeting.kind),
  });
  await onMeetingRecorded(call, meeting.branchId);
  const present = membersPresent(rows.map((row) => attendeeOf(row, meeting.kind)));
  await notify(
    call,
    present.filter((id) => id !== call.actor.personId),
    {
      kind: 'minutesSubmitted',
      params: { title: meeting.title, kind: meeting.kind, branch: meeting.branch.name },
      link: `/meetings/${meeting.id}`,
      subjectId: meeting.id,
    },
  );
}

const mandatory = {
  kind: { zh: '请选种类。', en: 'Choose the kind.' },
  date: { zh: '请填开始时间。', en: 'Give the starting time.' },
  chair: { zh: '请选主持人。', en: 'Choose the chair.' },
  recorder: { zh: '请选记录人。', en: 'Choose the recorder.' },
  roll: { zh: '请点名，至少一人到会。', en: 'Take the roll: at least one present.' },
  agenda: { zh: '请至少写一项议题的内容。', en: 'Write the points of at least one item.' },
  tally: { zh: '请填全票数。', en: 'Enter the votes.' },
} as const;

/** Submits the minutes. With `record` the phone sends all of it at once, and a meeting announced and held with no network is opened on the way. */
export async function submitMinutes(call: Call, input: Input<typeof meetings.submitMinutes>): Promise<View> {
  let meeting = await openMeeting(call, input.meetingId, mayRecordMeeting);
  // What has been submitted or cancelled is said first: then no version helps.
  if (meeting.state === 'held' || meeting.state === 'announced') call.matchVersion(meeting);
  if (meeting.state === 'announced') {
    await beginMeeting(call, meeting);
    await meetingRepository(call.tx).update(meeting, { state: 'held' });
    meeting = { ...meeting, state: 'held' };
  }
  call.accept(writable(meeting));
  if (input.record) {
    await applyRecord(call, meeting, input.record);
    meeting = (await meetingRepository(call.tx).byId(meeting.id, call.today)) as Meeting;
  }
  await finishMinutes(call, meeting, input.writtenAt ?? input.record?.writtenAt);
  await closeMeeting(call, meeting, 'submit');
  return presentMeeting(call, meeting.id);
}

/** 开过，补记录: enters a meeting after the event and submits its minutes in one act. The same one sent again is answered as it is. */
export async function recordMeeting(call: Call, input: Input<typeof meetings.recordMeeting>): Promise<View> {
  const { id, made, branch } = await insertMeeting(call, input, true);
  const repository = meetingRepository(call.tx);
  const meeting = (await repository.byId(id, call.today, true)) as Meeting;
  if (made) {
    await rollRepository(call.tx).refresh(id, meeting.kind, await branchReader(call.tx).peopleOn(branch.id, meeting.heldOn));
    await applyRecord(call, meeting, input);
    await finishMinutes(call, (await repository.byId(id, call.today)) as Meeting, input.writtenAt);
  }
  await closeMeeting(call, meeting, made ? 'record' : 'recordAgain');
  return presentMeeting(call, id);
}
