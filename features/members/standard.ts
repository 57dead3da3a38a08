/** The data standard as published: a JSON Schema and a list for its page, from the same definitions that read workbooks. */
import { type Field, ORGANISATION_FIELDS, ORGANISATION_SHEET, PERSON_FIELDS, PERSON_SHEET } from './fields.ts';

export type JsonSchema = { readonly [key: string]: unknown };

const FORMS: Partial<Record<Field['kind'], JsonSchema>> = {
  name: { type: 'string', minLength: 1, maxLength: 50, pattern: '^[^0-9]+$' },
  title: { type: 'string', minLength: 1, maxLength: 100 },
  date: { type: 'string', format: 'date' },
  idNumber: { type: 'string', pattern: '^\\d{17}[\\dX]$' },
  staffNumber: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9_-]{1,31}$' },
  organisationCode: { type: 'string', pattern: '^\\d{2,20}$' },
  phone: { type: 'string', pattern: '^1[3-9]\\d{9}$' },
  email: { type: 'string', format: 'email', maxLength: 254 },
  place: { type: 'string', maxLength: 40 },
  years: { type: 'integer', minimum: 1, maximum: 5 },
  note: { type: 'string', maxLength: 500 },
};

function schemaOf(field: Field): JsonSchema {
  const described = {
    title: field.zh,
    description: `${field.help.zh} ${field.help.en}`,
    'x-key': field.key,
    'x-en': field.en,
    'x-need': field.need,
    'x-data-class': field.dataClass,
    ...(field.table && { 'x-standard': field.table.standard }),
  };
  const labels = field.table?.entries.map((entry) => entry.zh);
  if (field.kind === 'posts') return { ...described, type: 'array', uniqueItems: true, items: { enum: labels } };
  return {
    ...described,
    ...(labels ? { enum: labels } : FORMS[field.kind]),
    ...(field.example && { examples: [field.kind === 'years' ? Number(field.example) : field.example] }),
  };
}

/** Which dates a category needs, as conditions of the schema (发展党员工作细则). */
const CATEGORY_DATES: readonly [category: string, dates: readonly string[]][] = [
  ['入党申请人', ['申请入党日期']],
  ['入党积极分子', ['申请入党日期']],
  ['发展对象', ['申请入党日期']],
  ['预备党员', ['申请入党日期', '加入党组织日期']],
  ['正式党员', ['加入党组织日期', '转为正式党员日期']],
];

function sheetSchema(fields: readonly Field[], more: JsonSchema = {}): JsonSchema {
  return {
    type: 'array',
    items: {
      type: 'object',
      properties: Object.fromEntries(fields.map((field) => [field.zh, schemaOf(field)])),
      required: fields.filter((field) => field.need === 'always').map((field) => field.zh),
      ...more,
    },
  };
}

/** The standard as JSON Schema 2020-12; keys are the headers of the workbook, in the order of its columns. */
export function jsonSchema(): JsonSchema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: '党组织和党员信息数据标准',
    description: '连心 Lianxin: organisations and persons of a university, as in the standard workbook.',
    type: 'object',
    properties: {
      [ORGANISATION_SHEET]: sheetSchema(ORGANISATION_FIELDS),
      [PERSON_SHEET]: sheetSchema(PERSON_FIELDS, {
        // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema, and this object is never awaited.
        allOf: CATEGORY_DATES.map(([category, dates]) => ({ if: { properties: { 人员类别: { const: category } } }, then: { required: dates } })),
      }),
    },
  };
}

export type PublishedField = {
  sheet: string;
  key: string;
  zh: string;
  en: string;
  need: Field['need'];
  dataClass: Field['dataClass'];
  helpZh: string;
  helpEn: string;
  example: string;
  synonyms: string[];
  standard: string | null;
  choices: { code: string; zh: string; en: string }[];
};

/** Every field of both sheets, for the page of the standard. */
export function publishedFields(): PublishedField[] {
  const published =
    (sheet: string) =>
    (field: Field): PublishedField => ({
      sheet,
      key: field.key,
      zh: field.zh,
      en: field.en,
      need: field.need,
      dataClass: field.dataClass,
      helpZh: field.help.zh,
      helpEn: field.help.en,
      example: field.example,
      synonyms: [...field.synonyms],
      standard: field.table?.standard ?? null,
      choices: (field.table?.entries ?? []).map(({ code, zh, en }) => ({ code, zh, en })),
    });
  return [...ORGANISATION_FIELDS.map(published(ORGANISATION_SHEET)), ...PERSON_FIELDS.map(published(PERSON_SHEET))];
}
