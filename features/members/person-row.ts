/** One row of 党员: its values, and what they say to each other. What needs other rows or what is already known is `check-roster.ts`. */
import { addYears, type Day } from '#platform/shared/day/day.ts';
import type { Cell } from './cell.ts';
import { labelOf, PERSON_CATEGORIES, POSTS, SEXES } from './code-tables.ts';
import { type Field, PERSON_FIELDS, type PersonKey } from './fields.ts';
import { birthOf, sexOf } from './id-number.ts';
import type { Message, MessageCode } from './import-sentences.ts';
import { probationEnd } from './probation.ts';
import { hasError, readValue, type Value } from './read-value.ts';

/** The values of a row; a key is absent where the workbook has no such column. */
export type PersonValues = {
  name: string | null;
  sex: 'male' | 'female' | null;
  ethnicity: string | null;
  birthDate: Day | null;
  idNumber: string | null;
  nativePlace: string | null;
  education: string | null;
  degree: string | null;
  staffNumber: string | null;
  identity: string | null;
  category: 'applicant' | 'activist' | 'candidate' | 'probationary' | 'full' | 'nonMember' | null;
  organisationCode: string | null;
  appliedOn: Day | null;
  admittedOn: Day | null;
  convertedOn: Day | null;
  posts: readonly string[] | null;
  phone: string | null;
  email: string | null;
  mobile: boolean | null;
  note: string | null;
};
export type PersonReading = { values: Partial<PersonValues>; messages: Message[] };
export type Cells<Key extends string> = Partial<Record<Key, Cell>>;

const MISSING: Partial<Record<PersonKey, MessageCode>> = {
  name: 'name_missing',
  idNumber: 'id_missing',
  staffNumber: 'staff_number_missing',
  category: 'category_missing',
  organisationCode: 'organisation_missing',
};
const columnOf = Object.fromEntries(PERSON_FIELDS.map((field) => [field.key, field.zh])) as Record<PersonKey, string>;

/** Reads every column that the workbook has. An absent column is not an empty one: there `known`, what is already on record, stands. */
export function readPerson(cells: Cells<PersonKey>, columns: ReadonlySet<PersonKey>, today: Day, known: Partial<PersonValues> = {}): PersonReading {
  const read: Partial<Record<PersonKey, Value>> = {};
  const messages: Message[] = [];
  const unread = new Set<PersonKey>();
  for (const field of PERSON_FIELDS) {
    if (!columns.has(field.key)) continue;
    const reading = readValue(field, cells[field.key]);
    read[field.key] = reading.value;
    messages.push(...reading.messages);
    if (hasError(reading.messages)) unread.add(field.key);
  }
  const values = read as Partial<PersonValues>;
  const whole = { ...known, ...values };
  messages.push(...missing(whole, unread), ...categoryAndDates(whole, unread), ...orderOfDates(whole, today, unread), ...idAgreement(whole));
  return { values, messages };
}

const say = (key: PersonKey, code: MessageCode, params: Record<string, string | number> = {}): Message => ({ column: columnOf[key], code, params });

function missing(values: Partial<PersonValues>, unread: ReadonlySet<PersonKey>): Message[] {
  const found: Message[] = [];
  for (const field of PERSON_FIELDS as readonly Field<PersonKey>[]) {
    const value = values[field.key];
    if ((value !== null && value !== undefined) || unread.has(field.key)) continue;
    const code = MISSING[field.key];
    if (code) found.push(say(field.key, code));
    else if (field.need === 'warned') found.push(say(field.key, 'mandatory_missing'));
  }
  return found;
}

/** Which dates a category requires, and which contradict it (发展党员工作细则). */
const REQUIRED: Record<string, readonly PersonKey[]> = {
  applicant: ['appliedOn'],
  activist: ['appliedOn'],
  candidate: ['appliedOn'],
  probationary: ['appliedOn', 'admittedOn'],
  full: ['admittedOn', 'convertedOn'],
  nonMember: [],
};
const CONTRADICTING: Record<string, readonly PersonKey[]> = {
  applicant: ['admittedOn', 'convertedOn'],
  activist: ['admittedOn', 'convertedOn'],
  candidate: ['admittedOn', 'convertedOn'],
  probationary: ['convertedOn'],
  full: [],
  nonMember: ['admittedOn', 'convertedOn'],
};

