import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quartilesByLike, quartilesOf } from './quartiles.ts';
import { monthsUntil, seriesOf, tallyOf } from './trend.ts';

describe('走势图的月份', () => {
  test.each([
    ['2026-02', 3, ['2025-12', '2026-01', '2026-02']],
    ['2026-11', 1, ['2026-11']],
  ])('到 %s 的 %i 个月', (until, count, months) => {
    expect(monthsUntil(until, count)).toEqual(months);
  });

  test('没有会议的月份是零，同一个月的几行相加，别的种类和月份不算进来；几个支部逐月相加', () => {
    const months = monthsUntil('2026-03', 3);
    const kinds = ['membersMeeting', 'themeDay'];
    const row = (month: string, kind: string, counted: number, late = 0) => ({ month, kind, counted, late });
    const one = tallyOf(
      [
        row('2026-01', 'themeDay', 2, 1),
        row('2026-03', 'themeDay', 3),
        row('2026-03', 'themeDay', 1),
        row('2026-03', 'membersMeeting', 9),
        row('2026-03', 'partyLecture', 9),
        row('2025-12', 'themeDay', 9),
      ],
      kinds,
      months,
    );
    const other = tallyOf([row('2026-02', 'themeDay', 5, 5)], kinds, months);
    expect(seriesOf([one], 1, 3)).toEqual({ counts: [2, 0, 4], late: [1, 0, 0] });
    expect(seriesOf([one, other], 1, 3)).toEqual({ counts: [2, 5, 4], late: [1, 5, 0] });
    expect(seriesOf([one, other], 0, 3)).toEqual({ counts: [0, 0, 9], late: [0, 0, 0] });
    expect(seriesOf([], 0, 3)).toEqual({ counts: [0, 0, 0], late: [0, 0, 0] });
  });
});

describe('同类支部的四分位', () => {
  test.each([
    [[1, 1, 1, 1], null],
    [[0, 0.25, 0.5, 0.75, 1], { lower: 0.25, median: 0.5, upper: 0.75 }],
    [[1, 0, 0.5, 1, 0, 1], { lower: 0.125, median: 0.75, upper: 1 }],
  ])('%j', (shares, quartiles) => {
    expect(quartilesOf(shares)).toEqual(quartiles);
  });

  test('四分位有序，且在最小与最大之间', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 5, maxLength: 40 }), (shares) => {
        const quartiles = quartilesOf(shares);
        const { lower, median, upper } = quartiles ?? { lower: 2, median: 1, upper: 0 };
        expect(Math.min(...shares) <= lower && lower <= median && median <= upper && upper <= Math.max(...shares)).toBe(true);
      }),
      { numRuns: 100 },
    );
  });

  test('不适用的支部不算在内；不到五个的类型不给', () => {
    const rows = [
      ...Array.from({ length: 6 }, (_, i) => ({ met: i > 2 ? 1 : 0, due: i > 0 ? 1 : 0, like: 'staff' })),
      { met: 1, due: 1, like: 'retired' },
    ];
    expect(quartilesByLike(rows, ({ like }) => like)).toEqual([{ composition: 'staff', branches: 5, lower: 0, median: 1, upper: 1 }]);
  });
});
