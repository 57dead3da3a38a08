/** Who holds which post of a branch, since when, and who led it on a given day. */
import { type Composition, committeeRequired } from '#features/organisations/organisation.ts';
import { isCommitteePost, type Post } from '#features/organisations/post.ts';
import { lastDayOfTerm } from '#features/organisations/term.ts';
import { addDays, addYears, type Day } from '#platform/shared/day/day.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import type { BranchPlan } from './tree.ts';

export type HeldPost = { readonly person: Person; readonly organisationId: string; readonly kind: Post; readonly from: Day; readonly to: Day | null };
export type PlannedTerm = {
  readonly organisationId: string;
  readonly number: number;
  readonly startsOn: Day;
  readonly years: number;
  readonly lastDay: Day;
  readonly extendedTo: Day | null;
  readonly document: string | null;
  readonly endedOn: Day | null;
};

const THREE: readonly Post[] = ['secretary', 'organisationOfficer', 'publicityOfficer'];
const FOUR: readonly Post[] = ['secretary', 'organisationOfficer', 'publicityOfficer', 'disciplineOfficer'];
const FIVE: readonly Post[] = ['secretary', 'deputySecretary', 'organisationOfficer', 'publicityOfficer', 'disciplineOfficer'];

/** The posts of a branch: a committee with its duties where seven full members require one, else a secretary. */
export function postsOf(random: Random, branch: BranchPlan, people: readonly Person[], fullMembers: number, began: Day, today: Day): HeldPost[] {
  const { organisation, story } = branch;
  const ended = organisation.dissolvedOn;
  const able = people.filter((person) => person.fullFrom !== null && person.fullFrom <= began && person.excused === null);
  const kinds = !committeeRequired(fullMembers)
    ? (['secretary'] as const)
    : story.showcase || fullMembers > 15
      ? FIVE
      : fullMembers > 10
        ? FOUR
        : THREE;
  const posts: HeldPost[] = [];
  const give = (index: number, kind: Post, from = began, to: Day | null = ended) => {
    const person = able[index] ?? able[0];
    if (person !== undefined) posts.push({ person, organisationId: organisation.id, kind, from, to });
  };
  for (const [index, kind] of kinds.entries()) {
    if (kind === 'secretary' && story.withoutSecretary) give(index, kind, began, notBefore(addDays(began, 5), addDays(today, -random.int(35, 70))));
    else if (kind === 'secretary' && story.handedOver && able.length > kinds.length) {
      const on = notBefore(addDays(began, 5), addDays(today, -random.int(90, 300)));
      give(index, kind, began, on);
      give(kinds.length, kind, on, null);
    } else give(index, kind);
  }
  // In a committee of three one officer also answers for discipline.
  if (kinds.length === 3) give(1, 'disciplineOfficer');
  return posts;
}

/** The later of two days. */
const notBefore = (least: Day, day: Day): Day => (day < least ? least : day);

/** The person who leads on a day: the secretary, else the deputy, else another of the committee. */
export function leaderOn(posts: readonly HeldPost[], day: Day): Person | undefined {
  const now = posts.filter((post) => post.from <= day && (post.to === null || day < post.to));
  return (now.find((post) => post.kind === 'secretary') ?? now.find((post) => post.kind === 'deputySecretary') ?? now[0])?.person;
}

export function committeeOf(posts: readonly HeldPost[], day: Day): Person[] {
  const seen = new Map<string, Person>();
  for (const post of posts)
    if (isCommitteePost(post.kind) && post.from <= day && (post.to === null || day < post.to)) seen.set(post.person.id, post.person);
  return [...seen.values()];
}

/** This term and, where there was one, the term before. */
export function termsOf(
  random: Random,
  organisation: { id: string; foundedOn: Day; dissolvedOn: Day | null },
  years: number,
  story: { term: 'fine' | 'due' | 'overdue' | 'extended'; showcase?: boolean; newborn?: boolean },
  composition: Composition | null,
  today: Day,
): PlannedTerm[] {
  if (composition === 'temporary') return [];
  const { foundedOn } = organisation;
  const wish = story.showcase
    ? addDays(today, 96)
    : story.term === 'due'
      ? addDays(today, random.int(25, 170))
      : story.term === 'overdue'
        ? addDays(today, -random.int(20, 60))
        : story.term === 'extended'
          ? addDays(today, -random.int(30, 100))
          : addDays(organisation.dissolvedOn ?? today, random.int(220, years * 365 - 60));
  let startsOn = story.showcase || story.newborn ? foundedOn : addYears(addDays(wish, 1), -years);
  if (startsOn < foundedOn) startsOn = foundedOn;
  const lastDay = lastDayOfTerm(startsOn, years);
  const extended = story.term === 'extended' && !story.newborn;
  const current: PlannedTerm = {
    organisationId: organisation.id,
    number: startsOn === foundedOn ? 1 : 2,
    startsOn,
    years,
    lastDay,
    extendedTo: extended ? addDays(today, 215) : null,
    document: extended ? `岚大组〔${today.slice(0, 4)}〕${random.int(11, 89)}号` : null,
    endedOn: organisation.dissolvedOn,
  };
  const before = addYears(startsOn, -years);
  if (startsOn === foundedOn || before < foundedOn) return [current];
  return [
    {
      organisationId: organisation.id,
      number: 1,
      startsOn: before,
      years,
      lastDay: lastDayOfTerm(before, years),
      extendedTo: null,
      document: null,
      endedOn: startsOn,
    },
    current,
  ];
}
