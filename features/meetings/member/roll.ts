import { type Post, postNames } from '#features/organisations/post.ts';
import { say, sentence, t } from '#platform/web/i18n/i18n.ts';
import type { RollPerson as Tile } from '#ui/types.ts';
import { type Attendee, rollFor, type VoteGround } from '../attendance.ts';
import type { RecordableKind, VoteKind } from '../kind.ts';
import { kindRules, voteNames } from '../kind.ts';
import { meetingSentences } from '../sentences.ts';
import { mayBegin, quorumOf, votesNeeded } from '../vote.ts';
import type { Meeting } from './useMeeting.ts';

/** As tapped on this phone. `notDueOn`: the ground on which a member is left out of the base; null takes that back. */
export type Mark = { status: 'present' | 'leave' | 'absent'; reason?: string; notDueOn?: VoteGround | null; afterVotes?: boolean };
export type Marks = Record<string, Mark>;

/** One whose meeting it is, with what is known of them now. */
export type Person = {
  readonly id: string;
  readonly name: string;
  readonly category: string;
  readonly post: string | null;
  readonly isDue: boolean;
  readonly mayVote: boolean;
  readonly onCommittee: boolean;
  readonly notDueOn: VoteGround | null;
  /** As the server has it. */
  readonly wasNotDueOn: VoteGround | null;
  readonly status: Mark['status'];
  readonly reason: string | null;
  /** Signed in with the room's code: a whole list does not undo it. */
  readonly byCode: boolean;
  /** Came only after the votes. */
  readonly afterVotes: boolean;
};

/** The server's roll with what was tapped on this phone laid over it; who asked for leave starts as on leave. */
export function peopleOf(meeting: Meeting, marks: Marks, posts: ReadonlyMap<string, string> = new Map()): Person[] {
  return meeting.roll.map((row) => {
    const mark = marks[row.personId];
    const said: Mark['status'] = row.status ?? (row.answer === 'leave' ? 'leave' : 'absent');
    const byCode = row.via === 'code' && row.status === 'present';
    return {
      id: row.personId,
      name: row.name,
      category: row.category,
      post: posts.get(row.personId) ?? null,
      isDue: row.isDue,
      mayVote: row.mayVote,
      onCommittee: kindRules[meeting.kind].attends === 'committee',
      notDueOn: mark?.notDueOn === undefined ? row.notDueGround : mark.notDueOn,
      wasNotDueOn: row.notDueGround,
      status: byCode ? 'present' : (mark?.status ?? said),
      reason: mark?.reason ?? row.reason,
      byCode,
      afterVotes: mark?.afterVotes ?? row.afterVotes,
    };
  });
}

/** One of the branch's people on the day of the meeting. Copies kept by an older version say less of them. */
type Member = { id: string; name: string; category: string; onCommittee: boolean; post: string | null; isDue?: boolean; mayVote?: boolean };
/** The roll of a meeting that is entered after the event, from the branch's people. */
export function peopleFor(kind: RecordableKind, members: readonly Member[], marks: Marks): Person[] {
  const roll = rollFor(
    kind,
    members.map((member) => ({ personId: member.id, category: member.category as 'full', onCommittee: member.onCommittee })),
  );
  const due = new Map(roll.map((one) => [one.personId, one]));
  return members.flatMap((member) => {
    const one = due.get(member.id);
    return one
      ? [
          {
            id: member.id,
            name: member.name,
            category: member.category,
            post: member.post,
            isDue: member.isDue ?? true,
            mayVote: member.mayVote ?? one.mayVote,
            onCommittee: member.onCommittee,
            notDueOn: marks[member.id]?.notDueOn ?? null,
            wasNotDueOn: null,
            status: marks[member.id]?.status ?? 'absent',
            reason: marks[member.id]?.reason ?? null,
            byCode: false,
            afterVotes: marks[member.id]?.afterVotes ?? false,
          },
        ]
      : [];
  });
}

/** The note on names that were tapped as there and are not of the branch on the day of the meeting; empty where there are none. */
export function leftOff(marks: Marks, members: readonly { id: string }[], names: Readonly<Record<string, string>>): string {
  if (members.length === 0) return '';
  const there = new Set(members.map((one) => one.id));
  const gone = Object.entries(marks).flatMap(([id, mark]) => (mark.status === 'present' && !there.has(id) ? [id] : []));
  if (gone.length === 0) return '';
  const said = gone.map((id) => names[id]).filter((name) => name !== undefined);
  return said.length === gone.length ? t('meetings.roll.leftOff', { names: said.join('、') }) : t('meetings.roll.leftOffN', { n: gone.length });
}

