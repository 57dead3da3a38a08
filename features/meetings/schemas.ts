/** What meetings look like on the wire: the views that pages receive, and the parts of what they send. */
import { z } from 'zod';
import { Ability, DayText, Id, Instant } from '#platform/shared/contract/schemas.ts';
import { voteGrounds } from './attendance.ts';
import { personVotes } from './candidate.ts';
import { fiveBuildings, recordableKinds, voteKinds } from './kind.ts';
import { meetingOrigins, meetingStates } from './meeting.ts';

export const Kind = z.enum(recordableKinds);
export const State = z.enum(meetingStates);
const Vote = z.enum(voteKinds);
/** A vote about one person. */
export const PersonVote = z.enum(personVotes);
export const Count = z.number().int().min(0).max(5000);
export const Named = z.object({ id: Id, name: z.string() });
export const MonthText = z
  .string()
  .regex(/^\d{4}-(0[1-9]|1[0-2])$/, { error: 'month' })
  .meta({ example: '2026-11' });
export const Title = z.string().trim().min(1).max(100);
export const Reason = z.string().trim().max(200);
export const FiveBuildings = z.array(z.enum(fiveBuildings)).max(3);

export const MeetingRow = z
  .object({
    id: Id,
    kind: Kind,
    title: z.string(),
    state: State,
    startsAt: z.string(),
    endsAt: z.string().nullable(),
    place: z.string().nullable(),
    online: z.boolean(),
    present: z.number().int(),
    due: z.number().int(),
    agreed: z.number().int(),
    late: z.boolean(),
    branch: Named,
    /** False for a line that can be seen but not opened (an announced lecture, to an activist). */
    readable: z.boolean(),
  })
  .meta({ id: 'MeetingRow' });

export const Tally = z.object({ yes: Count, no: Count, abstain: Count });
const DecisionView = z
  .object({
    id: Id,
    matter: z.string(),
    vote: Vote,
    subject: Named.nullable(),
    base: Count,
    present: Count,
    written: Count,
    /** Of the votes, those in writing; null where they were not kept apart. */
    writtenTally: Tally.nullable(),
    /** Who wrote, and when the branch had it: for those who keep the roll, null for others. */
    opinions: z.array(z.object({ personId: Id, receivedAt: z.string() })).nullable(),
    yes: Count,
    no: Count,
    abstain: Count,
    votesNeeded: Count,
    adopted: z.boolean(),
  })
  .meta({ id: 'Decision' });
const RollRow = z
  .object({
    personId: Id,
    name: z.string(),
    category: z.string(),
    isDue: z.boolean(),
    mayVote: z.boolean(),
    /** Grounds and reasons are personal: null for all but the committee, the recorder and the person. */
    notDueGround: z.enum(voteGrounds).nullable(),
    reason: z.string().nullable(),
    answer: z.enum(['coming', 'leave']).nullable(),
    status: z.enum(['present', 'leave', 'absent']).nullable(),
    via: z.enum(['tap', 'code']).nullable(),
    signedAt: z.string().nullable(),
    afterVotes: z.boolean(),
    agreed: z.boolean(),
  })
  .meta({ id: 'RollRow' });
const Myself = z.object({
  due: z.boolean(),
  mayVote: z.boolean(),
  answer: z.enum(['coming', 'leave']).nullable(),
  reason: z.string().nullable(),
  status: z.enum(['present', 'leave', 'absent']).nullable(),
  signedAt: z.string().nullable(),
  agreed: z.boolean(),
});
const AmendmentView = z
  .object({
    id: Id,
    itemId: Id.nullable(),
    itemTitle: z.string().nullable(),
    person: Named,
    text: z.string(),
    state: z.enum(['proposed', 'accepted', 'declined']),
    reason: z.string().nullable(),
    proposedAt: z.string(),
    decidedAt: z.string().nullable(),
    /** May the reader decide it? */
    decide: Ability,
  })
  .meta({ id: 'Amendment' });

