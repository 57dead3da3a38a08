import { describe, expect, test } from 'vitest';
import { openEntries, type Work } from './open-work.ts';

const nothing: Work = {
  meetings: [],
  findings: [],
  corrections: 0,
  branchesWithoutComposition: 0,
  withoutSecretary: [],
  vacantPosts: [],
  personsWithoutAccount: 0,
  term: { endsOn: '2029-02-28', daysLeft: 826, overdue: false, reminder: null },
};
const kinds = (more: Partial<Work>) => openEntries({ ...nothing, ...more }, 'self').map((entry) => entry.kind);

describe('what whoever takes over sees first', () => {
  test.each([
    ['nothing', {}, []],
    ['a meeting that is not finished', { meetings: [{ id: 'm', title: '党员大会', startsAt: '2026-11-20T19:00:00+08:00' }] }, ['meeting']],
    ['a finding', { findings: [{ id: 'f', indicator: 'theme_days', window: '2026-10' }] }, ['finding']],
    ['a term within six months', { term: { endsOn: '2027-02-28', daysLeft: 96, overdue: false, reminder: 6 } }, ['term']],
    ['a term that is overdue', { term: { endsOn: '2026-11-01', daysLeft: -23, overdue: true, reminder: null } }, ['term']],
    ['no term on record', { term: null }, []],
    ['a correction', { corrections: 2 }, ['corrections']],
    ['branches whose type is not stated', { branchesWithoutComposition: 3 }, ['types']],
    ['vacant posts', { vacantPosts: ['publicityOfficer'] }, ['vacant']],
    ['a branch beneath without a secretary', { withoutSecretary: [{ id: 'b', name: '支部' }] }, ['noSecretary']],
    [
      'itself without a secretary, said among the vacant posts',
      { withoutSecretary: [{ id: 'self', name: '支部' }], vacantPosts: ['secretary'] },
      ['vacant'],
    ],
    ['people without an account', { personsWithoutAccount: 5 }, ['accounts']],
  ] as [string, Partial<Work>, string[]][])('%s', (_, more, entries) => expect(kinds(more)).toEqual(entries));

  test('what has a day comes before what is missing', () => {
    const all = kinds({
      personsWithoutAccount: 1,
      branchesWithoutComposition: 1,
      corrections: 1,
      term: { endsOn: '2026-11-01', daysLeft: -23, overdue: true, reminder: null },
      findings: [{ id: 'f', indicator: 'theme_days', window: '2026-10' }],
      meetings: [{ id: 'm', title: '党员大会', startsAt: '2026-11-20T19:00:00+08:00' }],
    });
    expect(all).toEqual(['meeting', 'finding', 'term', 'corrections', 'types', 'accounts']);
  });
});
