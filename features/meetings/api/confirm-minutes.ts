import type { Call } from '#platform/server/call/call.ts';
import { sha256 } from '#platform/server/crypto/crypto.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { notify } from '../../notices/index.ts';
import { confirmMeeting, decideAmendment as decide, mayRespond } from '../agreement.ts';
import { membersPresent, type VoteGround } from '../attendance.ts';
import type { meetings } from '../contract.ts';
import type { VoteKind } from '../kind.ts';
import { canonicalMinutes, mayAddAddendum, observersOnRoll, presenceOf } from '../minutes.ts';
import { mayAttendMeeting, mayConfirmMeeting, mayDecideAmendment, mayRecordMeeting } from '../policy.ts';
import { redecide, writtenTallyOf } from './decisions.ts';
import { closeMeeting, openMeeting } from './open.ts';
import { loadParts, type Parts, presentMeeting, subjectOf, submittedOf } from './present.ts';
import { type Amendment, type Meeting, meetingRepository } from './repository.ts';
import { agreementOf, amendmentsForRules, attendeeOf, rollRepository, sumsOf } from './roll.ts';
import { markRoll } from './take-roll.ts';

type View = Output<typeof meetings.getMeeting>;

const linkTo = (meeting: Meeting) => ({ link: `/meetings/${meeting.id}`, subjectId: meeting.id });
const named = (meeting: Meeting) => ({ title: meeting.title, kind: meeting.kind, branch: meeting.branch.name });

async function respond(call: Call, meetingId: string): Promise<{ meeting: Meeting; parts: Parts; personId: string }> {
  const meeting = await openMeeting(call, meetingId, mayAttendMeeting);
  const parts = await loadParts(call, meeting);
  const personId = call.actor.personId ?? '';
  call.accept(mayRespond(submittedOf(meeting, parts.roll, parts.amendments), personId, call.now.toISOString()));
  return { meeting, parts, personId };
}

/** A member who was there proposes a change; the recorder is told. */
export async function proposeAmendment(call: Call, input: Input<typeof meetings.proposeAmendment>): Promise<View> {
  const { meeting, parts, personId } = await respond(call, input.meetingId);
  if (input.itemId && !parts.items.some((item) => item.id === input.itemId)) call.refuse('not_found');
  await meetingRepository(call.tx).addAmendment({
    id: newId(),
    meetingId: meeting.id,
    itemId: input.itemId ?? null,
    personId,
    text: input.text,
    proposedAt: call.now,
  });
  if (meeting.recorderId !== personId)
    await notify(call, [meeting.recorderId], { kind: 'amendmentProposed', params: { ...named(meeting), name: call.actor.name }, ...linkTo(meeting) });
  await closeMeeting(call, meeting, 'amend');
  return presentMeeting(call, meeting.id);
}

/** Agrees to the text as it is now. A second time changes nothing. */
export async function agreeToMinutes(call: Call, { meetingId }: Input<typeof meetings.agreeToMinutes>): Promise<View> {
  const { meeting, parts, personId } = await respond(call, meetingId);
  const roll = rollRepository(call.tx);
  if (!agreementOf(parts.roll, meeting.kind, parts.amendments).agreed.includes(personId))
    await roll.set(meeting.id, personId, { agreedAt: call.now });
  const { agreed } = agreementOf(await roll.all(meeting.id), meeting.kind, parts.amendments);
  await meetingRepository(call.tx).update(meeting, { agreed: agreed.length }, true);
  await closeMeeting(call, meeting, 'agree');
  return presentMeeting(call, meeting.id);
}

/** What an accepted proposal makes of the record: points of an item, entries of the roll, votes, next steps. */
async function applyAmendment(call: Call, meeting: Meeting, amendment: Amendment, input: Input<typeof meetings.decideAmendment>): Promise<void> {
  const repository = meetingRepository(call.tx);
  const parts = await loadParts(call, meeting);
  const itemId = input.itemId ?? amendment.itemId;
  if (input.points !== undefined) {
    const item = parts.items.find((one) => one.id === itemId) ?? call.refuse('not_found');
    await repository.setPoints(item.id, input.points);
  }
  if (input.roll?.length) await markRoll(call, meeting, parts.roll, input.roll, true);
  const corrected = new Map((input.decisions ?? []).map(({ id, tally }) => [id, tally]));
  if ([...corrected.keys()].some((id) => !parts.decisions.some((one) => one.id === id))) call.refuse('not_found');
  if (input.nextSteps) await repository.replaceNextSteps(meeting.id, input.nextSteps);
  await redecide(call, meeting, 'amend', corrected);
  // Agreements end with an accepted proposal: one that changes nothing would end them for nothing.
  if (frozenTextOf(meeting, await loadParts(call, meeting)) === frozenTextOf(meeting, parts)) call.refuse('amendment_changes_nothing');
}

/** The recorder answers a proposal. Accepting changes the record; it ends earlier agreements, and those who gave them are told. */
export async function decideAmendment(call: Call, input: Input<typeof meetings.decideAmendment>): Promise<View> {
  const repository = meetingRepository(call.tx);
  const meeting = await repository.byId(input.meetingId, call.today, true);
  const amendments = meeting ? await repository.amendments(meeting.id) : [];
  const proposed = amendments.find((a) => a.id === input.amendmentId);
  call.permit(mayDecideAmendment, meeting && { ...subjectOf(meeting), proposerId: proposed?.personId ?? null });
  return proposed && meeting ? answer(call, meeting, proposed, amendments, input) : call.refuse('not_found');
}

