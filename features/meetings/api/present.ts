import type { Call } from '#platform/server/call/call.ts';
import type { Output } from '#platform/shared/contract/contract.ts';
import { type Ability, ability } from '#platform/shared/contract/schemas.ts';
import { shanghaiIso } from '#platform/shared/day/day.ts';
import type { Outcome } from '#platform/shared/outcome/outcome.ts';
import { amendmentsEndAt, confirmersOf, confirmMeeting, decidersOf, mayRespond } from '../agreement.ts';
import { attendanceOf, type VoteGround } from '../attendance.ts';
import type { PersonVote } from '../candidate.ts';
import type { meetings } from '../contract.ts';
import { deputyWanted } from '../deputy.ts';
import { kindRules, type RecordableKind, type VoteKind } from '../kind.ts';
import { afterStep, hold, lateFrom, punctuality } from '../meeting.ts';
import { mayAddAddendum, missingIn } from '../minutes.ts';
import {
  type MeetingSubject,
  mayAttendMeeting,
  mayConfirmMeeting,
  mayDecideAmendment,
  mayNameDeputy,
  mayPlanMeeting,
  mayRecordMeeting,
} from '../policy.ts';
import { signInOpen } from '../sign-in.ts';
import { quorumOf, votesNeeded } from '../vote.ts';
import { writtenTallyOf } from './decisions.ts';
import type { Amendment, Attendance, Decision, Meeting } from './repository.ts';
import { meetingRepository } from './repository.ts';
import { agreementOf, amendmentsForRules, attendeeOf, rollRepository, votingRoll } from './roll.ts';

type View = Output<typeof meetings.getMeeting>;
const iso = (at: Date | null) => (at ? shanghaiIso(at) : null);

/** What says who does what with a meeting. */
export type Standing = Pick<Meeting, 'branch' | 'state' | 'kind' | 'chairId' | 'chairLeft' | 'recorderId' | 'recorderLeft' | 'secretaryId'> & {
  readonly deputy: { readonly id: string } | null;
};

/** A meeting as policies see it. What a branch has not finished when it ends is finished by the chair of then, or by the secretary of what came after it. */
export function subjectOf(meeting: Standing): MeetingSubject & { readonly deciderIds: readonly string[] } {
  const { branch, chairId, chairLeft, recorderId, recorderLeft, secretaryId } = meeting;
  const ended = branch.heirs.paths.length > 0;
  return {
    branch,
    state: meeting.state,
    kind: meeting.kind,
    recorderId,
    confirmerIds: ended
      ? [chairId, ...branch.heirs.secretaryIds]
      : confirmersOf({ chairId, chairLeft, secretaryId, deputyNamedAboveId: meeting.deputy?.id ?? null }),
    deciderIds: ended ? [recorderId, ...branch.heirs.secretaryIds] : decidersOf({ recorderId, recorderLeft, secretaryId }),
  };
}

/** The chair has left a branch that goes on. What a branch left unfinished at its end has its confirmers in those that came after it. */
export function chairIsGone(meeting: Meeting): boolean {
  return meeting.chairLeft && meeting.branch.heirs.paths.length === 0;
}

export function timesOf(meeting: Pick<Meeting, 'state' | 'startsAt' | 'endsAt'>) {
  return { state: meeting.state, startsAt: meeting.startsAt.toISOString(), endsAt: meeting.endsAt?.toISOString() ?? null };
}

/** Everything that a record consists of, read together. */
export async function loadParts(call: Call, meeting: Meeting) {
  const repository = meetingRepository(call.tx);
  const [items, roll, decisions, nextSteps, amendments, addenda, photos, occasion, candidates, opinions] = await Promise.all([
    repository.items(meeting.id),
    rollRepository(call.tx).all(meeting.id),
    repository.decisions(meeting.id),
    repository.nextSteps(meeting.id),
    repository.amendments(meeting.id),
    repository.addenda(meeting.id),
    repository.photos(meeting.id),
    repository.occasionOf(meeting),
    repository.candidates(meeting.id),
    repository.opinions(meeting.id),
  ]);
  return { items, roll, decisions, nextSteps, amendments, addenda, photos, occasion, candidates, opinions };
}
export type Parts = Awaited<ReturnType<typeof loadParts>>;

