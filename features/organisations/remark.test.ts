import { describe, expect, test } from 'vitest';
import { acceptMeasures, DEFAULT_MEASURES } from './measures.ts';
import { REMARKS, type RemarkFacts, remarksOf, remarkWords } from './remark.ts';

const today = '2026-11-24';
const branch: RemarkFacts = {
  kind: 'branch',
  composition: 'staff',
  units: null,
  dissolved: false,
  parentIsRoot: false,
  fullMembers: 5,
  members: 6,
  onCommittee: 1,
  committeeStands: false,
  secretary: { standingSince: '2020-01-01', from: '2024-03-01' },
};
const school: RemarkFacts = { ...branch, kind: 'committee', composition: null, parentIsRoot: true, fullMembers: 120, members: 130 };

describe('要留意的', () => {
  test.each([
    ['a branch in order', {}, []],
    ['two full members', { fullMembers: 2, members: 22 }, ['below_minimum']],
    ['51 members', { fullMembers: 6, members: 51 }, ['above_usual']],
    ['a joint branch of five units', { composition: 'joint', units: 5 }, []],
    ['a joint branch of six units', { composition: 'joint', units: 6 }, ['too_many_units']],
    ['no type', { composition: null }, ['composition_unset']],
    ['seven full members without a committee', { fullMembers: 7, members: 7, onCommittee: 3 }, ['committee_required']],
    ['seven full members with a committee of three', { fullMembers: 7, members: 7, onCommittee: 3, committeeStands: true }, []],
    ['a committee of two', { fullMembers: 7, members: 7, onCommittee: 2, committeeStands: true }, ['committee_too_small']],
    ['six full members, a committee of two', { fullMembers: 6, onCommittee: 2, committeeStands: true }, []],
    ['a committee of six', { fullMembers: 30, members: 30, onCommittee: 6, committeeStands: true }, ['committee_above_usual']],
    ['a committee of eight', { fullMembers: 30, members: 30, onCommittee: 8, committeeStands: true }, ['committee_too_large']],
    ['nobody is secretary', { secretary: null }, ['no_secretary']],
    ['a secretary with half a year', { secretary: { standingSince: '2026-05-24', from: '2026-11-01' } }, ['standing_under_a_year']],
    ['a secretary who has a year since', { secretary: { standingSince: '2025-11-24', from: '2026-03-01' } }, []],
    ['a dissolved one', { dissolved: true, fullMembers: 0, secretary: null }, []],
    ['a group', { kind: 'group', composition: null, secretary: null }, []],
  ] as [string, Partial<RemarkFacts>, string[]][])('%s: %3$j', (_, more, remarks) => {
    expect(remarksOf({ ...branch, ...more }, DEFAULT_MEASURES, today)).toEqual(remarks);
  });

  test.each([
    ['a committee of 130', {}, []],
    ['a committee of 60', { members: 60 }, ['usual_general_branch']],
    ['a general branch of 60', { kind: 'generalBranch', members: 60 }, []],
    ['a general branch of 100', { kind: 'generalBranch', members: 100 }, ['usual_committee']],
    ['a direct branch of 49', { kind: 'directBranch', composition: 'staff', members: 49, fullMembers: 6 }, []],
    ['a general branch of 49', { kind: 'generalBranch', members: 49 }, ['usual_direct_branch']],
    ['a school of 500', { members: 500 }, ['congress_possible']],
    ['a committee within a school', { members: 20, parentIsRoot: false }, []],
  ] as [string, Partial<RemarkFacts>, string[]][])('%s: %3$j', (_, more, remarks) => {
    expect(remarksOf({ ...school, ...more }, DEFAULT_MEASURES, today)).toEqual(remarks);
  });

  test('the university sets what is usual', () => {
    const set = { ...DEFAULT_MEASURES, schoolCommitteeFrom: 200, unitsOfJointBranch: 8, secretaryStandingYears: 2 };
    expect(remarksOf(school, set, today)).toEqual(['usual_general_branch']);
    expect(remarksOf({ ...branch, composition: 'joint', units: 8 }, set, today)).toEqual([]);
    expect(remarksOf({ ...branch, secretary: { standingSince: '2025-05-24', from: '2026-11-01' } }, set, today)).toEqual(['standing_under_a_year']);
    const ok = (measures: typeof set) => acceptMeasures(measures).ok;
    expect([ok(set), ok({ ...set, schoolGeneralBranchFrom: 200 }), ok({ ...set, termYears: { ...set.termYears, branch: 6 } })]).toEqual([
      true,
      false,
      false,
    ]);
  });

  test('every remark is said in both languages', () => {
    for (const remark of REMARKS) expect(remarkWords[remark].zh.length * remarkWords[remark].en.length).toBeGreaterThan(0);
  });
});
