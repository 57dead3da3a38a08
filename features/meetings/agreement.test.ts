import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Agreement,
  agreementsOf,
  amendmentsEndAt,
  confirmersOf,
  confirmMeeting,
  decideAmendment,
  mayRespond,
  type SubmittedMeeting,
} from './agreement.ts';

const submittedAt = '2026-11-26T21:00:00+08:00';
const hoursLater = (hours: number) => new Date(Date.parse(submittedAt) + hours * 3_600_000).toISOString();
const roll = [
  { personId: 'a', present: true, mayVote: true },
  { personId: 'b', present: true, mayVote: false },
  { personId: 'c', present: false, mayVote: true },
  { personId: 'o', present: true, mayVote: false, observer: true },
];
const meeting = (over: Partial<SubmittedMeeting> = {}): SubmittedMeeting => ({
  state: 'recorded',
  submittedAt,
  roll,
  amendments: [],
  agreements: [],
  ...over,
});
const agreed = (...who: [string, number][]): Agreement[] => who.map(([personId, hours]) => ({ personId, agreedAt: hoursLater(hours) }));
const told = (outcome: { ok: true; value?: unknown } | { ok: false; code: string }) => (outcome.ok ? (outcome.value ?? 'may') : outcome.code);

describe('the 48 hours', () => {
  test.each([
    { who: 'a', hours: 0, state: 'recorded', answer: 'may' },
    { who: 'b', hours: 47.99, state: 'recorded', answer: 'may' }, // a probationary member agrees too
    { who: 'a', hours: 48, state: 'recorded', answer: 'amendment_window_over' },
    { who: 'c', hours: 1, state: 'recorded', answer: 'not_attendee' }, // was not there
    { who: 'o', hours: 1, state: 'recorded', answer: 'not_attendee' }, // an observer
    { who: 'x', hours: 1, state: 'recorded', answer: 'not_attendee' },
    { who: 'a', hours: 1, state: 'held', answer: 'meeting_not_recorded' },
    { who: 'a', hours: 1, state: 'confirmed', answer: 'meeting_confirmed' },
  ] as const)('$who of a $state meeting after $hours h: $answer', ({ who, hours, state, answer }) => {
    expect(told(mayRespond(meeting({ state }), who, hoursLater(hours)))).toBe(answer);
  });

  test('end 48 hours after submission, whatever was amended since', () => {
    expect(amendmentsEndAt(submittedAt)).toBe('2026-11-28T13:00:00.000Z');
    const amended = meeting({ amendments: [{ id: '1', state: 'accepted', decidedAt: hoursLater(40) }] });
    expect(told(confirmMeeting(amended, hoursLater(48)))).toBe('confirmed');
  });
});

describe('amendments', () => {
  test.each([
    { amendment: 'open', accepted: true, reason: '属实', answer: 'accepted' },
    { amendment: 'open', accepted: false, reason: '录音不同', answer: 'declined' },
    { amendment: 'open', accepted: true, reason: ' ', answer: 'reason_missing' },
    { amendment: 'accepted', accepted: false, reason: '改主意', answer: 'amendment_decided' },
    { amendment: 'declined', accepted: true, reason: '改主意', answer: 'amendment_decided' },
  ] as const)('$amendment, accepted $accepted because "$reason": $answer', ({ amendment, answer, ...given }) => {
    expect(told(decideAmendment(meeting(), { id: '1', state: amendment }, given))).toBe(answer);
  });

  test('an accepted one ends earlier agreements; later ones stand; a declined one ends none', () => {
    const agreements = agreed(['a', 1], ['b', 3]);
    expect(agreementsOf(meeting({ agreements }))).toEqual({ agreed: ['a', 'b'], present: 2, ended: [] });
    const accepted = [{ id: '1', state: 'accepted' as const, decidedAt: hoursLater(2) }];
    expect(agreementsOf(meeting({ agreements, amendments: accepted }))).toEqual({ agreed: ['b'], present: 2, ended: ['a'] });
    const declined = [{ id: '1', state: 'declined' as const, decidedAt: hoursLater(4) }];
    expect(agreementsOf(meeting({ agreements, amendments: declined })).agreed).toEqual(['a', 'b']);
    expect(agreementsOf(meeting({ agreements: agreed(['a', 1], ['a', 5]), amendments: accepted }))).toMatchObject({ agreed: ['a'], ended: [] });
  });
});

describe('confirming', () => {
  test.each([
    { why: 'at once', hours: 0, over: {}, answer: 'too_early_to_confirm' },
    { why: 'a second short of 48 hours', hours: 48 - 1 / 3600, over: {}, answer: 'too_early_to_confirm' },
    { why: 'at 48 hours, nobody having agreed', hours: 48, over: {}, answer: 'confirmed' },
    { why: 'as soon as all present agreed', hours: 2, over: { agreements: agreed(['a', 1], ['b', 1.5]) }, answer: 'confirmed' },
    { why: 'one of two agreed', hours: 2, over: { agreements: agreed(['a', 1]) }, answer: 'too_early_to_confirm' },
    {
      why: 'agreements of the absent count for nothing',
      hours: 2,
      over: { agreements: agreed(['a', 1], ['c', 1], ['o', 1]) },
      answer: 'too_early_to_confirm',
    },
    {
      why: 'all agreed before an amendment was accepted',
      hours: 4,
      over: { agreements: agreed(['a', 1], ['b', 1]), amendments: [{ id: '1', state: 'accepted', decidedAt: hoursLater(3) }] },
      answer: 'too_early_to_confirm',
    },
    { why: 'a proposal open after 48 hours', hours: 60, over: { amendments: [{ id: '1', state: 'open' }] }, answer: 'amendment_open' },
    { why: 'held only', hours: 60, over: { state: 'held' }, answer: 'meeting_not_recorded' },
    { why: 'confirmed already', hours: 60, over: { state: 'confirmed' }, answer: 'meeting_confirmed' },
    { why: 'an empty room does not agree', hours: 1, over: { roll: [] }, answer: 'too_early_to_confirm' },
  ] as { why: string; hours: number; over: Partial<SubmittedMeeting>; answer: string }[])('$why: $answer', ({ hours, over, answer }) => {
    expect(told(confirmMeeting(meeting(over), hoursLater(hours)))).toBe(answer);
  });

  test('too early says how many agreed and how long it still takes', () => {
    expect(confirmMeeting(meeting({ agreements: agreed(['a', 1]) }), hoursLater(1.5))).toMatchObject({
      params: { hours: 47, agreed: 1, present: 2 },
    });
  });

  test('what can be confirmed now can be confirmed later, unless something new was proposed', () => {
    fc.assert(
      fc.property(fc.nat({ max: 100 }), fc.nat({ max: 100 }), fc.subarray(['a', 'b', 'c', 'o']), (now, more, who) => {
        const of = meeting({ agreements: who.map((personId) => ({ personId, agreedAt: submittedAt })) });
        if (confirmMeeting(of, hoursLater(now)).ok) expect(confirmMeeting(of, hoursLater(now + more)).ok).toBe(true);
      }),
    );
  });

  test.each([
    { chairLeft: false, deputy: 'd', confirmers: ['chair'] },
    { chairLeft: true, deputy: null, confirmers: ['secretary'] },
    { chairLeft: true, deputy: 'd', confirmers: ['secretary', 'd'] },
  ])('chair left: $chairLeft, deputy named above: $deputy → $confirmers', ({ chairLeft, deputy, confirmers }) => {
    expect(confirmersOf({ chairId: 'chair', chairLeft, secretaryId: 'secretary', deputyNamedAboveId: deputy })).toEqual(confirmers);
  });
});
