/** What waits in an organisation, in the order in which whoever takes it over looks at it: first what has a day, then what is missing. */
import type { Day } from '#platform/shared/day/day.ts';
import type { Post } from './post.ts';

export type Work = {
  readonly meetings: readonly { readonly id: string; readonly title: string; readonly startsAt: string }[];
  readonly findings: readonly { readonly id: string; readonly indicator: string; readonly window: string }[];
  readonly corrections: number;
  readonly branchesWithoutComposition: number;
  readonly withoutSecretary: readonly { readonly id: string; readonly name: string }[];
  readonly vacantPosts: readonly Post[];
  readonly personsWithoutAccount: number;
  readonly term: { readonly endsOn: Day; readonly daysLeft: number; readonly overdue: boolean; readonly reminder: 6 | 3 | 1 | null } | null;
};
export type OpenEntry =
  | { readonly kind: 'meeting'; readonly key: string; readonly meeting: Work['meetings'][number] }
  | { readonly kind: 'finding'; readonly key: string; readonly finding: Work['findings'][number] }
  | { readonly kind: 'term'; readonly key: string; readonly term: NonNullable<Work['term']> }
  | { readonly kind: 'corrections' | 'types' | 'accounts'; readonly key: string; readonly n: number }
  | { readonly kind: 'vacant'; readonly key: string; readonly posts: readonly Post[] }
  | { readonly kind: 'noSecretary'; readonly key: string; readonly place: Work['withoutSecretary'][number] };

/** A term waits once one is reminded of its end, and when it is overdue. `self`: the organisation itself, whose vacant secretary is said once. */
export function openEntries(work: Work, self: string): OpenEntry[] {
  const counted = (kind: 'corrections' | 'types' | 'accounts', n: number): OpenEntry[] => (n > 0 ? [{ kind, key: kind, n }] : []);
  return [
    ...work.meetings.map((meeting): OpenEntry => ({ kind: 'meeting', key: meeting.id, meeting })),
    ...work.findings.map((finding): OpenEntry => ({ kind: 'finding', key: finding.id, finding })),
    ...(work.term && (work.term.overdue || work.term.reminder !== null) ? [{ kind: 'term' as const, key: 'term', term: work.term }] : []),
    ...counted('corrections', work.corrections),
    ...(work.vacantPosts.length > 0 ? [{ kind: 'vacant' as const, key: 'vacant', posts: work.vacantPosts }] : []),
    ...work.withoutSecretary.filter((place) => place.id !== self).map((place): OpenEntry => ({ kind: 'noSecretary', key: place.id, place })),
    ...counted('types', work.branchesWithoutComposition),
    ...counted('accounts', work.personsWithoutAccount),
  ];
}
