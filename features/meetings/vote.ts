/**
 * Base, quorum and decision of the votes of a branch. Half and more than half are of the base, never of those in the
 * room (支部工作条例 art. 11–12; 发展党员细则 art. 20–21). Elections have rules of their own and are not here.
 */
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { type Attendee, type VoteGround, voteGrounds } from './attendance.ts';
import { kindRules, type MeetingKind, type VoteKind } from './kind.ts';
import type { MeetingState } from './meeting.ts';

export type Quorum = { readonly base: number; readonly present: number; readonly needed: number; readonly met: boolean };

/** Those counted: the committee's own members for its votes, else the entitled who are not recorded as not due. */
export function baseOf(roll: readonly Attendee[], vote: VoteKind): readonly Attendee[] {
  if (vote === 'committee') return roll.filter((a) => !a.observer && a.onCommittee);
  return roll.filter((a) => !a.observer && a.mayVote && !a.notDueOn);
}

/** Present enough for this vote? Half of the base suffices for ordinary and committee votes, admission and conversion need more than half. */
export function quorumOf(roll: readonly Attendee[], vote: VoteKind): Quorum {
  const counted = baseOf(roll, vote);
  const base = counted.length;
  const present = counted.filter((a) => a.present).length;
  const needed = vote === 'admission' || vote === 'conversion' ? Math.floor(base / 2) + 1 : Math.max(1, Math.ceil(base / 2));
  return { base, present, needed, met: present >= needed };
}

/** The fewest votes in favour that adopt: more than half of the base. */
export function votesNeeded(base: number): number {
  return Math.floor(base / 2) + 1;
}

/** A committee meeting needs half of the committee to begin (支部工作条例 art. 12); a members' meeting may open with any number. */
export function mayBegin(kind: MeetingKind, roll: readonly Attendee[]): Outcome<void, 'no_committee' | 'committee_too_few'> {
  if (kindRules[kind].attends !== 'committee') return done();
  const { base, present, needed, met } = quorumOf(roll, 'committee');
  if (base === 0) return refused('no_committee');
  return met ? done() : refused('committee_too_few', { base, present, needed });
}

/** Leaving a member out of the base: a listed ground, the consent of the level above and a vote of the meeting, all three. */
export function leaveOutOfBase(record: {
  ground: string;
  consentOfLevelAbove: boolean;
  votedByMeeting: boolean;
}): Outcome<VoteGround, 'ground_not_listed' | 'consent_missing' | 'meeting_vote_missing'> {
  const ground = voteGrounds.find((g) => g === record.ground);
  if (!ground) return refused('ground_not_listed');
  if (!record.consentOfLevelAbove) return refused('consent_missing');
  return record.votedByMeeting ? done(ground) : refused('meeting_vote_missing');
}

export type Tally = { readonly yes: number; readonly no: number; readonly abstain: number };
/** Who sent a written opinion, and when the branch had it. What it says is counted in `Ballot.written`. */
export type WrittenOpinion = { readonly personId: string; readonly receivedAt: string };

export type Ballot = {
  readonly vote: VoteKind;
  /** What is voted on: a matter has one decision in a meeting. */
  readonly matter: string;
  /** All votes, those of written opinions among them. */
  readonly tally: Tally;
  /** How many of `tally` came in writing; absent where none did. */
  readonly written?: Tally | null;
  readonly secret?: boolean;
  /** The people an admission or conversion is about. */
  readonly candidateIds?: readonly string[];
};

export type VotingMeeting = {
  readonly kind: MeetingKind;
  readonly state: MeetingState;
  readonly startsAt: string;
  readonly roll: readonly Attendee[];
  readonly opinions?: readonly WrittenOpinion[];
  readonly decidedMatters?: readonly string[];
};

export type Decision = Quorum & {
  readonly vote: VoteKind;
  readonly tally: Tally;
  readonly written: number;
  /** Entitled to vote here, in the room or in writing, and not in the tally. */
  readonly notCast: number;
  readonly votesNeeded: number;
  readonly adopted: boolean;
};

