import { z } from 'zod';
import { signedIn } from '#platform/shared/actor/actor.ts';
import { contract } from '#platform/shared/contract/contract.ts';
import { Ability, DayText, Id, Instant, Paging, pageOf, Version } from '#platform/shared/contract/schemas.ts';
import { DEFAULT_MEASURES } from './measures.ts';
import { COMPOSITIONS, DEPARTMENTS, ORGANISATION_KINDS } from './organisation.ts';
import {
  appointPost,
  changeTree,
  correctOrganisation,
  editDuties,
  readOpenWork,
  readOrganisation,
  readTree,
  recordTerm,
  setMeasures,
} from './policy.ts';
import { POSTS } from './post.ts';
import { REMARKS } from './remark.ts';
import { organisationSentences } from './sentences.ts';
import { standingEndpoints } from './standing-contract.ts';

const Kind = z.enum(ORGANISATION_KINDS);
const CompositionCode = z.enum(COMPOSITIONS);
const DepartmentCode = z.enum(DEPARTMENTS);
const PostCode = z.enum(POSTS);
const Name = z.string().trim().min(1).max(100);
const CodeText = z
  .string()
  .trim()
  .regex(/^\d{2,20}$/);
/** Left open, it is the next one beneath its parent. */
const Code = CodeText.nullable().default(null);
const Place = z.object({ id: Id, name: z.string(), kind: Kind });

/** Day, document and reason: what every act on the tree is recorded with. */
const act = { on: DayText, documentNumber: z.string().trim().max(100).default(''), reason: z.string().trim().max(500).default('') };
const example = { on: '2026-11-20', documentNumber: '岚大党组〔2026〕12号', reason: '党员人数变化，经校党委研究同意' };

export const TermView = z
  .object({
    id: Id,
    number: z.number().int().nullable(),
    startsOn: DayText,
    years: z.number().int(),
    lastDay: DayText,
    extendedTo: DayText.nullable(),
    extensionDocument: z.string().nullable(),
    endedOn: DayText.nullable(),
    /** The last day of office, an approved extension included. */
    endsOn: DayText,
    /** Negative when overdue. */
    daysLeft: z.number().int(),
    overdue: z.boolean(),
    /** The reminder that stands today: 6, 3 or 1 months before the end. */
    reminder: z.union([z.literal(6), z.literal(3), z.literal(1)]).nullable(),
    /** `extension_over_a_year` */
    remarks: z.array(z.string()),
  })
  .meta({ id: 'Term' });

/** A row of the tree. `detail` is null where the reader sees the public structure only. */
export const OrganisationRow = z
  .object({
    id: Id,
    parentId: Id.nullable(),
    name: z.string(),
    kind: Kind,
    department: DepartmentCode.nullable(),
    depth: z.number().int(),
    dissolvedOn: DayText.nullable(),
    detail: z
      .object({
        code: z.string().nullable(),
        composition: CompositionCode.nullable(),
        /** Full and probationary members of it and all beneath it. */
        members: z.number().int(),
        fullMembers: z.number().int(),
        branches: z.number().int(),
        term: z.object({ endsOn: DayText, daysLeft: z.number().int(), overdue: z.boolean(), extended: z.boolean() }).nullable(),
        secretary: z.string().nullable(),
      })
      .nullable(),
  })
  .meta({ id: 'OrganisationRow' });

export const HeldPost = z
  .object({
    id: Id,
    personId: Id,
    name: z.string(),
    post: PostCode,
    from: DayText,
    to: DayText.nullable(),
    documentNumber: z.string().nullable(),
    onCommittee: z.boolean(),
    /** `keep`: take back an end that is still to come. */
    abilities: z.object({ end: Ability, handOver: Ability, keep: Ability }),
  })
  .meta({ id: 'HeldPost' });

