import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inForce, inOrder, mergedPins, type Pin, pin } from './pin.ts';

const kept = (articleId: string, place: Pin['place'], from = '2026-11-20', to = '2026-11-24'): Pin => ({
  articleId,
  title: articleId,
  place,
  from,
  to,
});

test('a pin holds on its last day and not on the next', () => {
  const one = { from: '2026-11-20', to: '2026-11-24' };
  expect(['2026-11-19', '2026-11-20', '2026-11-24', '2026-11-25'].map((day) => inForce(one, day))).toEqual([false, true, true, false]);
});

describe('pinning', () => {
  const three = [kept('甲', 1), kept('乙', 2), kept('丙', 3)];
  test.each<[string, Omit<Pin, 'title'>, Pin[], string]>([
    ['a free place', kept('丁', 2), [kept('甲', 1)], 'may'],
    ['a place that is taken', kept('丁', 1), [kept('甲', 1)], 'pin_place_taken'],
    ['the day after', kept('丁', 1, '2026-11-25', '2026-11-26'), [kept('甲', 1)], 'may'],
    ['a fourth', kept('丁', 2), three, 'pin_places_taken'],
    ['twice', kept('甲', 2), [kept('甲', 1)], 'already_pinned'],
    ['thirty days', kept('丁', 1, '2026-11-20', '2026-12-19'), [], 'may'],
    ['thirty-one days', kept('丁', 1, '2026-11-20', '2026-12-20'), [], 'pin_too_long'],
    ['days reversed', kept('丁', 1, '2026-11-24', '2026-11-20'), [], 'span_reversed'],
    ['days gone by', kept('丁', 1, '2026-11-01', '2026-11-19'), [], 'pin_in_past'],
  ])('%s', (_, one, there, answer) => {
    const outcome = pin(one, there, '2026-11-20');
    expect(outcome.ok ? 'may' : outcome.code).toBe(answer);
  });
  test('a fourth is told which three stand there', () => {
    expect(pin(kept('丁', 2), three, '2026-11-20')).toMatchObject({ params: { titles: '《甲》《乙》《丙》' } });
  });
});

describe('a column as it is read', () => {
  const article = fc.record({ id: fc.uuid(), publishedAt: fc.constantFrom('2026-11-20T01:00:00Z', '2026-11-21T01:00:00Z', '2026-11-22T01:00:00Z') });
  test('holds every article once: pins of today first, then the newest, then by id', () => {
    fc.assert(
      fc.property(fc.uniqueArray(article, { selector: ({ id }) => id, maxLength: 12 }), fc.nat(3), (articles, pinned) => {
        const pins = articles.slice(0, pinned).map(({ id }, index) => kept(id, (index + 1) as Pin['place']));
        const read = inOrder([...articles], [kept('not readable', 1), ...pins], '2026-11-22');
        expect(read.map(({ id }) => id).sort()).toEqual(articles.map(({ id }) => id).sort());
        expect(read.slice(0, pins.length).map(({ id }) => id)).toEqual(pins.map(({ articleId }) => articleId));
        const rest = read.slice(pins.length);
        for (const [index, one] of rest.entries()) {
          const next = rest[index + 1];
          if (next) expect(one.publishedAt > next.publishedAt || (one.publishedAt === next.publishedAt && one.id > next.id)).toBe(true);
        }
      }),
    );
  });
  test('after their last day pins stand among the rest', () => {
    const articles = [
      { id: 'a', publishedAt: '2026-11-20T01:00:00Z' },
      { id: 'b', publishedAt: '2026-11-21T01:00:00Z' },
    ];
    const ids = (day: string) => inOrder([...articles], [kept('a', 1)], day).map(({ id }) => id);
    expect([ids('2026-11-24'), ids('2026-11-25')]).toEqual([
      ['a', 'b'],
      ['b', 'a'],
    ]);
  });
});

describe('the pins of three levels on one page', () => {
  test.each([
    ['U1 U2 U3', 'S1', '', 'U1 U2 S1'],
    ['U1', '', 'B1 B2', 'U1 B1 B2'],
    ['U1 U2 U3', 'S1 S2 S3', 'B1 B2 B3', 'U1 S1 B1'],
    ['U1 U2 U3', '', '', 'U1 U2 U3'],
    ['', 'S1 S2', 'B1', 'S1 S2 B1'],
    ['', '', '', ''],
  ])('%s | %s | %s', (university, school, branch, shown) => {
    const list = (text: string) => text.split(' ').filter(Boolean);
    expect(mergedPins(list(university), list(school), list(branch)).join(' ')).toBe(shown);
  });
});
