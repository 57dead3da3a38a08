import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkTimes, expiresAt, GROUNDS, isOut, type Life, publishedAt, stateOf, withdrawalLine } from './article.ts';
import type { ArticleKind } from './column.ts';

const at = (day: string, time: string) => `${day}T${time}:00+08:00`;
const life = (over: Partial<Life> = {}): Life => ({
  state: 'approved',
  publishAt: null,
  approvedAt: at('2026-11-20', '09:20'),
  lastDay: null,
  withdrawnAt: null,
  ...over,
});

describe('when a text is published', () => {
  test.each([
    ['approved 09:20 for 09:00', '09:00', '09:20', '09:20'],
    ['approved 08:40 for 09:00', '09:00', '08:40', '09:00'],
    ['approved at the very instant', '09:00', '09:00', '09:00'],
    ['no instant asked for', null, '09:20', '09:20'],
    ['not approved', '09:00', null, null],
  ])('%s', (_, asked, approved, from) => {
    const instant = (time: string | null) => time && at('2026-11-20', time);
    expect(publishedAt({ publishAt: instant(asked), approvedAt: instant(approved) })).toBe(instant(from));
  });
});

describe('the state of a text, from times alone', () => {
  test.each<[string, Partial<Life>, string, string]>([
    ['a draft', { state: 'draft', approvedAt: null }, at('2026-11-20', '10:00'), 'draft'],
    ['in review', { state: 'inReview', approvedAt: null }, at('2026-11-20', '10:00'), 'inReview'],
    ['approved for later', { publishAt: at('2026-11-21', '08:00') }, at('2026-11-21', '07:59'), 'scheduled'],
    ['its instant has come', { publishAt: at('2026-11-21', '08:00') }, at('2026-11-21', '08:00'), 'published'],
    ['on its last day', { lastDay: '2026-11-24' }, at('2026-11-24', '23:59'), 'published'],
    ['the day after', { lastDay: '2026-11-24' }, at('2026-11-25', '00:00'), 'expired'],
    ['withdrawn', { withdrawnAt: at('2026-11-21', '08:00') }, at('2026-11-22', '08:00'), 'withdrawn'],
    ['withdrawn and past its day', { withdrawnAt: at('2026-11-21', '08:00'), lastDay: '2026-11-21' }, at('2026-11-25', '08:00'), 'withdrawn'],
  ])('%s', (_, over, now, state) => expect(stateOf(life(over), now)).toBe(state));

  test('an expired text is readable at its address, a withdrawn one is not', () => {
    expect(isOut(life({ lastDay: '2026-11-20' }), at('2026-12-01', '00:00'))).toBe(true);
    expect(isOut(life({ withdrawnAt: at('2026-11-21', '08:00') }), at('2026-12-01', '00:00'))).toBe(false);
  });

  test('as time goes by, a text only moves on', () => {
    const order = ['scheduled', 'published', 'expired'];
    const instant = fc.date({ min: new Date('2026-01-01'), max: new Date('2026-12-31'), noInvalidDate: true }).map((date) => date.toISOString());
    fc.assert(
      fc.property(instant, instant, instant, instant, (publishAt, approvedAt, a, b) => {
        const text = life({ publishAt, approvedAt, lastDay: '2026-10-01' });
        const [earlier, later] = [a, b].sort() as [string, string];
        expect(order.indexOf(stateOf(text, earlier))).toBeLessThanOrEqual(order.indexOf(stateOf(text, later)));
      }),
    );
  });
});

describe('the last day', () => {
  test.each<[string, ArticleKind, string | null, string | null, string]>([
    ['a notice without one', 'notice', null, null, 'last_day_missing'],
    ['news without one', 'news', null, null, 'may'],
    ['news with one', 'news', null, '2026-12-01', 'last_day_not_here'],
    ['today', 'notice', null, '2026-11-20', 'may'],
    ['yesterday', 'notice', null, '2026-11-19', 'expires_before_publication'],
    ['before the day on which it is to be published', 'directive', at('2026-11-25', '08:00'), '2026-11-24', 'expires_before_publication'],
    ['the day on which it is to be published', 'call', at('2026-11-25', '08:00'), '2026-11-25', 'may'],
  ])('%s', (_, kind, publishAt, lastDay, answer) => {
    const outcome = checkTimes(kind, { publishAt, lastDay }, at('2026-11-20', '09:00'));
    expect(outcome.ok ? 'may' : outcome.code).toBe(answer);
  });

  test('ends at 00:00 of the next, in Shanghai', () => expect(expiresAt('2026-11-24')).toBe('2026-11-24T16:00:00.000Z'));
});

describe('the line of a withdrawn text', () => {
  const line = (ground: (typeof GROUNDS)[number], language?: 'en') =>
    withdrawalLine({ title: '李华的故事', by: '宣传部', at: at('2026-11-26', '15:00'), ground }, language);
  test.each([
    ['factError', '《李华的故事》已于 2026-11-26 15:00 由宣传部撤回：事实有误。'],
    ['consent', '本文已于 2026-11-26 15:00 由宣传部撤回：当事人撤回同意。'],
  ] as const)('%s', (ground, text) => expect(line(ground)).toBe(text));
  test('has no title and no name on consent, privacy and law, in either language', () => {
    for (const ground of GROUNDS) {
      const hidden = ['consent', 'privacy', 'law'].includes(ground);
      expect(line(ground).includes('李华')).toBe(!hidden);
      expect(line(ground, 'en').includes('李华')).toBe(!hidden);
    }
  });
});
