import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Attendee, attendanceExceptions, attendanceOf, entitledToVote, membersPresent, type RollPerson, rollFor } from './attendance.ts';

describe('entitled to vote', () => {
  test.each([
    ['full', null, true],
    ['full', 'onPartyProbation', false],
    ['full', 'detained', false],
    ['full', 'otherwiseSuspended', false],
    ['probationary', null, false],
    ['candidate', null, false],
    ['nonMember', null, false],
  ] as const)('%s, %s: %s', (category, suspension, entitled) => {
    expect(entitledToVote({ category, suspension })).toBe(entitled);
  });
});

describe('the roll with which a meeting begins', () => {
  const people: RollPerson[] = [
    { personId: 'secretary', category: 'full', onCommittee: true, groupId: 'g1' },
    { personId: 'full', category: 'full', groupId: 'g2' },
    { personId: 'abroad', category: 'full', exception: 'abroad', groupId: 'g1' },
    { personId: 'probationary', category: 'probationary', groupId: 'g1' },
    { personId: 'activist', category: 'activist' },
  ];
  test.each([
    ['membersMeeting', undefined, ['secretary', 'full', 'abroad', 'probationary']],
    ['committeeMeeting', undefined, ['secretary']],
    ['groupMeeting', 'g1', ['secretary', 'abroad', 'probationary']],
    ['groupMeeting', undefined, []],
    ['themeDay', undefined, ['secretary', 'full', 'abroad', 'probationary']],
  ] as const)('%s %s: %j', (kind, groupId, names) => {
    expect(rollFor(kind, people, groupId).map((a) => a.personId)).toEqual(names);
  });

  test('probationary members are due and do not vote; nobody is present yet', () => {
    const roll = rollFor('membersMeeting', people);
    expect(roll.filter((a) => a.mayVote).map((a) => a.personId)).toEqual(['secretary', 'full', 'abroad']);
    expect(attendanceOf(roll)).toMatchObject({ due: 3, present: 0, absent: 3, excused: 1 });
  });
});

describe('the sums of a roll', () => {
  const one = (personId: string, over: Partial<Attendee> = {}): Attendee => ({ personId, present: false, mayVote: true, ...over });

  test('leave with a reason counts as absent with reason, shown apart; a blank reason is none', () => {
    const roll = [
      one('a', { present: true }),
      one('b', { leaveReason: '出差' }),
      one('c', { leaveReason: '  ' }),
      one('d'),
      one('e', { exception: 'longLeave' }),
      one('f', { exception: 'abroad', present: true }),
      one('g', { present: true, observer: true }),
    ];
    expect(attendanceOf(roll)).toEqual({ due: 4, present: 1, onLeave: 1, absent: 2, excused: 1 + 1, excusedPresent: 1, observers: 1 });
    expect(membersPresent(roll)).toEqual(['a', 'f']);
  });

  test('a ground of the vote does not excuse from attending', () => {
    expect(attendanceOf([one('a', { notDueOn: 'settledElsewhere' })])).toMatchObject({ due: 1, excused: 0 });
  });

  test('due is present, on leave and absent together, and the rate never passes one', () => {
    const attendee = fc.record({
      personId: fc.uuid(),
      present: fc.boolean(),
      mayVote: fc.boolean(),
      observer: fc.boolean(),
      exception: fc.constantFrom(null, ...attendanceExceptions),
      leaveReason: fc.constantFrom(null, '', '病假'),
    });
    fc.assert(
      fc.property(fc.array(attendee), (roll) => {
        const { due, present, onLeave, absent, excused } = attendanceOf(roll);
        expect(present + onLeave + absent).toBe(due);
        expect(due + excused).toBe(roll.filter((a) => !a.observer).length);
      }),
    );
  });
});
