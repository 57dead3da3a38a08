import { describe, expect, test } from 'vitest';
import { figureOf, firstMet } from './figure.ts';

describe('the figure of an indicator', () => {
  test.each([
    { why: 'three of four', state: 'met', numerator: 3, denominator: 4, said: '3/4' },
    { why: 'none of four', state: 'missed', numerator: 0, denominator: 4, said: '0/4' },
    { why: 'nothing due yet', state: 'met', numerator: 0, denominator: 0, said: null },
    { why: 'not applicable', state: 'notApplicable', numerator: 0, denominator: 3, said: null },
    { why: 'not counted', state: 'notRecorded', numerator: null, denominator: null, said: null },
  ])('$why: $said', ({ said, ...one }) => {
    expect(figureOf(one)).toBe(said);
  });

  test('a branch whose first record has just come has met the running window, and no other was due', () => {
    const running = { window: '2026-Q4', state: 'met' };
    expect(firstMet({ state: 'met', numerator: 0, denominator: 0, running })).toBe('2026-Q4');
    expect(firstMet({ state: 'met', numerator: 3, denominator: 4, running })).toBeNull();
    expect(firstMet({ state: 'open', numerator: 0, denominator: 0, running: { window: '2026-Q4', state: 'open' } })).toBeNull();
  });
});
