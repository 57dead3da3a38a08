/** Whom an admission or a conversion can be about, and what such a vote is called in the record. */
import { addMonths, type Day } from '#platform/shared/day/day.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import type { RollPerson } from './attendance.ts';
import type { VoteKind, Words } from './kind.ts';

/** The two votes that are about one person each (发展党员细则 art. 20–21). */
export const personVotes = ['admission', 'conversion'] as const satisfies readonly VoteKind[];
export type PersonVote = (typeof personVotes)[number];
export const isPersonVote = (vote: VoteKind): vote is PersonVote => vote === 'admission' || vote === 'conversion';

/** A person as they stood on the day of the meeting; the dates are those of the roster, which may have been put right since. */
export type Standing = {
  readonly category: RollPerson['category'];
  readonly admittedOn: Day | null;
  readonly convertedOn: Day | null;
};

/** A record entered after the event may find the roster changed by the very vote: a conversion takes effect when probation ended. */
const MONTHS_SINCE_PROBATION = 6;

/**
 * Admission is of development targets, and of activists whose target status the roster does not hold yet; conversion is of
 * probationary members. Who was admitted by this very meeting, or whose probation ended shortly before it, still stands in it.
 */
export function mayStand(vote: PersonVote, person: Standing, heldOn: Day): Outcome<void, 'not_to_be_admitted' | 'not_to_be_converted'> {
  const { category, admittedOn, convertedOn } = person;
  if (vote === 'admission') {
    const byThisMeeting = admittedOn !== null && admittedOn === heldOn;
    return category === 'candidate' || category === 'activist' || byThisMeeting ? done() : refused('not_to_be_admitted');
  }
  const endedShortlyBefore = convertedOn !== null && convertedOn <= heldOn && heldOn <= addMonths(convertedOn, MONTHS_SINCE_PROBATION);
  return category === 'probationary' || (category === 'full' && endedShortlyBefore) ? done() : refused('not_to_be_converted');
}

/**
 * Those of a branch who can stand in a vote, development targets before activists, else in the order given. Whom the roster has
 * already as admitted or converted stands only in a meeting of a day gone by.
 */
export function candidatesFor<P extends Standing>(vote: PersonVote, people: readonly P[], heldOn: Day, today: Day): P[] {
  const after = vote === 'admission' ? 'probationary' : 'full';
  const able = people.filter((person) => mayStand(vote, person, heldOn).ok && (heldOn < today || person.category !== after));
  return [...able.filter((person) => person.category !== 'activist'), ...able.filter((person) => person.category === 'activist')];
}

/** How the matter reads in agenda and decisions; each person is a matter of their own. */
export const matterNames: Readonly<Record<PersonVote, Words>> = {
  admission: { zh: '接收{name}同志为中共预备党员', en: 'Admission of {name} as a probationary member' },
  conversion: { zh: '{name}同志转为中共正式党员', en: 'Conversion of {name} to full membership' },
};
