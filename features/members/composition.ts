/** The type of a branch, proposed from the 身份类别 of its members where a workbook does not tell it. */
import type { CheckedOrganisation, CheckedPerson, CheckInput, Proposal } from './check-roster.ts';
import { type Composition, isBranch } from './organisation-row.ts';

const GROUP: Record<string, Composition> = {
  undergraduate: 'undergraduate',
  master: 'graduate',
  doctoral: 'graduate',
  teacher: 'staff',
  administrative: 'staff',
  worker: 'staff',
  retired: 'retired',
};

/** Two thirds of one kind name the branch: student branches commonly have a teacher as their secretary. Fewer make it mixed. */
export function proposedComposition(counts: Readonly<Partial<Record<Composition, number>>>): Composition | null {
  const entries = Object.entries(counts) as [Composition, number][];
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  if (total === 0) return null;
  const largest = entries.reduce((best, entry) => (entry[1] > best[1] ? entry : best));
  return largest[1] * 3 >= total * 2 ? largest[0] : 'mixed';
}

/** One proposal for each branch of the workbook that has no type, neither there nor on record. */
export function proposeCompositions(
  { existing }: CheckInput,
  organisations: readonly CheckedOrganisation[],
  persons: readonly CheckedPerson[],
): Proposal[] {
  const counts = new Map<string, Partial<Record<Composition, number>>>();
  for (const person of persons) {
    const code = person.value?.organisationCode;
    const group = GROUP[person.value?.identity ?? ''];
    if (!code || !group) continue;
    const branch = counts.get(code) ?? {};
    branch[group] = (branch[group] ?? 0) + 1;
    counts.set(code, branch);
  }
  return organisations.flatMap(({ value }): Proposal[] => {
    if (!value?.code || !isBranch(value.kind) || value.composition || existing.organisations.get(value.code)?.composition) return [];
    const branch = counts.get(value.code) ?? {};
    return [{ code: value.code, name: value.name ?? value.code, composition: proposedComposition(branch), counts: branch }];
  });
}
