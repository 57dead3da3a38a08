import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, monthsOf } from '#platform/shared/day/day.ts';
import {
  addWorkingDays,
  DAY_KINDS,
  type DayKind,
  dayKindNames,
  isVacationMonth,
  isWorkingDay,
  proposedDays,
  proposedKind,
  teachingDaysOf,
  turnedMonths,
  vacationMonths,
  vacationsApplyTo,
} from './calendar.ts';

const vacations = [
  { from: '2027-01-16', to: '2027-02-21' },
  { from: '2027-07-17', to: '2027-08-31' },
];
const national = new Map<string, 'holiday' | 'shifted'>([
  ['2026-09-20', 'shifted'],
  ['2026-09-25', 'holiday'],
  ...Array.from({ length: 7 }, (_, i) => [`2026-10-0${i + 1}`, 'holiday'] as const),
  ['2026-10-10', 'shifted'],
  ['2027-01-01', 'holiday'],
  ['2027-02-20', 'shifted'],
]);
const year = proposedDays('2026-09-01', '2027-08-31', vacations, national);

describe('教学日', () => {
  test.each([
    { month: '2026-09', taught: 22 },
    { month: '2026-10', taught: 18 },
    { month: '2026-11', taught: 21 },
    { month: '2027-01', taught: 10 },
    { month: '2027-02', taught: 5 },
    { month: '2027-07', taught: 12 },
    { month: '2027-08', taught: 0 },
    { month: '2027-09', taught: null },
  ])('$month 有 $taught 个教学日', ({ month, taught }) => {
    expect(teachingDaysOf(month, year)).toBe(taught);
  });

  test.each<{ day: string; kind: DayKind; why: string }>([
    { day: '2026-09-01', kind: 'teaching', why: '学期内的周二' },
    { day: '2026-09-05', kind: 'rest', why: '学期内的周六' },
    { day: '2026-09-20', kind: 'shifted', why: '周日调休上课' },
    { day: '2026-10-01', kind: 'holiday', why: '国庆节' },
    { day: '2027-01-16', kind: 'vacation', why: '放寒假的第一天' },
    { day: '2027-02-20', kind: 'vacation', why: '寒假里的调休不上课' },
    { day: '2027-02-22', kind: 'teaching', why: '第二学期的第一天' },
  ])('$day：$why', ({ day, kind }) => {
    expect(proposedKind(day, vacations, national)).toBe(kind);
  });

  test('a month with a single day set is set', () => {
    expect(teachingDaysOf('2028-03', new Map([['2028-03-01', 'teaching']]))).toBe(1);
    expect(teachingDaysOf('2028-04', new Map([['2028-03-01', 'teaching']]))).toBeNull();
  });
});

describe('寒暑假的月份', () => {
  test.each([
    { days: 0, vacation: true },
    { days: 9, vacation: true },
    { days: 10, vacation: false },
    { days: 23, vacation: false },
    { days: null, vacation: false },
    { days: undefined, vacation: false },
  ])('$days teaching days: vacation $vacation', ({ days, vacation }) => {
    expect(isVacationMonth(days)).toBe(vacation);
  });

  test('2 月和 8 月不适用，1 月正好十天，照常', () => {
    expect([...vacationMonths([...monthsOf('2026'), ...monthsOf('2027')], year)]).toEqual(['2027-02', '2027-08']);
  });

  test.each([
    { composition: 'undergraduate', none: true, both: true },
    { composition: 'graduate', none: true, both: true },
    { composition: 'mixed', none: false, both: true },
    { composition: 'joint', none: false, both: true },
    { composition: 'staff', none: false, both: false },
    { composition: 'retired', none: false, both: false },
    { composition: 'temporary', none: false, both: false },
    { composition: null, none: false, both: false },
  ])('$composition', ({ composition, none, both }) => {
    expect(vacationsApplyTo(composition, { mixed: false, joint: false })).toBe(none);
    expect(vacationsApplyTo(composition, { mixed: true, joint: true })).toBe(both);
  });

  test('one teaching day less in January makes it a vacation month, and is shown before it is saved', () => {
    const after = new Map(year).set('2027-01-15', 'vacation');
    expect(turnedMonths(monthsOf('2027'), year, after)).toEqual([{ month: '2027-01', before: 10, after: 9, becomesVacation: true }]);
    expect(turnedMonths(monthsOf('2027'), year, year)).toEqual([]);
  });
});

describe('工作日', () => {
  test.each([
    { day: '2026-09-20', working: true, why: '周日调休' },
    { day: '2026-09-25', working: false, why: '中秋节' },
    { day: '2026-09-26', working: false, why: '周六' },
    { day: '2027-01-18', working: true, why: '寒假里的周一照常办公' },
    { day: '2028-03-01', working: true, why: '没有设置的周三' },
    { day: '2028-03-04', working: false, why: '没有设置的周六' },
  ])('$day $why', ({ day, working }) => {
    expect(isWorkingDay(day, year)).toBe(working);
  });

  test('five working days after 30 September pass over the holidays and use the exchanged Saturday', () => {
    expect(addWorkingDays('2026-09-30', 5, year)).toBe('2026-10-13');
    expect(addWorkingDays('2026-11-20', 1, year)).toBe('2026-11-23');
  });

  test('a later start never ends earlier, and the end is a working day', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.integer({ min: 1, max: 15 }), (offset, count) => {
        const from = addDays('2026-09-01', offset);
        const end = addWorkingDays(from, count, year);
        expect(isWorkingDay(end, year)).toBe(true);
        expect(addWorkingDays(addDays(from, 1), count, year) >= end).toBe(true);
      }),
      { numRuns: 60 },
    );
  });
});

test('every kind of day has a Chinese and an English name', () => {
  for (const kind of DAY_KINDS) expect(Object.values(dayKindNames[kind]).every((name) => name.length > 1)).toBe(true);
});
