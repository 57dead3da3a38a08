/** A file by the data standard: the fields as people read them, and one field changed as its owner asks. */

import type { Day } from '#platform/shared/day/day.ts';
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import type { Language } from '#platform/shared/sentences/sentences.ts';
import { type Field, PERSON_FIELDS, type PersonKey } from '../fields.ts';
import { birthOf, sexOf } from '../id-number.ts';
import { levelOf, type Message, sayMessage } from '../import-sentences.ts';
import { type PersonValues, readPerson } from '../person-row.ts';
import { readValue, shownValue, type Value } from '../read-value.ts';

/** Where one belongs, as what and in which posts is decided by meetings and appointments, not by a correction. */
const BY_DECISION: ReadonlySet<PersonKey> = new Set(['category', 'organisationCode', 'posts', 'note']);
export const isCorrectable = (field: Field<PersonKey>): boolean => !BY_DECISION.has(field.key);
export const fieldByKey = (key: string): Field<PersonKey> | undefined => PERSON_FIELDS.find((field) => field.key === key);

/** What the number itself says of birth and sex: where it was wrong, the two were wrong with it (GB 11643). */
export function agreeing(idNumber: string): Pick<PersonValues, 'birthDate' | 'sex'> {
  return { birthDate: birthOf(idNumber) ?? null, sex: sexOf(idNumber) };
}

/** What a corrected number changes besides itself. */
export function changedWith(idNumber: string, record: Partial<PersonValues>): { field: Field<PersonKey>; before: Value; value: Value }[] {
  const now = agreeing(idNumber);
  return (['birthDate', 'sex'] as const).flatMap((key) => {
    const field = fieldByKey(key);
    const before = record[key] ?? null;
    return field && before !== now[key] ? [{ field, before, value: now[key] }] : [];
  });
}

/** A code, or what people type, as one value of the field; nothing empties it where the standard allows that. */
export function valueFrom(
  field: Field<PersonKey>,
  text: string,
  record: Partial<PersonValues>,
  today: Day,
  language: Language,
  withBirthAndSex = false,
): Outcome<Value, 'value_invalid'> {
  const no = (messages: readonly Message[]) => refused('value_invalid', { why: messages.map((message) => sayMessage(message, language)).join(' ') });
  const label = field.table?.entries.find((entry) => entry.code === text || entry.en === text)?.zh ?? text;
  const cell = label === '' ? ({ kind: 'empty' } as const) : ({ kind: 'text', text: label } as const);
  const read = readValue(field, cell);
  const wrong = read.messages.filter((message) => levelOf(message.code) === 'error');
  if (wrong.length > 0) return no(wrong);
  if (read.value === null && (field.need === 'always' || field.need === 'warned'))
    return no([{ column: field.zh, code: 'mandatory_missing', params: {} }]);
  // The whole record must not be worse for it: dates in order, the number in agreement with birth and sex.
  const before = new Set(readPerson({}, new Set(), today, record).messages.map((message) => message.code));
  const whole = withBirthAndSex && typeof read.value === 'string' ? { ...record, ...agreeing(read.value) } : record;
  const worse = readPerson({ [field.key]: cell }, new Set([field.key]), today, whole).messages.filter(
    (message) => levelOf(message.code) === 'error' && !before.has(message.code),
  );
  return worse.length > 0 ? no(worse) : done(read.value);
}

export const shown = (field: Field, value: Value | undefined): string | null => shownValue(field, value) || null;
export const codeOfValue = (field: Field, value: Value | undefined): string | null =>
  field.table && typeof value === 'string' ? value : typeof value === 'boolean' ? (value ? 'yes' : 'no') : null;
