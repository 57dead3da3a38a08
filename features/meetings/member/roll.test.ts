import { describe, expect, test, vi } from 'vitest';

vi.mock('#platform/web/i18n/i18n.ts', () => ({
  t: (key: string, values: object = {}) => `${key}${JSON.stringify(values)}`,
  say: (words: { zh: string }) => words.zh,
  sentence: (_: unknown, code: string) => code,
}));
const { attendeesOf, leftOff, peopleFor, peopleOf, quorumSaid, rollEntries, tilesOf, whyNotBegin } = await import('./roll.ts');
type Meeting = Parameters<typeof peopleOf>[0];

const row = (personId: string, more: object = {}) => ({
  personId,
  name: personId,
  category: 'full',
  isDue: true,
  mayVote: true,
  notDueGround: null,
  reason: null,
  answer: null,
  status: null,
  via: null,
  signedAt: null,
  afterVotes: false,
  agreed: false,
  ...more,
});
const meeting = (...roll: object[]) => ({ kind: 'membersMeeting', roll }) as unknown as Meeting;
const member = (id: string, more: object = {}) => ({
  id,
  name: id,
  category: 'full',
  onCommittee: false,
  post: null,
  isDue: true,
  mayVote: true,
  ...more,
});

describe('the roll on the phone', () => {
  test('begins with what the server has: leave asked for is leave, silence is absence', () => {
    const people = peopleOf(
      meeting(row('a', { status: 'present' }), row('b', { answer: 'leave', reason: '出差' }), row('c', { answer: 'coming' })),
      {},
    );
    expect(people.map(({ id, status, reason }) => [id, status, reason])).toEqual([
      ['a', 'present', null],
      ['b', 'leave', '出差'],
      ['c', 'absent', null],
    ]);
  });

  test('what was tapped lies over it, but for a sign-in with the code, which is put right by name', () => {
    const there = meeting(row('a', { status: 'present', via: 'tap' }), row('b', { status: 'present', via: 'code' }));
    const people = peopleOf(there, { a: { status: 'absent' }, b: { status: 'absent' } });
    expect(people.map(({ status, byCode }) => [status, byCode])).toEqual([
      ['absent', false],
      ['present', true],
    ]);
  });

  test('who came after the votes is on the roll and in none of the numbers of a vote', () => {
    const people = peopleOf(meeting(row('a', { status: 'present' }), row('b'), row('c')), { b: { status: 'present', afterVotes: true } });
    expect(attendeesOf(people).map((one) => one.present)).toEqual([true, false, false]);
    expect(quorumSaid(people, 'membersMeeting')).toMatchObject({ base: 3, present: 1, least: 2, reached: false });
    expect(rollEntries(people).slice(0, 2)).toEqual([
      { personId: 'a', status: 'present', afterVotes: false },
      { personId: 'b', status: 'present', afterVotes: true },
    ]);
  });

  test('a meeting entered afterwards has the people, the dues and the votes of its day', () => {
    const people = peopleFor(
      'membersMeeting',
      [member('a'), member('b', { isDue: false }), member('c', { mayVote: false }), member('d', { category: 'activist' })],
      {
        a: { status: 'present' },
        gone: { status: 'present' },
      },
    );
    expect(people.map(({ id, status, isDue, mayVote }) => [id, status, isDue, mayVote])).toEqual([
      ['a', 'present', true, true],
      ['b', 'absent', false, true],
      ['c', 'absent', true, false],
    ]);
  });

  test('a copy kept by an older version says less, and everybody is taken as due', () => {
    const { isDue: _, mayVote: __, ...old } = member('a');
    expect(peopleFor('membersMeeting', [old], {})[0]).toMatchObject({ isDue: true, mayVote: true });
  });

  test('names tapped as there that are not of that day are said, by name where it is known', () => {
    const marks = { a: { status: 'present' as const }, x: { status: 'present' as const }, y: { status: 'absent' as const } };
    expect(leftOff(marks, [{ id: 'a' }], { a: '甲', x: '乙' })).toContain('乙');
    expect(leftOff(marks, [{ id: 'a' }], {})).toBe('meetings.roll.leftOffN{"n":1}');
    expect([leftOff(marks, [{ id: 'a' }, { id: 'x' }], {}), leftOff(marks, [], {})]).toEqual(['', '']);
  });

  test('probationary members stand under a head of their own, where there are votes', () => {
    const people = peopleFor('membersMeeting', [member('p', { category: 'probationary', mayVote: false }), member('a', { post: 'secretary' })], {});
    expect(tilesOf(people, 'membersMeeting').map(({ id, group, post }) => [id, group !== undefined, post])).toEqual([
      ['a', false, '书记'],
      ['p', true, undefined],
    ]);
    expect(tilesOf(people, 'themeDay').every((tile) => tile.group === undefined)).toBe(true);
  });

  test('a committee begins with half of it, a members’ meeting with anybody', () => {
    const committee = [member('a', { onCommittee: true }), member('b', { onCommittee: true }), member('c', { onCommittee: true })];
    expect(whyNotBegin(peopleFor('committeeMeeting', committee, { a: { status: 'present' } }), 'committeeMeeting')).toBe('committee_too_few');
    expect(whyNotBegin(peopleFor('committeeMeeting', committee, { a: { status: 'present' }, b: { status: 'present' } }), 'committeeMeeting')).toBe(
      '',
    );
    expect(whyNotBegin(peopleFor('membersMeeting', committee, {}), 'membersMeeting')).toBe('');
  });

  test('leave always has a reason, and a ground is sent only where it changed', () => {
    const people = peopleOf(meeting(row('a', { notDueGround: 'illness' }), row('b')), {
      a: { status: 'absent', notDueOn: null },
      b: { status: 'leave', notDueOn: 'bedridden' },
    });
    expect(rollEntries(people)).toEqual([
      { personId: 'a', status: 'absent', notDue: null },
      {
        personId: 'b',
        status: 'leave',
        reason: 'meetings.roll.reasons.other{}',
        notDue: { ground: 'bedridden', consentOfLevelAbove: true, votedByMeeting: true },
      },
    ]);
  });
});
