/** What carrying a row out writes: whole records, so that statements over thousands of rows need no look at each. */

import { lastDayOfTerm } from '#features/organisations/term.ts';
import type { Crypto } from '#platform/server/crypto/crypto.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { CheckedOrganisation, CheckedPerson } from '../../check-roster.ts';
import type { PersonValues } from '../../person-row.ts';
import { opened, sealedNumber, sexToRecord, valuesOf } from '../record.ts';
import { spokenForm } from '../spoken.ts';
import type { Known, KnownOrganisation, KnownPerson, KnownPost } from './known.ts';

export type Term = { readonly id: string; readonly startsOn: string; readonly years: number; readonly lastDay: string };
export type OrganisationWrite = {
  readonly id: string;
  readonly isNew: boolean;
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  readonly composition: string | null;
  readonly department: string | null;
  readonly parentCode: string | null;
  readonly foundedOn: string | null;
  readonly note: string | null;
  /** What becomes of the running term: begun anew on a later day, mended, or none. */
  readonly term: { readonly act: 'begin' | 'mend' | 'drop'; readonly of: string | null; readonly term: Term | null } | null;
  readonly before: Readonly<Record<string, unknown>>;
  readonly after: Readonly<Record<string, unknown>>;
};
export type FieldWrite = { readonly field: string; readonly before: string; readonly after: string };
export type PersonWrite = {
  readonly id: string;
  readonly isNew: boolean;
  readonly record: Readonly<Record<string, string | boolean | null>>;
  readonly changes: readonly FieldWrite[];
  readonly endMembership: string | null;
  readonly beginAt: string | null;
  readonly endPosts: readonly string[];
  readonly beginPosts: readonly { readonly kind: string; readonly organisationCode: string }[];
};

const DUTIES: readonly [RegExp, string][] = [
  [/组织部/, 'organisation'],
  [/宣传部/, 'publicity'],
  [/纪委|纪检|监察/, 'discipline'],
  [/党校/, 'partySchool'],
  [/学生工作|学工/, 'studentAffairs'],
];
const dutyOf = (name: string): string | null => DUTIES.find(([pattern]) => pattern.test(name))?.[1] ?? null;

/** Null where the row changes nothing. A department that was founded without a code is the one of the same duty. */
export function organisationWrite(
  row: CheckedOrganisation,
  byCode: ReadonlyMap<string, KnownOrganisation>,
  byId: ReadonlyMap<string, KnownOrganisation>,
  answers: Readonly<Record<string, string>>,
  all: readonly KnownOrganisation[],
): OrganisationWrite | null {
  const value = row.value;
  if (!value?.code || !value.name || !value.kind) return null;
  const duty = value.kind === 'department' ? dutyOf(value.name) : null;
  const parentId = value.parentCode ? byCode.get(value.parentCode)?.id : undefined;
  const unnumbered =
    row.id === undefined && duty !== null
      ? all.find(
          (one) =>
            one.code === null &&
            one.department === duty &&
            !one.dissolved &&
            (parentId === undefined ? one.parentId !== null : one.parentId === parentId),
        )
      : undefined;
  const before = (row.id === undefined ? undefined : byId.get(row.id)) ?? unnumbered;
  const answered = value.composition ?? before?.composition ?? answers[value.code] ?? null;
  const composition = value.kind === 'branch' || value.kind === 'directBranch' ? answered : null;
  const merged = {
    code: value.code,
    name: value.name,
    kind: value.kind,
    composition,
    parentCode: value.parentCode === undefined ? (before?.parentCode ?? null) : value.parentCode,
    foundedOn: value.foundedOn === undefined ? (before?.foundedOn ?? null) : value.foundedOn,
    note: value.note === undefined ? (before?.note ?? null) : value.note,
  };
  const term = termOf(value, before);
  const was: Record<string, unknown> = {};
  const is: Record<string, unknown> = {};
  for (const [key, next] of Object.entries(merged)) {
    const last = before ? before[key as keyof typeof merged] : null;
    if (last !== next) [was[key], is[key]] = [last, next];
  }
  if (before && Object.keys(is).length === 0 && term === null) return null;
  return {
    id: before?.id ?? newId(),
    isNew: before === undefined,
    ...merged,
    department: value.kind === 'department' ? (before?.department ?? duty) : null,
    term,
    before: was,
    after: is,
  };
}

