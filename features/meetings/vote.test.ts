import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Attendee } from './attendance.ts';
import { meetingStates } from './meeting.ts';
import { type Ballot, countedOpinions, decide, leaveOutOfBase, mayBegin, quorumOf, type VotingMeeting, votesNeeded } from './vote.ts';

const startsAt = '2026-11-26T19:00:00+08:00';
const before = '2026-11-26T12:00:00+08:00';

/** `base` entitled members, the first `present` of them in the room. */
function room(base: number, present: number, more: Partial<Attendee> = {}): Attendee[] {
  return Array.from({ length: base }, (_, i) => ({ personId: `p${i}`, present: i < present, mayVote: true, onCommittee: true, ...more }));
}

function meeting(over: Partial<VotingMeeting> = {}): VotingMeeting {
  return { kind: 'membersMeeting', state: 'held', startsAt, roll: room(10, 6), ...over };
}

/** Opinions of the last members of a room, who did not come. */
const opinionsOf = (base: number, count: number, receivedAt = before) =>
  Array.from({ length: count }, (_, i) => ({ personId: `p${base - 1 - i}`, receivedAt }));

function ballot(vote: Ballot['vote'], yes: number, over: Partial<Ballot> = {}): Ballot {
  const aboutOne = vote === 'admission' || vote === 'conversion';
  return { vote, matter: '事项', tally: { yes, no: 0, abstain: 0 }, ...(aboutOne ? { secret: true, candidateIds: ['c1'] } : {}), ...over };
}

function word(outcome: ReturnType<typeof decide>): string {
  return outcome.ok ? (outcome.value.adopted ? 'adopted' : 'not adopted') : outcome.code;
}

describe('votes of a members’ meeting and of the committee', () => {
  test.each([
    { vote: 'ordinary', base: 10, present: 4, written: 0, yes: 4, result: 'no_quorum' },
    { vote: 'ordinary', base: 10, present: 5, written: 0, yes: 5, result: 'not adopted' }, // half may vote, and five is not more than five
    { vote: 'ordinary', base: 10, present: 6, written: 0, yes: 5, result: 'not adopted' },
    { vote: 'ordinary', base: 10, present: 6, written: 0, yes: 6, result: 'adopted' },
    { vote: 'ordinary', base: 10, present: 6, written: 0, yes: 7, result: 'too_many_votes' },
    { vote: 'ordinary', base: 10, present: 6, written: 1, yes: 6, result: 'written_not_counted' }, // in no other vote do written opinions count
    { vote: 'ordinary', base: 9, present: 4, written: 0, yes: 4, result: 'no_quorum' },
    { vote: 'ordinary', base: 9, present: 5, written: 0, yes: 5, result: 'adopted' },
    { vote: 'admission', base: 10, present: 5, written: 0, yes: 5, result: 'no_quorum' }, // exactly half is not more than half
    { vote: 'admission', base: 10, present: 5, written: 5, yes: 10, result: 'no_quorum' }, // an opinion is a vote, not presence
    { vote: 'admission', base: 10, present: 6, written: 0, yes: 5, result: 'not adopted' },
    { vote: 'admission', base: 10, present: 6, written: 0, yes: 6, result: 'adopted' },
    { vote: 'admission', base: 10, present: 6, written: 1, yes: 6, result: 'adopted' }, // five in the room and one in writing
    { vote: 'admission', base: 10, present: 6, written: 1, yes: 7, result: 'adopted' },
    { vote: 'admission', base: 10, present: 6, written: 0, yes: 7, result: 'too_many_votes' },
    { vote: 'conversion', base: 10, present: 5, written: 0, yes: 5, result: 'no_quorum' },
    { vote: 'conversion', base: 10, present: 6, written: 1, yes: 6, result: 'adopted' },
    { vote: 'conversion', base: 8, present: 5, written: 0, yes: 4, result: 'not adopted' },
    { vote: 'conversion', base: 8, present: 5, written: 0, yes: 5, result: 'adopted' },
  ] as const)('$vote: base $base, $present present, $written in writing, $yes for: $result', ({ vote, base, present, written, yes, result }) => {
    const outcome = decide(
      meeting({ roll: room(base, present), opinions: opinionsOf(base, written) }),
      ballot(vote, yes, { written: { yes: written, no: 0, abstain: 0 } }),
    );
    expect(word(outcome)).toBe(result);
  });

  test.each([
    { size: 3, present: 1, yes: 1, result: 'no_quorum' },
    { size: 3, present: 2, yes: 1, result: 'not adopted' },
    { size: 3, present: 2, yes: 2, result: 'adopted' },
    { size: 4, present: 2, yes: 2, result: 'not adopted' }, // more than half of its members, not of those who came
    { size: 4, present: 3, yes: 3, result: 'adopted' },
    { size: 0, present: 0, yes: 0, result: 'no_committee' },
  ])('committee of $size, $present present, $yes for: $result', ({ size, present, yes, result }) => {
    expect(word(decide(meeting({ kind: 'committeeMeeting', roll: room(size, present) }), ballot('committee', yes)))).toBe(result);
  });

  test('ten entitled, two of them recorded as not due: the base is 8, and neither of the two is counted when there', () => {
    const roll = room(10, 10).map((a, i) => (i < 2 ? { ...a, notDueOn: 'bedridden' as const } : a));
    expect(quorumOf(roll, 'ordinary')).toEqual({ base: 8, present: 8, needed: 4, met: true });
    expect(word(decide(meeting({ roll }), ballot('ordinary', 9)))).toBe('too_many_votes');
    expect(word(decide(meeting({ roll }), ballot('ordinary', 4)))).toBe('not adopted');
    expect(word(decide(meeting({ roll }), ballot('ordinary', 5)))).toBe('adopted');
  });

  test('probationary members and observers are in no base', () => {
    const roll = [
      ...room(4, 4),
      { personId: 'y', present: true, mayVote: false },
      { personId: 'z', present: true, mayVote: true, onCommittee: true, observer: true },
    ];
    expect(quorumOf(roll, 'ordinary').base).toBe(4);
    expect(quorumOf(roll, 'committee').base).toBe(4);
  });

  test('with nobody entitled no vote has its quorum', () => {
    expect(quorumOf([], 'ordinary').met).toBe(false);
    expect(quorumOf([], 'admission').met).toBe(false);
  });
});

