/** A person as the database keeps them ↔ the values of the data standard. Sex is kept by its number in GB/T 2261.1. */

import type { Crypto } from '#platform/server/crypto/crypto.ts';
import type { Day } from '#platform/shared/day/day.ts';
import type { PersonValues } from '../person-row.ts';

export type PersonRecord = {
  readonly id: string;
  readonly name: string;
  readonly sex: string | null;
  readonly ethnicity: string | null;
  readonly bornOn: Day | null;
  readonly idNumberSealed: Uint8Array | null;
  readonly idNumberIndex: string | null;
  readonly idNumberLast: string | null;
  readonly nativePlace: string | null;
  readonly education: string | null;
  readonly degree: string | null;
  readonly staffNumber: string | null;
  readonly identity: string | null;
  readonly category: string;
  readonly appliedOn: Day | null;
  readonly admittedOn: Day | null;
  readonly convertedOn: Day | null;
  readonly phoneSealed: Uint8Array | null;
  readonly phoneIndex: string | null;
  readonly phoneLast: string | null;
  readonly email: string | null;
  readonly mobileMember: boolean;
  readonly note: string | null;
};

export const personColumns = [
  'id',
  'name',
  'sex',
  'ethnicity',
  'bornOn',
  'idNumberSealed',
  'idNumberIndex',
  'idNumberLast',
  'nativePlace',
  'education',
  'degree',
  'staffNumber',
  'identity',
  'category',
  'appliedOn',
  'admittedOn',
  'convertedOn',
  'phoneSealed',
  'phoneIndex',
  'phoneLast',
  'email',
  'mobileMember',
  'note',
] as const;

export const sexOfRecord = (sex: string | null): PersonValues['sex'] => (sex === '1' ? 'male' : sex === '2' ? 'female' : null);
export const sexToRecord = (sex: PersonValues['sex'] | undefined): string | null => (sex === 'male' ? '1' : sex === 'female' ? '2' : null);

/** Bytes go between threads as hexadecimal text: thousands of small buffers cost far more than they hold. */
export type SealedColumn = 'idNumberSealed' | 'phoneSealed';
export const opened = (hex: string | null, crypto: Pick<Crypto, 'open'>): string | null =>
  hex === null ? null : crypto.open(Buffer.from(hex, 'hex'));

export type KnownValues = Omit<PersonValues, 'idNumber' | 'organisationCode' | 'posts'>;

/** All values but the ID number, the organisation and the posts; the phone as it is given, in full or masked. */
export function valuesOf(record: Omit<PersonRecord, SealedColumn>, phone: string | null): KnownValues {
  return {
    name: record.name,
    sex: sexOfRecord(record.sex),
    ethnicity: record.ethnicity,
    birthDate: record.bornOn,
    nativePlace: record.nativePlace,
    education: record.education,
    degree: record.degree,
    staffNumber: record.staffNumber,
    identity: record.identity,
    category: record.category as PersonValues['category'],
    appliedOn: record.appliedOn,
    admittedOn: record.admittedOn,
    convertedOn: record.convertedOn,
    phone,
    email: record.email,
    mobile: record.mobileMember,
    note: record.note,
  };
}

/** Sealed, found by its index, and the last four figures that may be shown. */
export function sealedNumber(crypto: Pick<Crypto, 'seal' | 'blindIndex'>, text: string): { sealed: Buffer; index: string; last: string } {
  return { sealed: crypto.seal(text), index: crypto.blindIndex(text), last: text.slice(-4) };
}
