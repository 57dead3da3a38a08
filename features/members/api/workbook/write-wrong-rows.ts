/**
 * The rows that were refused, as the user wrote them, with a column of reasons: to be mended and sent again. Their headers, extra columns and
 * order stay; formulas come back as what they showed, so that the file runs nothing.
 */
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { type Cell, EMPTY, shownText } from '../../cell.ts';
import type { SheetName } from '../../fields.ts';
import { type FoundSheet, findSheets } from './read-roster.ts';
import { readWorkbook } from './read-workbook.ts';
import { LIMITS, type WorkbookCode, WorkbookRefusal } from './refusals.ts';
import { dateCell, header, type Row, text, type WrittenCell, type WrittenSheet, writeSheets } from './sheets.ts';

export type WrongRow = { readonly sheet: SheetName; readonly row: number; readonly reason: string };
export const REASON_HEADER = '未导入原因';
export const ROW_HEADER = '原行号';

/** Makes the workbook from the file that was sent and the reasons of its plan. */
export async function writeWrongRows(file: Buffer, wrong: readonly WrongRow[]): Promise<Outcome<Buffer, WorkbookCode>> {
  try {
    const found = findSheets(await readWorkbook(file, LIMITS));
    const sheets = found.map((sheet) =>
      sheetOf(sheet, new Map(wrong.filter((one) => one.sheet === sheet.sheet).map((one) => [one.row, one.reason]))),
    );
    return done(await writeSheets(sheets.filter((sheet) => sheet.data.length > 1)));
  } catch (failure) {
    if (failure instanceof WorkbookRefusal) return refused(failure.code, failure.params);
    throw failure;
  }
}

function sheetOf(found: FoundSheet, reasons: ReadonlyMap<number, string>): WrittenSheet {
  // A file that already came back once has these columns; they are written anew.
  const kept = found.headers.flatMap((name, column) => (name === REASON_HEADER || name === ROW_HEADER ? [] : [column]));
  const rows = found.rows.filter((row) => reasons.has(row.row));
  return {
    sheet: found.sheet,
    data: [
      [...kept.map((column) => header(found.headers[column] ?? '')), header(REASON_HEADER), header(ROW_HEADER)],
      ...rows.map(
        (row): Row => [
          ...kept.map((column) => copied(row.cells[column] ?? EMPTY)),
          { value: reasons.get(row.row) ?? '', type: String, wrap: true, textColor: '#B3261E' },
          row.row,
        ],
      ),
    ],
    stickyRowsCount: 1,
    columns: [...kept.map((column) => ({ width: found.fields.has(column) ? 16 : 10 })), { width: 60 }, { width: 8 }],
  };
}

function copied(cell: Cell): WrittenCell {
  switch (cell.kind) {
    case 'empty':
      return null;
    case 'date':
      return cell.seconds === 0
        ? dateCell(cell.day)
        : { value: new Date(Date.parse(`${cell.day}T00:00:00Z`) + cell.seconds * 1000), type: Date, format: 'yyyy-mm-dd hh:mm:ss' };
    case 'number':
      return cell.value;
    case 'boolean':
      return cell.value;
    case 'text':
      return { value: cell.text, type: String, format: '@' };
    default:
      return text(shownText(cell));
  }
}