const nothing: Tally = { yes: 0, no: 0, abstain: 0 };
const sum = (tally: Tally) => tally.yes + tally.no + tally.abstain;
const isCount = (n: unknown) => Number.isSafeInteger(n) && (n as number) >= 0;
const isTally = (tally: Tally) => isCount(tally.yes) && isCount(tally.no) && isCount(tally.abstain);

/**
 * The written opinions that count: of members of the base, one each, with the branch before the meeting began.
 * One who came after all votes in the room only, and who is recorded as not due does not write (发展党员细则 art. 20).
 */
export function countedOpinions(meeting: Pick<VotingMeeting, 'roll' | 'opinions' | 'startsAt'>, vote: VoteKind): string[] {
  if (vote !== 'admission' && vote !== 'conversion') return [];
  const began = Date.parse(meeting.startsAt);
  const absent = new Set(
    baseOf(meeting.roll, vote)
      .filter((a) => !a.present)
      .map((a) => a.personId),
  );
  const inTime = (meeting.opinions ?? []).filter((o) => Date.parse(o.receivedAt) < began && absent.has(o.personId));
  return [...new Set(inTime.map((o) => o.personId))];
}

export type DecideRefusal =
  | 'meeting_cancelled'
  | 'meeting_not_held'
  | 'meeting_recorded'
  | 'meeting_confirmed'
  | 'vote_not_in_this_kind'
  | 'duplicate_matter'
  | 'one_candidate_at_a_time'
  | 'ballot_not_secret'
  | 'no_committee'
  | 'no_quorum'
  | 'tally_incomplete'
  | 'written_not_counted'
  | 'too_many_votes';

const closed = {
  planned: 'meeting_not_held',
  announced: 'meeting_not_held',
  recorded: 'meeting_recorded',
  confirmed: 'meeting_confirmed',
  cancelled: 'meeting_cancelled',
} as const;

/** What a vote decided. Adopted means more than half of the base; written opinions count as votes, never as presence. */
export function decide(meeting: VotingMeeting, ballot: Ballot): Outcome<Decision, DecideRefusal> {
  if (meeting.state !== 'held') return refused(closed[meeting.state]);
  if (!kindRules[meeting.kind].votes.includes(ballot.vote)) return refused('vote_not_in_this_kind');
  if (meeting.decidedMatters?.some((m) => m.trim() === ballot.matter.trim())) return refused('duplicate_matter');

  const aboutOnePerson = ballot.vote === 'admission' || ballot.vote === 'conversion';
  if (aboutOnePerson && new Set(ballot.candidateIds).size !== 1) return refused('one_candidate_at_a_time');
  if (aboutOnePerson && !ballot.secret) return refused('ballot_not_secret');

  const quorum = quorumOf(meeting.roll, ballot.vote);
  const { base, present, needed, met } = quorum;
  if (ballot.vote === 'committee' && base === 0) return refused('no_committee');
  if (!met) return refused('no_quorum', { base, present, needed });

  const { tally } = ballot;
  const written = ballot.written ?? nothing;
  if (!isTally(tally) || !isTally(written) || sum(tally) === 0) return refused('tally_incomplete');
  if (written.yes > tally.yes || written.no > tally.no || written.abstain > tally.abstain) return refused('tally_incomplete');

  const opinions = countedOpinions(meeting, ballot.vote).length;
  if (sum(written) > opinions) return refused('written_not_counted', { opinions });
  const most = present + sum(written);
  if (sum(tally) > most) return refused('too_many_votes', { most });

  return done({
    ...quorum,
    vote: ballot.vote,
    tally: { yes: tally.yes, no: tally.no, abstain: tally.abstain },
    written: sum(written),
    notCast: present + opinions - sum(tally),
    votesNeeded: votesNeeded(base),
    adopted: tally.yes * 2 > base,
  });
}
