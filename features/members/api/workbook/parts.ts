/** The small parts of a workbook: its list of sheets, its shared strings, and which styles show dates. */

import { type Limits, WorkbookRefusal } from './refusals.ts';
import { readXml } from './xml.ts';
import type { Package } from './zip.ts';

export type SheetPart = { name: string; part: string };

/** `_x000D_` and its like are how the format writes control characters. */
export const unescaped = (text: string): string =>
  text.includes('_x') ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))) : text;

export async function readSheetList(parts: Package): Promise<{ sheets: SheetPart[]; date1904: boolean }> {
  const listed: { name: string; id: string }[] = [];
  let date1904 = false;
  await readXml(parts.text('xl/workbook.xml'), {
    open(name, attributes) {
      if (name === 'workbookPr') date1904 = /^(1|true)$/.test(attributes('date1904') ?? '');
      if (name === 'sheet') listed.push({ name: attributes('name') ?? '', id: attributes('id') ?? '' });
    },
  });
  const targets = new Map<string, string>();
  if (parts.has('xl/_rels/workbook.xml.rels')) {
    await readXml(parts.text('xl/_rels/workbook.xml.rels'), {
      open(name, attributes) {
        if (name !== 'Relationship' || !attributes('Type')?.endsWith('/worksheet')) return;
        const target = attributes('Target') ?? '';
        targets.set(attributes('Id') ?? '', target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`);
      },
    });
  }
  const sheets = listed.flatMap(({ name, id }) => {
    const part = targets.get(id);
    return part && parts.has(part) ? [{ name, part }] : [];
  });
  return { sheets, date1904 };
}

export async function readSharedStrings(parts: Package, limits: Limits): Promise<string[]> {
  const strings: string[] = [];
  if (!parts.has('xl/sharedStrings.xml')) return strings;
  let text = '';
  let inText = false;
  let phonetic = false;
  await readXml(parts.text('xl/sharedStrings.xml'), {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 't') inText = !phonetic;
      else if (name === 'rPh') phonetic = true;
    },
    text(piece) {
      if (inText) text += piece;
    },
    close(name) {
      if (name === 't') inText = false;
      else if (name === 'rPh') phonetic = false;
      else if (name === 'si') {
        if (strings.length >= limits.strings) throw new WorkbookRefusal('workbook_too_many_rows', { rows: limits.rows });
        strings.push(unescaped(text));
      }
    },
  });
  return strings;
}

const BUILT_IN_DATES = (id: number): boolean => (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);

/** A format shows a date if, outside quotes, brackets and escapes, it names a part of one. */
export function isDateFormat(code: string): boolean {
  if (/^general$/i.test(code)) return false;
  return /[ymdhs]|年|月|日/i.test(
    code
      .replace(/"[^"]*"/g, (quoted) => quoted.replace(/[^年月日]/g, ''))
      .replace(/\[(?!h|m|s)[^\]]*\]|\\./gi, '')
      .replace(/general/gi, ''),
  );
}

/** For each cell style, whether it shows numbers as dates. */
export async function readDateStyles(parts: Package): Promise<boolean[]> {
  const custom = new Map<number, string>();
  const styles: boolean[] = [];
  if (!parts.has('xl/styles.xml')) return styles;
  let inCells = false;
  await readXml(parts.text('xl/styles.xml'), {
    open(name, attributes) {
      if (name === 'numFmt') custom.set(Number(attributes('numFmtId')), attributes('formatCode') ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) {
        const id = Number(attributes('numFmtId') ?? 0);
        const code = custom.get(id);
        styles.push(code === undefined ? BUILT_IN_DATES(id) : isDateFormat(code));
      }
    },
    close(name) {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}
