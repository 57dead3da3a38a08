import { createHmac } from 'node:crypto';
import type { Updateable } from 'kysely';
import type { Call } from '#platform/server/call/call.ts';
import type { DB, Db } from '#platform/server/db/db.ts';
import { prepared } from '#platform/server/http/feature.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import type { meetings } from '../contract.ts';
import { afterStep, hold } from '../meeting.ts';
import { mayAttendMeeting, mayRecordMeeting } from '../policy.ts';
import { CODE_VALID_MS, checkCode, codeAt, signInOpen } from '../sign-in.ts';
import { leaveOutOfBase, mayBegin } from '../vote.ts';
import { branchReader, rollDay } from './branch.ts';
import { redecide } from './decisions.ts';
import { closeMeeting, openMeeting } from './open.ts';
import { presentMeeting, rollOpen, timesOf } from './present.ts';
import { type Attendance, type Meeting, meetingRepository } from './repository.ts';
import { rollRepository, sumsOf, votingRoll } from './roll.ts';

type View = Output<typeof meetings.getMeeting>;
type Entry = Input<typeof meetings.takeRoll>['roll'][number];

/** Answers for oneself: coming, or leave with its reason. */
export async function answerMeeting(call: Call, input: Input<typeof meetings.answerMeeting>): Promise<View> {
  const meeting = await openMeeting(call, input.meetingId, mayAttendMeeting);
  const roll = rollRepository(call.tx);
  const personId = call.actor.personId ?? '';
  if (meeting.state !== 'announced') {
    call.accept(afterStep(meeting.state, 'hold'));
    call.refuse('answer_closed');
  }
  if (call.now >= meeting.startsAt) call.refuse('answer_closed');
  if (!(await roll.one(meeting.id, personId, true))) call.refuse('person_not_on_roll');
  if (input.answer === 'leave' && !input.reason) call.refuse('reason_missing');
  await roll.set(meeting.id, personId, { answer: input.answer, reason: input.answer === 'leave' ? (input.reason ?? null) : null });
  await closeMeeting(call, meeting, 'answer', { detail: { answer: input.answer } });
  return presentMeeting(call, meeting.id);
}

/** Opens the meeting: the roll is brought to the branch's people of the day; a committee needs half of its members in the room. */
export async function holdMeeting(call: Call, { meetingId }: Input<typeof meetings.holdMeeting>): Promise<View> {
  const meeting = await openMeeting(call, meetingId, mayRecordMeeting);
  await beginMeeting(call, meeting);
  const rows = await rollRepository(call.tx).all(meeting.id);
  call.accept(mayBegin(meeting.kind, votingRoll(rows, meeting.kind)));
  await meetingRepository(call.tx).update(meeting, { state: 'held', ...sumsOf(rows, meeting.kind) });
  await closeMeeting(call, meeting, 'hold');
  return presentMeeting(call, meeting.id);
}

/** What holding rests on: the step is possible, and the roll holds those whose meeting it is today. */
export async function beginMeeting(call: Call, meeting: Meeting): Promise<void> {
  call.accept(hold(timesOf(meeting), call.now.toISOString()));
  const people = await branchReader(call.tx).peopleOn(meeting.branchId, rollDay(meeting.heldOn, call.today));
  await rollRepository(call.tx).refresh(meeting.id, meeting.kind, people);
}

/**
 * Checks entries and writes them. Who has signed in with the room's code stays present when a whole list says otherwise, since
 * that list may be older than the sign-in; a single tap on the name corrects it.
 */
export async function markRoll(
  call: Call,
  meeting: Pick<Meeting, 'id'>,
  rows: readonly Attendance[],
  entries: readonly Entry[],
  single = false,
): Promise<void> {
  const known = new Map(rows.map((row) => [row.personId, row]));
  const marks = entries.map((entry) => {
    const row = known.get(entry.personId);
    if (!row) return call.refuse('person_not_on_roll');
    const signedIn = !single && row.via === 'code' && row.status === 'present';
    const status = signedIn ? 'present' : entry.status;
    const reason = status === 'present' ? null : entry.reason || row.reason || null;
    if (status === 'leave' && !reason) call.refuse('reason_missing');
    const ground = entry.notDue === undefined ? row.notDueGround : entry.notDue === null ? null : call.accept(leaveOutOfBase(entry.notDue));
    return {
      personId: entry.personId,
      status,
      reason,
      afterVotes: status === 'present' && (entry.afterVotes ?? row.afterVotes),
      notDueGround: ground,
    };
  });
  await rollRepository(call.tx).mark(meeting.id, marks);
}

/** The roll as a whole: all present, then the exceptions. */
export async function takeRoll(call: Call, input: Input<typeof meetings.takeRoll>): Promise<View> {
  const meeting = await openMeeting(call, input.meetingId, mayRecordMeeting);
  call.matchVersion(meeting);
  call.accept(rollOpen(meeting, call.now.toISOString()));
  const roll = rollRepository(call.tx);
  await markRoll(call, meeting, await roll.all(meeting.id), input.roll);
  return afterRoll(call, meeting, 'roll', { set: { observers: input.observers ?? meeting.observers } });
}

