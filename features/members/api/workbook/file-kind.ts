/** What a file is by its content, whatever its name says. */
import { WorkbookRefusal } from './refusals.ts';

const starts = (file: Buffer, ...bytes: number[]): boolean => bytes.every((byte, index) => file[index] === byte);
const holds = (file: Buffer, text: string): boolean => file.includes(Buffer.from(text, 'utf16le'));

/** Lets a zip through; everything else is named and refused. */
export function refuseOtherKinds(file: Buffer): void {
  if (file.length === 0) throw new WorkbookRefusal('file_empty');
  if (starts(file, 0x50, 0x4b, 0x03, 0x04)) return;
  if (starts(file, 0x50, 0x4b, 0x05, 0x06)) throw new WorkbookRefusal('workbook_empty');
  // An OLE container: an encrypted workbook holds EncryptedPackage, the format before 2007 holds Workbook or Book.
  if (starts(file, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) {
    if (holds(file, 'EncryptedPackage') || holds(file, 'EncryptionInfo')) throw new WorkbookRefusal('workbook_protected');
    throw new WorkbookRefusal(
      holds(file, 'WordDocument') ? 'file_is_word' : holds(file, 'Workbook') || holds(file, 'Book') ? 'file_is_old_excel' : 'file_not_workbook',
    );
  }
  if (starts(file, 0x25, 0x50, 0x44, 0x46)) throw new WorkbookRefusal('file_is_pdf');
  if (
    starts(file, 0x89, 0x50, 0x4e, 0x47) ||
    starts(file, 0xff, 0xd8, 0xff) ||
    starts(file, 0x47, 0x49, 0x46, 0x38) ||
    file.subarray(8, 12).toString('latin1') === 'WEBP'
  )
    throw new WorkbookRefusal('file_is_image');
  const head = textHead(file);
  if (head === undefined) throw new WorkbookRefusal('file_not_workbook');
  if (/^\s*(<!doctype|<html|<table|<\?xml|<meta)/i.test(head)) throw new WorkbookRefusal('file_is_html');
  throw new WorkbookRefusal(/[,\t;，]/.test(head) ? 'file_is_csv' : 'file_not_workbook');
}

/** The beginning as text in the encodings that spreadsheets write; undefined when it is no text. */
function textHead(file: Buffer): string | undefined {
  const head = file.subarray(0, 4096);
  if (starts(file, 0xff, 0xfe)) return head.toString('utf16le').slice(1);
  if (head.includes(0)) return undefined;
  const utf8 = new TextDecoder('utf-8').decode(head).replace(/^\ufeff/, '');
  return utf8.includes('\ufffd') ? new TextDecoder('gb18030').decode(head) : utf8;
}

/** What a zip is by what is in it. */
export function refuseOtherZips(names: ReadonlySet<string>): void {
  if (names.has('xl/workbook.xml')) return;
  const has = (pattern: RegExp) => [...names].some((name) => pattern.test(name));
  if (has(/^xl\/workbook\.bin$/)) throw new WorkbookRefusal('file_is_xlsb');
  if (has(/^word\//)) throw new WorkbookRefusal('file_is_word');
  if (names.has('mimetype') && names.has('content.xml')) throw new WorkbookRefusal('file_is_ods');
  throw new WorkbookRefusal('file_not_workbook');
}
