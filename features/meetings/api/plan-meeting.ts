import { randomBytes } from 'node:crypto';
import type { Call } from '#platform/server/call/call.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { type Day, dayOf, shanghaiIso } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { notify } from '../../notices/index.ts';
import { rollFor } from '../attendance.ts';
import { candidatesFor, mayStand, type PersonVote, personVotes } from '../candidate.ts';
import type { meetings } from '../contract.ts';
import { agendaTemplates, kindRules, type RecordableKind } from '../kind.ts';
import { afterStep, cancel, checkOfficers, checkTimes, firstState, OPENS_BEFORE_MINUTES } from '../meeting.ts';
import { mayPlanMeeting, mayRecordMeeting } from '../policy.ts';
import { branchReader, type MeetingBranch, rollDay } from './branch.ts';
import { closeMeeting, openMeeting } from './open.ts';
import { editable, presentMeeting } from './present.ts';
import { type Meeting, meetingRepository } from './repository.ts';
import { rollRepository } from './roll.ts';

type View = Output<typeof meetings.getMeeting>;
type Plan = Pick<
  Input<typeof meetings.planMeeting>,
  | 'id'
  | 'branchId'
  | 'kind'
  | 'title'
  | 'startsAt'
  | 'endsAt'
  | 'place'
  | 'online'
  | 'chairId'
  | 'recorderId'
  | 'lecturerId'
  | 'lecturerName'
  | 'fiveBuildings'
  | 'occasionId'
>;

const isBranch = (branch: Pick<MeetingBranch, 'kind'>) => branch.kind === 'branch' || branch.kind === 'directBranch';

/** `heldOn`: the day of a meeting entered after the event. One that a branch held before it ended is still entered, by those who finish its records. */
async function openBranch(call: Call, branchId: string, heldOn: Day | null = null): Promise<MeetingBranch> {
  const branch = await branchReader(call.tx).branch(branchId, call.today);
  call.permit(mayPlanMeeting, branch && { branch });
  const found = branch as MeetingBranch;
  if (!isBranch(found)) call.refuse('not_a_branch');
  if (found.dissolvedOn !== null && found.dissolvedOn <= call.today && !(heldOn && heldOn < found.dissolvedOn)) call.refuse('branch_dissolved');
  return found;
}

/** A committee meets from the day on which the branch has one (《支部工作条例》第十二、十九条). */
async function checkCommittee(call: Call, branchId: string, kind: RecordableKind, heldOn: Day, members: number): Promise<void> {
  if (kindRules[kind].attends !== 'committee') return;
  if (members === 0 || !(await branchReader(call.tx).hadCommittee(branchId, rollDay(heldOn, call.today)))) call.refuse('no_committee');
}

