/** What the levels above should look at in an organisation: reminded with its article, never refused, for the committee above decides. */
import type { Day } from '#platform/shared/day/day.ts';
import type { OrganisationMeasures } from './measures.ts';
import {
  type Composition,
  committeeRequired,
  committeeSizeFits,
  congressPossible,
  isBranch,
  isSchool,
  type OrganisationKind,
  sizeRemarks,
  usualSchoolKind,
} from './organisation.ts';
import { standingRemark } from './post.ts';

export const REMARKS = [
  'below_minimum',
  'above_usual',
  'too_many_units',
  'composition_unset',
  'committee_required',
  'committee_too_small',
  'committee_above_usual',
  'committee_too_large',
  'no_secretary',
  'standing_under_a_year',
  'usual_committee',
  'usual_general_branch',
  'usual_direct_branch',
  'congress_possible',
] as const;
export type Remark = (typeof REMARKS)[number];

export const remarkWords: Readonly<Record<Remark, { zh: string; en: string }>> = {
  below_minimum: {
    zh: '正式党员不足 3 名，宜与相近单位合并或联合（《支部工作条例》第四条、第五条）。',
    en: 'Fewer than 3 full members: consider a merger or a joint branch (Regulations on the Work of Branches, arts. 4, 5).',
  },
  above_usual: {
    zh: '党员超过 50 人，可研究拆分（《支部工作条例》第四条）。',
    en: 'More than 50 members: a split may be considered (Regulations on the Work of Branches, art. 4).',
  },
  too_many_units: {
    zh: '联合党支部覆盖的单位偏多（《支部工作条例》第五条）。',
    en: 'The joint branch covers more units than usual (Regulations on the Work of Branches, art. 5).',
  },
  composition_unset: { zh: '还没有写明支部类型。', en: 'The type of the branch is not stated.' },
  committee_required: {
    zh: '正式党员 7 名以上，应设支部委员会（《支部工作条例》第十九条）。',
    en: 'With 7 full members or more a branch committee is due (Regulations on the Work of Branches, art. 19).',
  },
  committee_too_small: {
    zh: '支部委员会不足 3 人（《支部工作条例》第十九条）。',
    en: 'The committee has fewer than 3 persons (Regulations on the Work of Branches, art. 19).',
  },
  committee_above_usual: {
    zh: '支部委员会一般 3 至 5 人，现在更多（《支部工作条例》第十九条）。',
    en: 'The committee has more than the usual 3 to 5 persons (Regulations on the Work of Branches, art. 19).',
  },
  committee_too_large: {
    zh: '支部委员会超过 7 人（《支部工作条例》第十九条）。',
    en: 'The committee has more than 7 persons (Regulations on the Work of Branches, art. 19).',
  },
  no_secretary: { zh: '还没有书记。', en: 'There is no secretary.' },
  standing_under_a_year: {
    zh: '书记的党龄还不满一般要求的年数（《支部工作条例》第二十四条）。',
    en: 'The secretary’s party standing is shorter than is usual (Regulations on the Work of Branches, art. 24).',
  },
  usual_committee: {
    zh: '按党员人数，一般设党委，由学校党委决定（《高校基层组织工作条例》）。',
    en: 'With this many members a committee is usual; the university committee decides.',
  },
  usual_general_branch: {
    zh: '按党员人数，一般设党总支，由学校党委决定（《高校基层组织工作条例》）。',
    en: 'With this many members a general branch is usual; the university committee decides.',
  },
  usual_direct_branch: {
    zh: '按党员人数，一般设直属党支部，由学校党委决定（《高校基层组织工作条例》）。',
    en: 'With this many members a direct branch is usual; the university committee decides.',
  },
  congress_possible: {
    zh: '党员 500 人以上，经上级批准可以召开党员代表大会选举（《基层组织选举工作条例》第四条）。',
    en: 'With 500 members or more, election by a congress of delegates may be approved (Regulations on Elections, art. 4).',
  },
};

export type RemarkFacts = {
  readonly kind: OrganisationKind;
  readonly composition: Composition | null;
  readonly units: number | null;
  readonly dissolved: boolean;
  readonly parentIsRoot: boolean;
  readonly fullMembers: number;
  /** Full and probationary, with all beneath it. */
  readonly members: number;
  /** Persons who sit on its committee today. */
  readonly onCommittee: number;
  /** Whether a committee is recorded as standing today. */
  readonly committeeStands: boolean;
  /** Of the secretary in office: full member since, and the first day in office. */
  readonly secretary: { readonly standingSince: Day | null; readonly from: Day } | null;
};

const USUAL = { committee: 'usual_committee', generalBranch: 'usual_general_branch', directBranch: 'usual_direct_branch' } as const;

/** Everything there is to remark about an organisation today, in the order of `REMARKS`. */
export function remarksOf(facts: RemarkFacts, measures: OrganisationMeasures, today: Day): Remark[] {
  if (facts.dissolved || facts.kind === 'group' || facts.kind === 'department') return [];
  const found = new Set<Remark>();
  if (isBranch(facts.kind)) {
    const size = { fullMembers: facts.fullMembers, members: facts.members, units: facts.composition === 'joint' ? (facts.units ?? 1) : 1 };
    for (const remark of sizeRemarks(size, measures.unitsOfJointBranch)) found.add(remark);
    if (facts.composition === null) found.add('composition_unset');
    const fits = committeeSizeFits(facts.onCommittee);
    if (committeeRequired(facts.fullMembers)) {
      if (!facts.committeeStands) found.add('committee_required');
      else if (fits === 'too_small') found.add('committee_too_small');
    }
    if (facts.committeeStands && fits === 'above_usual') found.add('committee_above_usual');
    if (fits === 'too_large') found.add('committee_too_large');
  }
  if (facts.secretary === null) found.add('no_secretary');
  // Whoever has grown into the years since is not held up any more.
  else {
    const { standingSince, from } = facts.secretary;
    const remark = standingRemark('secretary', standingSince, from > today ? from : today, measures.secretaryStandingYears);
    if (remark) found.add(remark);
  }
  if (isSchool({ kind: facts.kind, parentIsRoot: facts.parentIsRoot })) {
    const usual = usualSchoolKind(facts.members, measures);
    if (usual !== facts.kind) found.add(USUAL[usual]);
  }
  if (congressPossible(facts.members)) found.add('congress_possible');
  return REMARKS.filter((remark) => found.has(remark));
}
