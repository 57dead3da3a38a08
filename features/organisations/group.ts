/** Groups of a branch (党小组) and who belongs to which: one at a time, members of the branch alone (《支部工作条例》第七条、第十三条). */
import type { Day } from '#platform/shared/day/day.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import type { OrganisationKind } from './organisation.ts';

export type Group = {
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly foundedOn: Day | null;
  readonly dissolvedOn: Day | null;
};
/** A member as the branch has them: `group` is where they belong now, and since when. */
export type GroupMember = {
  readonly category: string;
  readonly inBranch: boolean;
  readonly group: { readonly id: string; readonly from: Day } | null;
};
type PlaceRefusal =
  | 'not_a_group'
  | 'organisation_dissolved'
  | 'day_before_founding'
  | 'day_in_future'
  | 'person_not_here'
  | 'already_in_group'
  | 'span_reversed';

/** Whether a member may be placed in a group from a day on. An earlier group is left on that day, so it began before it. */
export function placeInGroup(group: Group, member: GroupMember, on: Day, today: Day): Outcome<void, PlaceRefusal> {
  if (group.kind !== 'group') return refused('not_a_group');
  if (group.dissolvedOn !== null) return refused('organisation_dissolved', { on: group.dissolvedOn });
  if (on > today) return refused('day_in_future', { day: on });
  if (group.foundedOn !== null && on < group.foundedOn) return refused('day_before_founding', { day: on, founded: group.foundedOn });
  if (!member.inBranch || (member.category !== 'full' && member.category !== 'probationary')) return refused('person_not_here');
  if (member.group?.id === group.id) return refused('already_in_group', { from: member.group.from });
  return member.group !== null && on < member.group.from ? refused('span_reversed', { from: member.group.from, to: on }) : done();
}

/** Whether a span in a group may be ended on a day: the first on which the member no longer belongs to it. */
export function leaveGroup(
  span: { readonly from: Day; readonly to: Day | null },
  on: Day,
  today: Day,
): Outcome<void, 'record_ended' | 'day_in_future' | 'span_reversed'> {
  if (span.to !== null) return refused('record_ended', { on: span.to });
  if (on > today) return refused('day_in_future', { day: on });
  return on < span.from ? refused('span_reversed', { from: span.from, to: on }) : done();
}