function termOf(value: NonNullable<CheckedOrganisation['value']>, before: KnownOrganisation | undefined): OrganisationWrite['term'] {
  if (value.termBegan === undefined) {
    if (!before?.termId || !before.termBegan || !value.termYears || value.termYears === before.termYears) return null;
    return {
      act: 'mend',
      of: before.termId,
      term: { id: before.termId, startsOn: before.termBegan, years: value.termYears, lastDay: lastDayOfTerm(before.termBegan, value.termYears) },
    };
  }
  if (value.termBegan === null) return before?.termId ? { act: 'drop', of: before.termId, term: null } : null;
  const years = value.termYears ?? 3;
  if (before?.termBegan === value.termBegan && before.termYears === years) return null;
  const later = !before?.termBegan || value.termBegan > before.termBegan;
  const id = later || !before?.termId ? newId() : before.termId;
  return {
    act: later ? 'begin' : 'mend',
    of: before?.termId ?? null,
    term: { id, startsOn: value.termBegan, years, lastDay: lastDayOfTerm(value.termBegan, years) },
  };
}

const hex = (bytes: Uint8Array | string | null): string | null =>
  bytes === null ? null : `\\x${typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('hex')}`;
const postsBy = new WeakMap<Known, Map<string, KnownPost[]>>();
const codesBy = new WeakMap<Known, Map<string, string>>();
function lookups(known: Known) {
  let posts = postsBy.get(known);
  let codes = codesBy.get(known);
  if (!posts || !codes) {
    posts = new Map();
    for (const post of known.posts) posts.set(post.personId, [...(posts.get(post.personId) ?? []), post]);
    codes = new Map(known.organisations.map((one) => [one.id, one.code ?? `#${one.id}`]));
    postsBy.set(known, posts);
    codesBy.set(known, codes);
  }
  return { posts, codes };
}

/** The whole record after the row: what the workbook has no column for stays as it was. */
export function personWrite(
  row: CheckedPerson,
  before: KnownPerson | undefined,
  known: Known,
  crypto: Crypto,
  keys: ReadonlyMap<string, string>,
  makeId: () => string,
): PersonWrite | null {
  const value = row.value;
  if (!value) return null;
  const old = before && valuesOf(before, opened(before.phoneSealed, crypto));
  const next: Partial<PersonValues> = { ...old, ...value };
  if (!next.name || !next.category) return null;
  const samePhone = before !== undefined && (next.phone ?? null) === (old?.phone ?? null);
  const phone = samePhone
    ? { sealed: before.phoneSealed, index: before.phoneIndex, last: before.phoneLast }
    : next.phone
      ? sealedNumber(crypto, next.phone)
      : { sealed: null, index: null, last: null };
  // A person is known by the ID number: of one on record it never changes here.
  const idNumber = before ? { sealed: null, index: null, last: null } : sealedNumber(crypto, String(value.idNumber));
  const id = before?.id ?? makeId();
  const { posts, codes } = lookups(known);
  const from = before?.organisationId ? codes.get(before.organisationId) : undefined;
  const to = value.organisationCode ?? from;
  const held = before ? (posts.get(before.id) ?? []) : [];
  const atHome = held.filter((post) => codes.get(post.organisationId) === from);
  const moved = row.movedFrom !== undefined;
  const wanted = value.posts === undefined ? (moved ? [] : atHome.map((post) => post.kind)) : (value.posts ?? []);
  const staying = moved ? [] : atHome.filter((post) => wanted.includes(post.kind));
  return {
    id,
    isNew: before === undefined,
    record: {
      id,
      name: next.name,
      ...spokenForm(next.name),
      sex: sexToRecord(next.sex),
      ethnicity: next.ethnicity ?? null,
      born_on: next.birthDate ?? null,
      id_number_sealed: hex(idNumber.sealed),
      id_number_index: idNumber.index,
      id_number_last: idNumber.last,
      native_place: next.nativePlace ?? null,
      education: next.education ?? null,
      degree: next.degree ?? null,
      staff_number: next.staffNumber ?? null,
      identity: next.identity ?? null,
      category: next.category,
      applied_on: next.appliedOn ?? null,
      admitted_on: next.admittedOn ?? null,
      converted_on: next.convertedOn ?? null,
      phone_sealed: hex(phone.sealed),
      phone_index: phone.index,
      phone_last: phone.last,
      email: next.email ?? null,
      mobile_member: next.mobile ?? false,
      note: next.note ?? null,
    },
    changes: before ? row.diff.map(({ field, before: was, after }) => ({ field: keys.get(field) ?? field, before: was, after })) : [],
    endMembership: moved ? (before?.membershipId ?? null) : null,
    beginAt: to !== undefined && (from === undefined || moved) ? to : null,
    endPosts: atHome.filter((post) => !staying.includes(post)).map((post) => post.id),
    beginPosts:
      to === undefined ? [] : wanted.filter((kind) => !staying.some((post) => post.kind === kind)).map((kind) => ({ kind, organisationCode: to })),
  };
}
