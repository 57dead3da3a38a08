/** The roll of a meeting, and what was voted on by those who were there: each decision is asked of the rule of votes. */
import type { Attendee } from '#features/meetings/attendance.ts';
import type { RecordableKind, VoteKind } from '#features/meetings/kind.ts';
import { decide, quorumOf } from '#features/meetings/vote.ts';
import type { Day } from '#platform/shared/day/day.ts';
import { LEAVE_REASONS } from './names.ts';
import type { Ballot, Person } from './people.ts';
import type { Random } from './random.ts';

export type RollRow = {
  readonly person: Person;
  readonly category: 'probationary' | 'full';
  readonly due: boolean;
  readonly mayVote: boolean;
  readonly status: 'present' | 'leave' | 'absent' | null;
  readonly reason: string | null;
  readonly answer: 'coming' | 'leave' | null;
  readonly via: 'tap' | 'code' | null;
  agreedAt: Date | null;
};
export type DecisionRow = {
  readonly id: string;
  readonly matter: string;
  readonly vote: VoteKind;
  readonly subjectId: string | null;
  readonly base: number;
  readonly present: number;
  readonly written: number;
  readonly writtenYes: number;
  readonly writtenNo: number;
  readonly secret: boolean;
  readonly yes: number;
  readonly no: number;
  readonly abstain: number;
  readonly adopted: boolean /** Who sent a written opinion the day before. */;
  readonly opinionBy: string | null;
  readonly subjectName: string | null;
};
const HOUR = 3_600_000;

/** How one member stands on it: absences have reasons mostly, and nobody is absent from a meeting that lies ahead. */
export function rollRow(
  random: Random,
  person: Person,
  at: { day: Day; past: boolean; must: boolean; eager: boolean; kind: RecordableKind },
): RollRow {
  const category = person.fullFrom !== null && person.fullFrom <= at.day ? 'full' : 'probationary';
  const due = person.excused === null || person.excused.from > at.day;
  const base = { person, category, due, mayVote: category === 'full', agreedAt: null } as const;
  if (!at.past) {
    const answer = at.must || random.chance(0.7) ? (at.must || random.chance(0.9) ? 'coming' : 'leave') : null;
    return { ...base, status: null, reason: answer === 'leave' ? random.pick(LEAVE_REASONS) : null, answer, via: null };
  }
  if (!due && !at.must) return { ...base, status: null, reason: null, answer: null, via: null };
  if (at.must || random.chance(at.eager || at.kind === 'committeeMeeting' ? Math.max(0.93, person.presence) : person.presence))
    return { ...base, status: 'present', reason: null, answer: random.chance(0.6) ? 'coming' : null, via: random.chance(0.4) ? 'code' : 'tap' };
  if (random.chance(0.75)) return { ...base, status: 'leave', reason: random.pick(LEAVE_REASONS), answer: 'leave', via: null };
  return { ...base, status: 'absent', reason: null, answer: null, via: null };
}

/** The roll as the rules of votes read it. */
function attendeesOf(roll: readonly RollRow[], committee: readonly Person[]): Attendee[] {
  return roll.map((row) => ({
    personId: row.person.id,
    present: row.status === 'present',
    mayVote: row.mayVote,
    onCommittee: committee.includes(row.person),
    observer: false,
  }));
}

/** The votes taken: none without a quorum, and none that the rule refuses. */
export function decisionsOf(
  random: Random,
  meeting: {
    kind: RecordableKind;
    startsAt: Date;
    roll: readonly RollRow[];
    committee: readonly Person[];
    ballots: readonly Ballot[];
    matter: string | undefined;
  },
): DecisionRow[] {
  const roll = attendeesOf(meeting.roll, meeting.committee);
  const rows: DecisionRow[] = [];
  const startsAt = meeting.startsAt.toISOString();
  const vote = (kind: VoteKind, matter: string, subject: Person | null) => {
    const quorum = quorumOf(roll, kind);
    if (!quorum.met) return;
    const absent = roll.find((one) => one.mayVote && !one.present);
    const written = subject !== null && absent !== undefined && random.chance(0.15) ? 1 : 0;
    const against = random.chance(0.12) ? 1 : 0;
    const abstain = quorum.present - against > quorum.base / 2 + 2 && random.chance(0.2) ? 1 : 0;
    const tally = { yes: quorum.present - against - abstain + written, no: against, abstain };
    const opinions =
      written === 1 && absent ? [{ personId: absent.personId, receivedAt: new Date(meeting.startsAt.getTime() - 24 * HOUR).toISOString() }] : [];
    const decision = decide(
      { kind: meeting.kind, state: 'held', startsAt, roll, opinions, decidedMatters: rows.map((row) => row.matter) },
      {
        vote: kind,
        matter,
        tally,
        secret: subject !== null,
        candidateIds: subject ? [subject.id] : [],
        ...(written ? { written: { yes: 1, no: 0, abstain: 0 } } : {}),
      },
    );
    if (!decision.ok) return;
    // The people of this story were admitted: a vote that would have failed was not taken that day.
    if (subject !== null && !decision.value.adopted) return;
    rows.push({
      id: random.id(meeting.startsAt.getTime()),
      matter,
      vote: kind,
      subjectId: subject?.id ?? null,
      subjectName: subject?.name ?? null,
      secret: subject !== null,
      writtenYes: written,
      writtenNo: 0,
      base: decision.value.base,
      present: decision.value.present,
      written: decision.value.written,
      ...tally,
      adopted: decision.value.adopted,
      opinionBy: written === 1 && absent ? absent.personId : null,
    });
  };
  for (const ballot of meeting.ballots)
    vote(
      ballot.vote,
      ballot.vote === 'admission' ? `同意接收${ballot.person.name}同志为中共预备党员` : `同意${ballot.person.name}同志按期转为中共正式党员`,
      ballot.person,
    );
  if (meeting.matter !== undefined) vote(meeting.kind === 'committeeMeeting' ? 'committee' : 'ordinary', meeting.matter, null);
  return rows;
}
