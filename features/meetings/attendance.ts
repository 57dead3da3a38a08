/** Who belongs on the roll of a meeting, who is due to attend, who may vote, and what the roll adds up to. */
import { kindRules, type MeetingKind, type Words } from './kind.ts';

/** Grounds on which a member is not due to attend; they touch attendance only, never the base of a vote. */
export const attendanceExceptions = ['abroad', 'longLeave', 'ageOrIllness'] as const;
export type AttendanceException = (typeof attendanceExceptions)[number];

/** Grounds on which the right to vote rests for a time (支部工作条例 art. 5). */
export const votingSuspensions = ['onPartyProbation', 'detained', 'otherwiseSuspended'] as const;
export type VotingSuspension = (typeof votingSuspensions)[number];

/** Grounds on which a member may be left out of the base of a vote (支部工作条例 art. 11). "On leave" alone is none. */
export const voteGrounds = ['illness', 'abroadAtOwnExpense', 'imprisoned', 'bedridden', 'transferPending', 'settledElsewhere'] as const;
export type VoteGround = (typeof voteGrounds)[number];

export const voteGroundNames: Readonly<Record<VoteGround, Words>> = {
  illness: { zh: '因病不能表达本人意愿', en: 'Cannot express their will through illness' },
  abroadAtOwnExpense: { zh: '自费出国半年以上', en: 'Abroad at own expense for over half a year' },
  imprisoned: { zh: '正在服刑', en: 'In prison' },
  bedridden: { zh: '长期卧床或生活不能自理', en: 'Bedridden or unable to look after themselves' },
  transferPending: { zh: '外出半年以上，应转未转组织关系', en: 'Away for half a year or more, relation should have been transferred' },
  settledElsewhere: { zh: '离退休后长期在外地居住', en: 'Retired and long settled elsewhere' },
};

/** One name on the roll. Observers (列席) are on it, and are neither due nor in the base. */
export type Attendee = {
  readonly personId: string;
  readonly present: boolean;
  readonly mayVote: boolean;
  readonly onCommittee?: boolean;
  readonly observer?: boolean;
  /** Recorded with the consent of the level above and a vote of the meeting. */
  readonly notDueOn?: VoteGround | null;
  readonly exception?: AttendanceException | null;
  readonly leaveReason?: string | null;
};

/** What must be known of a person of the branch to place them on a roll. */
export type RollPerson = {
  readonly personId: string;
  readonly category: 'applicant' | 'activist' | 'candidate' | 'probationary' | 'full' | 'nonMember';
  readonly suspension?: VotingSuspension | null;
  readonly onCommittee?: boolean;
  readonly groupId?: string | null;
  readonly exception?: AttendanceException | null;
  readonly notDueOn?: VoteGround | null;
};

/** Full members whose rights are not suspended vote; probationary members take part in everything and vote in nothing. */
export function entitledToVote(person: Pick<RollPerson, 'category' | 'suspension'>): boolean {
  return person.category === 'full' && !person.suspension;
}

function isMember(person: RollPerson): boolean {
  return person.category === 'full' || person.category === 'probationary';
}

/** The roll with which a meeting of this kind begins: everyone whose meeting it is, nobody marked present yet. */
export function rollFor(kind: MeetingKind, people: readonly RollPerson[], groupId?: string): Attendee[] {
  const { attends } = kindRules[kind];
  return people
    .filter((person) => isMember(person))
    .filter(
      (person) =>
        attends === 'members' || (attends === 'committee' ? person.onCommittee === true : person.groupId === groupId && groupId !== undefined),
    )
    .map((person) => ({
      personId: person.personId,
      present: false,
      mayVote: entitledToVote(person),
      onCommittee: person.onCommittee ?? false,
      observer: false,
      notDueOn: person.notDueOn ?? null,
      exception: person.exception ?? null,
      leaveReason: null,
    }));
}

export type AttendanceSummary = {
  /** All but those excused for as long as the branch has recorded it. */
  readonly due: number;
  /** Those due who came: the numerator of the attendance rate. */
  readonly present: number;
  /** Absent with a reason: due, and shown apart. */
  readonly onLeave: number;
  readonly absent: number;
  /** Not due, listed with the ground. */
  readonly excused: number;
  /** Not due, and there all the same: in the room, in neither number of the rate. */
  readonly excusedPresent: number;
  readonly observers: number;
};

/** The sums of a roll. Leave with a reason counts as absent with reason: due stays what it was. */
export function attendanceOf(roll: readonly Attendee[]): AttendanceSummary {
  const members = roll.filter((a) => !a.observer);
  const due = members.filter((a) => !a.exception);
  const away = due.filter((a) => !a.present);
  const onLeave = away.filter((a) => (a.leaveReason ?? '').trim() !== '').length;
  const excused = members.filter((a) => a.exception);
  return {
    due: due.length,
    present: due.length - away.length,
    onLeave,
    absent: away.length - onLeave,
    excused: excused.length,
    excusedPresent: excused.filter((a) => a.present).length,
    observers: roll.filter((a) => a.observer && a.present).length,
  };
}

/** Those who agree to the minutes: members in the room, not observers. */
export function membersPresent(roll: readonly Attendee[]): string[] {
  return roll.filter((a) => a.present && !a.observer).map((a) => a.personId);
}
