/** What the rules leave to custom or to the university: usual lengths and sizes, which are reminded of and never refuse. */
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import type { OrganisationKind } from './organisation.ts';

export type OrganisationMeasures = {
  /** Usual years of a term by level (2018 opinion on terms); a term keeps its own years, for approvals differ. */
  readonly termYears: Readonly<Record<'committee' | 'generalBranch' | 'directBranch' | 'branch', number>>;
  /** From about this many members on a school usually has a committee. */
  readonly schoolCommitteeFrom: number;
  /** From about this many on a general branch; below it a direct branch. */
  readonly schoolGeneralBranchFrom: number;
  /** Units that a joint branch generally has at most (《支部工作条例》第五条). */
  readonly unitsOfJointBranch: number;
  /** Years of party standing that a secretary generally has (《支部工作条例》第二十四条). */
  readonly secretaryStandingYears: number;
};

export const DEFAULT_MEASURES: OrganisationMeasures = {
  termYears: { committee: 5, generalBranch: 5, directBranch: 3, branch: 3 },
  schoolCommitteeFrom: 100,
  schoolGeneralBranchFrom: 50,
  unitsOfJointBranch: 5,
  secretaryStandingYears: 1,
};

/** Usual years of a term; null: no election of its own. */
export function usualTermYears(kind: OrganisationKind, measures: OrganisationMeasures): number | null {
  return kind === 'group' || kind === 'department' ? null : measures.termYears[kind];
}

/** Terms are of one to five years, and a committee takes more members than a general branch. */
export function acceptMeasures(measures: OrganisationMeasures): Outcome<OrganisationMeasures, 'term_years' | 'measures_unordered'> {
  const odd = Object.values(measures.termYears).find((years) => years < 1 || years > 5);
  if (odd !== undefined) return refused('term_years', { years: odd });
  if (measures.schoolCommitteeFrom <= measures.schoolGeneralBranchFrom) return refused('measures_unordered');
  return done(measures);
}