export const CommitteeSpan = z.object({ id: Id, from: DayText, to: DayText.nullable() }).meta({ id: 'CommitteeSpan' });
export const Duty = z.object({ id: Id, title: z.string(), clock: z.string(), basis: z.string() }).meta({ id: 'Duty' });

export const OrganisationView = z
  .object({
    id: Id,
    version: Version,
    code: z.string().nullable(),
    name: z.string(),
    kind: Kind,
    composition: CompositionCode.nullable(),
    /** Units of a joint branch, where recorded. */ units: z.number().int().nullable(),
    department: DepartmentCode.nullable(),
    parentId: Id.nullable(),
    /** The code that the next organisation beneath it is given; null where it has none itself. */ nextCode: z.string().nullable(),
    /** From the university down to itself. */ places: z.array(Place),
    foundedOn: DayText.nullable(),
    recordsSince: DayText,
    dissolvedOn: DayText.nullable(),
    note: z.string().nullable(),
    /** People of it and all beneath it, by category. */
    counts: z.object({
      full: z.number().int(),
      probationary: z.number().int(),
      candidate: z.number().int(),
      activist: z.number().int(),
      applicant: z.number().int(),
      branches: z.number().int(),
    }),
    /** What the level above should look at: reminded, never refused. */
    remarks: z.array(z.enum(REMARKS)),
    posts: z.array(HeldPost),
    /** Posts that may be given here. */ possiblePosts: z.array(PostCode),
    earlierPosts: z.array(HeldPost.omit({ abilities: true })),
    term: TermView.nullable(),
    terms: z.array(TermView),
    usualTermYears: z.number().int().nullable(),
    committeeSpans: z.array(CommitteeSpan),
    children: z.array(Place.extend({ composition: CompositionCode.nullable(), members: z.number().int() })),
    duties: z.array(Duty),
    abilities: z.object({
      changeTree: Ability,
      correct: Ability,
      recordTerm: Ability,
      appoint: Ability,
      recordOfficers: Ability,
      manageGroups: Ability,
      editDuties: Ability,
      keepStanding: Ability,
      openWork: Ability,
    }),
  })
  .meta({ id: 'Organisation' });

export const OrganisationChange = z
  .object({
    id: Id,
    kind: z.enum(['founded', 'renamed', 'moved', 'merged', 'split', 'dissolved', 'corrected']),
    on: DayText,
    documentNumber: z.string().nullable(),
    reason: z.string(),
    before: z.record(z.string(), z.unknown()),
    after: z.record(z.string(), z.unknown()),
    related: z.array(Place),
    recordedAt: Instant,
    recordedBy: z.string().nullable(),
  })
  .meta({ id: 'OrganisationChange' });

export const OpenWork = z
  .object({
    organisation: Place,
    meetings: z.array(z.object({ id: Id, title: z.string(), kind: z.string(), state: z.string(), startsAt: Instant })),
    findings: z.array(z.object({ id: Id, indicator: z.string(), window: z.string(), shownOn: DayText, answered: z.boolean() })),
    corrections: z.number().int(),
    branchesWithoutComposition: z.number().int(),
    withoutSecretary: z.array(Place),
    vacantPosts: z.array(PostCode),
    personsWithoutAccount: z.number().int(),
    term: TermView.nullable(),
  })
  .meta({ id: 'OpenWork' });

const Few = z.number().int().min(1).max(1000);
/** Reminded of, never refused: what the rules leave to custom or to the university. */
const MeasuresBody = z.object({
  termYears: z.object({ committee: z.number().int(), generalBranch: z.number().int(), directBranch: z.number().int(), branch: z.number().int() }),
  schoolCommitteeFrom: Few,
  schoolGeneralBranchFrom: Few,
  unitsOfJointBranch: Few,
  secretaryStandingYears: z.number().int().min(0).max(50),
});

const Made = z.object({ name: Name, code: Code, composition: CompositionCode.nullable().default(null), parentId: Id.optional() });

