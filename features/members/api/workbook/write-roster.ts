/** The standard workbook of a scope. With its personal columns it imports again as it was; without them it is for reading and says so. */
import { type Field, isPersonal, ORGANISATION_FIELDS, ORGANISATION_SHEET, PERSON_FIELDS, PERSON_SHEET } from '../../fields.ts';
import type { OrganisationValues } from '../../organisation-row.ts';
import type { PersonValues } from '../../person-row.ts';
import type { Value } from '../../read-value.ts';
import { header, heading, type Row, valueCell, type WrittenSheet, widthOf, writeSheets } from './sheets.ts';

export type RosterExport = {
  readonly organisations: readonly OrganisationValues[];
  readonly persons: Iterable<Partial<PersonValues>> | AsyncIterable<Partial<PersonValues>>;
  readonly personal: boolean;
};

/** Rows in the order given: organisations by code, persons by branch. */
export async function writeRoster({ organisations, persons, personal }: RosterExport): Promise<Buffer> {
  const personFields = personal ? PERSON_FIELDS : PERSON_FIELDS.filter((field) => !isPersonal(field));
  const notice: Row[] = personal
    ? []
    : [[heading('仅供查阅：没有个人信息列，不能再导入。 For reading only: without its personal columns this file cannot be imported.')]];
  return writeSheets([
    await sheetOf(ORGANISATION_SHEET, ORGANISATION_FIELDS, organisations, notice, false),
    await sheetOf(PERSON_SHEET, personFields, persons, notice, true),
  ]);
}

async function sheetOf(
  sheet: string,
  fields: readonly Field[],
  rows: Iterable<object> | AsyncIterable<object>,
  notice: readonly Row[],
  numbered: boolean,
): Promise<WrittenSheet> {
  const number = numbered ? [header('序号')] : [];
  const data: Row[] = [...notice, [...number, ...fields.map((field) => header(field.zh))]];
  let at = 0;
  for await (const row of rows) {
    at += 1;
    data.push([...(numbered ? [at] : []), ...fields.map((field) => valueCell(field, (row as Record<string, Value>)[field.key]))]);
  }
  return {
    sheet,
    data,
    stickyRowsCount: notice.length + 1,
    columns: [...(numbered ? [{ width: 8 }] : []), ...fields.map((field) => ({ width: widthOf(field) }))],
  };
}
