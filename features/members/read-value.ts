/** One cell of one field → its value, with what was tolerated, warned about or refused. */

import {
  type Cell,
  type DateFault,
  EMPTY,
  halfWidth,
  invisibleIn,
  isBlank,
  isBroken,
  readDate,
  shownText,
  tidyName,
  trimmed,
  withoutSpaces,
} from './cell.ts';
import { EDUCATIONS, ETHNIC_GROUPS, entryByLabel, labelOf } from './code-tables.ts';
import type { Field } from './fields.ts';
import { birthOf, faultOf, masked, widened } from './id-number.ts';
import { levelOf, type Message, type MessageCode } from './import-sentences.ts';
import { placeCode } from './native-place.ts';

export type Value = string | number | boolean | readonly string[] | null;
export type Reading = { value: Value; messages: Message[] };

const SCIENTIFIC = /^\d(\.\d+)?e\+?\d+$/i;
const short = (text: string): string => {
  const line = text.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '�');
  return [...line].length > 40 ? `${[...line].slice(0, 40).join('')}…` : line;
};

class Reader {
  readonly messages: Message[] = [];
  readonly field: Field;
  constructor(field: Field) {
    this.field = field;
  }
  say(code: MessageCode, params: Record<string, string | number> = {}): void {
    const safe = this.field.dataClass === 'encrypted' && typeof params.value === 'string' ? { ...params, value: masked(params.value) } : params;
    this.messages.push({ column: this.field.zh, code, params: safe });
  }
  refuse(code: MessageCode, params: Record<string, string | number> = {}): null {
    this.say(code, params);
    return null;
  }
}

/** Characters people type without seeing it: spaces inside, full-width forms. */
function tidyCode(reader: Reader, given: string): string {
  const half = halfWidth(given);
  if (half !== given) reader.say('half_width');
  const packed = withoutSpaces(half);
  if (packed !== half) reader.say('spaces_removed');
  return packed;
}

function readName(reader: Reader, given: string): Value {
  const name = tidyName(given);
  if (name !== given) reader.say('spaces_removed');
  if (/^[=+@-]/.test(name)) return reader.refuse('text_formula', { value: short(name), sign: name.charAt(0) });
  if (/[0-9]/.test(name)) return reader.refuse('name_digits', { value: short(name) });
  const length = [...name].length;
  if (length > 50) return reader.refuse('name_too_long', { length });
  if (!/^[\p{Script=Han}·]+$/u.test(name)) reader.say('name_not_han', { value: short(name) });
  return name;
}

function readIdNumber(reader: Reader, given: string): Value {
  const packed = tidyCode(reader, given);
  const id = packed.replace(/x$/, 'X');
  if (id !== packed) reader.say('upper_x');
  const params = { value: short(id), length: [...id].length };
  if (SCIENTIFIC.test(id)) return reader.refuse('id_rounded', params);
  if (/[-‐-―−－]/.test(id)) return reader.refuse('id_dash', params);
  if (/[*＊●•×]/.test(id)) return reader.refuse('id_masked', params);
  if (/^\d{15}$/.test(id)) {
    const wide = widened(id);
    if (!birthOf(wide)) return reader.refuse('id_birth_invalid', params);
    reader.say('id_widened', { value: wide });
    return wide;
  }
  const fault = faultOf(id);
  return fault ? reader.refuse(fault, params) : id;
}

function readPhone(reader: Reader, given: string): Value {
  const packed = tidyCode(reader, given);
  const plain = packed
    .replace(/[-‐-―]/g, '')
    .replace(/^(\+|00)?86(?=1\d{10}$)/, '')
    .replace(/^(\+|00)86/, '');
  const params = { value: short(plain), length: plain.length };
  if (/[,，;；、/]/.test(plain) || /^1[3-9]\d{9}1[3-9]\d{9}$/.test(plain)) return reader.refuse('phone_several', params);
  if (!/^\d+$/.test(plain)) return reader.refuse('phone_characters', params);
  if (/^0\d{9,11}$/.test(plain)) return reader.refuse('phone_landline', params);
  if (plain.length !== 11) return reader.refuse('phone_length', params);
  if (!/^1[3-9]/.test(plain)) return reader.refuse('phone_start', params);
  if (plain !== packed) reader.say('phone_prefix');
  return plain;
}

