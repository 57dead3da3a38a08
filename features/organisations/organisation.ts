/**
 * The tree of party organisations: kinds, what stands under what, sizes, and the acts that change the tree.
 * 《支部工作条例》(2018) and 《普通高等学校基层组织工作条例》(2021). Sizes are remarks: the committee above decides.
 */
import type { Day } from '#platform/shared/day/day.ts';
import { done, refused, type Outcome } from '#platform/shared/outcome/outcome.ts';

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
export const USUAL_MOST_JOINT_UNITS = 5;
export const COMMITTEE_FROM_FULL_MEMBERS = 7;
export const COMMITTEE_SIZE = { fewest: 3, usualMost: 5, most: 7 } as const;
export const CONGRESS_FROM_MEMBERS = 500;

export type SizeRemark = 'below_minimum' | 'above_usual' | 'too_many_units';

/** What the level above should look at in a branch's size (《支部工作条例》第四条、第五条). Reminded, never refused. */
export function sizeRemarks(branch: { fullMembers: number; members: number; units?: number }): SizeRemark[] {
  const remarks: SizeRemark[] = [];
  if (branch.fullMembers < FEWEST_FULL_MEMBERS) remarks.push('below_minimum');
  if (branch.members > USUAL_MOST_MEMBERS) remarks.push('above_usual');
  if ((branch.units ?? 1) > USUAL_MOST_JOINT_UNITS) remarks.push('too_many_units');
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

/** About 100 members make a committee, about 50 a general branch; the university committee decides. */
export function usualSchoolKind(members: number): 'committee' | 'generalBranch' | 'directBranch' {
  if (members >= 100) return 'committee';
  return members >= 50 ? 'generalBranch' : 'directBranch';
}

/** With 500 members a congress of delegates may be approved (《基层组织选举工作条例》第四条). */
export function congressPossible(members: number): boolean {
  return members >= CONGRESS_FROM_MEMBERS;
}

// Acts: each with its day, its document and its reason, kept for good

export type Act = { readonly on: Day; readonly documentNumber: string; readonly reason: string };
export type Standing = {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly root: boolean;
  readonly parentId: string | null;
  readonly foundedOn: Day | null;
  readonly dissolvedOn: Day | null;
};

type ActCode = 'reason_missing' | 'document_missing' | 'day_in_future' | 'day_before_founding' | 'organisation_dissolved';

/** What every act on a standing organisation needs. */
export function mayActOn(organisation: Standing, act: Act, today: Day): Outcome<void, ActCode> {
  if (organisation.dissolvedOn !== null) return refused('organisation_dissolved', { on: organisation.dissolvedOn });
  if (act.reason.trim() === '') return refused('reason_missing');
  if (act.documentNumber.trim() === '') return refused('document_missing');
  if (act.on > today) return refused('day_in_future', { day: act.on });
  if (organisation.foundedOn !== null && act.on < organisation.foundedOn) {
    return refused('day_before_founding', { day: act.on, founded: organisation.foundedOn });
  }
  return done();
}

export type NewOrganisation = {
  readonly kind: OrganisationKind;
  readonly composition: Composition | null;
  readonly department: Department | null;
  readonly codeTaken: boolean;
};
type FoundCode = ActCode | 'wrong_parent' | 'code_taken' | 'composition_missing' | 'composition_misplaced' | 'duty_missing';

/** Founds an organisation under another. */
export function found(parent: Standing, made: NewOrganisation, act: Act, today: Day): Outcome<void, FoundCode> {
  const acted = mayActOn(parent, act, today);
  if (!acted.ok) return acted;
  if (!kindsUnder(parent).includes(made.kind)) return refused('wrong_parent', { kind: made.kind, parent: parent.kind });
  if (made.codeTaken) return refused('code_taken');
  if (isBranch(made.kind) && made.composition === null) return refused('composition_missing');
  if (!isBranch(made.kind) && made.composition !== null) return refused('composition_misplaced');
  if ((made.kind === 'department') !== (made.department !== null)) return refused('duty_missing');
  return done();
}

/** Renames an organisation; the old name stays in its history. */
export function rename(
  organisation: Standing & { readonly name: string },
  name: string,
  act: Act,
  today: Day,
): Outcome<void, ActCode | 'name_unchanged'> {
  const acted = mayActOn(organisation, act, today);
  if (!acted.ok) return acted;
  return name.trim() === organisation.name ? refused('name_unchanged') : done();
}

type MoveCode = ActCode | 'wrong_parent' | 'under_itself' | 'root_stays' | 'parent_unchanged';

/** Moves an organisation, with all beneath it, under another parent. `parentPath`: the ids from the root to the new parent. */
export function move(
  organisation: Standing,
  parent: Standing,
  parentPath: readonly string[],
  act: Act,
  today: Day,
): Outcome<void, MoveCode> {
  if (organisation.root) return refused('root_stays');
  const acted = mayActOn(organisation, act, today);
  if (!acted.ok) return acted;
  if (parent.dissolvedOn !== null) return refused('organisation_dissolved', { on: parent.dissolvedOn });
  if (parent.id === organisation.id || parentPath.includes(organisation.id)) return refused('under_itself');
  if (parent.id === organisation.parentId) return refused('parent_unchanged');
  if (!kindsUnder(parent).includes(organisation.kind)) {
    return refused('wrong_parent', { kind: organisation.kind, parent: parent.kind });
  }
  return done();
}

type DissolveCode = ActCode | 'root_stays' | 'has_children' | 'has_members';

/** Dissolves an organisation that is empty: first its members and what stands under it find another place. */
export function dissolve(
  organisation: Standing,
  left: { readonly children: number; readonly members: number },
  act: Act,
  today: Day,
): Outcome<void, DissolveCode> {
  if (organisation.root) return refused('root_stays');
  const acted = mayActOn(organisation, act, today);
  if (!acted.ok) return acted;
  if (left.children > 0) return refused('has_children', { count: left.children });
  if (left.members > 0) return refused('has_members', { count: left.members });
  return done();
}

type MergeCode = ActCode | 'root_stays' | 'too_few_to_merge' | 'not_branches' | 'merge_twice';

/**
 * Merges branches. `into`: the one that absorbs the others and keeps its history, or null where a new one is founded,
 * whose duties count from its founding. Members and groups move in the same transaction; old records stay where they were made.
 */
export function merge(sources: readonly Standing[], into: Standing | null, act: Act, today: Day): Outcome<void, MergeCode> {
  const all = into === null ? sources : [...sources, into];
  if (all.length < 2) return refused('too_few_to_merge');
  if (new Set(all.map((organisation) => organisation.id)).size < all.length) return refused('merge_twice');
  for (const organisation of all) {
    if (!isBranch(organisation.kind)) return refused('not_branches');
    const acted = mayActOn(organisation, act, today);
    if (!acted.ok) return acted;
  }
  return done();
}

export type Part = { readonly organisationId: string; readonly memberIds: readonly string[] };
type SplitCode = ActCode | 'not_branches' | 'too_few_parts' | 'member_in_two_parts' | 'members_left_over' | 'member_not_here';

/** Splits a branch: every member goes to exactly one part; the branch itself may be one of the parts. */
export function split(
  organisation: Standing,
  memberIds: readonly string[],
  parts: readonly Part[],
  act: Act,
  today: Day,
): Outcome<void, SplitCode> {
  if (!isBranch(organisation.kind)) return refused('not_branches');
  const acted = mayActOn(organisation, act, today);
  if (!acted.ok) return acted;
  if (parts.length < 2) return refused('too_few_parts');
  const placed = parts.flatMap((part) => part.memberIds);
  const distinct = new Set(placed);
  if (distinct.size < placed.length) return refused('member_in_two_parts', { count: placed.length - distinct.size });
  const here = new Set(memberIds);
  const strangers = placed.filter((id) => !here.has(id)).length;
  if (strangers > 0) return refused('member_not_here', { count: strangers });
  if (distinct.size < here.size) return refused('members_left_over', { count: here.size - distinct.size });
  return done();
}
