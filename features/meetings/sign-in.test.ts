import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkCode, codeAt, codeOfStep, signInOpen } from './sign-in.ts';

const hmac = (message: string) => createHmac('sha256', 'a key of the test').update(message).digest();
const shownAt = Date.parse('2026-11-26T19:00:00+08:00');
const told = (outcome: { ok: true } | { ok: false; code: string }) => (outcome.ok ? 'good' : outcome.code);

describe('the code of the room', () => {
  const { code } = codeAt(hmac, 'm1', shownAt);
  test.each([
    [0, 'good'],
    [29_999, 'good'],
    [30_000, 'good'], // a new one is shown, this one still holds
    [59_999, 'good'],
    [60_000, 'code_expired'],
    [270_000, 'code_expired'],
    [600_000, 'code_wrong'],
    [-1, 'code_wrong'], // not shown yet
  ])('entered %i ms after it was shown: %s', (after, answer) => {
    expect(told(checkCode(hmac, 'm1', code, shownAt + after))).toBe(answer);
  });

  test('is new every 30 seconds, and says how long it stays', () => {
    expect(codeAt(hmac, 'm1', shownAt + 29_999)).toEqual({ code, nextInMs: 1 });
    expect(codeAt(hmac, 'm1', shownAt + 30_000).code).not.toBe(code);
    expect(codeAt(hmac, 'm1', shownAt).nextInMs).toBe(30_000);
  });

  test('blanks between the digits do not matter; another room’s code does', () => {
    expect(told(checkCode(hmac, 'm1', `${code.slice(0, 3)} ${code.slice(3)}`, shownAt))).toBe('good');
    expect(told(checkCode(hmac, 'm2', code, shownAt))).toBe('code_wrong');
    expect(told(checkCode(hmac, 'm1', '', shownAt))).toBe('code_wrong');
  });

  test('cuts the HMAC as the example of RFC 4226 §5.4 does', () => {
    const example = Uint8Array.from(Buffer.from('1f8698690e02ca16618550ef7f19da8e945b555a', 'hex'));
    expect(codeOfStep(() => example, 'm1', 0)).toBe('872921');
  });

  test('is always six digits, and good when it is shown', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_700_000_000_000, max: 2_000_000_000_000 }), fc.nat({ max: 59_999 }), (now, after) => {
        const shown = now - (now % 30_000);
        const { code: any } = codeAt(hmac, 'm1', shown);
        expect(any).toMatch(/^\d{6}$/);
        expect(checkCode(hmac, 'm1', any, shown + after).ok).toBe(true);
      }),
    );
  });
});

describe('signing in is open', () => {
  const startsAt = '2026-11-26T19:00:00+08:00';
  const at = (minutes: number) => Date.parse(startsAt) + minutes * 60_000;
  test.each([
    { state: 'announced', minutes: -61, endsAt: null, answer: 'sign_in_closed' },
    { state: 'announced', minutes: -60, endsAt: null, answer: 'good' },
    { state: 'held', minutes: 89, endsAt: '2026-11-26T20:30:00+08:00', answer: 'good' },
    { state: 'held', minutes: 91, endsAt: '2026-11-26T20:30:00+08:00', answer: 'sign_in_closed' },
    { state: 'held', minutes: 239, endsAt: null, answer: 'good' },
    { state: 'held', minutes: 241, endsAt: null, answer: 'sign_in_closed' },
    { state: 'planned', minutes: 0, endsAt: null, answer: 'meeting_not_announced' },
    { state: 'recorded', minutes: 10, endsAt: null, answer: 'sign_in_closed' },
    { state: 'confirmed', minutes: 10, endsAt: null, answer: 'sign_in_closed' },
    { state: 'cancelled', minutes: 0, endsAt: null, answer: 'meeting_cancelled' },
  ] as const)('$state, $minutes minutes after the start, end $endsAt: $answer', ({ state, minutes, endsAt, answer }) => {
    expect(told(signInOpen({ state, startsAt, endsAt }, at(minutes)))).toBe(answer);
  });
});