const EMAIL = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*@([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}$/i;
function readEmail(reader: Reader, given: string): Value {
  const value = short(given);
  if (given.length > 254) return reader.refuse('email_too_long', { length: given.length });
  if (/[，,;；、\s]/.test(given) && given.split('@').length > 2) return reader.refuse('email_several', { value });
  if (/[\uff01-\uff5e]/.test(given)) return reader.refuse('email_full_width', { value });
  return EMAIL.test(given) ? given : reader.refuse('email_format', { value });
}

function readCode(reader: Reader, given: string): Value {
  const { table, key } = reader.field;
  if (!table) return given;
  const text = withoutSpaces(given);
  if (text !== given) reader.say('spaces_removed');
  const entry = entryByLabel(table, text);
  if (!entry) return reader.refuse(`${key}_unknown` as MessageCode, { value: short(text), ...choicesOf(reader.field) });
  if (table === ETHNIC_GROUPS && text !== entry.zh) reader.say('ethnicity_short', { value: text, other: entry.zh });
  return entry.code;
}

function choicesOf(field: Field): Record<string, string> {
  const entries = field.table?.entries ?? [];
  return entries.length > 20 || field.table === EDUCATIONS ? {} : { choices: entries.map((entry) => entry.zh).join('、') };
}

function readPosts(reader: Reader, given: string): Value {
  const posts: string[] = [];
  for (const label of withoutSpaces(given)
    .split(/[、，,;；/]/)
    .filter(Boolean)) {
    const entry = reader.field.table && entryByLabel(reader.field.table, label);
    if (!entry) return reader.refuse('posts_unknown', { value: short(label), ...choicesOf(reader.field) });
    if (posts.includes(entry.code) && entry.code !== 'committeeMember') return reader.refuse('post_twice', { value: label });
    if (!posts.includes(entry.code)) posts.push(entry.code);
  }
  return posts;
}

function readYears(reader: Reader, given: string): Value {
  const text = tidyCode(reader, given);
  const years = /^([1-5])(?:\.0+)?年?$/.exec(text)?.[1];
  if (!years) return reader.refuse('years_range', { value: short(text) });
  reader.say('years_as_text', { value: text, other: years });
  return Number(years);
}

function readText(reader: Reader, given: string): Value {
  const { kind } = reader.field;
  const length = [...given].length;
  switch (kind) {
    case 'name':
      return readName(reader, given);
    case 'title': {
      const title = tidyName(given);
      if (/^[=+@-]/.test(title)) return reader.refuse('text_formula', { value: short(title), sign: title.charAt(0) });
      return length > 100 ? reader.refuse('title_too_long', { length }) : title;
    }
    case 'idNumber':
      return readIdNumber(reader, given);
    case 'staffNumber': {
      const text = tidyCode(reader, given);
      if (SCIENTIFIC.test(text) && text.includes('+')) return reader.refuse('staff_number_rounded', { value: text });
      // An ID number in this column would be kept readable: columns have slipped.
      if (faultOf(text.toUpperCase()) === undefined) return reader.refuse('staff_number_is_id');
      return /^[A-Za-z0-9][A-Za-z0-9_-]{1,31}$/.test(text) ? text : reader.refuse('staff_number_format', { value: short(text) });
    }
    case 'organisationCode': {
      const text = tidyCode(reader, given);
      // A name instead of a code is told apart later, where the organisations are known.
      if (reader.field.key === 'organisationCode' && /\p{Script=Han}/u.test(text)) return text;
      return /^\d{2,20}$/.test(text) ? text : reader.refuse('organisation_code_format', { value: short(text) });
    }
    case 'phone':
      return readPhone(reader, given);
    case 'email':
      return readEmail(reader, given);
    case 'code':
      return readCode(reader, given);
    case 'yesNo': {
      const code = readCode(reader, given);
      return code === null ? null : code === 'yes';
    }
    case 'posts':
      return readPosts(reader, given);
    case 'years':
      return readYears(reader, given);
    case 'place': {
      const place = withoutSpaces(given);
      if (place.length > 40 || !/^[\p{Script=Han}·()（）]+$/u.test(place)) return reader.refuse('place_format', { value: short(place) });
      return placeCode(place) ? place : reader.refuse('place_unknown', { value: short(place) });
    }
    case 'note':
      return length > 500 ? reader.refuse('note_too_long', { length }) : given;
    case 'date':
      return given;
  }
}

function readNumber(reader: Reader, raw: string, value: number): Value {
  switch (reader.field.kind) {
    case 'idNumber':
      return reader.refuse('id_number_cell');
    case 'staffNumber':
      return reader.refuse('staff_number_cell', { value: raw });
    case 'organisationCode':
      return reader.refuse('organisation_code_cell', { value: raw });
    case 'years':
      return Number.isInteger(value) && value >= 1 && value <= 5 ? value : reader.refuse('years_range', { value: raw });
    case 'phone': {
      const phone = readPhone(reader, Number.isInteger(value) && value >= 0 ? String(value) : raw);
      if (phone !== null) reader.say('phone_as_number');
      return phone;
    }
    case 'note':
      reader.say('number_as_text');
      return raw;
    default:
      return readText(reader, raw);
  }
}

function readDateField(reader: Reader, cell: Cell): Value {
  const reading = readDate(cell);
  if ('fault' in reading) return reader.refuse(reading.fault satisfies DateFault, { value: short(trimmed(shownText(cell))) });
  if (reading.note === 'date_as_text' && cell.kind === 'text' && cell.text === reading.day) return reading.day;
  if (reading.note) reader.say(reading.note, { value: short(trimmed(shownText(cell))), other: reading.day });
  return reading.day;
}

/** Reads one cell by the definition of its field. An empty cell is `null` without a message: what it lacks is the row's business. */
export function readValue(field: Field, cell: Cell | undefined): Reading {
  const reader = new Reader(field);
  return { value: cellValue(reader, cell ?? EMPTY), messages: reader.messages };
}

function cellValue(reader: Reader, cell: Cell): Value {
  if (cell.kind === 'formula') return reader.refuse('formula_cell');
  if (cell.kind === 'error') return reader.refuse('error_cell', { value: cell.text });
  if (cell.kind === 'empty' || isBlank(cell)) {
    const hidden = cell.kind === 'text' ? invisibleIn(cell.text) : undefined;
    return hidden ? reader.refuse('invisible_character', { value: hidden }) : null;
  }
  if (cell.kind === 'boolean') return reader.refuse('boolean_cell', { value: shownText(cell) });
  if (cell.kind === 'text') {
    const invisible = invisibleIn(cell.text);
    if (invisible) return reader.refuse('invisible_character', { value: invisible });
    const line = trimmed(cell.text);
    if (isBroken(line)) return reader.refuse('broken_character', { value: short(line) });
    if (reader.field.kind !== 'note' && /[\t\n\r]/.test(line)) return reader.refuse('line_break', { value: short(line) });
  }
  if (reader.field.kind === 'date') return readDateField(reader, cell);
  if (cell.kind === 'number') return readNumber(reader, cell.raw, cell.value);
  // What Excel took for a date was typed as something else, and is lost.
  if (cell.kind === 'date') return readNumber(reader, cell.day, Number.NaN);
  const inner = trimmed(cell.text);
  const reading = readText(reader, inner);
  if (inner !== cell.text && reading !== null && !reader.messages.some((message) => message.code === 'spaces_removed')) reader.say('spaces_removed');
  return reading;
}

/** The text of a value as the workbook and the page show it. */
export function shownValue(field: Field, value: Value | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.map((code: string) => (field.table ? labelOf(field.table, code) : code)).join('、');
  return field.table ? labelOf(field.table, String(value)) : String(value);
}

export const hasError = (messages: readonly Message[]): boolean => messages.some((message) => levelOf(message.code) === 'error');