const acting = ['organisation_dissolved', 'reason_missing', 'document_missing', 'day_in_future', 'day_before_founding'] as const;
const coding = ['code_taken', 'code_not_under_parent', 'parent_without_code', 'codes_used_up'] as const;
const keeper = 'not_organisation_department' as const;

export const organisations = contract(organisationSentences, {
  listOrganisations: {
    method: 'GET',
    path: '/organisations',
    summary: { zh: '党组织架构', en: 'The tree of organisations' },
    policy: readTree,
    query: z.object({ within: Id.optional(), dissolved: z.stringbool().default(false) }),
    output: z.object({ items: z.array(OrganisationRow), abilities: z.object({ changeTree: Ability }) }),
    refusals: [],
  },
  organisation: {
    method: 'GET',
    path: '/organisations/:organisationId',
    summary: { zh: '一个党组织', en: 'One organisation' },
    policy: readOrganisation,
    output: OrganisationView,
    refusals: ['not_in_scope'],
  },
  changes: {
    method: 'GET',
    path: '/organisations/:organisationId/changes',
    summary: { zh: '党组织的沿革', en: 'History of an organisation' },
    policy: readOrganisation,
    query: Paging,
    output: pageOf(OrganisationChange),
    refusals: ['not_in_scope'],
  },
  openWork: {
    method: 'GET',
    path: '/organisations/:organisationId/open-work',
    summary: { zh: '待办：接任时先看这里', en: 'Open work, seen first after a hand-over' },
    policy: readOpenWork,
    output: OpenWork,
    refusals: ['not_in_scope'],
  },

  found: {
    method: 'POST',
    path: '/organisations',
    summary: { zh: '成立党组织', en: 'Found an organisation' },
    policy: changeTree,
    body: z.object({
      parentId: Id,
      kind: Kind,
      name: Name,
      code: Code,
      composition: CompositionCode.nullable().default(null),
      department: DepartmentCode.nullable().default(null),
      note: z.string().max(500).optional(),
      ...act,
    }),
    output: OrganisationView,
    refusals: [keeper, ...acting, 'wrong_parent', ...coding, 'composition_missing', 'composition_misplaced', 'duty_missing'],
    example: {
      parentId: '01980000-0000-7000-8000-000000000001',
      kind: 'branch',
      name: '本科生第三党支部',
      code: '010103',
      composition: 'undergraduate',
      department: null,
      ...example,
    },
  },
  rename: {
    method: 'POST',
    path: '/organisations/:organisationId/rename',
    summary: { zh: '更名', en: 'Rename an organisation' },
    policy: changeTree,
    body: z.object({ name: Name, ...act }),
    output: OrganisationView,
    refusals: [keeper, ...acting, 'name_unchanged'],
    example: { name: '本科生第一党支部', ...example },
  },
  move: {
    method: 'POST',
    path: '/organisations/:organisationId/move',
    summary: { zh: '调整隶属关系', en: 'Move an organisation with all beneath it' },
    policy: changeTree,
    body: z.object({ parentId: Id, ...act }),
    output: OrganisationView,
    refusals: [
      keeper,
      ...acting,
      'root_stays',
      'wrong_parent',
      'under_itself',
      'parent_unchanged',
      'parent_without_code',
      'codes_used_up',
      'code_taken',
    ],
  },
  merge: {
    method: 'POST',
    path: '/organisations/merge',
    summary: { zh: '合并党支部', en: 'Merge branches' },
    policy: changeTree,
    /** `intoId`: the branch that absorbs the others; without it a new one, `made`, is founded. */
    body: z.object({ sourceIds: z.array(Id).min(1).max(20), intoId: Id.nullable().default(null), made: Made.nullable().default(null), ...act }),
    output: OrganisationView,
    refusals: [
      keeper,
      ...acting,
      'root_stays',
      'too_few_to_merge',
      'not_branches',
      'merge_twice',
      'wrong_parent',
      ...coding,
      'composition_missing',
      'composition_misplaced',
      'duty_missing',
    ],
  },
  split: {
    method: 'POST',
    path: '/organisations/:organisationId/split',
    summary: { zh: '拆分党支部', en: 'Split a branch' },
    policy: changeTree,
    /** A part without `made` is the branch itself, which goes on; at most one. Without it the branch is dissolved. */
    body: z.object({
      parts: z
        .array(z.object({ made: Made.nullable().default(null), memberIds: z.array(Id).max(1000) }))
        .min(1)
        .max(10),
      ...act,
    }),
    output: z.object({ items: z.array(OrganisationView) }),
    refusals: [
      keeper,
      ...acting,
      'not_branches',
      'too_few_parts',
      'member_in_two_parts',
      'members_left_over',
      'member_not_here',
      'merge_twice',
      'wrong_parent',
      ...coding,
      'composition_missing',
      'composition_misplaced',
      'duty_missing',
    ],
  },
  dissolve: {
    method: 'POST',
    path: '/organisations/:organisationId/dissolve',
    summary: { zh: '撤销党组织', en: 'Dissolve an organisation' },
    policy: changeTree,
    body: z.object(act),
    output: OrganisationView,
    refusals: [keeper, ...acting, 'root_stays', 'has_children', 'has_members'],
    example,
  },
  correct: {
    method: 'PATCH',
    path: '/organisations/:organisationId',
    ifMatch: true,
    summary: { zh: '补正党组织信息（编码、支部类型、联合单位数、备注）', en: 'Correct an organisation (code, composition, units, note)' },
    policy: correctOrganisation,
    body: z.object({
      /** What stands beneath is given its codes after it. */ code: CodeText.optional(),
      composition: CompositionCode.optional(),
      /** Units of a joint branch. */ units: z.number().int().min(2).max(99).nullable().optional(),
      note: z.string().trim().max(500).nullable().optional(),
      reason: z.string().trim().max(500).default(''),
    }),
    output: OrganisationView,
    refusals: ['not_level_above', 'organisation_dissolved', 'composition_misplaced', 'units_misplaced', ...coding, 'reason_missing'],
  },

  measures: {
    method: 'GET',
    path: '/organisation-measures',
    summary: { zh: '任期和规模的一般数值', en: 'The usual lengths of terms and sizes' },
    policy: signedIn,
    output: MeasuresBody.extend({ version: Version, abilities: z.object({ change: Ability }) }),
    refusals: [],
  },
  changeMeasures: {
    method: 'PUT',
    path: '/organisation-measures',
    ifMatch: true,
    summary: { zh: '设置任期和规模的一般数值', en: 'Set the usual lengths of terms and sizes' },
    policy: setMeasures,
    body: MeasuresBody,
    output: MeasuresBody.extend({ version: Version, abilities: z.object({ change: Ability }) }),
    refusals: [keeper, 'term_years', 'measures_unordered'],
    example: DEFAULT_MEASURES,
  },

  setTerm: {
    method: 'POST',
    path: '/organisations/:organisationId/terms',
    summary: { zh: '记录一届任期', en: 'Record a term' },
    policy: recordTerm,
    body: z.object({
      startsOn: DayText,
      years: z.number().int(),
      number: z.number().int().min(1).max(200).nullable().default(null),
      documentNumber: z.string().trim().max(100).default(''),
    }),
    output: OrganisationView,
    refusals: [
      'not_level_above',
      'organisation_dissolved',
      'no_term_here',
      'temporary_no_election',
      'document_missing',
      'day_before_founding',
      'term_overlaps',
      'term_years',
    ],
    example: { startsOn: '2026-11-20', years: 3, number: 2, documentNumber: example.documentNumber },
  },
  extendTerm: {
    method: 'POST',
    path: '/terms/:termId/extension',
    summary: { zh: '批准延期换届', en: 'Record an approved extension of a term' },
    policy: recordTerm,
    body: z.object({ to: DayText, documentNumber: z.string().trim().max(100).default('') }),
    output: OrganisationView,
    refusals: ['not_level_above', 'organisation_dissolved', 'document_missing', 'extension_not_later', 'term_ended'],
  },
  formCommittee: {
    method: 'POST',
    path: '/organisations/:organisationId/committee-spans',
    summary: { zh: '记录委员会成立', en: 'Record that a committee was formed' },
    policy: recordTerm,
    body: z.object({ from: DayText }),
    output: OrganisationView,
    refusals: ['not_level_above', 'organisation_dissolved', 'not_a_branch', 'day_in_future', 'day_before_founding', 'committee_span_overlaps'],
  },
  endCommittee: {
    method: 'POST',
    path: '/committee-spans/:spanId/end',
    summary: { zh: '记录委员会结束', en: 'Record that a committee ended' },
    policy: recordTerm,
    body: z.object({ on: DayText }),
    output: OrganisationView,
    refusals: ['not_level_above', 'committee_span_ended', 'span_reversed', 'day_in_future'],
  },

  appoint: {
    method: 'POST',
    path: '/organisations/:organisationId/posts',
    summary: { zh: '任职', en: 'Appoint to a post' },
    policy: appointPost,
    body: z.object({ personId: Id, post: PostCode, from: DayText, documentNumber: z.string().trim().max(100).default('') }),
    output: OrganisationView,
    refusals: [
      'not_level_above',
      'organisation_dissolved',
      'day_before_founding',
      'post_not_here',
      'not_full_member',
      'second_secretary',
      'already_held',
      'span_reversed',
      'person_not_here',
    ],
  },
  endPost: {
    method: 'POST',
    path: '/posts/:postId/end',
    summary: { zh: '离任；不填日期则撤回尚未生效的离任', en: 'End a post; without a day, take back an end still to come' },
    policy: appointPost,
    body: z.object({ on: DayText.nullable(), reason: z.string().trim().max(500).default('') }),
    output: OrganisationView,
    refusals: ['not_level_above', 'post_ended', 'post_not_ending', 'span_reversed', 'second_secretary', 'already_held'],
  },
  handOver: {
    method: 'POST',
    path: '/posts/:postId/hand-over',
    summary: { zh: '职务交接', en: 'Hand a post over' },
    policy: appointPost,
    body: z.object({
      toPersonId: Id,
      on: DayText,
      documentNumber: z.string().trim().max(100).default(''),
      reason: z.string().trim().max(500).default(''),
    }),
    output: OrganisationView,
    refusals: [
      'not_level_above',
      'organisation_dissolved',
      'day_before_founding',
      'post_not_here',
      'not_full_member',
      'second_secretary',
      'already_held',
      'post_ended',
      'post_not_ending',
      'span_reversed',
      'person_not_here',
    ],
  },

  listDuties: {
    method: 'GET',
    path: '/duties',
    summary: { zh: '责任清单', en: 'The published list of duties' },
    policy: readTree,
    output: z.object({
      items: z.array(
        z.object({
          department: Place.extend({ department: DepartmentCode, version: Version }),
          duties: z.array(Duty),
          abilities: z.object({ edit: Ability }),
        }),
      ),
    }),
    refusals: [],
  },
  setDuties: {
    method: 'PUT',
    path: '/organisations/:organisationId/duties',
    ifMatch: true,
    summary: { zh: '修改责任清单', en: 'Edit the duties of a department' },
    policy: editDuties,
    body: z.object({
      duties: z
        .array(z.object({ title: z.string().trim().min(1).max(200), clock: z.string().trim().max(200), basis: z.string().trim().max(200) }))
        .max(50),
    }),
    output: OrganisationView,
    refusals: ['not_department', 'not_a_department', 'organisation_dissolved'],
  },
  ...standingEndpoints,
});