describe('what a vote is refused for', () => {
  test.each([
    ['planned', 'meeting_not_held'],
    ['announced', 'meeting_not_held'],
    ['recorded', 'meeting_recorded'],
    ['confirmed', 'meeting_confirmed'],
    ['cancelled', 'meeting_cancelled'],
  ] as const)('a %s meeting: %s', (state, code) => {
    expect(word(decide(meeting({ state }), ballot('ordinary', 6)))).toBe(code);
  });

  test.each([
    { why: 'two candidates at once', over: { candidateIds: ['c1', 'c2'] }, code: 'one_candidate_at_a_time' },
    { why: 'no candidate', over: { candidateIds: [] }, code: 'one_candidate_at_a_time' },
    { why: 'an open show of hands', over: { secret: false }, code: 'ballot_not_secret' },
    { why: 'a negative number', over: { tally: { yes: 7, no: -1, abstain: 0 } }, code: 'tally_incomplete' },
    { why: 'half a vote', over: { tally: { yes: 5.5, no: 0, abstain: 0 } }, code: 'tally_incomplete' },
    { why: 'no vote at all', over: { tally: { yes: 0, no: 0, abstain: 0 } }, code: 'tally_incomplete' },
    {
      why: 'more written for than for',
      over: { tally: { yes: 0, no: 3, abstain: 0 }, written: { yes: 1, no: 0, abstain: 0 } },
      code: 'tally_incomplete',
    },
    { why: 'a written opinion nobody sent', over: { written: { yes: 1, no: 0, abstain: 0 } }, code: 'written_not_counted' },
  ])('$why: $code', ({ over, code }) => {
    expect(word(decide(meeting(), ballot('admission', 6, over)))).toBe(code);
  });

  test('an opinion that was sent is no vote more for the room', () => {
    const outcome = decide(meeting({ opinions: opinionsOf(10, 1) }), ballot('admission', 7));
    expect(outcome).toMatchObject({ code: 'too_many_votes', params: { most: 6 } });
  });

  test('a matter is decided once in a meeting, blanks around its name or not', () => {
    expect(word(decide(meeting({ decidedMatters: ['事项'] }), ballot('ordinary', 6, { matter: ' 事项 ' })))).toBe('duplicate_matter');
  });

  test.each([
    ['committeeMeeting', 'admission'],
    ['committeeMeeting', 'ordinary'],
    ['membersMeeting', 'committee'],
    ['partyLecture', 'ordinary'],
    ['themeDay', 'conversion'],
  ] as const)('in a %s there is no %s vote', (kind, vote) => {
    expect(word(decide(meeting({ kind }), ballot(vote, 6)))).toBe('vote_not_in_this_kind');
  });
});

describe('written opinions', () => {
  test.each([
    { why: 'sent before the meeting by one who cannot come', personId: 'p9', receivedAt: before, counted: 1 },
    { why: 'as the meeting begins', personId: 'p9', receivedAt: startsAt, counted: 0 },
    { why: 'of one who came after all', personId: 'p0', receivedAt: before, counted: 0 },
    { why: 'of one recorded as not due', personId: 'p8', receivedAt: before, counted: 0 },
    { why: 'of a stranger', personId: 'q1', receivedAt: before, counted: 0 },
  ])('$why: $counted', ({ personId, receivedAt, counted }) => {
    const roll = room(10, 6).map((a) => (a.personId === 'p8' ? { ...a, notDueOn: 'illness' as const } : a));
    expect(
      countedOpinions(
        {
          roll,
          startsAt,
          opinions: [
            { personId, receivedAt },
            { personId, receivedAt },
          ],
        },
        'admission',
      ),
    ).toHaveLength(counted);
  });
});

