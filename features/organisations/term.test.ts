import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '#platform/shared/day/day.ts';
import { DEFAULT_MEASURES, usualTermYears } from './measures.ts';
import { begin, daysLeft, extend, isOverdue, lastDayOfTerm, mayElect, standingReminder, type Term } from './term.ts';

const term: Term = { startsOn: '2023-05-20', lastDay: '2026-05-19', extendedTo: null };
const extended: Term = { ...term, extendedTo: '2026-11-19' };

describe('任期', () => {
  test.each([
    ['2023-05-20', 3, '2026-05-19'],
    ['2024-03-01', 3, '2027-02-28'],
    ['2024-02-29', 3, '2027-02-28'],
    ['2022-11-18', 5, '2027-11-17'],
  ] as const)('began %s, %i years: last day %s', (startsOn, years, last) => {
    expect(lastDayOfTerm(startsOn, years)).toBe(last);
  });

  test.each([
    [term, '2026-05-19', false],
    [term, '2026-05-20', true],
    [extended, '2026-05-20', false],
    [extended, '2026-11-19', false],
    [extended, '2026-11-20', true],
  ] as const)('%o on %s overdue: %s', (of, day, overdue) => {
    expect(isOverdue(of, day)).toBe(overdue);
    expect(daysLeft(of, day) < 0).toBe(overdue);
  });

  test.each([
    ['committee', null, 5, 'done'],
    ['generalBranch', null, 5, 'done'],
    ['directBranch', 'staff', 3, 'done'],
    ['branch', 'staff', 3, 'done'],
    ['branch', 'temporary', 3, 'temporary_no_election'],
    ['directBranch', 'temporary', 3, 'temporary_no_election'],
    ['group', null, null, 'no_term_here'],
    ['department', null, null, 'no_term_here'],
  ] as const)('%s (%s): usually %s years, a term: %s', (kind, composition, years, answer) => {
    expect(usualTermYears(kind, DEFAULT_MEASURES)).toBe(years);
    const outcome = mayElect({ kind, composition });
    expect(outcome.ok ? 'done' : outcome.code).toBe(answer);
  });

  test.each([
    ['2025-11-18', null],
    ['2025-11-19', 6],
    ['2026-02-18', 6],
    ['2026-02-19', 3],
    ['2026-04-19', 1],
    ['2026-05-19', 1],
    ['2026-05-20', null],
  ] as const)('on %s the reminder is %s', (day, months) => expect(standingReminder(term, day)).toBe(months));
});

describe('延期', () => {
  test.each([
    ['2026-11-19', '校党组〔2026〕3号', []],
    ['2027-05-19', '校党组〔2026〕3号', []],
    ['2027-05-20', '校党组〔2026〕3号', ['extension_over_a_year']],
  ] as const)('to %s', (to, document, remarks) => {
    expect(extend(term, to, document)).toEqual({ ok: true, value: { extendedTo: to, remarks } });
  });
  test.each([
    [term, '2026-05-19', 'x', 'extension_not_later'],
    [extended, '2026-11-19', 'x', 'extension_not_later'],
    [term, '2026-11-19', ' ', 'document_missing'],
    [{ ...term, endedOn: '2026-05-01' }, '2026-11-19', 'x', 'term_ended'],
  ] as const)('refused', (of, to, document, code) => expect(extend(of, to, document)).toMatchObject({ ok: false, code }));
});

describe('换届', () => {
  const ended: Term = { ...term, endedOn: '2026-05-20' };
  test.each([
    ['the first', [], '2026-05-20', 3, null],
    ['on time', [term], '2026-05-20', 3, term],
    ['early', [term], '2026-01-10', 3, term],
    ['after one that ended', [ended], '2026-05-20', 3, null],
  ] as const)('%s', (_, earlier, startsOn, years, ends) => {
    expect(begin(earlier, startsOn, years)).toMatchObject({ ok: true, value: { ends } });
  });
  test.each([
    ['on the day on which the last began', [term], '2023-05-20', 3, 'term_overlaps'],
    ['before it', [term], '2022-01-01', 3, 'term_overlaps'],
    ['within one that is over', [ended], '2026-05-19', 3, 'term_overlaps'],
    ['of six years', [], '2026-05-20', 6, 'term_years'],
  ] as const)('%s', (_, earlier, startsOn, years, code) => {
    expect(begin(earlier, startsOn, years)).toMatchObject({ ok: false, code });
  });
});

test('a later day never has more days left, and an extension never makes a term overdue', () => {
  fc.assert(
    fc.property(fc.integer({ min: -800, max: 800 }), fc.integer({ min: 1, max: 365 }), (offset, by) => {
      const day = addDays(term.lastDay, offset);
      const longer = { ...term, extendedTo: addDays(term.lastDay, by) };
      expect(daysLeft(term, addDays(day, 1))).toBe(daysLeft(term, day) - 1);
      expect(isOverdue(longer, day) && !isOverdue(term, day)).toBe(false);
    }),
  );
});
