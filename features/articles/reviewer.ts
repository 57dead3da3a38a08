/**
 * Whose task a review is. A step belongs to people by their posts; authors and whoever has signed before are left out; where nobody is
 * left it goes one level up, and is never skipped. 《图书质量保障体系》(1997) 第八条: three reviews by different persons.
 */
import { addDays, type Day, daysBetween } from '#platform/shared/day/day.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import type { Step } from './review.ts';

/** What a post is to reviews: secretary and deputy; other committee members; organiser and clerk; a department's staff, and its reviewer. */
export type Part = 'head' | 'officer' | 'staff' | 'departmentStaff' | 'reviewer';

/** An organisation and who has which part in it today. `reviewers`: appointed for the column in question. */
export type Place = {
  readonly kind: 'department' | 'branch' | 'committee';
  readonly holders: readonly { readonly personId: string; readonly part: Part }[];
  readonly reviewers: readonly string[];
};

/** `first` and `second` begin in D, `final` in O; each place is followed by the one above it, the university's committee last. */
export type Ladder = readonly Place[];

/** The holder of a post names somebody to review in their place. Both days included. */
export type Deputy = { readonly personId: string; readonly forPersonId: string; readonly step: Step; readonly from: Day; readonly to: Day };

function having(place: Place, ...parts: Part[]): string[] {
  return place.holders.filter(({ part }) => parts.includes(part)).map(({ personId }) => personId);
}

/** Those who do a step in a place, in groups: the next group is asked only where the one before has nobody left. */
function doing(step: Step, place: Place): string[][] {
  const heads = having(place, 'head');
  if (step === 'first') {
    if (place.kind === 'department') return [having(place, 'departmentStaff')];
    // A branch without a committee has its secretary and deputy only (《支部工作条例》第十九条).
    return place.kind === 'branch' && having(place, 'officer').length === 0 ? [heads] : [having(place, 'officer', 'staff')];
  }
  if (step === 'second') return [place.kind === 'department' ? having(place, 'reviewer') : heads];
  if (place.reviewers.length > 0) return [[...place.reviewers]];
  return place.kind === 'branch' ? [heads, having(place, 'officer')] : [heads];
}

export type Reviewer = { readonly personId: string /** Signs in this person's place. */; readonly forPersonId: string | null };
export type Reviewers = {
  readonly people: readonly Reviewer[];
  /** The step has gone up, since nobody was left below (上级代审). */
  readonly above: boolean;
};

/**
 * Who may sign a step today. `not`: authors, and those who have signed in this chain, by person, whatever post or deputy. Nobody stands
 * in for one who may not sign themselves. An empty list at the root leaves the step open.
 */
export function reviewersOf(step: Step, ladder: Ladder, not: ReadonlySet<string>, deputies: readonly Deputy[], today: Day): Reviewers {
  for (const [index, place] of ladder.entries()) {
    // What has gone up as far as the university's committee is done by its secretary or deputy.
    const groups = index > 0 && index === ladder.length - 1 ? [having(place, 'head')] : doing(step, place);
    for (const group of groups) {
      const holders = [...new Set(group)].filter((personId) => !not.has(personId));
      const standIns = deputies.filter(
        (deputy) =>
          deputy.step === step && holders.includes(deputy.forPersonId) && !not.has(deputy.personId) && deputy.from <= today && today <= deputy.to,
      );
      const people = [
        ...holders.map((personId) => ({ personId, forPersonId: null })),
        ...standIns.filter(({ personId }) => !holders.includes(personId)).map(({ personId, forPersonId }) => ({ personId, forPersonId })),
      ];
      if (people.length > 0) return { people, above: index > 0 };
    }
  }
  return { people: [], above: ladder.length > 1 };
}

export const MOST_DEPUTY_DAYS = 90;

/** Naming a deputy: somebody else, for ninety days at most. */
export function nameDeputy(
  { forPersonId, personId, from, to }: Omit<Deputy, 'step'>,
  today: Day,
): Outcome<void, 'deputy_is_self' | 'span_reversed' | 'deputy_in_past' | 'deputy_too_long'> {
  if (personId === forPersonId) return refused('deputy_is_self');
  if (to < from) return refused('span_reversed', { from, to });
  if (to < today) return refused('deputy_in_past', { to });
  return daysBetween(from, to) >= MOST_DEPUTY_DAYS ? refused('deputy_too_long', { last: addDays(from, MOST_DEPUTY_DAYS - 1) }) : done();
}