export function submittedOf(meeting: Meeting, roll: readonly Attendance[], amendments: readonly Amendment[]) {
  return {
    state: meeting.state,
    submittedAt: meeting.receivedAt?.toISOString() ?? null,
    roll: roll.map((row) => attendeeOf(row, meeting.kind)),
    amendments: amendmentsForRules(amendments),
    agreements: roll.flatMap((row) => (row.agreedAt ? [{ personId: row.personId, agreedAt: row.agreedAt.toISOString() }] : [])),
  };
}

export function draftOf(meeting: Meeting, parts: Pick<Parts, 'items' | 'roll' | 'decisions'>) {
  return {
    kind: meeting.kind,
    startsAt: meeting.startsAt.toISOString(),
    chairId: meeting.chairId,
    recorderId: meeting.recorderId,
    roll: parts.roll.map((row) => attendeeOf(row, meeting.kind)),
    agenda: parts.items.map((item) => ({ title: item.title, content: item.points })),
    decisions: parts.decisions.map((d) => ({ matter: d.matter, tally: { yes: d.yes, no: d.no, abstain: d.abstain } })),
  };
}

/** How the meeting stands with time: late is a label by the server's clock alone. */
export function punctualityOf(meeting: Pick<Meeting, 'startsAt' | 'receivedAt' | 'origin'>) {
  return meeting.receivedAt
    ? punctuality({ startsAt: meeting.startsAt.toISOString(), receivedAt: meeting.receivedAt.toISOString(), origin: meeting.origin })
    : null;
}

/** Who sent a written opinion is the branch's own knowledge: told to those who keep the roll. */
function decisionView(d: Decision, opinions: Parts['opinions'] | null) {
  return {
    id: d.id,
    matter: d.matter,
    vote: d.vote as VoteKind,
    subject: d.subjectId ? { id: d.subjectId, name: d.subjectName ?? '' } : null,
    base: d.base,
    present: d.present,
    written: d.written,
    writtenTally: writtenTallyOf(d),
    opinions:
      opinions?.filter((one) => one.decisionId === d.id).map(({ personId, receivedAt }) => ({ personId, receivedAt: shanghaiIso(receivedAt) })) ??
      null,
    yes: d.yes,
    no: d.no,
    abstain: d.abstain,
    votesNeeded: votesNeeded(d.base),
    adopted: d.adopted,
  };
}

