/** The groups of the branch whose people the demo accounts are: who belongs to which, and who leads them. */
import { type Day, startOf } from '#platform/shared/day/day.ts';
import type { Person } from './people.ts';
import type { Random } from './random.ts';
import type { BulkWriter } from './rows.ts';
import { addPost } from './standing.ts';
import type { Organisation } from './tree.ts';

/** Members by turns in each group, from the day of its founding or the day they became members of the branch. */
export function addGroups(writer: BulkWriter, random: Random, groups: readonly Organisation[], people: readonly Person[], today: Day): void {
  const branchId = groups[0]?.parent?.id;
  const members = people.filter(
    (person) =>
      (person.category === 'full' || person.category === 'probationary') &&
      person.memberships.some((span) => span.organisationId === branchId && span.to === null),
  );
  groups.forEach((group, turn) => {
    const own = members.filter((_, index) => index % groups.length === turn);
    for (const person of own) {
      const joined = person.memberships.at(-1)?.from ?? group.foundedOn;
      const from = [group.foundedOn, joined, person.memberFrom ?? today].reduce((latest, day) => (day > latest ? day : latest));
      writer.add('groupMemberships', {
        id: random.id(startOf(from).getTime()),
        personId: person.id,
        groupId: group.id,
        fromOn: from < today ? from : today,
        recordedBy: null,
        recordedAt: startOf(from < today ? from : today),
      });
    }
    // The first of the list are the committee; a group is led by somebody else.
    const leader = own.filter((person) => person.fullFrom !== null && person.fullFrom <= group.foundedOn).at(-1);
    if (leader) addPost(writer, random, { person: leader, organisationId: group.id, kind: 'groupLeader', from: group.foundedOn, to: null });
  });
}