/** What a plan begins with: the last agenda of this kind or a template, and the names to choose from. */
export async function prefillPlan(
  call: Call,
  { branchId, kind, on }: Input<typeof meetings.prefillPlan>,
): Promise<Output<typeof meetings.prefillPlan>> {
  const day = on ?? call.today;
  const branch = await openBranch(call, branchId, on ?? null);
  const repository = meetingRepository(call.tx);
  const [people, last] = await Promise.all([
    branchReader(call.tx).peopleOn(branchId, rollDay(day, call.today)),
    repository.lastOfKind(branchId, kind),
  ]);
  const named = new Map(people.map((person) => [person.personId, person]));
  const members = rollFor(kind, people).map(({ personId, onCommittee, mayVote, exception }) => ({
    id: personId,
    name: named.get(personId)?.name ?? '',
    category: named.get(personId)?.category ?? 'full',
    onCommittee: onCommittee ?? false,
    post: named.get(personId)?.post ?? null,
    isDue: !exception,
    mayVote,
  }));
  const chosen = (id: string | undefined) => members.find((member) => member.id === id)?.id ?? null;
  const chairId =
    members.find((member) => member.post === 'secretary')?.id ?? members.find((member) => member.post === 'deputySecretary')?.id ?? null;
  const lastItems = last ? await repository.items(last.id) : [];
  const word = call.language === 'en' ? 'en' : 'zh';
  const month = Number(day.slice(5, 7));
  const name = kindRules[kind].name;
  return {
    branch: { id: branch.id, name: branch.name },
    kind,
    title: word === 'en' ? `${name.en}, ${day.slice(0, 7)}` : `${month} 月${name.zh}`,
    agenda: lastItems.length > 0 ? lastItems.map(({ title }) => ({ title })) : agendaTemplates[kind].map((line) => ({ title: line[word] })),
    agendaFrom: lastItems.length > 0 ? 'last' : 'template',
    last: last ? { id: last.id, title: last.title, startsAt: shanghaiIso(last.startsAt) } : null,
    place: last?.place ?? null,
    online: last?.online ?? false,
    chairId,
    recorderId:
      chosen(last?.recorderId) ??
      members.find((member) => member.post === 'organisationOfficer')?.id ??
      chosen(call.actor.personId ?? undefined) ??
      chairId,
    hasCommittee: people.some((person) => person.onCommittee),
    members,
    candidates: personVotes
      .filter((vote) => kindRules[kind].votes.includes(vote))
      .flatMap((vote) =>
        candidatesFor(vote, people, day, call.today).map(({ personId, name, category }) => ({ id: personId, name, category, vote })),
      ),
  };
}

/** Keeps whom the meeting is to vote on: people of the branch who can stand, in a meeting that takes such votes. */
async function keepCandidates(
  call: Call,
  meeting: Pick<Meeting, 'id' | 'branchId' | 'kind' | 'heldOn'>,
  candidates: readonly { personId: string; vote: PersonVote }[],
): Promise<void> {
  const people = candidates.length > 0 ? await branchReader(call.tx).peopleOn(meeting.branchId, rollDay(meeting.heldOn, call.today)) : [];
  for (const { personId, vote } of candidates) {
    if (!kindRules[meeting.kind].votes.includes(vote)) call.refuse('vote_not_in_this_kind');
    const person = people.find((one) => one.personId === personId) ?? call.refuse('person_not_on_roll');
    call.accept(mayStand(vote, person, meeting.heldOn));
  }
  await meetingRepository(call.tx).replaceCandidates(meeting.id, candidates);
}

/** Makes the row of a plan or of a meeting entered after the event. One that is there already, made by the same person, is answered as it is. */
export async function insertMeeting(call: Call, input: Plan, afterTheEvent: boolean): Promise<{ id: string; branch: MeetingBranch; made: boolean }> {
  const startsAt = new Date(input.startsAt);
  const branch = await openBranch(call, input.branchId, afterTheEvent ? dayOf(startsAt) : null);
  const id = input.id ?? newId();
  const place = input.place || null;
  if (!place && !input.online) call.refuse('place_missing');
  call.accept(checkTimes({ startsAt: input.startsAt, endsAt: input.endsAt ?? null, afterTheEvent }, call.now.toISOString()));
  const heldOn = dayOf(startsAt);
  const people = await branchReader(call.tx).peopleOn(branch.id, rollDay(heldOn, call.today));
  const roll = rollFor(input.kind, people);
  await checkCommittee(call, branch.id, input.kind, heldOn, roll.length);
  call.accept(checkOfficers(input, new Set(roll.map((a) => a.personId))));
  const repository = meetingRepository(call.tx);
  if (input.occasionId) await checkOccasion(call, input.occasionId, branch.id, input.kind, heldOn);
  const made = await repository.insert(
    {
      id,
      branchId: branch.id,
      kind: input.kind,
      title: input.title,
      state: firstState(afterTheEvent) as 'planned' | 'held',
      startsAt,
      endsAt: input.endsAt ? new Date(input.endsAt) : null,
      heldOn,
      place,
      online: input.online ?? false,
      chairId: input.chairId,
      recorderId: input.recorderId,
      lecturerId: input.lecturerId ?? null,
      lecturerName: input.lecturerName || null,
      fiveBuildings: input.fiveBuildings ?? [],
      occasionId: input.occasionId ?? null,
      plannedBy: call.actor.personId,
      signInSecret: randomBytes(32),
    },
    branch.recordsSince,
  );
  if (!made) {
    const there = await repository.byId(id, call.today);
    if (!there || there.branchId !== branch.id || there.plannedBy !== call.actor.personId || there.kind !== input.kind)
      call.refuse('meeting_id_taken');
  }
  return { id, branch, made };
}

