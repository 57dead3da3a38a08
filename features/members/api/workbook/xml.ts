/** A small reader of XML in pieces: names without prefix, attributes, text. No document type and no entities of its own, so nothing can expand. */
import { WorkbookRefusal } from './refusals.ts';

export type Attributes = (name: string) => string | undefined;
export type XmlEvents = { open: (name: string, attributes: Attributes) => void; text?: (text: string) => void; close?: (name: string) => void };

const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (name) return NAMED[name] ?? whole;
    const code = hex ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
  });
}

const MOST_PENDING = 4 * 2 ** 20;

/** Reads a part to its end, calling the events in order. */
export async function readXml(chunks: AsyncIterable<string>, events: XmlEvents): Promise<void> {
  let pending = '';
  for await (const chunk of chunks) {
    pending = consume(pending + chunk, events);
    if (pending.length > MOST_PENDING) throw new WorkbookRefusal('workbook_damaged');
  }
  if (/\S/.test(pending)) throw new WorkbookRefusal('workbook_damaged');
}

/** Handles all complete markup and answers what is left over. */
function consume(source: string, events: XmlEvents): string {
  let at = 0;
  for (;;) {
    const start = source.indexOf('<', at);
    if (start < 0) return source.slice(at);
    const end = endOfMarkup(source, start);
    if (end < 0) return source.slice(at);
    if (start > at) events.text?.(decoded(source.slice(at, start)));
    markup(source.slice(start + 1, end), events);
    at = end + 1;
  }
}

function endOfMarkup(source: string, start: number): number {
  if (source.startsWith('<!--', start)) return closing(source, '-->', start + 4);
  if (source.startsWith('<![CDATA[', start)) return closing(source, ']]>', start + 9);
  if (source.length - start < 9 && '<![CDATA['.startsWith(source.slice(start))) return -1;
  let end = source.indexOf('>', start);
  // A > inside a quoted attribute does not end the tag.
  while (end >= 0 && quotesOpen(source, start, end)) end = source.indexOf('>', end + 1);
  return end;
}

function closing(source: string, mark: string, from: number): number {
  const found = source.indexOf(mark, from);
  return found < 0 ? -1 : found + mark.length - 1;
}

function quotesOpen(source: string, start: number, end: number): boolean {
  let open = 0;
  for (let i = start; i < end; i += 1) {
    const code = source.charCodeAt(i);
    if (open === 0 && (code === 34 || code === 39)) open = code;
    else if (code === open) open = 0;
  }
  return open !== 0;
}

const bare = (name: string): string => name.slice(name.indexOf(':') + 1);

function markup(inner: string, events: XmlEvents): void {
  const first = inner.charCodeAt(0);
  if (first === 33) {
    if (inner.startsWith('!--')) return;
    if (!inner.startsWith('![CDATA[')) throw new WorkbookRefusal('workbook_damaged');
    events.text?.(inner.slice(8, -2));
    return;
  }
  if (first === 63) return;
  if (first === 47) {
    events.close?.(bare(inner.slice(1).trim()));
    return;
  }
  const empty = inner.endsWith('/');
  const gap = inner.search(/[\s/]/);
  const name = bare(gap < 0 ? inner : inner.slice(0, gap));
  events.open(name, (wanted) => attribute(inner, wanted));
  if (empty) events.close?.(name);
}

function attribute(tag: string, name: string): string | undefined {
  let from = 0;
  for (;;) {
    const at = tag.indexOf(name, from);
    if (at < 0) return undefined;
    const before = tag.charCodeAt(at - 1);
    const match = /^\s*=\s*(?:"([^"]*)"|'([^']*)')/.exec(tag.slice(at + name.length, at + name.length + 2000));
    if (match && (before <= 32 || before === 58)) return decoded(match[1] ?? match[2] ?? '');
    from = at + name.length;
  }
}
