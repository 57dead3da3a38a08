/** A term needs the day on which it began; its years, where the workbook leaves them open, are those on record or the usual ones (党的基层组织任期: 党委、党总支五年，支部三年). */
import type { CheckedOrganisation, Counts, ExistingOrganisation } from './check-roster.ts';
import { levelOf } from './import-sentences.ts';
import type { OrganisationKind, OrganisationValues } from './organisation-row.ts';

/** A term that a workbook gives to one that elects nobody is kept as written. */
const SHORTEST_USUAL = 3;
const YEARS_HEADER = '届期（年）';
/** The years that the university holds usual; of one that elects nobody, none. */
export type UsualYears = (kind: OrganisationKind) => number | null;

/** The row with the term that will be kept, so that the same workbook sent again finds itself unchanged. */
export function withTerm(row: CheckedOrganisation, before: ExistingOrganisation | undefined, usualYears: UsualYears): CheckedOrganisation {
  if (!row.value) return row;
  const began = 'termBegan' in row.value ? row.value.termBegan : before?.termBegan;
  const given = row.value.termYears ?? null;
  if (began && given !== null) return row;
  const termYears = began ? (before?.termYears ?? (row.value.kind ? usualYears(row.value.kind) : null) ?? SHORTEST_USUAL) : null;
  const value: Partial<OrganisationValues> = { ...row.value, termYears };
  if (row.effect !== 'changed') return { ...row, value };
  const diff = row.diff.filter((one) => one.field !== YEARS_HEADER || (!began && before?.termYears));
  if (diff.length > 0) return { ...row, value, diff };
  return { ...row, value, diff, effect: 'same', outcome: row.messages.some((one) => levelOf(one.code) === 'warning') ? 'warned' : 'same' };
}

export function countsOf(rows: readonly { outcome: keyof Counts }[]): Counts {
  const counts: Counts = { new: 0, changed: 0, same: 0, warned: 0, wrong: 0 };
  for (const row of rows) counts[row.outcome] += 1;
  return counts;
}