async function answer(
  call: Call,
  meeting: Meeting,
  amendment: Amendment,
  amendments: readonly Amendment[],
  input: Input<typeof meetings.decideAmendment>,
): Promise<View> {
  const repository = meetingRepository(call.tx);
  const roll = rollRepository(call.tx);
  const before = await roll.all(meeting.id);
  const rules = amendmentsForRules([amendment])[0];
  const state = call.accept(decide(meeting, rules as NonNullable<typeof rules>, input));
  const earlier = agreementOf(before, meeting.kind, amendments).agreed;
  await repository.decideAmendment(amendment.id, { state, reason: input.reason, decidedAt: call.now });
  if (state === 'accepted') await applyAmendment(call, meeting, amendment, input);
  const after = await roll.all(meeting.id);
  const agreed = agreementOf(after, meeting.kind, await repository.amendments(meeting.id)).agreed;
  await repository.update(meeting, { ...sumsOf(after, meeting.kind), agreed: agreed.length });
  const ended = earlier.filter((id) => !agreed.includes(id) && id !== amendment.personId && id !== call.actor.personId);
  if (amendment.personId !== call.actor.personId)
    await notify(call, [amendment.personId], {
      kind: state === 'accepted' ? 'amendmentAccepted' : 'amendmentDeclined',
      params: { ...named(meeting), reason: input.reason },
      ...linkTo(meeting),
    });
  await notify(call, ended, { kind: 'agreementEnded', params: named(meeting), ...linkTo(meeting) });
  await closeMeeting(call, meeting, state === 'accepted' ? 'acceptAmendment' : 'declineAmendment', { reason: input.reason });
  return presentMeeting(call, meeting.id);
}

/** The text that confirming freezes. */
export function frozenTextOf(meeting: Meeting, parts: Parts): string {
  return canonicalMinutes({
    meetingId: meeting.id,
    branchId: meeting.branchId,
    branchName: meeting.branch.name,
    kind: meeting.kind,
    title: meeting.title,
    startsAt: meeting.startsAt.toISOString(),
    endsAt: meeting.endsAt?.toISOString() ?? null,
    place: meeting.place,
    online: meeting.online,
    chair: { personId: meeting.chairId, name: meeting.chairName },
    recorder: { personId: meeting.recorderId, name: meeting.recorderName },
    lecturer: meeting.lecturerId
      ? { personId: meeting.lecturerId, name: meeting.lecturerPersonName ?? '' }
      : meeting.lecturerName
        ? { personId: null, name: meeting.lecturerName }
        : null,
    roll: [
      ...parts.roll.map((row) => ({
        personId: row.personId,
        name: row.name,
        presence: presenceOf(row.status, row.isDue),
        observer: false,
        mayVote: row.mayVote,
        reason: row.reason,
        notDueOn: row.notDueGround as VoteGround | null,
        afterVotes: row.afterVotes,
      })),
      ...observersOnRoll(meeting.observers),
    ],
    agenda: parts.items.map((item) => ({ title: item.title, content: item.points })),
    decisions: parts.decisions.map((d) => ({
      matter: d.matter,
      vote: d.vote as VoteKind,
      base: d.base,
      present: d.present,
      tally: { yes: d.yes, no: d.no, abstain: d.abstain },
      written: d.written,
      adopted: d.adopted,
      subject: d.subjectId ? { personId: d.subjectId, name: d.subjectName ?? '' } : null,
      secret: d.secret,
      writtenTally: writtenTallyOf(d),
    })),
    nextSteps: parts.nextSteps.map((step) => ({ what: step.text, owner: step.ownerName, by: step.dueOn })),
    fiveBuildings: meeting.fiveBuildings,
    origin: meeting.origin,
    receivedAt: (meeting.receivedAt as Date).toISOString(),
    writtenAt: meeting.writtenAt?.toISOString() ?? null,
    attachments: parts.photos.map((photo) => photo.sha256),
  });
}

/** The chair confirms: the text is frozen under its SHA-256, and the database keeps it so. */
export async function confirmMinutes(call: Call, { meetingId }: Input<typeof meetings.confirmMinutes>): Promise<View> {
  const meeting = await openMeeting(call, meetingId, mayConfirmMeeting);
  const parts = await loadParts(call, meeting);
  const state = call.accept(confirmMeeting(submittedOf(meeting, parts.roll, parts.amendments), call.now.toISOString()));
  const canonical = frozenTextOf(meeting, parts);
  await meetingRepository(call.tx).update(meeting, {
    state,
    confirmedAt: call.now,
    confirmedBy: call.actor.personId,
    canonical,
    sha256: sha256(canonical),
  });
  const present = membersPresent(parts.roll.map((row) => attendeeOf(row, meeting.kind)));
  await notify(
    call,
    present.filter((id) => id !== call.actor.personId),
    { kind: 'minutesConfirmed', params: named(meeting), ...linkTo(meeting) },
  );
  await closeMeeting(call, meeting, 'confirm', { detail: { sha256: sha256(canonical) } });
  return presentMeeting(call, meeting.id);
}

/** What comes after the text is frozen is written beside it, with its time and name. */
export async function addAddendum(call: Call, { meetingId, text }: Input<typeof meetings.addAddendum>): Promise<View> {
  const meeting = await openMeeting(call, meetingId, mayRecordMeeting);
  call.accept(mayAddAddendum(meeting.state));
  await meetingRepository(call.tx).addAddendum({
    id: newId(),
    meetingId: meeting.id,
    personId: call.actor.personId ?? meeting.recorderId,
    text,
    at: call.now,
  });
  const rows = await rollRepository(call.tx).all(meeting.id);
  const present = membersPresent(rows.map((row) => attendeeOf(row, meeting.kind)));
  await notify(
    call,
    present.filter((id) => id !== call.actor.personId),
    { kind: 'addendumAdded', params: named(meeting), ...linkTo(meeting) },
  );
  await closeMeeting(call, meeting, 'addendum');
  return presentMeeting(call, meeting.id);
}
