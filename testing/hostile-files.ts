import { deflateSync, gzipSync } from 'node:zlib';
import { strToU8, unzipSync, zipSync } from 'fflate';
import sharp from 'sharp';
import { kept } from './roster-scene.ts';

/** What people and programs send in the place of a photo or a roster. */
export type HostileFile = {
  readonly name: string;
  readonly bytes: Buffer;
  /** `refused`: never taken. `cleaned`: a picture in the end, so it may be taken, and then nothing but the picture may be left. `harmless`: taken or not, nothing comes of what is hidden in it. */
  readonly expected: 'refused' | 'cleaned' | 'harmless';
};
/** Stands in everything that is hidden in a file; it may be in no file that is kept, no row and no answer. */
export const HIDDEN = 'lianxin-hidden-payload';
export const OUTSIDE = 'lianxin-slipped-out';

const SCRIPT = `<script>alert('${HIDDEN}')</script>`;
const SVG = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>${HIDDEN}</script><image href="file:///etc/passwd"/></svg>`;
const crc = (bytes: Buffer) => {
  let value = ~0;
  for (const byte of bytes) {
    value ^= byte;
    for (let bit = 0; bit < 8; bit += 1) value = (value >>> 1) ^ (0xedb88320 & -(value & 1));
  }
  return ~value >>> 0;
};
function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc(body));
  return Buffer.concat([length, body, sum]);
}
const PNG_HEAD = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** A PNG that says how large it is and need not keep its word. */
function png(width: number, height: number, data: Buffer, extra: Buffer[] = []): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([PNG_HEAD, chunk('IHDR', header), ...extra, chunk('IDAT', deflateSync(data)), chunk('IEND', Buffer.alloc(0))]);
}
const zip = (entries: Record<string, string | Uint8Array>) =>
  Buffer.from(
    zipSync(Object.fromEntries(Object.entries(entries).map(([name, value]) => [name, typeof value === 'string' ? strToU8(value) : value]))),
  );
const half = (bytes: Buffer) => bytes.subarray(0, Math.floor(bytes.length / 2));

/** No picture and no workbook: refused wherever it is sent, under whatever name. */
function neither(): [string, Buffer][] {
  const text = (value: string) => Buffer.from(value, 'utf8');
  return [
    ['空的', Buffer.alloc(0)],
    ['一个字节', Buffer.from([0])],
    ['零', Buffer.alloc(5000)],
    ['文字', text(HIDDEN)],
    ['网页', text(`<!doctype html>${SCRIPT}`)],
    ['脚本', text(`alert('${HIDDEN}')`)],
    ['矢量图里的脚本', text(SVG)],
    ['带声明的矢量图', text(`<?xml version="1.0"?>${SVG}`)],
    [
      '外部实体的矢量图',
      text(
        `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg xmlns="http://www.w3.org/2000/svg"><text>&x;${HIDDEN}</text></svg>`,
      ),
    ],
    ['压缩的矢量图', gzipSync(SVG)],
    ['播放列表', text(`#EXTM3U\n#EXT-X-MEDIA-SEQUENCE:0\n#EXTINF:1,\nfile:///etc/passwd\n#${HIDDEN}`)],
    ['拼接列表', text(`ffconcat version 1.0\nfile 'file:///etc/passwd'\n#${HIDDEN}`)],
    ['便携文档', text(`%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(${HIDDEN})>>>>endobj`)],
    ['可执行文件', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200), text(HIDDEN)])],
    ['可执行文件二', Buffer.concat([Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1]), Buffer.alloc(200), text(HIDDEN)])],
    ['外壳脚本', text(`#!/bin/sh\necho ${HIDDEN}`)],
    ['服务器脚本', text(`<?php echo '${HIDDEN}'; ?>`)],
    ['魔法脚本', text(`push graphic-context\nviewbox 0 0 9 9\nfill 'url(https://127.0.0.1/x.jpg"|echo ${HIDDEN}")'\npop graphic-context`)],
    ['描述语言', text(`%!PS\n(${HIDDEN}) show\n(/etc/passwd) (r) file`)],
    ['老格式图', Buffer.concat([Buffer.from('BM'), Buffer.alloc(60), text(HIDDEN)])],
    ['动图', Buffer.from(`GIF89a/*\u0001\u0000\u0080*/=1;alert('${HIDDEN}')`, 'latin1')],
    ['图标', Buffer.concat([Buffer.from([0, 0, 1, 0, 1, 0]), Buffer.alloc(40), text(HIDDEN)])],
    ['图层文件', Buffer.concat([Buffer.from('8BPS'), Buffer.alloc(60), text(HIDDEN)])],
    ['视频', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypmp42'), Buffer.alloc(100), text(HIDDEN)])],
    ['音频', Buffer.concat([Buffer.from('ID3'), Buffer.alloc(100), text(HIDDEN)])],
    ['字体', Buffer.concat([Buffer.from('wOFF'), Buffer.alloc(100), text(HIDDEN)])],
    ['字节码', Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0])],
    [
      '复合文档',
      Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
        Buffer.alloc(600),
        Buffer.from('Workbook', 'utf16le'),
        text(HIDDEN),
      ]),
    ],
    [
      '加密的工作簿',
      Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(600), Buffer.from('EncryptedPackage', 'utf16le')]),
    ],
    ['逗号表', text(`姓名,公民身份号码\n=cmd|' /C ${HIDDEN}'!A0,1`)],
    ['空压缩包', Buffer.from(`PK\u0005\u0006${'\u0000'.repeat(18)}`, 'latin1')],
    ['坏压缩包', Buffer.from(`PK\u0003\u0004${HIDDEN}`, 'latin1')],
    ['一般压缩包', zip({ 'a.txt': HIDDEN })],
    ['文字处理', zip({ '[Content_Types].xml': '<Types/>', 'word/document.xml': `<w>${HIDDEN}</w>` })],
    ['开放表格', zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': HIDDEN })],
  ];
}

