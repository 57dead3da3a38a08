/** Finds the two sheets of a roster in a workbook, their headers and their data rows. */
import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';
import { type Cell, isBlank, shownText, trimmed, withoutSpaces } from '../../cell.ts';
import type { RosterRows, SheetRows } from '../../check-roster.ts';
import { type Field, fieldByHeader, fieldsOf, ORGANISATION_SHEET, PERSON_SHEET, type SheetName } from '../../fields.ts';
import { isData } from './not-data.ts';
import { type RawRow, type RawSheet, readWorkbook } from './read-workbook.ts';
import { LIMITS, type Limits, type WorkbookCode, WorkbookRefusal } from './refusals.ts';

/** A sheet as the user made it: their own headers, and which column holds which field. */
export type FoundSheet = {
  readonly sheet: SheetName;
  readonly name: string;
  readonly headerRow: number;
  readonly headers: readonly string[];
  readonly fields: ReadonlyMap<number, Field>;
  readonly rows: readonly RawRow[];
};
export type Roster = RosterRows & { readonly found: readonly FoundSheet[] };

/** Reads a roster, or says why the file as a whole cannot be one. */
export async function readRoster(file: Buffer, limits: Limits = LIMITS): Promise<Outcome<Roster, WorkbookCode>> {
  try {
    const found = findSheets(await readWorkbook(file, limits));
    const organisations = found.find((one) => one.sheet === ORGANISATION_SHEET);
    const persons = found.find((one) => one.sheet === PERSON_SHEET);
    return done({ found, ...(organisations && { organisations: rowsOf(organisations) }), ...(persons && { persons: rowsOf(persons) }) } as Roster);
  } catch (failure) {
    if (failure instanceof WorkbookRefusal) return refused(failure.code, failure.params);
    throw failure;
  }
}

/** How far down a header may stand, below titles and notes. */
const HEADER_WITHIN = 30;
const FEWEST_HEADERS = 3;

/** By name first, then by headers; in any order. */
export function findSheets(all: readonly RawSheet[]): FoundSheet[] {
  const sheets = all.filter((one) => isData(one.name));
  const taken = new Set<RawSheet>();
  const found: FoundSheet[] = [];
  for (const sheet of [ORGANISATION_SHEET, PERSON_SHEET] as const) {
    const named = sheets.find((one) => withoutSpaces(one.name) === sheet && one.rows.length > 0);
    if (!named) continue;
    const header = headerOf(named, sheet);
    if (!header) throw new WorkbookRefusal('headers_not_found', { sheet });
    taken.add(named);
    found.push(header);
  }
  for (const sheet of [PERSON_SHEET, ORGANISATION_SHEET] as const) {
    if (found.some((one) => one.sheet === sheet)) continue;
    const candidates = sheets
      .filter((one) => !taken.has(one))
      .flatMap((one) => {
        const header = headerOf(one, sheet);
        return header && missingColumns(header).length === 0 ? [{ one, header }] : [];
      });
    if (candidates.length > 1) throw new WorkbookRefusal('sheet_ambiguous', { sheet, sheets: candidates.map(({ one }) => one.name).join('、') });
    if (candidates[0]) {
      taken.add(candidates[0].one);
      found.push(candidates[0].header);
    }
  }
  if (found.length === 0)
    throw new WorkbookRefusal('sheets_not_found', {
      sheets: sheets
        .map((one) => one.name)
        .join('、')
        .slice(0, 200),
    });
  for (const one of found) {
    const missing = missingColumns(one);
    if (missing.length > 0) throw new WorkbookRefusal('columns_missing', { sheet: one.sheet, columns: missing.join('、') });
  }
  if (found.every((one) => dataRows(one).length === 0)) throw new WorkbookRefusal('workbook_empty');
  return found;
}

/** Without these no row could stand, so the whole sheet is refused once instead of every row. 上级组织编码 is one of them: a tree needs it. */
function missingColumns({ sheet, fields }: FoundSheet): string[] {
  const there = new Set([...fields.values()].map((field) => field.key));
  return fieldsOf(sheet)
    .filter((field) => (field.need === 'always' || field.need === 'belowRoot') && !there.has(field.key))
    .map((field) => field.zh);
}

