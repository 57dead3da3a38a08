import { language } from '#platform/web/i18n/i18n.ts';
import { type CodeTable, entryByLabel, IDENTITIES, PERSON_CATEGORIES } from '../code-tables.ts';
import { ORGANISATION_FIELDS, PERSON_FIELDS } from '../fields.ts';

const FIELDS = [...PERSON_FIELDS, ...ORGANISATION_FIELDS];

/** A column of the workbook by its header, in the reader's language. */
export function fieldName(header: string): string {
  const field = language.value === 'en' ? FIELDS.find((one) => one.zh === header) : undefined;
  return field ? field.en : header;
}

/** What people read for a code of a table, whether it arrives as a code or as its Chinese label. */
export function readable(table: CodeTable, value: string | null): string {
  if (value === null) return '';
  const entry = table.entries.find((one) => one.code === value) ?? entryByLabel(table, value);
  return entry ? (language.value === 'en' ? entry.en : entry.zh) : value;
}

const choices = (table: CodeTable) => table.entries.map((entry) => ({ key: entry.code, label: language.value === 'en' ? entry.en : entry.zh }));
export const categoryChoices = () => choices(PERSON_CATEGORIES);
export const identityChoices = () => choices(IDENTITIES);