describe('beginning a meeting', () => {
  test.each([
    { kind: 'committeeMeeting', size: 5, present: 2, answer: 'committee_too_few' },
    { kind: 'committeeMeeting', size: 5, present: 3, answer: 'may begin' },
    { kind: 'committeeMeeting', size: 4, present: 2, answer: 'may begin' }, // half is enough
    { kind: 'committeeMeeting', size: 0, present: 0, answer: 'no_committee' },
    { kind: 'membersMeeting', size: 10, present: 1, answer: 'may begin' }, // it may open, and not vote
    { kind: 'themeDay', size: 10, present: 0, answer: 'may begin' },
  ] as const)('$kind of $size with $present present: $answer', ({ kind, size, present, answer }) => {
    const outcome = mayBegin(kind, room(size, present));
    expect(outcome.ok ? 'may begin' : outcome.code).toBe(answer);
  });
});

describe('leaving a member out of the base', () => {
  const full = { ground: 'imprisoned', consentOfLevelAbove: true, votedByMeeting: true };
  test.each([
    [full, 'imprisoned'],
    [{ ...full, ground: 'onLeave' }, 'ground_not_listed'],
    [{ ...full, consentOfLevelAbove: false }, 'consent_missing'],
    [{ ...full, votedByMeeting: false }, 'meeting_vote_missing'],
  ])('%o: %s', (record, answer) => {
    const outcome = leaveOutOfBase(record);
    expect(outcome.ok ? outcome.value : outcome.code).toBe(answer);
  });
});

describe('true of every vote', () => {
  const vote = fc.constantFrom('ordinary', 'committee', 'admission', 'conversion' as const) as fc.Arbitrary<Ballot['vote']>;
  const count = fc.nat({ max: 30 });
  const attendees = fc
    .array(
      fc.record({
        present: fc.boolean(),
        mayVote: fc.boolean(),
        onCommittee: fc.boolean(),
        observer: fc.boolean(),
        notDueOn: fc.constantFrom(null, null, 'illness' as const),
      }),
      { maxLength: 25 },
    )
    .map((list): Attendee[] => list.map((a, i) => ({ ...a, personId: `p${i}` })));

  test('adopted means that more than half of the base voted for it, with a quorum, and never more votes than voters', () => {
    fc.assert(
      fc.property(vote, attendees, count, count, count, count, fc.nat({ max: 25 }), (kind, roll, yes, no, abstain, w, sent) => {
        const opinions = roll.slice(0, sent).map((a) => ({ personId: a.personId, receivedAt: before }));
        const outcome = decide(
          meeting({ kind: kind === 'committee' ? 'committeeMeeting' : 'membersMeeting', roll, opinions }),
          ballot(kind, yes, { tally: { yes, no, abstain }, written: { yes: Math.min(w, yes), no: 0, abstain: 0 } }),
        );
        if (!outcome.ok) return;
        const { base, present, met, adopted, votesNeeded: needed, notCast } = outcome.value;
        expect(met).toBe(true);
        expect(adopted).toBe(yes * 2 > base);
        expect(adopted).toBe(yes >= needed);
        expect(yes + no + abstain).toBeLessThanOrEqual(base);
        expect(present * 2).toBeGreaterThanOrEqual(base);
        expect(notCast).toBeGreaterThanOrEqual(0);
      }),
    );
  });

  test('one more in the room never loses a quorum, and an admission quorum is also an ordinary one', () => {
    fc.assert(
      fc.property(vote, attendees, fc.nat(), (kind, roll, pick) => {
        const arrived = roll.map((a, i) => (i === pick % Math.max(1, roll.length) ? { ...a, present: true } : a));
        if (quorumOf(roll, kind).met) expect(quorumOf(arrived, kind).met).toBe(true);
        if (quorumOf(roll, 'admission').met) expect(quorumOf(roll, 'ordinary').met).toBe(true);
      }),
    );
  });

  test('votesNeeded is the smallest number that is more than half', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1000 }), (base) => {
        expect(votesNeeded(base) * 2).toBeGreaterThan(base);
        expect((votesNeeded(base) - 1) * 2).toBeLessThanOrEqual(base);
      }),
    );
  });

  test('only a meeting that is being held takes votes', () => {
    for (const state of meetingStates) expect(decide(meeting({ state }), ballot('ordinary', 6)).ok).toBe(state === 'held');
  });
});
