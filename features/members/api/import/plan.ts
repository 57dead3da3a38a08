/** A roster's plan with what carrying each row out would write. Runs in a worker thread: reads no database. */

import { type OrganisationMeasures, usualTermYears } from '#features/organisations/measures.ts';
import type { Crypto } from '#platform/server/crypto/crypto.ts';
import { within } from '#platform/shared/actor/actor.ts';
import type { Day } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { shownText } from '../../cell.ts';
import {
  type CheckedOrganisation,
  type CheckedPerson,
  type Counts,
  checkRoster,
  type Existing,
  type ExistingOrganisation,
  type ExistingPost,
  type Proposal,
  type RosterRows,
} from '../../check-roster.ts';
import { ORGANISATION_FIELDS, ORGANISATION_SHEET, PERSON_FIELDS } from '../../fields.ts';
import { withoutLongNumbers } from '../../id-number.ts';
import type { Message } from '../../import-sentences.ts';
import { type Composition, onOrganisation } from '../../organisation-row.ts';
import { countsOf, withTerm } from '../../term-values.ts';
import { opened, valuesOf } from '../record.ts';
import { treeRules } from '../tree-rules.ts';
import type { Known, KnownOrganisation, KnownPerson } from './known.ts';
import { type OrganisationWrite, organisationWrite, type PersonWrite, personWrite } from './writes.ts';

export type PlannedRow = {
  readonly sheet: string;
  readonly row: number;
  readonly outcome: CheckedOrganisation['outcome'];
  readonly title: string;
  readonly messages: CheckedOrganisation['messages'];
  readonly diff: CheckedOrganisation['diff'];
  readonly organisation?: OrganisationWrite;
  readonly person?: PersonWrite;
};
export type Plan = { readonly counts: Counts; readonly proposals: readonly Proposal[]; readonly total: number; rows(): Generator<PlannedRow> };
export type PlanInput = {
  readonly organisations: readonly KnownOrganisation[];
  readonly today: Day;
  readonly scope: string | null;
  readonly answers: Readonly<Record<string, string>>;
  readonly writing: boolean;
  readonly measures: OrganisationMeasures;
};

/** What is kept of a row tells no ID number and no phone, also not one that slipped into another column. */
const discreet = (message: Message): Message => ({
  ...message,
  params: Object.fromEntries(
    Object.entries(message.params).map(([key, value]) => [key, typeof value === 'string' ? withoutLongNumbers(value) : value]),
  ),
});

/** An organisation without a code still answers for people: it gets a name no workbook can use. */
const codeOf = (organisation: Pick<KnownOrganisation, 'id' | 'code'>): string => organisation.code ?? `#${organisation.id}`;
const keyOf = {
  organisation: new Map(ORGANISATION_FIELDS.map((field) => [field.zh, field.key as string])),
  person: new Map(PERSON_FIELDS.map((field) => [field.zh, field.key as string])),
};

function existingOf(known: Known, crypto: Crypto): Existing {
  const asValues = (one: KnownOrganisation): ExistingOrganisation => ({
    id: one.id,
    code: one.code,
    name: one.name,
    kind: one.kind,
    composition: one.composition as Composition | null,
    parentCode: one.parentCode,
    foundedOn: one.foundedOn,
    termBegan: one.termBegan,
    termYears: one.termYears,
    note: one.note,
  });
  const codes = new Map(known.organisations.map((one) => [one.id, codeOf(one)]));
  const posts = new Map<string, ExistingPost[]>();
  for (const post of known.posts)
    posts.set(post.personId, [...(posts.get(post.personId) ?? []), { organisationCode: codes.get(post.organisationId) ?? '', post: post.kind }]);
  const root = known.organisations.find((one) => one.parentId === null);
  return {
    organisations: new Map(known.organisations.flatMap((one) => (one.code === null ? [] : [[one.code, asValues(one)] as const]))),
    root: root && asValues(root),
    persons: new Map(
      known.persons.flatMap((one) =>
        one.idNumberIndex === null ? [] : [[one.idNumberIndex, { id: one.id, ...valuesOf(one, opened(one.phoneSealed, crypto)) }] as const],
      ),
    ),
    staffNumbers: new Map(
      known.persons.flatMap((one) => (one.staffNumber === null ? [] : [[one.staffNumber.toUpperCase(), one.idNumberIndex ?? `#${one.id}`] as const])),
    ),
    chosenNames: new Map(known.chosenNames.map((one) => [one.name.toUpperCase(), one.personId])),
    memberships: new Map(
      known.persons.flatMap((one) => (one.organisationId === null ? [] : [[one.id, codes.get(one.organisationId) ?? ''] as const])),
    ),
    posts,
  };
}

