import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  addYears,
  dayOf,
  daysBetween,
  firstDay,
  isDay,
  lastDay,
  monthsOf,
  quarterOf,
  shiftWindow,
  startOf,
  windowOf,
  yearsBetween,
} from './day.ts';

describe('months and years', () => {
  test.each([
    ['2026-08-31', 6, '2027-02-28'],
    ['2024-03-10', 1, '2024-04-10'],
    ['2023-10-31', 4, '2024-02-29'],
    ['2026-01-15', -1, '2025-12-15'],
  ])('%s and %i months is %s', (day, months, expected) => expect(addMonths(day, months)).toBe(expected));
  test.each([
    ['2024-02-29', 1, '2025-03-01'],
    ['2024-02-29', 4, '2028-02-29'],
    ['2023-05-20', 3, '2026-05-20'],
  ])('%s and %i years is %s', (day, years, expected) => expect(addYears(day, years)).toBe(expected));
  test('someone born on 2006-09-02 is 18 on 2024-09-02, not the day before', () => {
    expect(yearsBetween('2006-09-02', '2024-09-02')).toBe(18);
    expect(yearsBetween('2006-09-02', '2024-09-01')).toBe(17);
  });
});

describe('windows', () => {
  test('a quarter has its first and last day', () => {
    expect([quarterOf('2026-11-24'), firstDay('2026-Q4'), lastDay('2026-Q4')]).toEqual(['2026-Q4', '2026-10-01', '2026-12-31']);
    expect(monthsOf('2026-Q1')).toEqual(['2026-01', '2026-02', '2026-03']);
    expect([shiftWindow('2026-Q1', -1), shiftWindow('2026-12', 1), shiftWindow('2026', -1)]).toEqual(['2025-Q4', '2027-01', '2025']);
  });
  test('midnight in Shanghai begins the day', () => {
    expect(dayOf('2026-11-23T16:00:00Z')).toBe('2026-11-24');
    expect(dayOf('2026-11-23T15:59:59Z')).toBe('2026-11-23');
  });
});

const days = fc.integer({ min: 0, max: 80_000 }).map((n) => addDays('1900-01-01', n));
test('every day lies within each of its windows, and is itself again through an instant', () =>
  fc.assert(
    fc.property(days, (day) => {
      expect(isDay(day)).toBe(true);
      expect(dayOf(startOf(day))).toBe(day);
      for (const size of ['month', 'quarter', 'year'] as const) {
        const window = windowOf(day, size);
        expect(firstDay(window) <= day && day <= lastDay(window)).toBe(true);
        expect(daysBetween(lastDay(window), firstDay(shiftWindow(window, 1)))).toBe(1);
      }
    }),
  ));
