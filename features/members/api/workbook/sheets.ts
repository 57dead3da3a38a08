/** What the written workbooks share: cells by kind, the look of a header, drop-downs and column formats. */
import type { Blob } from 'node:buffer';
import type Stream from 'node:stream';
import writeXlsxFile, { type Feature, type Row, type Sheet, type Cell as WrittenCell } from 'write-excel-file/node';
import type { Field } from '../../fields.ts';
import { shownValue, type Value } from '../../read-value.ts';
import { letters } from './read-roster.ts';

/** What the library allows a part of a workbook to be. */
type Content = Stream | Buffer | Blob;
export type WrittenSheet = Sheet<Content> & {
  readonly dropDowns?: readonly DropDown[];
  readonly columnFormats?: readonly { column: number; row: number }[];
};
/** `strict`: only listed values; else the list is an offer (several posts in one cell). */
export type DropDown = { readonly column: number; readonly from: number; readonly range: string; readonly strict: boolean };

const TEXT_KINDS: ReadonlySet<Field['kind']> = new Set(['idNumber', 'staffNumber', 'organisationCode', 'phone']);
const DATE_FORMAT = 'yyyy-mm-dd';

export const header = (text: string, must = false): WrittenCell => ({
  value: must ? `${text} *` : text,
  type: String,
  fontWeight: 'bold',
  backgroundColor: '#F2E6E6',
  wrap: true,
});
export const text = (value: string): WrittenCell => (value === '' ? null : { value, type: String });
export const heading = (value: string): WrittenCell => ({ value, type: String, fontWeight: 'bold', textColor: '#B3261E' });

/** A value as the cell that reads back as the same value: codes and numbers of persons as text, dates as dates. */
export function valueCell(field: Field, value: Value | undefined): WrittenCell {
  if (field.kind === 'years') return typeof value === 'number' ? { value, type: Number } : null;
  const shown = shownValue(field, value);
  if (shown === '') return null;
  if (field.kind === 'date') return dateCell(shown);
  return TEXT_KINDS.has(field.kind) ? { value: shown, type: String, format: '@' } : shown;
}

/** Excel's calendar begins in 1900 and is one day off before 1900-03-01; such days are written as text. */
export function dateCell(day: string): WrittenCell {
  return day < '1900-03-01' ? { value: day, type: String } : { value: new Date(`${day}T00:00:00Z`), type: Date, format: DATE_FORMAT };
}

/** An empty cell that carries the format of its column, so that what is typed below stays text or becomes a date. */
export function formatCell(field: Field): WrittenCell {
  if (field.kind === 'date') return { type: Date, format: DATE_FORMAT };
  return TEXT_KINDS.has(field.kind) ? { type: String, format: '@' } : null;
}

export const widthOf = (field: Field): number =>
  field.kind === 'title' || field.kind === 'email' || field.kind === 'note'
    ? 30
    : field.kind === 'idNumber'
      ? 22
      : Math.max(12, field.zh.length * 2.4);

/** Writes the sheets in order. */
export function writeSheets(sheets: readonly WrittenSheet[]): Promise<Buffer> {
  const extras: Feature<Content> = {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform(xml, _options, properties) {
            const sheet = sheets[properties.sheetIndex];
            return sheet ? withDropDowns(withColumnFormats(xml, sheet), sheet.dropDowns ?? []) : xml;
          },
        },
      },
    },
  };
  return writeXlsxFile(
    sheets.map(({ dropDowns: _lists, columnFormats: _formats, ...sheet }) => sheet),
    { features: [extras] },
  ).toBuffer();
}

const LAST_ROW = 5000;

function withDropDowns(xml: string, lists: readonly DropDown[]): string {
  if (lists.length === 0) return xml;
  const items = lists.map(
    ({ column, from, range, strict }) =>
      `<dataValidation type="list" allowBlank="1" showInputMessage="1" showErrorMessage="${strict ? 1 : 0}" errorTitle="不在列表中" error="请从列表中选择。" sqref="${letters(column)}${from}:${letters(column)}${LAST_ROW}"><formula1>${range}</formula1></dataValidation>`,
  );
  return xml.replace('</sheetData>', `</sheetData><dataValidations count="${items.length}">${items.join('')}</dataValidations>`);
}

/** Gives a whole column the style of one of its cells. */
function withColumnFormats(xml: string, { columnFormats = [] }: WrittenSheet): string {
  return columnFormats.reduce((result, { column, row }) => {
    const style = new RegExp(`<c r="${letters(column)}${row}"[^>]* s="(\\d+)"|<c r="${letters(column)}${row}" s="(\\d+)"`).exec(result);
    const number = style?.[1] ?? style?.[2];
    return number
      ? result.replace(`<col min="${column + 1}" max="${column + 1}"`, `<col min="${column + 1}" max="${column + 1}" style="${number}"`)
      : result;
  }, xml);
}

export type { Row, WrittenCell };