/** Checks every row against what is known; `rows()` then gives them one by one, with their writes where the plan is to be carried out. */
export function planRoster(workbook: RosterRows, known: Known, { today, scope, answers, writing, measures }: PlanInput, crypto: Crypto): Plan {
  const existing = existingOf(known, crypto);
  const paths = new Map(known.organisations.map((one) => [codeOf(one), one.dissolved ? '' : one.path]));
  const inScope = (code: string): boolean => scope === null || within(paths.get(code) ?? '', scope);
  const checked = checkRoster({ workbook, existing, today, inScope, indexOf: crypto.blindIndex, tree: treeRules });
  const rows = checked.rows.map((row) => (row.sheet === ORGANISATION_SHEET ? settled(row as CheckedOrganisation) : row));
  const byCode = new Map(known.organisations.flatMap((one) => (one.code === null ? [] : [[one.code, one] as const])));
  const byId = new Map(known.organisations.map((one) => [one.id, one]));
  const persons = new Map(known.persons.map((one) => [one.id, one] as const));
  const titles = new Map<string, string>();
  for (const [sheet, one] of [
    ['党组织', workbook.organisations],
    ['党员', workbook.persons],
  ] as const) {
    for (const row of one?.rows ?? [])
      titles.set(
        `${sheet}/${row.row}`,
        shownText((row.cells as Record<string, Parameters<typeof shownText>[0]>).name ?? { kind: 'empty' }).slice(0, 100),
      );
  }

  function settled(row: CheckedOrganisation): CheckedOrganisation {
    const before = row.id === undefined ? undefined : (existing.organisations.get(row.value?.code ?? '') ?? existing.root);
    const root = known.organisations.find((one) => one.parentId === null);
    // Only who answers for the whole university gives its committee a code.
    if (row.isRoot && row.effect !== 'none' && root && scope !== null && scope !== root.path) {
      return {
        sheet: row.sheet,
        row: row.row,
        outcome: 'wrong',
        effect: 'none',
        diff: [],
        messages: [...row.messages, onOrganisation('code', 'organisation_out_of_scope', { value: row.value?.code ?? '' })],
      };
    }
    return withTerm(row, before, (kind) => usualTermYears(kind, measures));
  }

  function* each(): Generator<PlannedRow> {
    for (const row of rows) {
      const base = {
        sheet: row.sheet,
        row: row.row,
        outcome: row.outcome,
        title: withoutLongNumbers(titles.get(`${row.sheet}/${row.row}`) ?? ''),
        messages: row.messages.map(discreet),
        diff: row.diff,
      };
      if (!writing || row.effect === 'none') yield base;
      else if (row.sheet === ORGANISATION_SHEET) {
        const organisation = organisationWrite(row as CheckedOrganisation, byCode, byId, answers, known.organisations);
        yield organisation ? { ...base, organisation } : base;
      } else {
        const person =
          row.effect === 'same'
            ? null
            : personWrite(
                row as CheckedPerson,
                (row.id === undefined ? undefined : persons.get(row.id)) as KnownPerson | undefined,
                known,
                crypto,
                keyOf.person,
                newId,
              );
        yield person ? { ...base, person } : base;
      }
    }
  }
  return { counts: countsOf(rows), proposals: checked.proposals, total: rows.length, rows: each };
}
