/**
 * Acts that change the tree: founding, renaming, moving, dissolving, merging, splitting. Each has its day, document and reason,
 * kept for good; records stay with the organisation that made them.
 */
import type { Day } from '#platform/shared/day/day.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { type Composition, type Department, isBranch, kindsUnder, type OrganisationKind } from './organisation.ts';

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
};
type FoundCode = ActCode | 'wrong_parent' | 'composition_missing' | 'composition_misplaced' | 'duty_missing';

/** Founds an organisation under another. */
export function found(parent: Standing, made: NewOrganisation, act: Act, today: Day): Outcome<void, FoundCode> {
  const acted = mayActOn(parent, act, today);
  if (!acted.ok) return acted;
  if (!kindsUnder(parent).includes(made.kind)) return refused('wrong_parent', { kind: made.kind, parent: parent.kind });
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
export function move(organisation: Standing, parent: Standing, parentPath: readonly string[], act: Act, today: Day): Outcome<void, MoveCode> {
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
export function split(organisation: Standing, memberIds: readonly string[], parts: readonly Part[], act: Act, today: Day): Outcome<void, SplitCode> {
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