function categoryAndDates(values: Partial<PersonValues>, unread: ReadonlySet<PersonKey>): Message[] {
  const { category } = values;
  if (!category) return [];
  const params = { category: labelOf(PERSON_CATEGORIES, category) };
  const found: Message[] = [];
  for (const key of REQUIRED[category] ?? []) {
    if (!values[key] && !unread.has(key))
      found.push(say(key, key === 'appliedOn' ? 'applied_missing' : key === 'admittedOn' ? 'admitted_missing' : 'converted_missing', params));
  }
  for (const key of CONTRADICTING[category] ?? []) {
    const value = values[key];
    if (typeof value === 'string')
      found.push(say(key, key === 'admittedOn' ? 'admitted_contradicts' : 'converted_contradicts', { ...params, value }));
  }
  if (category !== 'full' && values.posts?.length && !unread.has('category')) {
    found.push(say('posts', 'post_not_full', { ...params, value: values.posts.map((post) => labelOf(POSTS, post)).join('、') }));
  }
  return found;
}

/** Born 1900 or later; birth + 18 years ≤ applied < admitted; admitted + probation ≤ converted; none in the future (发展党员工作细则 art. 5; 党章 art. 1, 7). */
function orderOfDates(values: Partial<PersonValues>, today: Day, unread: ReadonlySet<PersonKey>): Message[] {
  const { birthDate, appliedOn, admittedOn, convertedOn, category } = values;
  const found: Message[] = [];
  const future = new Set<PersonKey>();
  for (const key of ['birthDate', 'appliedOn', 'admittedOn', 'convertedOn'] as const) {
    const value = values[key];
    if (value && value > today) {
      future.add(key);
      found.push(say(key, 'date_in_future', { value }));
    }
  }
  if (birthDate && birthDate < '1900-01-01') found.push(say('birthDate', 'born_before_1900', { value: birthDate }));
  const born = birthDate ?? (values.idNumber ? birthOf(values.idNumber) : undefined);
  const adult = born && !future.has('birthDate') ? addYears(born, 18) : undefined;
  if (adult && appliedOn && appliedOn < adult) found.push(say('appliedOn', 'applied_under_18', { value: appliedOn, other: adult }));
  if (adult && !appliedOn && admittedOn && admittedOn < adult)
    found.push(say('admittedOn', 'admitted_under_18', { value: admittedOn, other: adult }));
  if (appliedOn && admittedOn && !future.has('appliedOn') && admittedOn <= appliedOn)
    found.push(say('admittedOn', 'admitted_not_after_applied', { value: admittedOn, other: appliedOn }));
  if (admittedOn && !future.has('admittedOn'))
    found.push(
      ...probation(
        admittedOn,
        category === 'probationary' ? null : (convertedOn ?? null),
        category === 'probationary' && !convertedOn && !unread.has('convertedOn'),
        today,
      ),
    );
  return found;
}

function probation(admittedOn: Day, convertedOn: Day | null, running: boolean, today: Day): Message[] {
  const end = probationEnd(admittedOn);
  if (convertedOn && convertedOn < admittedOn) return [say('convertedOn', 'converted_before_admitted', { value: convertedOn, other: admittedOn })];
  if (convertedOn && convertedOn < end.day)
    return [say('convertedOn', end.lenient ? 'converted_early_before_1956' : 'converted_too_early', { value: convertedOn, other: end.day })];
  if (running && end.day < today) return [say('convertedOn', 'probation_over', { value: end.day })];
  return [];
}

function idAgreement(values: Partial<PersonValues>): Message[] {
  const { idNumber, birthDate, sex } = values;
  if (!idNumber) return [];
  const found: Message[] = [];
  const born = birthOf(idNumber);
  if (birthDate && born && born !== birthDate) found.push(say('birthDate', 'id_birth_differs', { value: birthDate, other: born }));
  if (!birthDate && born && born < '1900-01-01') found.push(say('idNumber', 'born_before_1900', { value: born }));
  if (sex && sexOf(idNumber) !== sex) found.push(say('sex', 'id_sex_differs', { value: labelOf(SEXES, sex) }));
  return found;
}