export async function hostilePhotos(): Promise<HostileFile[]> {
  const plain = sharp({ create: { width: 60, height: 40, channels: 3, background: '#a33' } });
  const gps = {
    IFD0: { Make: HIDDEN, Copyright: SCRIPT, ImageDescription: HIDDEN },
    IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '28/1 13/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '112/1 56/1 0/1' },
  };
  const [jpeg, webp, avif, flat] = await Promise.all([
    plain.clone().withExif(gps).jpeg().toBuffer(),
    plain.clone().withExif(gps).webp().toBuffer(),
    plain.clone().withExif(gps).avif().toBuffer(),
    plain.clone().png().toBuffer(),
  ]);
  const turned = await plain.clone().withMetadata({ orientation: 6 }).withExif(gps).jpeg().toBuffer();
  const text = (key: string, value: string) => chunk('tEXt', Buffer.from(`${key}\u0000${value}`, 'latin1'));
  const comment = (value: string) => {
    const bytes = Buffer.from(value, 'utf8');
    const length = Buffer.alloc(2);
    length.writeUInt16BE(bytes.length + 2);
    return Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe]), length, bytes, jpeg.subarray(2)]);
  };
  const pixels = (n: number) => Buffer.alloc(n);
  const broken = Buffer.from(flat);
  broken.writeUInt8((broken[40] as number) ^ 0xff, 40);
  const refused: [string, Buffer][] = [
    ...neither(),
    ['名册', kept('clean')],
    ['只有文件头', PNG_HEAD],
    ['文件头后是网页', Buffer.concat([PNG_HEAD, Buffer.from(SCRIPT)])],
    ['截断的图', half(flat)],
    ['截断的照片', jpeg.subarray(0, 20)],
    ['截断的新格式', half(avif)],
    ['截断的网图', webp.subarray(0, 30)],
    ['零宽', png(0, 10, pixels(10))],
    ['负的宽', png(0xffffffff, 10, pixels(10))],
    ['六万见方', png(60_000, 60_000, pixels(1000))],
    ['长条', png(2_000_000_000, 1, pixels(1000))],
    ['装不满', png(3000, 3000, pixels(10))],
    ['坏的数据', Buffer.concat([PNG_HEAD, flat.subarray(8, 33), chunk('IDAT', Buffer.from(HIDDEN)), chunk('IEND', Buffer.alloc(0))])],
    ['只有开头的照片', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from(SCRIPT)])],
    ['假网图', Buffer.from(`RIFF\u0010\u0000\u0000\u0000WEBP${HIDDEN}`, 'latin1')],
    ['假高效图', Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic'), Buffer.alloc(16), Buffer.from(HIDDEN)])],
  ];
  const cleaned: [string, Buffer][] = [
    ['带地点的照片', jpeg],
    ['带地点的网图', webp],
    ['带地点的新格式', avif],
    ['横放的照片', turned],
    ['注释里的脚本', comment(SCRIPT)],
    ['注释里的服务器脚本', comment(`<?php echo '${HIDDEN}'; ?>`)],
    ['文字块里的脚本', png(20, 20, pixels(21 * 20), [text('Comment', SCRIPT)])],
    ['后面跟着压缩包', Buffer.concat([flat, zip({ 'a.html': SCRIPT })])],
    ['后面跟着网页', Buffer.concat([jpeg, Buffer.from(SCRIPT)])],
    ['后面跟着名册', Buffer.concat([flat, kept('clean'), Buffer.from(HIDDEN)])],
    ['后面跟着文档', Buffer.concat([flat, Buffer.from(`%PDF-1.7 ${HIDDEN}`)])],
    ['多余的块', png(20, 20, pixels(21 * 20), [chunk('prVt', Buffer.from(HIDDEN.repeat(100)))])],
    ['平而大的图', png(9000, 9000, pixels(9001 * 9000))],
  ];
  return [
    ...refused.map(([name, bytes]) => ({ name: `${name}.jpg`, bytes, expected: 'refused' as const })),
    ...cleaned.map(([name, bytes]) => ({ name: `${name}.html`, bytes, expected: 'cleaned' as const })),
    ...['../../../etc/cron.d/x.png', 'a\u202egnp.exe', '.htaccess', 'CON', 'a.png;.html', `${'长'.repeat(300)}.png`, '"><img src=x>.png'].map(
      (name) => ({
        name,
        bytes: Buffer.concat([flat, Buffer.from(HIDDEN)]),
        expected: 'cleaned' as const,
      }),
    ),
  ];
}

