/** One row of 党组织: its values, and what they say to each other. */
import type { Day } from '#platform/shared/day/day.ts';
import { COMPOSITIONS, labelOf } from './code-tables.ts';
import { ORGANISATION_FIELDS, type OrganisationKey } from './fields.ts';
import type { Message, MessageCode } from './import-sentences.ts';
import type { Cells } from './person-row.ts';
import { hasError, readValue, type Value } from './read-value.ts';

export type OrganisationKind = 'committee' | 'generalBranch' | 'directBranch' | 'branch' | 'group' | 'department';
export type Composition = 'staff' | 'undergraduate' | 'graduate' | 'retired' | 'mixed' | 'joint' | 'temporary';
export type OrganisationValues = {
  code: string | null;
  name: string | null;
  kind: OrganisationKind | null;
  composition: Composition | null;
  parentCode: string | null;
  foundedOn: Day | null;
  termBegan: Day | null;
  termYears: number | null;
  note: string | null;
};
export type OrganisationReading = { values: Partial<OrganisationValues>; messages: Message[] };

export const isBranch = (kind: OrganisationKind | null | undefined): boolean => kind === 'branch' || kind === 'directBranch';

/** What stands where, and which posts belong where: the one table of the room of the organisations, which hands it in. */
export type TreeRules = {
  readonly mayStandUnder: (kind: OrganisationKind, parent: { readonly kind: OrganisationKind; readonly root: boolean }) => boolean;
  readonly mayCarry: (organisation: { readonly kind: OrganisationKind; readonly root: boolean }, post: string) => boolean;
};

const MISSING: Partial<Record<OrganisationKey, MessageCode>> = { code: 'code_missing', name: 'title_missing', kind: 'kind_missing' };
const columnOf = Object.fromEntries(ORGANISATION_FIELDS.map((field) => [field.key, field.zh])) as Record<OrganisationKey, string>;
/** A message on a column of 党组织. */
export const onOrganisation = (key: OrganisationKey, code: MessageCode, params: Record<string, string | number> = {}): Message => ({
  column: columnOf[key],
  code,
  params,
});

/** Reads every column that the workbook has. */
export function readOrganisation(cells: Cells<OrganisationKey>, columns: ReadonlySet<OrganisationKey>, today: Day): OrganisationReading {
  const read: Partial<Record<OrganisationKey, Value>> = {};
  const messages: Message[] = [];
  for (const field of ORGANISATION_FIELDS) {
    if (!columns.has(field.key)) continue;
    const reading = readValue(field, cells[field.key]);
    read[field.key] = reading.value;
    messages.push(...reading.messages);
    const code = MISSING[field.key];
    if (reading.value === null && code && !hasError(reading.messages)) messages.push(onOrganisation(field.key, code));
  }
  const values = read as Partial<OrganisationValues>;
  if (values.composition && values.kind && !isBranch(values.kind)) {
    messages.push(onOrganisation('composition', 'composition_ignored', { value: labelOf(COMPOSITIONS, values.composition) }));
    values.composition = null;
  }
  messages.push(...dates(values, today));
  return { values, messages };
}

function dates({ foundedOn, termBegan }: Partial<OrganisationValues>, today: Day): Message[] {
  const found: Message[] = [];
  if (foundedOn && foundedOn > today) found.push(onOrganisation('foundedOn', 'date_in_future', { value: foundedOn }));
  if (termBegan && termBegan > today) found.push(onOrganisation('termBegan', 'date_in_future', { value: termBegan }));
  if (foundedOn && foundedOn < '1921-07-01') found.push(onOrganisation('foundedOn', 'founded_before_party', { value: foundedOn }));
  if (foundedOn && termBegan && termBegan < foundedOn)
    found.push(onOrganisation('termBegan', 'term_before_founded', { value: termBegan, other: foundedOn }));
  return found;
}
