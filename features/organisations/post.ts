/** Posts within the party and who may hold them where (《支部工作条例》第二十四条 for the secretary). */
import { type Day, yearsBetween } from '#platform/shared/day/day.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import type { OrganisationKind } from './organisation.ts';

export const POSTS = [
  'secretary',
  'deputySecretary',
  'organisationOfficer',
  'publicityOfficer',
  'disciplineOfficer',
  'committeeMember',
  'groupLeader',
  'organiser',
  'clerk',
  'treasurer',
  'reviewer',
  'departmentStaff',
  'administrator',
] as const;
export type Post = (typeof POSTS)[number];

export const postNames: Readonly<Record<Post, { zh: string; en: string }>> = {
  secretary: { zh: '书记', en: 'Secretary' },
  deputySecretary: { zh: '副书记', en: 'Deputy secretary' },
  organisationOfficer: { zh: '组织委员', en: 'Organisation officer' },
  publicityOfficer: { zh: '宣传委员', en: 'Publicity officer' },
  disciplineOfficer: { zh: '纪检委员', en: 'Discipline officer' },
  committeeMember: { zh: '委员', en: 'Committee member' },
  groupLeader: { zh: '党小组组长', en: 'Group leader' },
  organiser: { zh: '组织员', en: 'Organiser' },
  clerk: { zh: '党务干事', en: 'Clerk' },
  treasurer: { zh: '党费管理员', en: 'Treasurer of dues' },
  reviewer: { zh: '审核人', en: 'Reviewer' },
  departmentStaff: { zh: '部门工作人员', en: 'Department staff' },
  administrator: { zh: '平台管理员', en: 'Administrator' },
};

const LED_BY_COMMITTEE: readonly OrganisationKind[] = ['committee', 'generalBranch', 'directBranch', 'branch'];

type PostRule = { readonly under: readonly OrganisationKind[]; readonly committee: boolean; readonly fullMember: boolean };

const committeePost: PostRule = { under: LED_BY_COMMITTEE, committee: true, fullMember: true };

/** Where each post belongs (a branch's roster names the leaders of its groups too), whether it is one of the committee, and whether only a full member may hold it. */
export const POST_RULES: Readonly<Record<Post, PostRule>> = {
  secretary: committeePost,
  deputySecretary: committeePost,
  organisationOfficer: committeePost,
  publicityOfficer: committeePost,
  disciplineOfficer: committeePost,
  committeeMember: committeePost,
  groupLeader: { under: ['group', 'directBranch', 'branch'], committee: false, fullMember: true },
  organiser: { under: ['committee', 'generalBranch', 'directBranch'], committee: false, fullMember: true },
  clerk: { under: ['committee', 'generalBranch', 'directBranch', 'department'], committee: false, fullMember: false },
  treasurer: { under: LED_BY_COMMITTEE, committee: false, fullMember: false },
  reviewer: { under: [...LED_BY_COMMITTEE, 'department'], committee: false, fullMember: false },
  departmentStaff: { under: ['department'], committee: false, fullMember: false },
  administrator: { under: ['committee'], committee: false, fullMember: false },
};

export function isCommitteePost(post: Post): boolean {
  return POST_RULES[post].committee;
}

/** Where a holder stands on an organisation's page: 班子成员, or 工作人员; who keeps the machine is neither. */
export function standsAmong(post: Post): 'officers' | 'staff' | null {
  if (isCommitteePost(post)) return 'officers';
  return post === 'administrator' ? null : 'staff';
}

/** Who works on an organisation sees what waits there; a treasurer, a reviewer, a group's leader or the administrator does not. */
export function seesOpenWork(post: Post): boolean {
  return isCommitteePost(post) || post === 'organiser' || post === 'clerk' || post === 'departmentStaff';
}

/** The posts that an organisation of this kind may carry; the administrator only at the university's committee. */
export function postsOf(organisation: { kind: OrganisationKind; root: boolean }): Post[] {
  return POSTS.filter((post) => POST_RULES[post].under.includes(organisation.kind) && (post !== 'administrator' || organisation.root));
}

/** A person in a post, from a day; `to` is the first day on which it is no longer held. */
export type PostSpan = { readonly personId: string; readonly post: Post; readonly from: Day; readonly to: Day | null };

function overlap(a: { from: Day; to: Day | null }, b: { from: Day; to: Day | null }): boolean {
  return (b.to === null || a.from < b.to) && (a.to === null || b.from < a.to);
}

/** Who holds a post on a day. */
export function heldOn(span: PostSpan, day: Day): boolean {
  return span.from <= day && (span.to === null || day < span.to);
}

/** Persons on the committee on a day; one who holds several posts is counted once. */
export function committeeOn(spans: readonly PostSpan[], day: Day): Set<string> {
  return new Set(spans.filter((span) => isCommitteePost(span.post) && heldOn(span, day)).map((span) => span.personId));
}

export type Appointment = {
  readonly organisation: { kind: OrganisationKind; root: boolean; foundedOn: Day | null; dissolvedOn: Day | null };
  readonly span: PostSpan;
  /** Category of the person on the first day, null for one who is no member. */
  readonly category: string | null;
  /** Spans of the organisation that are already kept. */
  readonly kept: readonly PostSpan[];
};
type AppointCode =
  | 'organisation_dissolved'
  | 'day_before_founding'
  | 'post_not_here'
  | 'not_full_member'
  | 'second_secretary'
  | 'already_held'
  | 'span_reversed';

/** Whether a person may take a post. One secretary at a time: the old one's last day comes first. */
export function appoint({ organisation, span, category, kept }: Appointment): Outcome<void, AppointCode> {
  if (organisation.dissolvedOn !== null) return refused('organisation_dissolved', { on: organisation.dissolvedOn });
  if (!postsOf(organisation).includes(span.post)) return refused('post_not_here', { post: span.post, kind: organisation.kind });
  if (span.to !== null && span.to < span.from) return refused('span_reversed', { from: span.from, to: span.to });
  if (organisation.foundedOn !== null && span.from < organisation.foundedOn) {
    return refused('day_before_founding', { day: span.from, founded: organisation.foundedOn });
  }
  if (POST_RULES[span.post].fullMember && category !== 'full') return refused('not_full_member');
  for (const other of kept) {
    if (other.post !== span.post || !overlap(other, span)) continue;
    if (other.personId === span.personId) return refused('already_held', { from: other.from });
    if (span.post === 'secretary') return refused('second_secretary', { from: other.from });
  }
  return done();
}

/**
 * Ends a post, or moves an end that is still to come. The right that goes with it ends on that day. `null` takes such an end back: the
 * holder stays in office.
 */
export function endPost(span: PostSpan, on: Day | null, today: Day): Outcome<PostSpan, 'post_ended' | 'span_reversed' | 'post_not_ending'> {
  if (span.to !== null && span.to <= today) return refused('post_ended', { on: span.to });
  if (on === null) return span.to === null ? refused('post_not_ending') : done({ ...span, to: null });
  return on < span.from ? refused('span_reversed', { from: span.from, to: on }) : done({ ...span, to: on });
}

/** A secretary generally has a year of party standing: a remark, not a refusal (《支部工作条例》第二十四条). `usual`: the years that the university reminds of. */
export function standingRemark(post: Post, standingSince: Day | null, from: Day, usual: number): 'standing_under_a_year' | null {
  if (post !== 'secretary' || standingSince === null) return null;
  return yearsBetween(standingSince, from) < usual ? 'standing_under_a_year' : null;
}
