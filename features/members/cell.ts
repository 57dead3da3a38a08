/** What a cell of a workbook can hold, and how its text is brought into one form. Reading the file is another matter. */
import { addDays, type Day, isDay } from '#platform/shared/day/day.ts';

export type Cell =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly text: string }
  /** `raw` is the number as the file writes it. */
  | { readonly kind: 'number'; readonly value: number; readonly raw: string }
  /** A number shown as a date: the day, and the seconds after midnight. */
  | { readonly kind: 'date'; readonly day: Day; readonly seconds: number }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'formula'; readonly shown: string }
  | { readonly kind: 'error'; readonly text: string };

export const EMPTY: Cell = { kind: 'empty' };

/** The cell as a person sees it, for sentences and for giving rows back. */
export function shownText(cell: Cell): string {
  switch (cell.kind) {
    case 'empty':
      return '';
    case 'text':
      return cell.text;
    case 'number':
      return cell.raw;
    case 'date':
      return cell.day;
    case 'boolean':
      return cell.value ? 'TRUE' : 'FALSE';
    case 'formula':
      return cell.shown;
    case 'error':
      return cell.text;
  }
}

const SPACE = /[\s\u3000\u00a0\u2000-\u200a\u202f\u205f]/u;
const SPACES = new RegExp(SPACE.source, 'gu');
const EDGES = new RegExp(`^${SPACE.source}+|${SPACE.source}+$`, 'gu');
/** Characters that are not seen, or turn the direction of what follows: they make two equal names differ. */
const INVISIBLE = /(?![\t\n\r])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]/u;
const BROKEN = /[\ufffd\ufffc]|\p{Cs}/u;

export function invisibleIn(text: string): string | undefined {
  const code = INVISIBLE.exec(text)?.[0].codePointAt(0);
  return code === undefined ? undefined : `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

export const isBroken = (text: string): boolean => BROKEN.test(text);
export const isBlank = (cell: Cell): boolean => cell.kind === 'empty' || (cell.kind === 'text' && trimmed(cell.text) === '');
export const trimmed = (text: string): string => text.replace(EDGES, '');
export const withoutSpaces = (text: string): string => text.replace(SPACES, '');

/** Full-width digits, letters and signs in their half-width form. */
export function halfWidth(text: string): string {
  return text.replace(/[\uff01-\uff5e]/g, (c) => String.fromCharCode(c.charCodeAt(0) - 0xfee0));
}

/** Spaces between Han characters are an alignment habit (张　三); between Latin words they are part of the name. */
export function tidyName(text: string): string {
  return trimmed(text)
    .replace(SPACES, ' ')
    .replace(/ +/g, ' ')
    .replace(/(?<=[\p{Script=Han}·]) | (?=[\p{Script=Han}·])/gu, '');
}

export type DateFault =
  | 'date_two_digit_year'
  | 'date_year_month'
  | 'date_year_only'
  | 'date_with_time'
  | 'date_no_such_day'
  | 'date_format'
  | 'date_number';
export type DateReading = { day: Day; note?: 'date_as_text' | 'date_serial' } | { fault: DateFault };

/** Day 1 of Excel's calendar is 1900-01-01, and it believes in a 29 February 1900. */
export function dayOfSerial(serial: number): Day | undefined {
  if (serial < 1 || serial > 2_958_465 || serial === 60) return undefined;
  return addDays('1899-12-31', serial > 60 ? serial - 1 : serial);
}

const MIDNIGHT = /[ T]0{1,2}:00(:00(\.0+)?)?Z?$/;
const CLOCK = /[ T]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$/;
const TWO_DIGIT = /^\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}日?$|^\d{1,2}[-/.]\d{1,2}[-/.]\d{2}$/;

function dateFromText(given: string): DateReading {
  const text = halfWidth(trimmed(given)).replace(MIDNIGHT, '');
  if (CLOCK.test(text)) return { fault: 'date_with_time' };
  const plain = withoutSpaces(text);
  const parts = /^(\d{4})(?:-(\d{1,2})-(\d{1,2})|\/(\d{1,2})\/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日?|(\d{2})(\d{2}))$/.exec(
    plain,
  );
  if (parts) {
    const [year = '', month = '', date = ''] = parts.slice(1).filter((part) => part !== undefined);
    const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
    return isDay(day) ? { day, note: 'date_as_text' } : { fault: 'date_no_such_day' };
  }
  if (TWO_DIGIT.test(plain)) return { fault: 'date_two_digit_year' };
  if (/^\d{4}([-/.]\d{1,2}|年\d{1,2}月?|(0[1-9]|1[0-2]))$/.test(plain)) return { fault: 'date_year_month' };
  if (/^(19|20)\d{2}年?$/.test(plain)) return { fault: 'date_year_only' };
  return { fault: 'date_format' };
}

function dateFromNumber(value: number, raw: string): DateReading {
  if (/^(19|20)\d{6}$/.test(raw)) return dateFromText(raw);
  if (/^(19|20)\d{2}(0[1-9]|1[0-2])$/.test(raw) || /^(19|20)\d{2}\.\d{1,2}$/.test(raw)) return { fault: 'date_year_month' };
  if (/^(19|20)\d{2}$/.test(raw)) return { fault: 'date_year_only' };
  if (!Number.isInteger(value)) return { fault: value > 1 ? 'date_with_time' : 'date_number' };
  const day = dayOfSerial(value);
  return day ? { day, note: 'date_serial' } : { fault: 'date_number' };
}

/** A day from any cell that can mean one: a date, a date as text, or Excel's serial number; a time other than 00:00 is refused. */
export function readDate(cell: Cell): DateReading {
  switch (cell.kind) {
    case 'date':
      return cell.seconds === 0 ? { day: cell.day } : { fault: 'date_with_time' };
    case 'text':
      return dateFromText(cell.text);
    case 'number':
      return dateFromNumber(cell.value, cell.raw);
    default:
      return { fault: 'date_format' };
  }
}
