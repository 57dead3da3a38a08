/** The sheet 党员: where a person belongs, who is already known, and what no two rows may share. */

import type { OrganisationCheck } from './check-organisations.ts';
import type { CheckedPerson, CheckInput, ExistingPerson } from './check-roster.ts';
import { labelOf, ORGANISATION_KINDS, POSTS } from './code-tables.ts';
import { differences, outcomeOf } from './differences.ts';
import { PERSON_FIELDS, PERSON_SHEET } from './fields.ts';
import type { Message, MessageCode } from './import-sentences.ts';
import { isBranch } from './organisation-row.ts';
import { type PersonValues, readPerson } from './person-row.ts';
import { hasError, readValue, type Value } from './read-value.ts';

const columnOf = Object.fromEntries(PERSON_FIELDS.map((field) => [field.key, field.zh]));
const say = (key: keyof PersonValues, code: MessageCode, params: Record<string, string | number> = {}): Message => ({
  column: columnOf[key] ?? '',
  code,
  params,
});
const idField = PERSON_FIELDS.find((field) => field.key === 'idNumber');

type Draft = {
  row: number;
  values: Partial<PersonValues>;
  messages: Message[];
  index?: string | undefined;
  before?: ExistingPerson | undefined;
  from?: string | undefined;
  transfer?: boolean;
};

export function checkPersons(input: CheckInput, organisations: OrganisationCheck): CheckedPerson[] {
  const sheet = input.workbook.persons;
  if (!sheet) return [];
  const drafts = sheet.rows.map((row) => draftOf(row.row, row.cells, input, organisations));
  const byIndex = new Map<string, number>();
  const byStaffNumber = new Map<string, number>();
  const secretaries = new Map<string, number>();
  const sitting = sittingSecretaries(input, drafts);
  for (const draft of drafts) {
    if (draft.transfer) continue;
    const { staffNumber, posts } = draft.values;
    const staffKey = staffNumber?.toUpperCase();
    const sameId = draft.index === undefined ? undefined : byIndex.get(draft.index);
    const sameNumber = staffKey === undefined ? undefined : byStaffNumber.get(staffKey);
    if (sameId !== undefined) draft.messages.push(say('idNumber', 'id_twice', { row: sameId }));
    if (sameNumber !== undefined) draft.messages.push(say('staffNumber', 'staff_number_twice', { value: staffNumber ?? '', row: sameNumber }));
    const holder = staffKey === undefined ? undefined : input.existing.staffNumbers.get(staffKey);
    if (holder !== undefined && draft.index !== undefined && holder !== draft.index)
      draft.messages.push(say('staffNumber', 'staff_number_taken', { value: staffNumber ?? '' }));
    if (staffKey !== undefined && staffKey !== draft.before?.staffNumber?.toUpperCase()) {
      const owner = input.existing.chosenNames.get(staffKey);
      if (owner !== undefined && owner !== draft.before?.id)
        draft.messages.push(say('staffNumber', 'sign_in_name_taken', { value: staffNumber ?? '' }));
    }
    const organisation = draft.values.organisationCode ?? undefined;
    const leads = organisation !== undefined && posts?.includes('secretary');
    if (leads) {
      const first = secretaries.get(organisation);
      if (first !== undefined) draft.messages.push(say('posts', 'second_secretary', { value: organisation, row: first }));
      else if (sitting.has(organisation) && sitting.get(organisation) !== draft.index)
        draft.messages.push(say('posts', 'secretary_exists', { value: organisation }));
    }
    if (hasError(draft.messages)) continue;
    if (draft.index !== undefined) byIndex.set(draft.index, draft.row);
    if (staffKey !== undefined) byStaffNumber.set(staffKey, draft.row);
    if (leads) secretaries.set(organisation, draft.row);
  }
  return drafts.map((draft) => finished(draft, input));
}

function draftOf(row: number, cells: Parameters<typeof readPerson>[0], input: CheckInput, organisations: OrganisationCheck): Draft {
  const { existing, today, inScope, indexOf } = input;
  const columns = input.workbook.persons?.columns ?? new Set();
  const id = idField && readValue(idField, cells.idNumber).value;
  const index = typeof id === 'string' ? indexOf(id) : undefined;
  const before = index === undefined ? undefined : existing.persons.get(index);
  const from = before && existing.memberships.get(before.id);
  // Outside the importer's scope nothing may be learnt of a person, not even by the way of other complaints.
  if (before && from !== undefined && !inScope(from))
    return { row, values: {}, messages: [say('organisationCode', 'needs_transfer')], index, transfer: true };
  const known: Partial<PersonValues> = before
    ? { ...onRecord(before), organisationCode: from ?? null, posts: (existing.posts.get(before.id) ?? []).map((one) => one.post) }
    : {};
  const { values, messages } = readPerson(cells, columns, today, known);
  const extended = before?.probationEndsOn && before.probationEndsOn >= today;
  const draft: Draft = { row, values, messages: extended ? messages.filter((one) => one.code !== 'probation_over') : messages, index, before, from };
  if (values.organisationCode) draft.messages.push(...placing(values.organisationCode, { ...known, ...values }, organisations));
  draft.messages.push(...misplaced(draft, input, organisations));
  return draft;
}

