import { expect, test } from 'vitest';
import { DEFAULT_MEASURES, usualTermYears } from '#features/organisations/measures.ts';
import type { OrganisationKind } from '#features/organisations/organisation.ts';
import type { CheckedOrganisation, ExistingOrganisation } from './check-roster.ts';
import { withTerm } from './term-values.ts';

const usual = (kind: OrganisationKind) => usualTermYears(kind, DEFAULT_MEASURES);
const row = (value: CheckedOrganisation['value'], diff: string[], effect: CheckedOrganisation['effect'] = 'changed'): CheckedOrganisation => ({
  sheet: '党组织',
  row: 2,
  outcome: effect === 'none' ? 'wrong' : effect,
  effect,
  messages: [],
  diff: diff.map((field) => ({ field, before: '', after: '' })),
  ...(value && { value: { kind: 'branch', ...value } }),
});
const before = (termBegan: string | null, termYears: number | null) => ({ id: 'x', termBegan, termYears }) as ExistingOrganisation;

test.each([
  ['a new branch whose years are open has the usual three', row({ termBegan: '2024-05-20', termYears: null }, [], 'new'), undefined, 3, 'new'],
  ['a committee has five', row({ kind: 'committee', termBegan: '2024-05-20', termYears: null }, [], 'new'), undefined, 5, 'new'],
  ['years without a first day are no term', row({ termBegan: null, termYears: 3 }, ['届期（年）']), before(null, null), null, 'same'],
  ['years left open are those on record', row({ termBegan: '2024-05-20', termYears: null }, ['届期（年）']), before('2024-05-20', 4), 4, 'same'],
  ['another change stays one', row({ termBegan: '2024-05-20', termYears: null }, ['届期（年）', '组织名称']), before('2024-05-20', 4), 4, 'changed'],
  [
    'a term that is taken away is a change',
    row({ termBegan: null, termYears: null }, ['本届开始日期', '届期（年）']),
    before('2024-05-20', 3),
    null,
    'changed',
  ],
  ['a whole term stays as it is', row({ termBegan: '2024-05-20', termYears: 2 }, ['届期（年）']), before('2024-05-20', 3), 2, 'changed'],
] as const)('%s', (_name, given, known, years, effect) => {
  const settled = withTerm(given, known, usual);
  expect([settled.value?.termYears, settled.effect]).toEqual([years, effect]);
});

test('a wrong row is left alone', () => {
  const wrong = row(undefined, [], 'none');
  expect(withTerm(wrong, undefined, usual)).toBe(wrong);
});