/** The whole record with what the actor may do, said by the policies that guard the doors and the rules behind them. */
export async function presentMeeting(call: Call, id: string): Promise<View> {
  const meeting = await meetingRepository(call.tx).byId(id, call.today);
  if (!meeting) return call.refuse('not_found');
  const parts = await loadParts(call, meeting);
  const { roll, items, amendments } = parts;
  const { actor } = call;
  const subject = subjectOf(meeting);
  const mine = roll.find((row) => row.personId === actor.personId);
  const attendees = roll.map((row) => attendeeOf(row, meeting.kind));
  const agreement = agreementOf(roll, meeting.kind, amendments);
  const agreed = new Set(agreement.agreed);
  // Why somebody was away is known to those who keep the roll, and to the person.
  const keepsRoll = mayRecordMeeting(actor, subject).ok;
  const voters = votingRoll(roll, meeting.kind);
  const sums = attendanceOf(attendees);
  return {
    id: meeting.id,
    version: meeting.version,
    kind: meeting.kind,
    title: meeting.title,
    state: meeting.state,
    startsAt: shanghaiIso(meeting.startsAt),
    endsAt: iso(meeting.endsAt),
    heldOn: meeting.heldOn,
    place: meeting.place,
    online: meeting.online,
    branch: { id: meeting.branch.id, name: meeting.branch.name },
    chair: { id: meeting.chairId, name: meeting.chairName },
    recorder: { id: meeting.recorderId, name: meeting.recorderName },
    lecturer: meeting.lecturerId
      ? { id: meeting.lecturerId, name: meeting.lecturerPersonName ?? '' }
      : meeting.lecturerName
        ? { id: null, name: meeting.lecturerName }
        : null,
    fiveBuildings: meeting.fiveBuildings,
    observers: meeting.observers,
    leftOff: keepsRoll ? meeting.leftOff : [],
    cancelReason: meeting.cancelReason,
    announcedAt: iso(meeting.announcedAt),
    occasion: parts.occasion ? { id: parts.occasion.id, kind: parts.occasion.kind as RecordableKind, title: parts.occasion.title } : null,
    items: items.map(({ id, title, points }) => ({ id, title, points })),
    candidates: parts.candidates.map(({ personId, name, vote }) => ({ person: { id: personId, name }, vote: vote as PersonVote })),
    roll: roll.map((row) => ({
      personId: row.personId,
      name: row.name,
      category: row.category,
      isDue: row.isDue,
      mayVote: row.mayVote,
      notDueGround: keepsRoll || row === mine ? (row.notDueGround as VoteGround | null) : null,
      reason: keepsRoll || row === mine ? row.reason : null,
      answer: row.answer as 'coming' | 'leave' | null,
      status: row.status as 'present' | 'leave' | 'absent' | null,
      via: row.via as 'tap' | 'code' | null,
      signedAt: iso(row.signedAt),
      afterVotes: row.afterVotes,
      agreed: agreed.has(row.personId),
    })),
    attendance: { ...sums, observers: meeting.observers.length },
    quorums: kindRules[meeting.kind].votes
      .map((vote) => ({ vote, ...quorumOf(voters, vote) }))
      .map((quorum) => ({ ...quorum, votesNeeded: votesNeeded(quorum.base) })),
    decisions: parts.decisions.map((d) => decisionView(d, keepsRoll ? parts.opinions : null)),
    nextSteps: parts.nextSteps.map(({ id, text, ownerName, dueOn }) => ({ id, text, ownerName, dueOn })),
    amendments: amendments.map((a) => ({
      id: a.id,
      itemId: a.itemId,
      itemTitle: a.itemTitle,
      person: { id: a.personId, name: a.personName },
      text: a.text,
      state: a.state as 'proposed' | 'accepted' | 'declined',
      reason: a.reason,
      proposedAt: shanghaiIso(a.proposedAt),
      decidedAt: iso(a.decidedAt),
      decide: decidable(call, meeting, a),
    })),
    addenda: parts.addenda.map((a) => ({ id: a.id, person: { id: a.personId, name: a.name }, text: a.text, at: shanghaiIso(a.at) })),
    photos: parts.photos.map((photo) => ({ id: photo.fileId, caption: photo.caption })),
    confirmation: {
      submittedAt: iso(meeting.receivedAt),
      receivedAt: iso(meeting.receivedAt),
      writtenAt: iso(meeting.writtenAt),
      amendmentsEndAt: meeting.receivedAt ? shanghaiIso(new Date(amendmentsEndAt(meeting.receivedAt.toISOString()))) : null,
      agreed: agreement.agreed.length,
      present: agreement.present,
      late: punctualityOf(meeting) === 'late',
      punctuality: punctualityOf(meeting),
      lateFrom: lateFrom({ startsAt: meeting.startsAt.toISOString() }),
      origin: meeting.origin,
      confirmedAt: iso(meeting.confirmedAt),
      confirmedBy: meeting.confirmedBy ? { id: meeting.confirmedBy, name: meeting.confirmedByName ?? '' } : null,
      sha256: meeting.sha256,
      chairLeft: chairIsGone(meeting),
      deputy: meeting.deputy,
    },
    myself: mine
      ? {
          due: mine.isDue,
          mayVote: mine.mayVote,
          answer: mine.answer as 'coming' | 'leave' | null,
          reason: mine.reason,
          status: mine.status as 'present' | 'leave' | 'absent' | null,
          signedAt: iso(mine.signedAt),
          agreed: agreed.has(mine.personId),
        }
      : null,
    missing: meeting.state === 'held' || meeting.state === 'announced' ? missingIn(draftOf(meeting, parts)) : [],
    abilities: abilitiesOf(call, meeting, subject, parts, mine),
  };
}

