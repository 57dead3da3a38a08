/** A written meeting as rows, with the frozen text and its SHA-256 where it is confirmed; and the counts it adds up to. */

import type { Counts } from '#features/health/facts.ts';
import { punctuality } from '#features/meetings/meeting.ts';
import { canonicalMinutes, observersOnRoll, presenceOf } from '#features/meetings/minutes.ts';
import { sha256 } from '#platform/server/crypto/crypto.ts';
import { monthOf } from '#platform/shared/day/day.ts';
import type { Meeting } from './minutes.ts';
import type { Random } from './random.ts';
import type { BulkWriter } from './rows.ts';

/** The text that the chair's confirming would have frozen. */
function frozen(meeting: Meeting): string {
  return canonicalMinutes({
    meetingId: meeting.id,
    branchId: meeting.branch.organisation.id,
    branchName: meeting.branch.organisation.name,
    kind: meeting.kind,
    title: meeting.title,
    startsAt: meeting.startsAt.toISOString(),
    endsAt: meeting.endsAt.toISOString(),
    place: meeting.place,
    online: meeting.online,
    chair: { personId: meeting.chair.id, name: meeting.chair.name },
    recorder: { personId: meeting.recorder.id, name: meeting.recorder.name },
    lecturer: meeting.lecturer && { personId: meeting.lecturer.person?.id ?? null, name: meeting.lecturer.name },
    roll: [
      ...meeting.roll.map((row) => ({
        personId: row.person.id,
        name: row.person.name,
        presence: presenceOf(row.status, row.due),
        observer: false,
        mayVote: row.mayVote,
        reason: row.reason,
        notDueOn: null,
        afterVotes: false,
      })),
      ...observersOnRoll(meeting.observers),
    ],
    agenda: meeting.items.map(({ title, points }) => ({ title, content: points })),
    decisions: meeting.decisions.map((one) => ({
      matter: one.matter,
      vote: one.vote,
      base: one.base,
      present: one.present,
      written: one.written,
      adopted: one.adopted,
      tally: { yes: one.yes, no: one.no, abstain: one.abstain },
      subject: one.subjectId ? { personId: one.subjectId, name: one.subjectName ?? '' } : null,
      secret: one.secret,
      writtenTally: { yes: one.writtenYes, no: one.writtenNo, abstain: 0 },
    })),
    nextSteps: meeting.steps.map(({ text, owner, dueOn }) => ({ what: text, owner, by: dueOn })),
    fiveBuildings: meeting.five,
    origin: 'demo',
    receivedAt: (meeting.receivedAt as Date).toISOString(),
    writtenAt: null,
    attachments: [],
  });
}

function sumsOf(meeting: Meeting): { present: number; due: number } {
  const due = meeting.roll.filter((row) => row.due);
  return { present: due.filter((row) => row.status === 'present').length, due: due.length };
}

export function addMeeting(writer: BulkWriter, random: Random, meeting: Meeting): void {
  const text = meeting.state === 'confirmed' ? frozen(meeting) : null;
  const { present, due } = sumsOf(meeting);
  writer.add('meetings', {
    id: meeting.id,
    branchId: meeting.branch.organisation.id,
    kind: meeting.kind,
    title: meeting.title,
    state: meeting.state,
    startsAt: meeting.startsAt,
    endsAt: meeting.endsAt,
    heldOn: meeting.heldOn,
    place: meeting.place,
    online: meeting.online,
    chairId: meeting.chair.id,
    recorderId: meeting.recorder.id,
    lecturerId: meeting.lecturer?.person?.id ?? null,
    lecturerName: meeting.lecturer?.name ?? null,
    fiveBuildings: meeting.five,
    observers: meeting.observers,
    occasionId: meeting.occasionId,
    cancelReason: meeting.cancelReason,
    plannedBy: meeting.recorder.id,
    announcedAt: meeting.announcedAt,
    receivedAt: meeting.receivedAt,
    confirmedAt: meeting.confirmedAt,
    confirmedBy: meeting.confirmedAt ? meeting.chair.id : null,
    sha256: text === null ? null : sha256(text),
    canonical: text,
    present,
    due,
    agreed: meeting.roll.filter((row) => row.agreedAt !== null).length,
    origin: 'demo',
    version: 1,
  });
  for (const [position, item] of meeting.items.entries())
    writer.add('meetingItems', { id: item.id, meetingId: meeting.id, position, title: item.title, points: item.points });
  for (const row of meeting.roll) {
    writer.add('attendances', {
      meetingId: meeting.id,
      personId: row.person.id,
      name: row.person.name,
      category: row.category,
      isDue: row.due,
      mayVote: row.mayVote,
      notDueGround: null,
      answer: row.answer,
      status: row.status,
      reason: row.reason,
      via: row.via,
      signedAt: row.via === 'code' ? new Date(meeting.startsAt.getTime() + random.int(-8, 6) * 60_000) : null,
      agreedAt: row.agreedAt,
      afterVotes: false,
    });
  }
  meeting.decisions.forEach(({ opinionBy, subjectName: _, ...one }, position) => {
    writer.add('meetingDecisions', { ...one, meetingId: meeting.id, position });
    if (opinionBy !== null)
      writer.add('meetingOpinions', { decisionId: one.id, personId: opinionBy, receivedAt: new Date(meeting.startsAt.getTime() - 86_400_000) });
  });
  for (const [position, step] of meeting.steps.entries())
    writer.add('meetingNextSteps', { id: step.id, meetingId: meeting.id, position, text: step.text, ownerName: step.owner, dueOn: step.dueOn });
}

