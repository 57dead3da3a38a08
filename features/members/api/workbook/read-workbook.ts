/**
 * Reads the cells of a workbook with their kinds: text, number, date, formula, error, logical value. Libraries that give only values
 * cannot tell a number from text or a formula from its last result, and the standard refuses by that difference.
 */
import { type Day, isDay } from '#platform/shared/day/day.ts';
import { type Cell, dayOfSerial, EMPTY } from '../../cell.ts';
import { readDateStyles, readSharedStrings, readSheetList, unescaped } from './parts.ts';
import { LIMITS, type Limits, WorkbookRefusal } from './refusals.ts';
import { readXml } from './xml.ts';
import { openPackage, type Package } from './zip.ts';

/** `cells` by column, 0 for A; hidden rows are rows like others, and rows without any content are left out. */
export type RawRow = { readonly row: number; readonly cells: readonly (Cell | undefined)[] };
export type RawSheet = { readonly name: string; readonly rows: readonly RawRow[] };

type Context = { strings: string[]; dateStyles: boolean[]; date1904: boolean; limits: Limits };

/** All sheets of a workbook. Throws a `WorkbookRefusal`. */
export async function readWorkbook(file: Buffer, limits: Limits = LIMITS): Promise<RawSheet[]> {
  const parts = await openPackage(file, limits);
  try {
    const { sheets, date1904 } = await readSheetList(parts);
    if (sheets.length === 0) throw new WorkbookRefusal('workbook_empty');
    const context: Context = { strings: await readSharedStrings(parts, limits), dateStyles: await readDateStyles(parts), date1904, limits };
    const read: RawSheet[] = [];
    for (const sheet of sheets) read.push({ name: sheet.name, rows: await readSheet(parts, sheet.part, context) });
    if (read.every((sheet) => sheet.rows.length === 0)) throw new WorkbookRefusal('workbook_empty');
    return read;
  } catch (failure) {
    // Whatever a broken stream throws, the reader's own words are about the file.
    throw failure instanceof WorkbookRefusal ? failure : new WorkbookRefusal('workbook_damaged');
  } finally {
    parts.close();
  }
}

/** 0 for A; -1 when it is no reference. */
export function columnOf(reference: string): number {
  let column = 0;
  for (let i = 0; i < reference.length; i += 1) {
    const code = reference.charCodeAt(i);
    if (code < 65 || code > 90) return i === 0 ? -1 : column - 1;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

async function readSheet(parts: Package, part: string, context: Context): Promise<RawRow[]> {
  const rows: RawRow[] = [];
  let rowNumber = 0;
  let cells: Cell[] = [];
  let column = -1;
  let filled = false;
  let kind = 'n';
  let style = 0;
  let value = '';
  let hasValue = false;
  let formula = false;
  let gathering: 'value' | undefined;
  let phonetic = false;
  await readXml(parts.text(part), {
    open(name, attributes) {
      if (name === 'c') {
        const reference = attributes('r');
        column = reference ? columnOf(reference) : column + 1;
        kind = attributes('t') ?? 'n';
        style = Number(attributes('s') ?? 0);
        value = '';
        hasValue = false;
        formula = false;
      } else if (name === 'v' || name === 't') {
        gathering = phonetic ? undefined : 'value';
        hasValue = true;
      } else if (name === 'f') formula = true;
      else if (name === 'rPh') phonetic = true;
      else if (name === 'row') {
        const next = Number(attributes('r') ?? rowNumber + 1);
        if (!Number.isInteger(next) || next <= rowNumber) throw new WorkbookRefusal('workbook_damaged');
        rowNumber = next;
        cells = [];
        column = -1;
        filled = false;
      }
    },
    text(piece) {
      if (gathering) value += piece;
    },
    close(name) {
      if (name === 'v' || name === 't') gathering = undefined;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'c') {
        if (column < 0 || column >= context.limits.columns || (!hasValue && !formula)) return;
        const cell = cellOf(kind, value, formula, context.dateStyles[style] ?? false, context);
        if (cell.kind === 'empty') return;
        if (cells[column]) throw new WorkbookRefusal('workbook_damaged');
        cells[column] = cell;
        filled = true;
      } else if (name === 'row' && filled) {
        if (rows.length >= context.limits.rows) throw new WorkbookRefusal('workbook_too_many_rows', { rows: context.limits.rows });
        rows.push({ row: rowNumber, cells });
      }
    },
  });
  return rows;
}

function cellOf(kind: string, value: string, formula: boolean, dateStyle: boolean, context: Context): Cell {
  if (formula) return { kind: 'formula', shown: kind === 's' ? '' : unescaped(value) };
  switch (kind) {
    case 's':
      return textCell(context.strings[Number(value)] ?? '');
    case 'inlineStr':
    case 'str':
      return textCell(unescaped(value));
    case 'b':
      return { kind: 'boolean', value: value === '1' || value === 'true' };
    case 'e':
      return { kind: 'error', text: value };
    case 'd':
      return isoCell(value);
    default:
      return numberCell(value, dateStyle, context.date1904);
  }
}

const textCell = (text: string): Cell => (text === '' ? EMPTY : { kind: 'text', text: text.slice(0, 32_767) });

function isoCell(value: string): Cell {
  const [day = '', clock = ''] = value.split('T');
  if (!isDay(day)) return textCell(value);
  const [hours = 0, minutes = 0, seconds = 0] = clock.replace('Z', '').split(':').map(Number);
  return { kind: 'date', day, seconds: hours * 3600 + minutes * 60 + Math.round(seconds) };
}

function numberCell(raw: string, dateStyle: boolean, date1904: boolean): Cell {
  const text = raw.trim();
  if (text === '') return EMPTY;
  const value = Number(text);
  if (!Number.isFinite(value)) return textCell(text);
  if (dateStyle) {
    const serial = date1904 ? value + 1462 : value;
    const whole = Math.floor(serial);
    const seconds = Math.round((serial - whole) * 86_400);
    const day: Day | undefined = dayOfSerial(seconds === 86_400 ? whole + 1 : whole);
    if (day) return { kind: 'date', day, seconds: seconds === 86_400 ? 0 : seconds };
  }
  return { kind: 'number', value, raw: text };
}