/** May and can: the policy first, then the rule about the state; the first no is the reason shown. */
function abilitiesOf(
  call: Call,
  meeting: Meeting,
  subject: MeetingSubject,
  { roll, amendments, occasion }: Parts,
  mine: Attendance | undefined,
): View['abilities'] {
  const now = call.now.toISOString();
  const times = timesOf(meeting);
  const both = (
    policy: typeof mayRecordMeeting | typeof mayAttendMeeting | typeof mayConfirmMeeting | typeof mayPlanMeeting | typeof mayNameDeputy,
    ...rules: Outcome<unknown, string>[]
  ): Ability => {
    const may = ability(policy as (actor: typeof call.actor, subject: MeetingSubject) => Outcome<void, string>, call.actor, subject);
    const no = may.allowed ? rules.find((rule) => !rule.ok) : undefined;
    return no && !no.ok ? { allowed: false, code: no.code } : may;
  };
  const submitted = submittedOf(meeting, roll, amendments);
  const respond = mayRespond(submitted, call.actor.personId ?? '', now);
  const onRoll = mine ? { ok: true as const, value: undefined } : { ok: false as const, code: 'person_not_on_roll', params: {} };
  const answering: Outcome<unknown, string> =
    meeting.state !== 'announced'
      ? afterStep(meeting.state, 'hold')
      : call.now >= meeting.startsAt
        ? { ok: false, code: 'answer_closed', params: {} }
        : { ok: true, value: undefined };
  return {
    edit: both(mayRecordMeeting, editable(meeting)),
    announce: both(mayRecordMeeting, afterStep(meeting.state, 'announce')),
    cancel: both(mayRecordMeeting, afterStep(meeting.state, 'cancel')),
    takeRoll: both(mayRecordMeeting, rollOpen(meeting, now)),
    hold: both(mayRecordMeeting, hold(times, now)),
    showCode: both(mayRecordMeeting, signInOpen(times, call.now.getTime())),
    write: both(mayRecordMeeting, writable(meeting)),
    submit: both(mayRecordMeeting, meeting.state === 'announced' ? hold(times, now) : writable(meeting)),
    decideAmendments: amendments.some((a) => decidable(call, meeting, a).allowed) ? { allowed: true } : { allowed: false, code: 'not_decider' },
    addLecture: both(mayPlanMeeting, joinable(meeting, occasion)),
    addPhoto: both(mayRecordMeeting, writable(meeting)),
    answer: both(mayAttendMeeting, answering, onRoll),
    signIn: both(mayAttendMeeting, signInOpen(times, call.now.getTime()), onRoll),
    agree: both(mayAttendMeeting, respond),
    amend: both(mayAttendMeeting, respond),
    confirm: both(mayConfirmMeeting, confirmMeeting(submitted, now)),
    nameDeputy: both(mayNameDeputy, deputyWanted({ ...meeting, chairLeft: chairIsGone(meeting) })),
    addAddendum: both(mayRecordMeeting, mayAddAddendum(meeting.state)),
  };
}

/** May the actor decide this proposal now? */
export function decidable(call: Call, meeting: Meeting, amendment: Pick<Amendment, 'state' | 'personId'>): Ability {
  if (amendment.state !== 'proposed') return { allowed: false, code: 'amendment_decided' };
  const step = afterStep(meeting.state, 'confirm');
  if (!step.ok) return { allowed: false, code: step.code };
  return ability(mayDecideAmendment, call.actor, { ...subjectOf(meeting), proposerId: amendment.personId });
}

/** A theme day takes one lecture as the second record of its occasion. */
function joinable(meeting: Meeting, occasion: Parts['occasion']): Outcome<unknown, string> {
  const free = meeting.kind === 'themeDay' && meeting.state !== 'cancelled' && !occasion;
  return free ? { ok: true, value: undefined } : { ok: false, code: 'occasion_not_joined', params: {} };
}

type Closed = 'meeting_recorded' | 'meeting_confirmed' | 'meeting_cancelled' | 'meeting_not_held' | 'meeting_not_announced' | 'starts_in_future';

/** Minutes are written while the meeting is held, until they are submitted. */
export function writable(meeting: Pick<Meeting, 'state'>): Outcome<unknown, Closed> {
  if (meeting.state === 'recorded') return { ok: false, code: 'meeting_recorded', params: {} };
  return afterStep(meeting.state, 'record') as Outcome<unknown, Closed>;
}

/** Facts of the plan can be put right until the minutes are submitted. */
export function editable(meeting: Pick<Meeting, 'state'>): Outcome<unknown, Closed> {
  return meeting.state === 'planned' || meeting.state === 'announced' ? { ok: true, value: undefined } : writable(meeting);
}

/** The roll is taken from when people gather until the minutes are submitted. */
export function rollOpen(meeting: Meeting, now: string): Outcome<unknown, Closed> {
  return meeting.state === 'announced' || meeting.state === 'planned' ? (hold(timesOf(meeting), now) as Outcome<unknown, Closed>) : writable(meeting);
}
