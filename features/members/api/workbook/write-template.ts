/** The standard workbook to fill in: both sheets with drop-downs, a filled example, the meaning of every column, and the code tables. */
import type { CodeTable } from '../../code-tables.ts';
import { type Field, ORGANISATION_FIELDS, ORGANISATION_SHEET, PERSON_FIELDS, PERSON_SHEET, type SheetName } from '../../fields.ts';
import { NOT_DATA } from './not-data.ts';
import { letters } from './read-roster.ts';
import { type DropDown, formatCell, header, heading, type Row, text, type WrittenSheet, widthOf, writeSheets } from './sheets.ts';

const ORGANISATION_SAMPLE = [
  { code: '001', name: '示范大学委员会', kind: '党委', foundedOn: '1958-06-01', termBegan: '2022-11-18', termYears: '5' },
  { code: '00101', name: '机械工程学院委员会', kind: '党委', parentCode: '001', foundedOn: '1981-09-01', termBegan: '2023-05-12', termYears: '5' },
  {
    code: '0010101',
    name: '机械工程学院教工第一党支部',
    kind: '党支部',
    composition: '教职工',
    parentCode: '00101',
    foundedOn: '2006-03-15',
    termBegan: '2024-05-20',
    termYears: '3',
  },
];
const PERSON_SAMPLE = Object.fromEntries(PERSON_FIELDS.map((field) => [field.key, field.example]));

const NEED: Record<Field['need'], string> = {
  always: '必填',
  warned: '必填（缺时可先导入，需补）',
  category: '按人员类别必填',
  belowRoot: '除学校党委外必填',
  optional: '选填',
};

/** Builds the template. */
export function writeTemplate(): Promise<Buffer> {
  const tables = [...new Set([...ORGANISATION_FIELDS, ...PERSON_FIELDS].flatMap((field) => (field.table ? [field.table] : [])))];
  const rangeOf = (table: CodeTable) => {
    const column = letters(tables.indexOf(table));
    return `'${NOT_DATA.tables}'!$${column}$2:$${column}$${table.entries.length + 1}`;
  };
  return writeSheets([
    dataSheet(ORGANISATION_SHEET, ORGANISATION_FIELDS, rangeOf),
    dataSheet(PERSON_SHEET, PERSON_FIELDS, rangeOf),
    sampleSheet(NOT_DATA.organisationSample, ORGANISATION_FIELDS, ORGANISATION_SAMPLE),
    sampleSheet(NOT_DATA.personSample, PERSON_FIELDS, [PERSON_SAMPLE]),
    helpSheet(),
    tablesSheet(tables),
  ]);
}

function dataSheet(sheet: SheetName, fields: readonly Field[], rangeOf: (table: CodeTable) => string): WrittenSheet {
  const dropDowns = fields.flatMap((field, column): DropDown[] =>
    field.table ? [{ column, from: 2, range: rangeOf(field.table), strict: field.kind !== 'posts' && field.key !== 'ethnicity' }] : [],
  );
  const columnFormats = fields.flatMap((field, column) => (formatCell(field) ? [{ column, row: 2 }] : []));
  return {
    sheet,
    data: [headerRow(fields), fields.map(formatCell)],
    stickyRowsCount: 1,
    columns: fields.map((field) => ({ width: widthOf(field) })),
    dropDowns,
    columnFormats,
  };
}

const headerRow = (fields: readonly Field[]): Row => fields.map((field) => header(field.zh, field.need === 'always'));

function sampleSheet(sheet: string, fields: readonly Field[], samples: readonly Record<string, string | undefined>[]): WrittenSheet {
  return {
    sheet,
    data: [headerRow(fields), ...samples.map((sample) => fields.map((field) => text(sample[field.key] ?? '')))],
    stickyRowsCount: 1,
    columns: fields.map((field) => ({ width: widthOf(field) })),
  };
}

function helpSheet(): WrittenSheet {
  const lines = (sheet: string, fields: readonly Field[]): Row[] =>
    fields.map((field) =>
      [sheet, field.zh, NEED[field.need], field.help.zh, field.example, field.table?.standard ?? '', field.synonyms.join('、'), field.help.en].map(
        text,
      ),
    );
  return {
    sheet: NOT_DATA.help,
    data: [
      [heading('只读取“党组织”和“党员”两张表，从第 2 行起填写。示例、说明和代码表不会导入。')],
      ['表', '列名', '是否必填', '说明', '示例', '依据', '也认的列名', 'In English'].map((one) => header(one)),
      ...lines(ORGANISATION_SHEET, ORGANISATION_FIELDS),
      ...lines(PERSON_SHEET, PERSON_FIELDS),
    ],
    columns: [10, 20, 24, 50, 26, 16, 40, 60].map((width) => ({ width })),
  };
}

function tablesSheet(tables: readonly CodeTable[]): WrittenSheet {
  const longest = Math.max(...tables.map((table) => table.entries.length));
  const rows = Array.from({ length: longest }, (_, index): Row => tables.map((table) => text(table.entries[index]?.zh ?? '')));
  return { sheet: NOT_DATA.tables, data: [tables.map((table) => header(table.standard)), ...rows], columns: tables.map(() => ({ width: 22 })) };
}