/** The roll as the rules of votes read it: who came only after them was not in the room. */
export function attendeesOf(people: readonly Person[]): Attendee[] {
  return people.map((one) => ({
    personId: one.id,
    present: one.status === 'present' && !one.afterVotes,
    mayVote: one.mayVote,
    onCommittee: one.onCommittee,
    observer: false,
    notDueOn: one.notDueOn,
    exception: one.isDue ? null : 'longLeave',
    leaveReason: one.reason,
  }));
}

/** Full members first, those on probation under a head of their own. */
export function tilesOf(people: readonly Person[], kind: RecordableKind): Tile[] {
  const votes = kindRules[kind].votes.length > 0;
  return people
    .map((one) => ({
      id: one.id,
      name: one.name,
      state: one.status,
      ...(one.post && one.post in postNames ? { post: say(postNames[one.post as Post]) } : {}),
      ...(one.reason ? { reason: one.reason } : {}),
      ...(one.status === 'present' && one.afterVotes ? { post: t('meetings.lateArrival.word') } : {}),
      ...(one.notDueOn && one.status !== 'leave' ? { post: t('meetings.roll.notDue') } : {}),
      ...(votes && one.category === 'probationary' ? { group: t('meetings.roll.probationary') } : {}),
    }))
    .sort((a, b) => Number('group' in a) - Number('group' in b));
}

export type QuorumSaid = {
  base: number;
  present: number;
  least: number;
  of: string;
  word: string;
  reached: boolean;
  leastWord: string;
  note?: string;
};
/** The line over the roll: how many of those entitled are here, and what is still needed for this vote. */
export function quorumSaid(
  people: readonly Person[],
  kind: RecordableKind,
  vote: VoteKind | undefined = kindRules[kind].votes[0],
): QuorumSaid | null {
  if (!vote) return null;
  const roll = attendeesOf(people);
  const { base, present, needed, met } = quorumOf(roll, vote);
  const strict = vote === 'admission' || vote === 'conversion';
  const probationary = people.filter((one) => one.category === 'probationary');
  return {
    base,
    present,
    least: needed,
    reached: met,
    of: t(vote === 'committee' ? 'meetings.roll.ofCommittee' : 'meetings.roll.ofVoters'),
    word: met ? t(vote === 'committee' ? 'meetings.roll.mayBegin' : 'meetings.roll.mayVote') : t('meetings.roll.short', { n: needed - present }),
    leastWord: t(strict ? 'meetings.roll.leastMore' : 'meetings.roll.leastHalf', { n: needed }),
    ...(vote !== 'committee' && probationary.length
      ? { note: t('meetings.roll.besides', { n: probationary.length, here: probationary.filter((one) => one.status === 'present').length }) }
      : {}),
  };
}
export const needed = (base: number): number => votesNeeded(base);

/** Why the meeting cannot begin with those who are here; empty where it can. */
export function whyNotBegin(people: readonly Person[], kind: RecordableKind): string {
  const answer = mayBegin(kind, attendeesOf(people));
  return answer.ok ? '' : sentence(meetingSentences, answer.code, answer.params);
}
export const voteName = (vote: VoteKind): string => say(voteNames[vote]);
export const rollEntries = (people: readonly Person[]) =>
  people.map((one) => ({
    personId: one.id,
    status: one.status,
    ...(one.status === 'leave' ? { reason: one.reason ?? t('meetings.roll.reasons.other') } : {}),
    ...(one.status === 'present' ? { afterVotes: one.afterVotes } : {}),
    // Entered only with both consents; an unchanged one is not sent again.
    ...(one.notDueOn === one.wasNotDueOn
      ? {}
      : { notDue: one.notDueOn ? { ground: one.notDueOn, consentOfLevelAbove: true, votedByMeeting: true } : null }),
  }));
export const leaveReasons = (): string[] => ['business', 'study', 'ill', 'away', 'other'].map((key) => t(`meetings.roll.reasons.${key}`));
