import type { Download } from '../http/feature.ts';

/** A value that a spreadsheet would take for a formula gets an apostrophe before it, so that it is read as text. */
function defused(value: string): string {
  return /^\s*[=+\-@\t\r|]/.test(value) ? `'${value}` : value;
}

function cell(value: string | number | null): string {
  if (typeof value === 'number') return String(value);
  const text = defused(value ?? '');
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Rows as CSV (RFC 4180), in UTF-8 with a byte order mark so that spreadsheets read Chinese. Numbers stay numbers. */
export function csvFile(name: string, rows: readonly (readonly (string | number | null)[])[]): Download {
  const text = rows.map((row) => row.map(cell).join(',')).join('\r\n');
  return { name, mediaType: 'text/csv; charset=utf-8', body: Buffer.from(`\uFEFF${text}\r\n`, 'utf8') };
}
