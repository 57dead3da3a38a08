/**
 * The tree of party organisations: kinds, what stands under what, and sizes.
 * 《支部工作条例》(2018) and 《普通高等学校基层组织工作条例》(2021). Sizes are remarks: the committee above decides.
 */
export const ORGANISATION_KINDS = ['committee', 'generalBranch', 'directBranch', 'branch', 'group', 'department'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const COMPOSITIONS = ['staff', 'undergraduate', 'graduate', 'retired', 'mixed', 'joint', 'temporary'] as const;
export type Composition = (typeof COMPOSITIONS)[number];

export const DEPARTMENTS = ['organisation', 'publicity', 'discipline', 'partySchool', 'studentAffairs'] as const;
export type Department = (typeof DEPARTMENTS)[number];

type Names<Code extends string> = Readonly<Record<Code, { zh: string; en: string }>>;

export const organisationKindNames: Names<OrganisationKind> = {
  committee: { zh: '党委', en: 'Committee' },
  generalBranch: { zh: '党总支', en: 'General branch' },
  directBranch: { zh: '直属党支部', en: 'Direct branch' },
  branch: { zh: '党支部', en: 'Branch' },
  group: { zh: '党小组', en: 'Group' },
  department: { zh: '党委部门', en: 'Department' },
};

export const compositionNames: Names<Composition> = {
  staff: { zh: '教职工', en: 'Staff' },
  undergraduate: { zh: '本科生', en: 'Undergraduate' },
  graduate: { zh: '研究生', en: 'Graduate' },
  retired: { zh: '离退休', en: 'Retired' },
  mixed: { zh: '混合', en: 'Mixed' },
  joint: { zh: '联合', en: 'Joint' },
  temporary: { zh: '临时', en: 'Temporary' },
};

export const departmentNames: Names<Department> = {
  organisation: { zh: '组织部', en: 'Organisation department' },
  publicity: { zh: '宣传部', en: 'Publicity department' },
  discipline: { zh: '纪委', en: 'Discipline inspection' },
  partySchool: { zh: '党校', en: 'Party school' },
  studentAffairs: { zh: '学工部', en: 'Student affairs' },
};

/** The root is the university's committee; the organisations of schools stand directly under it. */
const UNDER_ROOT: readonly OrganisationKind[] = ['committee', 'generalBranch', 'directBranch', 'department'];
const UNDER: Readonly<Record<OrganisationKind, readonly OrganisationKind[]>> = {
  committee: ['generalBranch', 'branch', 'department'],
  generalBranch: ['branch'],
  directBranch: ['group'],
  branch: ['group'],
  group: [],
  department: [],
};

/** Which kinds may stand under an organisation. */
export function kindsUnder(parent: { kind: OrganisationKind; root: boolean }): readonly OrganisationKind[] {
  return parent.root ? UNDER_ROOT : UNDER[parent.kind];
}

/** Branches and direct branches: the units that hold meetings, have members and are judged by their health. */
export function isBranch(kind: OrganisationKind): boolean {
  return kind === 'branch' || kind === 'directBranch';
}

/** The level "school" (院系党组织), whichever kind it is. */
export function isSchool(organisation: { kind: OrganisationKind; parentIsRoot: boolean }): boolean {
  return organisation.parentIsRoot && organisation.kind !== 'department' && organisation.kind !== 'branch';
}

// Sizes

export const FEWEST_FULL_MEMBERS = 3;
export const USUAL_MOST_MEMBERS = 50;
export const COMMITTEE_FROM_FULL_MEMBERS = 7;
export const COMMITTEE_SIZE = { fewest: 3, usualMost: 5, most: 7 } as const;
export const CONGRESS_FROM_MEMBERS = 500;

export type SizeRemark = 'below_minimum' | 'above_usual' | 'too_many_units';

/** What the level above should look at in a branch's size (《支部工作条例》第四条、第五条). Reminded, never refused. */
export function sizeRemarks(branch: { fullMembers: number; members: number; units?: number }, usualUnits: number): SizeRemark[] {
  const remarks: SizeRemark[] = [];
  if (branch.fullMembers < FEWEST_FULL_MEMBERS) remarks.push('below_minimum');
  if (branch.members > USUAL_MOST_MEMBERS) remarks.push('above_usual');
  if ((branch.units ?? 1) > usualUnits) remarks.push('too_many_units');
  return remarks;
}

/** Seven full members or more elect a branch committee; fewer elect a secretary, and a deputy if needed (《支部工作条例》第十九条). */
export function committeeRequired(fullMembers: number): boolean {
  return fullMembers >= COMMITTEE_FROM_FULL_MEMBERS;
}

/** Three to five, generally at most seven. */
export function committeeSizeFits(persons: number): 'fits' | 'too_small' | 'above_usual' | 'too_large' {
  if (persons < COMMITTEE_SIZE.fewest) return 'too_small';
  if (persons > COMMITTEE_SIZE.most) return 'too_large';
  return persons > COMMITTEE_SIZE.usualMost ? 'above_usual' : 'fits';
}

/** About 100 members make a committee, about 50 a general branch; the university committee decides, and sets the numbers. */
export function usualSchoolKind(
  members: number,
  usual: { readonly schoolCommitteeFrom: number; readonly schoolGeneralBranchFrom: number },
): 'committee' | 'generalBranch' | 'directBranch' {
  if (members >= usual.schoolCommitteeFrom) return 'committee';
  return members >= usual.schoolGeneralBranchFrom ? 'generalBranch' : 'directBranch';
}

/** With 500 members a congress of delegates may be approved (《基层组织选举工作条例》第四条). */
export function congressPossible(members: number): boolean {
  return members >= CONGRESS_FROM_MEMBERS;
}