function headerOf(raw: RawSheet, sheet: SheetName): FoundSheet | undefined {
  let best: { row: RawRow; count: number } | undefined;
  for (const row of raw.rows.slice(0, HEADER_WITHIN)) {
    const known = new Set(row.cells.flatMap((cell) => (cell?.kind === 'text' ? [fieldByHeader(sheet, cell.text)?.key] : [])));
    known.delete(undefined);
    if (known.size >= FEWEST_HEADERS && known.size > (best?.count ?? 0)) best = { row, count: known.size };
  }
  if (!best) return undefined;
  const headers = Array.from(best.row.cells, (cell) => (cell ? trimmed(shownText(cell)) : ''));
  const fields = new Map<number, Field>();
  const columnOfField = new Map<string, number>();
  headers.forEach((header, column) => {
    const field = fieldByHeader(sheet, header);
    if (!field) return;
    const first = columnOfField.get(field.key);
    if (first !== undefined)
      throw new WorkbookRefusal('column_twice', {
        sheet,
        field: field.zh,
        first: `${letters(first)}（${headers[first]}）`,
        second: `${letters(column)}（${header}）`,
      });
    columnOfField.set(field.key, column);
    fields.set(column, field);
  });
  return { sheet, name: raw.name, headerRow: best.row.row, headers, fields, rows: raw.rows };
}

export function letters(column: number): string {
  const rest = Math.floor(column / 26);
  return (rest > 0 ? letters(rest - 1) : '') + String.fromCharCode(65 + (column % 26));
}

/** The rows below the header that hold data: not blank, not a total, not the header printed again. */
export function dataRows(found: FoundSheet): RawRow[] {
  return found.rows.filter((row) => row.row > found.headerRow && !isBlankRow(row, found) && !isTotal(row, found) && !isHeaderAgain(row, found));
}

const isBlankRow = (row: RawRow, { fields }: FoundSheet): boolean =>
  [...fields.keys()].every((column) => isBlank(row.cells[column] ?? { kind: 'empty' }));

const TOTAL = /^(合计|总计|共计|小计|总人数|total)(?![\p{Script=Han}A-Za-z])/iu;
/** A total row says so in one of its cells and names nobody: neither a number of a person nor a code of an organisation. */
function isTotal(row: RawRow, { fields, sheet }: FoundSheet): boolean {
  if (!row.cells.some((cell) => cell?.kind === 'text' && (TOTAL.test(withoutSpaces(cell.text)) || /^共\d+[人名个行]/.test(withoutSpaces(cell.text)))))
    return false;
  const keys = sheet === PERSON_SHEET ? ['idNumber', 'staffNumber', 'organisationCode'] : ['parentCode', 'kind'];
  return [...fields].every(([column, field]) => !keys.includes(field.key) || !hasContent(row.cells[column]));
}
const hasContent = (cell: Cell | undefined): boolean =>
  cell !== undefined && !isBlank(cell) && !(cell.kind === 'text' && TOTAL.test(withoutSpaces(cell.text)));

function isHeaderAgain(row: RawRow, { fields, sheet }: FoundSheet): boolean {
  let same = 0;
  for (const [column, field] of fields) {
    const cell = row.cells[column];
    if (cell?.kind === 'text' && fieldByHeader(sheet, cell.text)?.key === field.key) same += 1;
  }
  return same >= FEWEST_HEADERS && same >= fields.size - 1;
}

function rowsOf(found: FoundSheet): SheetRows<string> {
  const columns = new Set([...found.fields.values()].map((field) => field.key));
  const rows = dataRows(found).map((row) => {
    const cells: Record<string, Cell> = {};
    for (const [column, field] of found.fields) {
      const cell = row.cells[column];
      if (cell) cells[field.key] = cell;
    }
    return { row: row.row, cells };
  });
  return { columns, rows };
}