/** Full and probationary members belong to a branch (党章 art. 8); posts are of the organisation that one belongs to. */
function placing(code: string, values: Partial<PersonValues>, organisations: OrganisationCheck): Message[] {
  if (/\p{Script=Han}/u.test(code)) {
    const byName = organisations.codeByName(code);
    return [
      byName && organisations.placeOf(byName)?.inScope
        ? say('organisationCode', 'organisation_by_name', { value: code, other: byName })
        : say('organisationCode', 'organisation_unknown', { value: [...code].slice(0, 40).join('') }),
    ];
  }
  const place = organisations.placeOf(code);
  const refusedRow = organisations.refusedRowOf(code);
  if (refusedRow !== undefined) return [say('organisationCode', 'organisation_row_wrong', { value: code, row: refusedRow })];
  if (!place?.inScope) return [say('organisationCode', 'organisation_unknown', { value: code })];
  const member = values.category === 'full' || values.category === 'probationary';
  if (!member || isBranch(place.kind)) return [];
  if (place.kind === 'group') return [say('organisationCode', 'member_in_group', { value: code })];
  return [say('organisationCode', 'member_outside_branch', { value: code, kind: labelOf(ORGANISATION_KINDS, place.kind) })];
}

/** Posts that an organisation of this kind does not have. One that is held there already is right as it stands. */
function misplaced({ values, before, from }: Draft, { existing, tree }: CheckInput, organisations: OrganisationCheck): Message[] {
  const code = values.organisationCode ?? from;
  const place = code ? organisations.placeOf(code) : undefined;
  if (!place || !values.posts) return [];
  const held = new Set((before ? (existing.posts.get(before.id) ?? []) : []).filter((one) => one.organisationCode === code).map((one) => one.post));
  const wrong = values.posts.filter((post) => !held.has(post) && !tree.mayCarry(place, post));
  if (wrong.length === 0) return [];
  return [
    say('posts', 'post_not_here', {
      value: wrong.map((post) => labelOf(POSTS, post)).join('、'),
      kind: labelOf(ORGANISATION_KINDS, place.kind),
    }),
  ];
}

/** Secretaries on record whom this workbook leaves in office: those it does not list, and whose row does not say otherwise. */
function sittingSecretaries({ existing, workbook }: CheckInput, drafts: readonly Draft[]): Map<string, string> {
  const listed = new Map(drafts.flatMap((draft) => (draft.before && !hasError(draft.messages) ? [[draft.before.id, draft] as const] : [])));
  const indexOfPerson = new Map([...existing.persons].map(([index, person]) => [person.id, index]));
  const sitting = new Map<string, string>();
  for (const [personId, posts] of existing.posts) {
    const draft = listed.get(personId);
    const released =
      draft && workbook.persons?.columns.has('posts') && (!draft.values.posts?.includes('secretary') || draft.values.organisationCode !== draft.from);
    if (released) continue;
    for (const one of posts) if (one.post === 'secretary') sitting.set(one.organisationCode, indexOfPerson.get(personId) ?? personId);
  }
  return sitting;
}

function onRecord(person: ExistingPerson): Partial<PersonValues> {
  const { id: _id, probationEndsOn: _ends, ...values } = person;
  return values;
}

function finished(draft: Draft, { existing }: CheckInput): CheckedPerson {
  const base = { sheet: PERSON_SHEET, row: draft.row, messages: draft.messages } as const;
  if (hasError(draft.messages)) return { ...base, outcome: 'wrong', effect: 'none', diff: [] };
  const { before, values, from } = draft;
  if (!before) return { ...base, outcome: outcomeOf(draft.messages, 'new'), effect: 'new', diff: [], value: values };
  const record: Record<string, Value> = {
    ...onRecord(before),
    organisationCode: from ?? null,
    posts: (existing.posts.get(before.id) ?? []).filter((one) => one.organisationCode === from).map((one) => one.post),
  };
  const diff = differences(PERSON_FIELDS, record, values as Record<string, Value>);
  const effect = diff.length > 0 ? 'changed' : 'same';
  const moved = from !== undefined && values.organisationCode !== undefined && values.organisationCode !== from;
  return { ...base, outcome: outcomeOf(draft.messages, effect), effect, diff, value: values, id: before.id, ...(moved && { movedFrom: from }) };
}