type Tally = { -readonly [Key in keyof Required<Counts>]: Required<Counts>[Key] } & { late: number };

/** One row for each month and kind of a branch, as the use-cases keep them in the writing transaction. */
export function countsOf(meetings: readonly Meeting[]): Tally[] {
  const rows = new Map<string, Tally>();
  for (const meeting of meetings) {
    const { state, kind, heldOn, branch } = meeting;
    if (state !== 'held' && state !== 'recorded' && state !== 'confirmed') continue;
    const key = `${monthOf(heldOn)}/${kind}`;
    const row = rows.get(key) ?? {
      month: monthOf(heldOn),
      kind,
      late: 0,
      confirmed: 0,
      held: 0,
      counted: 0,
      present: 0,
      due: 0,
      occasions: 0,
      lastOn: '',
    };
    rows.set(key, row);
    const judged = heldOn >= branch.organisation.recordsSince;
    if (judged) row.held += 1;
    if (state === 'held') continue;
    if (!judged) continue;
    if (
      meeting.receivedAt &&
      punctuality({ startsAt: meeting.startsAt.toISOString(), receivedAt: meeting.receivedAt.toISOString(), origin: 'demo' }) === 'late'
    )
      row.late += 1;
    if (state === 'confirmed') row.confirmed += 1;
    row.counted += 1;
    if (heldOn > row.lastOn) row.lastOn = heldOn;
    if (meeting.occasionId !== null) continue;
    const sums = sumsOf(meeting);
    row.occasions += 1;
    row.present += sums.present;
    row.due += sums.due;
  }
  return [...rows.values()];
}

const PROPOSED = [
  '要点第一条的人数应为到会人数，请核对。',
  '补充讨论中提到的时间安排。',
  '姓名有一处写错，请改正。',
  '活动经费的数额请写到元。',
] as const;
const ACCEPTED = ['核对属实，已改。', '已补充。'] as const;
const DECLINED = ['与签到记录一致，不改。', '会上没有议定，另行讨论。'] as const;

/** Now and then somebody who was there proposes a change. An accepted one ends the agreements given before it. */
export function addAmendments(writer: BulkWriter, random: Random, meeting: Meeting, now: Date): void {
  if (meeting.receivedAt === null || (meeting.state !== 'recorded' && meeting.state !== 'confirmed') || !random.chance(0.04)) return;
  const present = meeting.roll.filter((row) => row.status === 'present' && row.person !== meeting.recorder);
  const item = meeting.items[0];
  const decidedAt = new Date(meeting.receivedAt.getTime() + 9 * 3_600_000);
  if (present.length === 0 || item === undefined || decidedAt >= now) return;
  const accepted = random.chance(0.6);
  writer.add('meetingAmendments', {
    id: random.id(decidedAt.getTime()),
    meetingId: meeting.id,
    itemId: item.id,
    personId: random.pick(present).person.id,
    text: random.pick(PROPOSED),
    state: accepted ? 'accepted' : 'declined',
    reason: random.pick(accepted ? ACCEPTED : DECLINED),
    proposedAt: new Date(meeting.receivedAt.getTime() + 2 * 3_600_000),
    decidedAt,
  });
  if (accepted) for (const row of meeting.roll) if (row.agreedAt !== null && row.agreedAt <= decidedAt) row.agreedAt = null;
}