export const MeetingView = z
  .object({
    id: Id,
    version: z.number().int(),
    kind: Kind,
    title: z.string(),
    state: State,
    startsAt: z.string(),
    endsAt: z.string().nullable(),
    heldOn: z.string(),
    place: z.string().nullable(),
    online: z.boolean(),
    branch: Named,
    chair: Named,
    recorder: Named,
    lecturer: z.object({ id: Id.nullable(), name: z.string() }).nullable(),
    fiveBuildings: z.array(z.enum(fiveBuildings)),
    observers: z.array(z.string()),
    /** Names on the list as sent that were not of the branch that day: for those who keep the roll. */
    leftOff: z.array(z.string()),
    cancelReason: z.string().nullable(),
    announcedAt: z.string().nullable(),
    /** The other record of one occasion: a theme day with its lecture. */
    occasion: z.object({ id: Id, kind: Kind, title: z.string() }).nullable(),
    items: z.array(z.object({ id: Id, title: z.string(), points: z.string() })),
    /** Whom the meeting was planned to vote on. */
    candidates: z.array(z.object({ person: Named, vote: PersonVote })),
    roll: z.array(RollRow),
    attendance: z.object({ due: Count, present: Count, onLeave: Count, absent: Count, excused: Count, excusedPresent: Count, observers: Count }),
    /** For each vote this kind knows: enough in the room now? */
    quorums: z.array(z.object({ vote: Vote, base: Count, present: Count, needed: Count, met: z.boolean(), votesNeeded: Count })),
    decisions: z.array(DecisionView),
    nextSteps: z.array(z.object({ id: Id, text: z.string(), ownerName: z.string().nullable(), dueOn: z.string().nullable() })),
    amendments: z.array(AmendmentView),
    addenda: z.array(z.object({ id: Id, person: Named, text: z.string(), at: z.string() })),
    photos: z.array(z.object({ id: Id, caption: z.string() })),
    confirmation: z.object({
      submittedAt: z.string().nullable(),
      receivedAt: z.string().nullable(),
      writtenAt: z.string().nullable(),
      amendmentsEndAt: z.string().nullable(),
      agreed: Count,
      present: Count,
      late: z.boolean(),
      punctuality: z.enum(['onTime', 'late', 'imported']).nullable(),
      lateFrom: z.string(),
      origin: z.enum(meetingOrigins),
      confirmedAt: z.string().nullable(),
      confirmedBy: Named.nullable(),
      sha256: z.string().nullable(),
      chairLeft: z.boolean(),
      /** Who confirms in place of a chair who has left, as the level above named them. */
      deputy: z.object({ id: Id, name: z.string(), namedBy: z.string().nullable(), reason: z.string() }).nullable(),
    }),
    myself: Myself.nullable(),
    /** What the minutes still lack, by place in the form. */
    missing: z.array(z.object({ field: z.string(), path: z.string() })),
    abilities: z.object({
      edit: Ability,
      announce: Ability,
      cancel: Ability,
      takeRoll: Ability,
      hold: Ability,
      showCode: Ability,
      write: Ability,
      submit: Ability,
      decideAmendments: Ability,
      addLecture: Ability,
      addPhoto: Ability,
      answer: Ability,
      signIn: Ability,
      agree: Ability,
      amend: Ability,
      confirm: Ability,
      nameDeputy: Ability,
      addAddendum: Ability,
    }),
  })
  .meta({ id: 'Meeting' });

/** A name on the roll as it is tapped. Leaving someone out of a vote's base needs the consent of the level above and a vote. */
export const RollEntry = z.object({
  personId: Id,
  status: z.enum(['present', 'leave', 'absent']),
  reason: Reason.optional(),
  afterVotes: z.boolean().optional(),
  notDue: z.object({ ground: z.enum(voteGrounds), consentOfLevelAbove: z.boolean(), votedByMeeting: z.boolean() }).nullish(),
});
export const Item = z.object({ title: z.string().trim().min(1).max(200), points: z.string().max(20_000).default('') });
export const NextStep = z.object({
  text: z.string().trim().min(1).max(300),
  ownerName: z.string().trim().max(50).nullish(),
  dueOn: DayText.nullish(),
});
export const DecisionBody = z.object({
  matter: z.string().trim().min(1).max(300),
  vote: Vote,
  subjectId: Id.nullish(),
  tally: Tally,
  /** Of the tally, what came in writing before the meeting, and from whom. */
  written: Tally.nullish(),
  opinions: z
    .array(z.object({ personId: Id, receivedAt: Instant }))
    .max(500)
    .optional(),
  secret: z.boolean().optional(),
});
export const Observers = z.array(z.string().trim().min(1).max(50)).max(100);
/** Whom a planned meeting is to vote on. */
export const Candidates = z.array(z.object({ personId: Id, vote: PersonVote })).max(30);
export const recordParts = {
  endsAt: Instant.nullish(),
  observers: Observers.optional(),
  fiveBuildings: FiveBuildings.optional(),
  items: z.array(Item).max(30),
  roll: z.array(RollEntry).max(1000),
  decisions: z.array(DecisionBody).max(50).default([]),
  nextSteps: z.array(NextStep).max(50).default([]),
  writtenAt: Instant.nullish(),
};
export const plan = {
  kind: Kind,
  title: Title,
  startsAt: Instant,
  endsAt: Instant.nullish(),
  place: z.string().trim().max(100).nullish(),
  online: z.boolean().optional(),
  chairId: Id,
  recorderId: Id,
  lecturerId: Id.nullish(),
  lecturerName: z.string().trim().max(50).nullish(),
  fiveBuildings: FiveBuildings.optional(),
  occasionId: Id.nullish(),
};
export const example = {
  branchId: '01980000-0000-7000-8000-000000000001',
  kind: 'membersMeeting',
  title: '讨论年度工作',
  startsAt: '2026-11-26T19:00:00+08:00',
  place: '明理楼 302',
  chairId: '01980000-0000-7000-8000-000000000002',
  recorderId: '01980000-0000-7000-8000-000000000003',
  agenda: [{ title: '听取支部委员会工作报告' }],
};
