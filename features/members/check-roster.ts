/**
 * Plans the import of a roster: every row of both sheets against the standard, against the other rows and against what is known.
 * Pure: reads nothing, writes nothing. The same plan is shown as the dry run and then carried out.
 */
import type { Day } from '#platform/shared/day/day.ts';
import { checkOrganisations } from './check-organisations.ts';
import { checkPersons } from './check-persons.ts';
import { proposeCompositions } from './composition.ts';
import type { ORGANISATION_SHEET, OrganisationKey, PERSON_SHEET, PersonKey, SheetName } from './fields.ts';
import type { Message } from './import-sentences.ts';
import type { Composition, OrganisationValues, TreeRules } from './organisation-row.ts';
import type { Cells, PersonValues } from './person-row.ts';

/** A row as the workbook holds it; `row` is the worksheet's own number. */
export type SheetRow<Key extends string> = { readonly row: number; readonly cells: Cells<Key> };
export type SheetRows<Key extends string> = { readonly columns: ReadonlySet<Key>; readonly rows: readonly SheetRow<Key>[] };
/** A sheet that the workbook does not have is absent; it is not an empty one. */
export type RosterRows = { readonly organisations?: SheetRows<OrganisationKey>; readonly persons?: SheetRows<PersonKey> };

/** What is on record. `code` of the root may be null in an installation that has only been named. */
export type ExistingOrganisation = OrganisationValues & { readonly id: string };
/** Of a person: all values but the organisation and the posts, which have their own maps. The number itself is not needed: persons are found by its index. */
export type ExistingPerson = Omit<PersonValues, 'idNumber' | 'organisationCode' | 'posts'> & {
  readonly id: string;
  /** The last day of an extended probation, where one was decided (发展党员工作细则 art. 32). */
  readonly probationEndsOn?: Day | null;
};
export type ExistingPost = { readonly organisationCode: string; readonly post: string };
export type Existing = {
  /** By organisation code. */
  readonly organisations: ReadonlyMap<string, ExistingOrganisation>;
  /** The organisation without a parent, also when it has no code yet. */
  readonly root?: ExistingOrganisation | undefined;
  /** By `indexOf(idNumber)`. */
  readonly persons: ReadonlyMap<string, ExistingPerson>;
  /** 学工号, in capitals → `indexOf(idNumber)` of whose it is. */
  readonly staffNumbers: ReadonlyMap<string, string>;
  /** Sign-in names that are not the 学工号 of whose they are, in capitals → person id, null of an account without a person. */
  readonly chosenNames: ReadonlyMap<string, string | null>;
  /** Person id → code of the organisation of the running membership. */
  readonly memberships: ReadonlyMap<string, string>;
  /** Person id → running posts of the kinds that a roster carries. */
  readonly posts: ReadonlyMap<string, readonly ExistingPost[]>;
};

export type CheckInput = {
  readonly workbook: RosterRows;
  readonly existing: Existing;
  readonly today: Day;
  /** Whether the importer answers for an organisation already on record. */
  readonly inScope: (organisationCode: string) => boolean;
  readonly indexOf: (idNumber: string) => string;
  readonly tree: TreeRules;
};

export type RowOutcome = 'new' | 'changed' | 'same' | 'warned' | 'wrong';
/** Both sides as shown to people; encrypted fields masked. */
export type Difference = { readonly field: string; readonly before: string; readonly after: string };
type Checked<Sheet extends SheetName, Values> = {
  readonly sheet: Sheet;
  readonly row: number;
  readonly outcome: RowOutcome;
  /** What carrying the row out does; `warned` rows are one of the three as well. */
  readonly effect: 'new' | 'changed' | 'same' | 'none';
  readonly messages: readonly Message[];
  readonly diff: readonly Difference[];
  /** Only the columns that the workbook has. Absent for a wrong row. */
  readonly value?: Partial<Values>;
  /** Of the organisation or person already on record. */
  readonly id?: string;
};
export type CheckedOrganisation = Checked<typeof ORGANISATION_SHEET, OrganisationValues> & { readonly isRoot?: boolean };
export type CheckedPerson = Checked<typeof PERSON_SHEET, PersonValues> & {
  /** The branch that the person leaves on the import day. */
  readonly movedFrom?: string;
};
export type CheckedRow = CheckedOrganisation | CheckedPerson;

/** A branch whose type the workbook does not tell; `composition` is null where it has no members to tell it by. */
export type Proposal = {
  readonly code: string;
  readonly name: string;
  readonly composition: Composition | null;
  readonly counts: Readonly<Record<string, number>>;
};
export type Counts = Record<RowOutcome, number>;
export type RosterPlan = { readonly rows: readonly CheckedRow[]; readonly counts: Counts; readonly proposals: readonly Proposal[] };

/** Every row of both sheets with its outcome, in the order of the workbook: organisations first. */
export function checkRoster(input: CheckInput): RosterPlan {
  const organisations = checkOrganisations(input);
  const persons = checkPersons(input, organisations);
  const rows: CheckedRow[] = [...organisations.rows, ...persons];
  const counts: Counts = { new: 0, changed: 0, same: 0, warned: 0, wrong: 0 };
  for (const row of rows) counts[row.outcome] += 1;
  return { rows, counts, proposals: proposeCompositions(input, organisations.rows, persons) };
}
