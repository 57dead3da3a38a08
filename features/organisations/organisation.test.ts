import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dissolve, found, merge, move, rename, type Standing, split } from './act.ts';
import { DEFAULT_MEASURES } from './measures.ts';
import {
  COMPOSITIONS,
  committeeRequired,
  committeeSizeFits,
  compositionNames,
  congressPossible,
  DEPARTMENTS,
  departmentNames,
  isSchool,
  kindsUnder,
  ORGANISATION_KINDS,
  type OrganisationKind,
  organisationKindNames,
  sizeRemarks,
  usualSchoolKind,
} from './organisation.ts';

const today = '2026-11-24';
const act = { on: '2026-11-20', documentNumber: '校党发〔2026〕12号', reason: '机构调整' };
const branch: Standing = { id: 'b1', kind: 'branch', root: false, parentId: 's1', foundedOn: '2020-03-01', dissolvedOn: null };
const school: Standing = { ...branch, id: 's1', kind: 'committee', parentId: 'u' };
const university: Standing = { ...branch, id: 'u', kind: 'committee', root: true, parentId: null };
const codeOf = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? 'done' : outcome.code);

describe('人数', () => {
  test.each([
    { full: 6, members: 15, committee: false, remarks: [], why: '6 名正式党员加 9 名预备党员，不设委员会' },
    { full: 7, members: 7, committee: true, remarks: [], why: '7 名正式党员，设委员会' },
    { full: 2, members: 22, committee: false, remarks: ['below_minimum'], why: '2 名正式党员，与相近单位合并或联合' },
    { full: 3, members: 3, committee: false, remarks: [], why: '3 名正式党员即可' },
    { full: 40, members: 50, committee: true, remarks: [], why: '50 人' },
    { full: 40, members: 51, committee: true, remarks: ['above_usual'], why: '一般不超过 50 人' },
  ])('$why', ({ full, members, committee, remarks }) => {
    expect(committeeRequired(full)).toBe(committee);
    expect(sizeRemarks({ fullMembers: full, members }, 5)).toEqual(remarks);
  });

  test('a joint branch is generally of at most five units', () => {
    expect(sizeRemarks({ fullMembers: 5, members: 5, units: 5 }, 5)).toEqual([]);
    expect(sizeRemarks({ fullMembers: 5, members: 5, units: 6 }, 5)).toEqual(['too_many_units']);
  });

  test.each([
    [2, 'too_small'],
    [3, 'fits'],
    [5, 'fits'],
    [6, 'above_usual'],
    [7, 'above_usual'],
    [8, 'too_large'],
  ] as const)('a committee of %i: %s', (persons, fits) => expect(committeeSizeFits(persons)).toBe(fits));

  test.each([
    [120, 'committee'],
    [100, 'committee'],
    [99, 'generalBranch'],
    [50, 'generalBranch'],
    [49, 'directBranch'],
  ] as const)('%i members usually make a %s', (members, kind) => expect(usualSchoolKind(members, DEFAULT_MEASURES)).toBe(kind));

  test('500 members may elect by a congress', () => {
    expect([499, 500].map(congressPossible)).toEqual([false, true]);
  });
});

describe('上下级', () => {
  const allowed: Record<string, readonly OrganisationKind[]> = {
    root: ['committee', 'generalBranch', 'directBranch', 'department'],
    committee: ['generalBranch', 'branch', 'department'],
    generalBranch: ['branch'],
    directBranch: ['group'],
    branch: ['group'],
    group: [],
    department: [],
  };
  test.each(Object.keys(allowed))('under %s', (parent) => {
    const of = parent === 'root' ? { kind: 'committee' as const, root: true } : { kind: parent as OrganisationKind, root: false };
    expect(ORGANISATION_KINDS.filter((kind) => kindsUnder(of).includes(kind)).sort()).toEqual([...(allowed[parent] ?? [])].sort());
  });

  test('院系党组织是学校党委下的党委、党总支、直属党支部', () => {
    expect(ORGANISATION_KINDS.filter((kind) => isSchool({ kind, parentIsRoot: true }))).not.toContain('department');
    expect(isSchool({ kind: 'directBranch', parentIsRoot: true })).toBe(true);
    expect(isSchool({ kind: 'committee', parentIsRoot: false })).toBe(false);
  });
});