/** A theme day with its lecture is two records of one occasion: the other kind, the same branch, the same day, joined once. */
async function checkOccasion(call: Call, occasionId: string, branchId: string, kind: RecordableKind, heldOn: string): Promise<void> {
  const repository = meetingRepository(call.tx);
  const other = await repository.byId(occasionId, call.today, true);
  const kinds = other ? [other.kind, kind].sort().join() : '';
  const joined = other ? await repository.occasionOf(other) : undefined;
  if (!other || other.branchId !== branchId || other.heldOn !== heldOn || other.state === 'cancelled' || kinds !== 'partyLecture,themeDay' || joined)
    call.refuse('occasion_not_joined');
}

/** Plans a meeting; nobody is told before it is announced. */
export async function planMeeting(call: Call, input: Input<typeof meetings.planMeeting>): Promise<View> {
  const { id, made } = await insertMeeting(call, input, false);
  // Times move while one fills in the form; what has clearly passed is entered as held.
  if (made && Date.parse(input.startsAt) < call.now.getTime() - OPENS_BEFORE_MINUTES * 60_000) call.refuse('starts_in_past');
  const repository = meetingRepository(call.tx);
  if (made)
    await repository.replaceItems(
      id,
      input.agenda.map(({ title }) => ({ title, points: '' })),
    );
  const meeting = (await repository.byId(id, call.today)) as Meeting;
  if (made) await keepCandidates(call, meeting, input.candidates);
  await closeMeeting(call, meeting, 'plan');
  return presentMeeting(call, id);
}

/** Puts the plan right. Those already told are told of a new time or place. */
export async function editMeeting(call: Call, input: Input<typeof meetings.editMeeting>): Promise<View> {
  const meeting = await openMeeting(call, input.meetingId, mayRecordMeeting);
  call.matchVersion(meeting);
  call.accept(editable(meeting));
  const startsAt = input.startsAt ? new Date(input.startsAt) : meeting.startsAt;
  const endsAt = input.endsAt === undefined ? meeting.endsAt : input.endsAt ? new Date(input.endsAt) : null;
  const place = input.place === undefined ? meeting.place : input.place || null;
  const online = input.online ?? meeting.online;
  const held = meeting.state === 'held';
  if (!place && !online) call.refuse('place_missing');
  call.accept(checkTimes({ startsAt: startsAt.toISOString(), endsAt: endsAt?.toISOString() ?? null, afterTheEvent: held }, call.now.toISOString()));
  if (!held && input.startsAt && startsAt.getTime() < call.now.getTime() - OPENS_BEFORE_MINUTES * 60_000) call.refuse('starts_in_past');
  const heldOn = dayOf(startsAt);
  const officers = { chairId: input.chairId ?? meeting.chairId, recorderId: input.recorderId ?? meeting.recorderId };
  if (input.chairId || input.recorderId) {
    const people = await branchReader(call.tx).peopleOn(meeting.branchId, rollDay(heldOn, call.today));
    call.accept(checkOfficers(officers, new Set(rollFor(meeting.kind, people).map((a) => a.personId))));
  }
  const repository = meetingRepository(call.tx);
  await repository.update(meeting, {
    title: input.title ?? meeting.title,
    startsAt,
    endsAt,
    heldOn,
    place,
    online,
    ...officers,
    fiveBuildings: input.fiveBuildings ?? meeting.fiveBuildings,
    lecturerId: input.lecturerId === undefined ? meeting.lecturerId : input.lecturerId,
    lecturerName: input.lecturerName === undefined ? meeting.lecturerName : input.lecturerName || null,
  });
  if (input.agenda && !held)
    await repository.replaceItems(
      meeting.id,
      input.agenda.map(({ title }) => ({ title, points: '' })),
    );
  if (input.candidates && !held) await keepCandidates(call, { ...meeting, heldOn }, input.candidates);
  const moved = startsAt.getTime() !== meeting.startsAt.getTime() || place !== meeting.place || online !== meeting.online;
  if (meeting.state === 'announced' && moved)
    await tellRoll(call, { ...meeting, title: input.title ?? meeting.title, startsAt, place, online }, 'meetingChanged');
  await closeMeeting(call, meeting, 'edit', { detail: { fields: Object.keys(input).filter((key) => key !== 'meetingId') } });
  return presentMeeting(call, meeting.id);
}

