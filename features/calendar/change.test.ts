import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Change, Kept } from './change.ts';
import { changedYear } from './change.ts';

const national = new Map([
  ['2026-10-01', { kind: 'holiday' as const, name: '国庆节' }],
  ['2026-10-10', { kind: 'shifted' as const, name: '国庆节' }],
]);
const nothing: Kept = { days: [], vacations: [] };
const change = (more: Partial<Change>): Change => ({ fill: false, vacations: undefined, days: [], ...more });
const winter = { name: '寒假', from: '2026-01-19', to: '2026-02-28' };

describe('a year of the calendar', () => {
  test('filled, every day is set: holidays named, weekends rest, vacations laid in', () => {
    const answer = changedYear('2026', nothing, change({ fill: true, vacations: [winter] }), national);
    if (!answer.ok) throw new Error(answer.code);
    const days = new Map(answer.value.days.map((day) => [day.day, day]));
    expect(days.size).toBe(365);
    expect(days.get('2026-10-01')).toEqual({ day: '2026-10-01', kind: 'holiday', name: '国庆节' });
    expect(days.get('2026-10-10')?.kind).toBe('shifted');
    expect(days.get('2026-02-02')).toEqual({ day: '2026-02-02', kind: 'vacation', name: '寒假' });
    expect(days.get('2026-11-22')?.kind).toBe('rest');
    expect(days.get('2026-11-24')?.kind).toBe('teaching');
  });

  test('a vacation that began in the year before lies over January', () => {
    const answer = changedYear(
      '2026',
      { days: [], vacations: [{ name: '寒假', from: '2025-12-29', to: '2026-01-09' }] },
      change({ fill: true }),
      national,
    );
    expect(answer.ok && answer.value.days.find((day) => day.day === '2026-01-05')?.kind).toBe('vacation');
  });

  test('a vacation taken away gives its days back, and what was mended elsewhere stays', () => {
    const filled = changedYear(
      '2026',
      nothing,
      change({ fill: true, vacations: [winter], days: [{ day: '2026-04-18', kind: 'teaching', name: '补课' }] }),
      national,
    );
    if (!filled.ok) throw new Error(filled.code);
    const without = changedYear('2026', filled.value, change({ vacations: [] }), national);
    if (!without.ok) throw new Error(without.code);
    const days = new Map(without.value.days.map((day) => [day.day, day]));
    expect(days.get('2026-02-02')?.kind).toBe('teaching');
    expect(days.get('2026-04-18')).toEqual({ day: '2026-04-18', kind: 'teaching', name: '补课' });
  });

  test.each([
    ['a day of another year', change({ days: [{ day: '2027-01-01', kind: 'rest', name: null }] }), 'day_outside_year'],
    ['an unknown kind', change({ days: [{ day: '2026-01-01', kind: 'party', name: null }] }), 'day_kind_unknown'],
    ['a vacation that ends before it begins', change({ vacations: [{ name: '寒假', from: '2026-02-02', to: '2026-02-01' }] }), 'vacation_reversed'],
    ['two vacations on one day', change({ vacations: [winter, { name: '春假', from: '2026-02-28', to: '2026-03-02' }] }), 'vacations_overlap'],
    ['a vacation of another year', change({ vacations: [{ name: '寒假', from: '2027-01-19', to: '2027-02-01' }] }), 'day_outside_year'],
  ])('%s is refused', (_, asked, code) => {
    expect(changedYear('2026', nothing, asked, national)).toMatchObject({ ok: false, code });
  });

  test('done twice, a change gives the same year', () => {
    fc.assert(
      fc.property(fc.boolean(), fc.integer({ min: 1, max: 28 }), (fill, day) => {
        const asked = change({ fill, vacations: [winter], days: [{ day: `2026-05-${String(day).padStart(2, '0')}`, kind: 'rest', name: null }] });
        const once = changedYear('2026', nothing, asked, national);
        if (!once.ok) throw new Error(once.code);
        expect(changedYear('2026', once.value, asked, national)).toEqual(once);
      }),
    );
  });
});