describe('成立、更名、调整、合并、拆分、撤销', () => {
  const made = { kind: 'branch', composition: 'staff', department: null } as const;
  test.each([
    ['a branch under a school', school, made, act, 'done'],
    ['a branch directly under the university', university, made, act, 'wrong_parent'],
    ['a branch under a branch', branch, made, act, 'wrong_parent'],
    ['under a dissolved school', { ...school, dissolvedOn: '2025-01-01' }, made, act, 'organisation_dissolved'],
    ['a branch without composition', school, { ...made, composition: null }, act, 'composition_missing'],
    ['a group with a composition', branch, { ...made, kind: 'group' }, act, 'composition_misplaced'],
    ['a department without a duty', university, { ...made, kind: 'department', composition: null }, act, 'duty_missing'],
    ['without a reason', school, made, { ...act, reason: ' ' }, 'reason_missing'],
    ['without a document', school, made, { ...act, documentNumber: '' }, 'document_missing'],
    ['tomorrow', school, made, { ...act, on: '2026-11-25' }, 'day_in_future'],
    ['before its school was founded', school, made, { ...act, on: '2019-01-01' }, 'day_before_founding'],
  ] as const)('founding %s: %5$s', (_, parent, organisation, how, answer) => {
    expect(codeOf(found(parent, organisation, how, today))).toBe(answer);
  });

  test.each([
    ['another name', '教工第二党支部', 'done'],
    ['the same name', ' 教工第一党支部 ', 'name_unchanged'],
  ] as const)('renaming to %s', (_, name, answer) => {
    expect(codeOf(rename({ ...branch, name: '教工第一党支部' }, name, act, today))).toBe(answer);
  });

  const other: Standing = { ...school, id: 's2' };
  test.each([
    ['to another school', branch, other, ['u', 's2'], 'done'],
    ['to where it is', branch, school, ['u', 's1'], 'parent_unchanged'],
    ['under the university', branch, university, ['u'], 'wrong_parent'],
    ['the root', university, school, ['u', 's1'], 'root_stays'],
    ['a general branch beneath itself', { ...school, kind: 'generalBranch', id: 'g' }, { ...branch, id: 'x' }, ['u', 'g', 'x'], 'under_itself'],
    ['to a dissolved school', branch, { ...other, dissolvedOn: '2026-01-01' }, ['u', 's2'], 'organisation_dissolved'],
  ] as const)('moving %s', (_, organisation, parent, path, answer) => {
    expect(codeOf(move(organisation, parent, path, act, today))).toBe(answer);
  });

  test.each([
    ['an empty branch', branch, { children: 0, members: 0 }, 'done'],
    ['a school with branches', school, { children: 3, members: 0 }, 'has_children'],
    ['a branch with members', branch, { children: 0, members: 4 }, 'has_members'],
    ['the university', university, { children: 0, members: 0 }, 'root_stays'],
    ['a dissolved one', { ...branch, dissolvedOn: '2025-01-01' }, { children: 0, members: 0 }, 'organisation_dissolved'],
  ] as const)('dissolving %s', (_, organisation, left, answer) => {
    expect(codeOf(dissolve(organisation, left, act, today))).toBe(answer);
  });

  const second: Standing = { ...branch, id: 'b2' };
  test.each([
    ['two into a new one', [branch, second], null, 'done'],
    ['one into another', [second], branch, 'done'],
    ['one alone', [branch], null, 'too_few_to_merge'],
    ['one into itself', [branch], branch, 'merge_twice'],
    ['a branch and a school', [branch, school], null, 'not_branches'],
    ['a dissolved one', [{ ...branch, dissolvedOn: '2025-01-01' }, second], null, 'organisation_dissolved'],
  ] as const)('merging %s', (_, sources, into, answer) => {
    expect(codeOf(merge(sources, into, act, today))).toBe(answer);
  });

  test.each([
    ['everybody placed once', [['p', 'q'], ['r']], 'done'],
    ['one part only', [['p', 'q', 'r']], 'too_few_parts'],
    ['one left over', [['p'], ['q']], 'members_left_over'],
    [
      'one placed twice',
      [
        ['p', 'q'],
        ['q', 'r'],
      ],
      'member_in_two_parts',
    ],
    [
      'a stranger',
      [
        ['p', 'q'],
        ['r', 'z'],
      ],
      'member_not_here',
    ],
  ] as const)('splitting with %s', (_, parts, answer) => {
    const named = parts.map((memberIds, i) => ({ organisationId: `n${i}`, memberIds }));
    expect(codeOf(split(branch, ['p', 'q', 'r'], named, act, today))).toBe(answer);
  });

  test('nothing can be done to a dissolved organisation', () => {
    const gone = { ...branch, name: 'x', dissolvedOn: '2025-01-01' };
    const answers = [
      rename(gone, 'y', act, today),
      move(gone, other, ['u', 's2'], act, today),
      dissolve(gone, { children: 0, members: 0 }, act, today),
      merge([gone, second], null, act, today),
      split(gone, ['p'], [], act, today),
    ];
    for (const answer of answers) expect(codeOf(answer)).toBe('organisation_dissolved');
  });

  test('a split that is done loses nobody and doubles nobody', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3), { minLength: 1, maxLength: 30 }), (placeOf) => {
        const members = placeOf.map((_, i) => `p${i}`);
        const parts = [0, 1, 2, 3].map((place) => ({
          organisationId: `n${place}`,
          memberIds: members.filter((_, i) => placeOf[i] === place),
        }));
        expect(codeOf(split(branch, members, parts, act, today))).toBe('done');
        expect(codeOf(split(branch, [...members, 'left'], parts, act, today))).toBe('members_left_over');
      }),
    );
  });
});

test('every code has a Chinese and an English name', () => {
  for (const kind of ORGANISATION_KINDS) expect(organisationKindNames[kind].zh).toMatch(/^党|^直属/);
  for (const composition of COMPOSITIONS) expect(compositionNames[composition].en).not.toBe('');
  for (const department of DEPARTMENTS) expect(departmentNames[department].zh).not.toBe('');
});
