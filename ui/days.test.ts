import fc from 'fast-check';
import { expect, test } from 'vitest';
import { weeksOf } from './days.ts';

test.each([
  { month: '2026-11', before: 6, days: 30, rows: 6 },
  { month: '2026-02', before: 6, days: 28, rows: 5 },
  { month: '2027-02', before: 0, days: 28, rows: 4 },
  { month: '2028-02', before: 1, days: 29, rows: 5 },
])('$month begins after $before blanks, has $days days in $rows weeks', ({ month, before, days, rows }) => {
  const weeks = weeksOf(month);
  expect(weeks).toHaveLength(rows);
  expect(weeks.flat().indexOf(`${month}-01`)).toBe(before);
  expect(weeks.flat().filter(Boolean)).toHaveLength(days);
});

test('every day stands under its own weekday', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1950, max: 2100 }), fc.integer({ min: 1, max: 12 }), (year, number) => {
      for (const week of weeksOf(`${year}-${String(number).padStart(2, '0')}`))
        for (const [column, day] of week.entries()) if (day) expect((new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7).toBe(column);
    }),
    { numRuns: 50 },
  );
});
