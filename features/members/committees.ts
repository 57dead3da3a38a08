/** Which branches have a committee from the import day on: those where at least three people hold committee posts (支部工作条例 art. 24). */
import { COMMITTEE_POSTS } from './code-tables.ts';

export type PostHolder = { readonly personId: string; readonly organisationCode: string; readonly post: string };
export const FEWEST_ON_COMMITTEE = 3;

/** Codes of the organisations with a committee, each once; a person with several duties counts once. */
export function committeesFrom(holders: readonly PostHolder[]): string[] {
  const people = new Map<string, Set<string>>();
  for (const { personId, organisationCode, post } of holders) {
    if (!COMMITTEE_POSTS.includes(post)) continue;
    const known = people.get(organisationCode) ?? new Set();
    people.set(organisationCode, known.add(personId));
  }
  return [...people].filter(([, persons]) => persons.size >= FEWEST_ON_COMMITTEE).map(([code]) => code);
}