/** One tap on a name. */
export async function markPerson(call: Call, { meetingId, personId, ...entry }: Input<typeof meetings.markPerson>): Promise<View> {
  const meeting = await openMeeting(call, meetingId, mayRecordMeeting);
  call.accept(rollOpen(meeting, call.now.toISOString()));
  const roll = rollRepository(call.tx);
  const row = await roll.one(meeting.id, personId);
  await markRoll(call, meeting, row ? [row] : [], [{ personId, ...entry }], true);
  return afterRoll(call, meeting, 'mark', { detail: { personId, status: entry.status } });
}

/** The end of whatever changes the roll: its sums and the votes follow. A sign-in is `quiet`: it overtakes no record that somebody is writing. */
async function afterRoll(
  call: Call,
  meeting: Meeting,
  action: 'roll' | 'mark' | 'signIn',
  { set = {}, detail = {}, quiet = false }: { set?: Updateable<DB['meetings']>; detail?: Record<string, unknown>; quiet?: boolean } = {},
): Promise<View> {
  const rows = await rollRepository(call.tx).all(meeting.id);
  await meetingRepository(call.tx).update(meeting, { ...sumsOf(rows, meeting.kind), ...set }, quiet);
  await redecide(call, meeting, 'open');
  await closeMeeting(call, meeting, action, { detail });
  return presentMeeting(call, meeting.id);
}

const hmacOf = (meeting: Pick<Meeting, 'signInSecret'>) => (message: string) =>
  createHmac('sha256', meeting.signInSecret ?? '')
    .update(message)
    .digest();

/** The code for the room's screen, with the way to it for a QR code. */
export async function signInCode(call: Call, { meetingId }: Input<typeof meetings.signInCode>): Promise<Output<typeof meetings.signInCode>> {
  const meeting = await openMeeting(call, meetingId, mayRecordMeeting, false);
  call.accept(signInOpen(timesOf(meeting), call.now.getTime()));
  const { code, nextInMs } = codeAt(hmacOf(meeting), meeting.id, call.now.getTime());
  const rows = await rollRepository(call.tx).all(meeting.id);
  const { present, due } = sumsOf(rows, meeting.kind);
  return { code, nextInMs, validForMs: CODE_VALID_MS, link: `/meetings/${meeting.id}/sign-in?code=${code}`, signedIn: present, due };
}

/** Wrong codes one may enter before a pause; a million codes and two good ones need no more than that. */
const CODE_TRIES = 5;
const REST_MS = 60_000;

/**
 * Looks at a code before the command's transaction, in one of its own that holds the row: a wrong one is counted and committed before the
 * next is looked at, however many come at one moment.
 */
async function tryCode(call: Call, { meetingId, code }: Input<typeof meetings.signInToMeeting>): Promise<void> {
  const meeting = await openMeeting(call, meetingId, mayAttendMeeting, false);
  call.accept(signInOpen(timesOf(meeting), call.now.getTime()));
  const personId = call.actor.personId ?? '';
  const right = await call.services.db.transaction().execute(async (tx) => {
    const roll = rollRepository(tx as unknown as Db);
    const row = await roll.one(meeting.id, personId, true);
    if (!row) return call.refuse('person_not_on_roll');
    if (row.codeRestUntil && row.codeRestUntil > call.now)
      return call.refuse('too_many_codes', { seconds: Math.ceil((row.codeRestUntil.getTime() - call.now.getTime()) / 1000) });
    const answer = checkCode(hmacOf(meeting), meeting.id, code, call.now.getTime());
    const rests = row.codeTries + 1 >= CODE_TRIES;
    if (!answer.ok && answer.code === 'code_wrong')
      await roll.set(meeting.id, personId, {
        codeTries: rests ? 0 : row.codeTries + 1,
        codeRestUntil: rests ? new Date(call.now.getTime() + REST_MS) : row.codeRestUntil,
      });
    return answer;
  });
  call.accept(right);
}

/** Signs oneself in with the room's code. */
export const signInToMeeting = prepared(tryCode, async (call: Call, { meetingId }: Input<typeof meetings.signInToMeeting>): Promise<View> => {
  const meeting = await openMeeting(call, meetingId, mayAttendMeeting);
  call.accept(signInOpen(timesOf(meeting), call.now.getTime()));
  const roll = rollRepository(call.tx);
  const personId = call.actor.personId ?? '';
  const row = await roll.one(meeting.id, personId, true);
  if (!row) return call.refuse('person_not_on_roll');
  await roll.set(meeting.id, personId, {
    codeTries: 0,
    codeRestUntil: null,
    ...(row.status === 'present' ? {} : { status: 'present', via: 'code', signedAt: call.now, reason: null, afterVotes: false }),
  });
  return afterRoll(call, meeting, 'signIn', { quiet: true });
});
