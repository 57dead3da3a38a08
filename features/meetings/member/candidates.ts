import { type ComputedRef, computed } from 'vue';
import { say, t } from '#platform/web/i18n/i18n.ts';
import { type Asked, useAsk } from '#platform/web/query/query.ts';
import { matterNames, type PersonVote } from '../candidate.ts';
import { meetings } from '../contract.ts';
import type { RecordableKind } from '../kind.ts';

export type Candidate = { id: string; name: string; category: string; vote: PersonVote };
export const matterOf = (vote: PersonVote, name: string): string => say(matterNames[vote]).replace('{name}', name);
export const categoryName = (category: string): string => t(`meetings.category.${category}`);

/** The people of a branch on a day: who can stand in a vote, and which posts they hold. One question for roll and minutes, so that the copy kept for a room without network serves both. */
export function usePeopleOn(
  request: () => { branchId: string; kind: RecordableKind; on: string },
  enabled: () => boolean,
): { asked: Asked<typeof meetings.prefillPlan>; candidates: ComputedRef<Candidate[]> } {
  const asked = useAsk(meetings.prefillPlan, request, { enabled });
  return { asked, candidates: computed(() => asked.data?.candidates ?? []) };
}

/** Those who can stand, with those whom the plan names, whatever the network. */
export function withPlanned(
  candidates: readonly Candidate[],
  planned: readonly { person: { id: string; name: string }; vote: PersonVote }[],
): Candidate[] {
  const known = new Set(candidates.map((one) => `${one.vote}/${one.id}`));
  const more = planned.filter((one) => !known.has(`${one.vote}/${one.person.id}`));
  return [...candidates, ...more.map(({ person, vote }) => ({ ...person, vote, category: vote === 'admission' ? 'candidate' : 'probationary' }))];
}