export function hostileWorkbooks(): HostileFile[] {
  const parts = unzipSync(new Uint8Array(kept('clean')));
  const sheet = Object.keys(parts).find((name) => /worksheets\/sheet\d+\.xml$/.test(name)) as string;
  const inSheet = (change: (xml: string) => string) => zip({ ...parts, [sheet]: change(Buffer.from(parts[sheet] as Uint8Array).toString('utf8')) });
  const more = (entries: Record<string, string | Uint8Array>) => zip({ ...parts, ...entries });
  const doctype = (xml: string, body: string) => xml.replace(/(<\?xml[^>]*\?>)?/, `<?xml version="1.0"?><!DOCTYPE x [${body}]>`);
  const laughs = ['<!ENTITY a0 "ha">', ...Array.from({ length: 12 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`)].join('');
  const zeros = new Uint8Array(260_000_000);
  const png1 = Buffer.concat([PNG_HEAD, chunk('IEND', Buffer.alloc(0))]);
  const refused: [string, Buffer][] = [
    ...neither(),
    ['一张图', png1],
    ['截断的名册', half(kept('clean'))],
    ['没有目录的名册', kept('clean').subarray(0, -22)],
    ['外部实体', inSheet((xml) => doctype(xml, '<!ENTITY x SYSTEM "file:///etc/passwd">').replace(/<t>[^<]*<\/t>/, '<t>&x;</t>'))],
    ['十亿个哈', inSheet((xml) => doctype(xml, laughs).replace(/<t>[^<]*<\/t>/, '<t>&a12;</t>'))],
    ['外部参数实体', inSheet((xml) => doctype(xml, '<!ENTITY % x SYSTEM "http://127.0.0.1:1/x"> %x;'))],
    ['炸弹', more({ [sheet]: zeros })],
    ['另一个炸弹', more({ 'xl/media/image1.png': zeros })],
    ['许多条目', more(Object.fromEntries(Array.from({ length: 3000 }, (_, i) => [`xl/x${i}.xml`, HIDDEN])))],
    ['没有表', zip(Object.fromEntries(Object.entries(parts).filter(([name]) => !name.includes('worksheets'))))],
    ['不成形的表', inSheet((xml) => xml.slice(0, xml.length / 2))],
    ['深的表', inSheet(() => `<worksheet>${'<a>'.repeat(200_000)}`)],
    ['是文字的表', inSheet(() => HIDDEN)],
    ['全是公式', inSheet((xml) => xml.replace(/<c ([^>]*?)(?:\/>|>.*?<\/c>)/g, `<c $1><f>HYPERLINK("http://127.0.0.1/${HIDDEN}")</f><v>1</v></c>`))],
  ];
  const harmless: [string, Buffer][] = [
    ['往外写', more({ [`../../../../../../tmp/${OUTSIDE}`]: HIDDEN })],
    ['绝对路径', more({ [`/tmp/${OUTSIDE}`]: HIDDEN })],
    ['反斜线', more({ [`..\\..\\${OUTSIDE}`]: HIDDEN })],
    ['宏', more({ 'xl/vbaProject.bin': HIDDEN })],
    ['外部链接', more({ 'xl/externalLinks/externalLink1.xml': `<externalLink><x>file:///etc/passwd ${HIDDEN}</x></externalLink>` })],
    ['嵌入对象', more({ 'xl/embeddings/oleObject1.bin': `MZ${HIDDEN}` })],
    ['外部数据', more({ 'xl/connections.xml': `<connections><connection command="${HIDDEN}"/></connections>` })],
    ['包中包', more({ 'xl/inner.xlsx': new Uint8Array(kept('clean')), 'xl/a.txt': HIDDEN })],
    ['谎报范围', inSheet((xml) => xml.replace(/<dimension[^>]*\/>/, '<dimension ref="A1:XFD1048576"/>'))],
    [
      '很远的格',
      inSheet((xml) =>
        xml.replace('</sheetData>', `<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>${HIDDEN}</t></is></c></row></sheetData>`),
      ),
    ],
    ['原型', more({ __proto__: HIDDEN, 'xl/constructor': HIDDEN })],
    ['后面跟着网页', Buffer.concat([kept('clean'), Buffer.from(SCRIPT)])],
    ['前面是照片', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), kept('clean')])],
  ];
  return [
    ...refused.map(([name, bytes]) => ({ name: `${name}.xlsx`, bytes, expected: 'refused' as const })),
    ...harmless.map(([name, bytes]) => ({ name: `${name}.xlsx`, bytes, expected: 'harmless' as const })),
  ];
}