/** Everybody on the roll is told, but for the one who does it. */
export async function tellRoll(
  call: Call,
  meeting: Meeting,
  kind: 'meetingAnnounced' | 'meetingChanged' | 'meetingCancelled',
  more: Record<string, string> = {},
): Promise<void> {
  const roll = await rollRepository(call.tx).all(meeting.id);
  const params = {
    title: meeting.title,
    kind: meeting.kind,
    startsAt: shanghaiIso(meeting.startsAt),
    place: meeting.place,
    online: meeting.online,
    branch: meeting.branch.name,
    ...more,
  };
  await notify(
    call,
    roll.map((row) => row.personId).filter((id) => id !== call.actor.personId),
    { kind, params, link: `/meetings/${meeting.id}`, subjectId: meeting.id },
  );
}

/** Announces: the roll is made of the branch's people, and they are told. One announced after it has begun tells nobody. */
export async function announceMeeting(call: Call, { meetingId }: Input<typeof meetings.announceMeeting>): Promise<View> {
  const meeting = await openMeeting(call, meetingId, mayRecordMeeting);
  const state = call.accept(afterStep(meeting.state, 'announce'));
  const people = await branchReader(call.tx).peopleOn(meeting.branchId, rollDay(meeting.heldOn, call.today));
  const roll = rollFor(meeting.kind, people);
  await checkCommittee(call, meeting.branchId, meeting.kind, meeting.heldOn, roll.length);
  await rollRepository(call.tx).refresh(meeting.id, meeting.kind, people);
  await meetingRepository(call.tx).update(meeting, { state, announcedAt: call.now, due: roll.filter((a) => !a.exception).length });
  if (call.now < meeting.startsAt) await tellRoll(call, meeting, 'meetingAnnounced');
  await closeMeeting(call, meeting, 'announce', { detail: { people: roll.length } });
  return presentMeeting(call, meeting.id);
}

/** Cancels with a reason; who had been told reads it. */
export async function cancelMeeting(call: Call, { meetingId, reason }: Input<typeof meetings.cancelMeeting>): Promise<View> {
  const meeting = await openMeeting(call, meetingId, mayRecordMeeting);
  const state = call.accept(cancel(meeting.state, reason));
  const repository = meetingRepository(call.tx);
  await repository.update(meeting, { state, cancelReason: reason, occasionId: null });
  // The other record of the occasion stands alone from now on, and its roll counts.
  for (const id of await repository.joinedTo(meeting.id)) {
    const other = await repository.byId(id, call.today, true);
    if (other) await repository.update(other, { occasionId: null }, true);
  }
  if (meeting.state === 'announced') await tellRoll(call, meeting, 'meetingCancelled', { reason });
  await closeMeeting(call, meeting, 'cancel', { reason });
  return presentMeeting(call, meeting.id);
}
