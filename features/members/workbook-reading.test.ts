import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { treeRules } from './api/tree-rules.ts';
import { type Roster, readRoster } from './api/workbook/read-roster.ts';
import { LIMITS, type Limits } from './api/workbook/refusals.ts';
import { checkRoster, type Existing } from './check-roster.ts';
import { ORGANISATION_FIELDS, PERSON_FIELDS } from './fields.ts';
import { levelOf } from './import-sentences.ts';

const kept = (name: string) => readFileSync(new URL(`../../testing/workbooks/${name}`, import.meta.url));
const nobody: Existing = {
  organisations: new Map(),
  persons: new Map(),
  staffNumbers: new Map(),
  chosenNames: new Map(),
  memberships: new Map(),
  posts: new Map(),
};
const plan = (workbook: Roster) =>
  checkRoster({ workbook, existing: nobody, today: '2026-11-24', inScope: () => true, indexOf: (id) => id, tree: treeRules });
async function roster(file: Buffer | Uint8Array, limits?: Limits): Promise<Roster> {
  const read = await readRoster(Buffer.from(file), limits);
  if (!read.ok) throw new Error(`${read.code} ${JSON.stringify(read.params)}`);
  return read.value;
}
async function refusal(file: Buffer | Uint8Array, limits?: Limits): Promise<string> {
  const read = await readRoster(Buffer.from(file), limits);
  return read.ok ? 'read' : read.code;
}

describe('the kept workbooks', () => {
  test('roster-clean.xlsx goes in without one complaint, not even a note', async () => {
    const { rows, counts, proposals } = plan(await roster(kept('roster-clean.xlsx')));
    expect(counts).toEqual({ new: 43 + 612, changed: 0, same: 0, warned: 0, wrong: 0 });
    expect(rows.flatMap((row) => row.messages)).toEqual([]);
    expect(proposals).toEqual([]);
  });

  const PLANTED: [row: number, column: string, code: string][] = [
    [6, '学历', 'education_unknown'],
    [9, '转为正式党员日期', 'converted_too_early'],
    [13, '申请入党日期', 'date_in_future'],
    [15, '所在党组织编码', 'member_outside_branch'],
    [19, '加入党组织日期', 'admitted_not_after_applied'],
    [27, '人员类别', 'category_unknown'],
    [31, '姓名', 'name_missing'],
    [34, '姓名', 'formula_cell'],
    [36, '性别', 'id_sex_differs'],
    [39, '民族', 'ethnicity_unknown'],
    [43, '党内职务', 'posts_unknown'],
    [46, '申请入党日期', 'date_no_such_day'],
    [48, '转为正式党员日期', 'converted_contradicts'],
    [52, '转为正式党员日期', 'converted_missing'],
    [62, '党内职务', 'second_secretary'],
    [71, '学工号', 'staff_number_twice'],
    [78, '公民身份号码', 'id_twice'],
    [86, '党内职务', 'post_not_full'],
    [90, '出生日期', 'id_birth_differs'],
    [93, '所在党组织编码', 'organisation_unknown'],
    [97, '性别', 'sex_unknown'],
    [103, '加入党组织日期', 'admitted_contradicts'],
    [107, '公民身份号码', 'id_check'],
    [110, '公民身份号码', 'id_length'],
    [113, '申请入党日期', 'applied_under_18'],
    [116, '手机号码', 'phone_length'],
    [120, '电子邮箱', 'email_format'],
  ];
  const TAKEN: [row: number, column: string, code: string, key: string, value: string][] = [
    [23, '手机号码', 'phone_prefix', 'phone', '19966161750'],
    [56, '公民身份号码', 'half_width', 'idNumber', '996634200611230735'],
    [59, '出生日期', 'date_as_text', 'birthDate', '1964-05-10'],
    [65, '姓名', 'spaces_removed', 'name', '周杰景'],
    [68, '出生日期', 'date_as_text', 'birthDate', '2003-06-30'],
    [74, '民族', 'ethnicity_short', 'ethnicity', '01'],
    [82, '公民身份号码', 'spaces_removed', 'idNumber', '991547193802230833'],
  ];
  test('of roster-dirty.xlsx exactly the 27 rows that break the standard are refused, 1 is warned about, 7 are taken as meant', async () => {
    const { rows, counts } = plan(await roster(kept('roster-dirty.xlsx')));
    expect(counts).toEqual({ new: 43 + 91, changed: 0, same: 0, warned: 1, wrong: 27 });
    const persons = rows.filter((row) => row.sheet === '党员');
    expect(persons.filter((row) => row.outcome === 'wrong').map((row) => row.row)).toEqual(PLANTED.map(([row]) => row));
    expect(rows.filter((row) => row.outcome === 'warned').map((row) => [row.sheet, row.row, row.messages.map((one) => one.code)])).toEqual([
      ['党员', 101, ['probation_over']],
    ]);
    expect(rows.filter((row) => row.outcome === 'new' && row.messages.length > 0).map((row) => row.row)).toEqual(TAKEN.map(([row]) => row));
    for (const [row, column, code] of PLANTED) {
      const found = persons.find((one) => one.row === row);
      expect(
        found?.messages.filter((one) => levelOf(one.code) === 'error'),
        `row ${row}`,
      ).toContainEqual(expect.objectContaining({ column, code }));
    }
    for (const [row, column, code, key, value] of TAKEN) {
      const found = persons.find((one) => one.row === row);
      expect(found?.messages, `row ${row}`).toContainEqual(expect.objectContaining({ column, code }));
      expect(found?.value).toMatchObject({ [key]: value });
    }
  });

  test('without 支部类型 every one of the 36 branches is proposed a type from its members', async () => {
    const types = plan(await roster(kept('roster-dirty.xlsx'))).proposals;
    const expected = (name: string) =>
      /本科生/.test(name) ? 'undergraduate' : /研究生/.test(name) ? 'graduate' : /离退休/.test(name) ? 'retired' : 'staff';
    expect(types.length).toBe(36);
    for (const one of types) expect(one.composition, one.name).toBe(expected(one.name));
  });
});

const ORGANISATION_HEADERS = ORGANISATION_FIELDS.map((field) => field.zh);
const PERSON_HEADERS = PERSON_FIELDS.map((field) => field.zh);
const ORGANISATIONS = [
  ['001', '示范大学委员会', '党委'],
  ['00101', '机械工程学院委员会', '党委', null, '001'],
  ['0010101', '教工第一党支部', '党支部', '教职工', '00101'],
];
const MAN = PERSON_FIELDS.map((field) => field.example || null).map((value, index) => (PERSON_FIELDS[index]?.key === 'posts' ? null : value));
const set = (row: readonly unknown[], changes: Record<string, unknown>) =>
  row.map((value, index) =>
    PERSON_HEADERS[index] !== undefined && (PERSON_HEADERS[index] as string) in changes ? changes[PERSON_HEADERS[index] as string] : value,
  );

type Sheets = [name: string, rows: unknown[][]][];
async function made(sheets: Sheets, more?: (book: ExcelJS.Workbook) => void): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of sheets) book.addWorksheet(name).addRows(rows);
  more?.(book);
  return new Uint8Array((await book.xlsx.writeBuffer()) as ArrayBuffer);
}
const both = (persons: unknown[][] = [PERSON_HEADERS, MAN]): Sheets => [
  ['党组织', [ORGANISATION_HEADERS, ...ORGANISATIONS]],
  ['党员', persons],
];
const outcomes = async (file: Uint8Array) =>
  plan(await roster(file))
    .rows.filter((row) => row.sheet === '党员')
    .map((row) => `${row.row} ${row.outcome} ${row.messages.map((one) => one.code).join(' ')}`.trim());

describe('people arrange a workbook in many ways:', () => {
  test('sheets in another order, with others between them', async () => {
    expect(await outcomes(await made([['说明', [['请填写']]], ...both().reverse(), ['统计', [['合计', 5]]]]))).toEqual(['2 new']);
  });
  test('sheets by other names, found by their headers', async () => {
    expect(
      await outcomes(
        await made([
          ['Sheet1', [PERSON_HEADERS, MAN]],
          ['支部一览', [ORGANISATION_HEADERS, ...ORGANISATIONS]],
        ]),
      ),
    ).toEqual(['2 new']);
  });
  test('a title row, a note, a blank row, then headers with line breaks, stars and brackets', async () => {
    const headers = PERSON_HEADERS.map((name, index) =>
      index === 0 ? '姓 名' : index === 4 ? '公民\n身份号码*' : index === 16 ? '手机号码（必填）' : name,
    );
    expect(await outcomes(await made(both([['2026年党员名册'], ['填报单位：机械学院', null, '2026-11'], [], headers, [], MAN])))).toEqual(['6 new']);
  });
  test('other words for headers', async () => {
    const words: Record<string, string> = {
      公民身份号码: '身份证号',
      加入党组织日期: '入党时间',
      手机号码: '联系电话',
      所在党组织编码: '支部编码',
      学工号: '学号/工号',
      转为正式党员日期: '转正时间',
    };
    expect(await outcomes(await made(both([PERSON_HEADERS.map((name) => words[name] ?? name), MAN])))).toEqual(['2 new']);
  });
  test('columns in another order, and columns that the standard does not know', async () => {
    expect(
      await outcomes(
        await made(
          both([
            ['宿舍', ...[...PERSON_HEADERS].reverse(), '爱好'],
            ['3-201', ...[...MAN].reverse(), '长跑'],
          ]),
        ),
      ),
    ).toEqual(['2 new']);
  });
  test('blank rows, a numbered empty row, a total row and headers printed again are no data', async () => {
    const rows = [
      ['序号', ...PERSON_HEADERS],
      [1, ...MAN],
      [],
      [2],
      ['序号', ...PERSON_HEADERS],
      ['合计', '1人'],
      [null, '总 计：1'],
      [null, null, ' '],
    ];
    expect(await outcomes(await made(both(rows)))).toEqual(['2 new']);
  });
  test('a person whose name begins like a total is no total', async () => {
    expect(await outcomes(await made(both([PERSON_HEADERS, set(MAN, { 姓名: '合计明' })])))).toEqual(['2 new']);
  });
  test('hidden rows, columns and sheets are data', async () => {
    const file = await made(both([PERSON_HEADERS, MAN, set(MAN, { 姓名: '王样例' })]), (book) => {
      const sheet = book.getWorksheet('党员');
      if (sheet) {
        sheet.getRow(3).hidden = true;
        sheet.getColumn(2).hidden = true;
        sheet.state = 'hidden';
      }
    });
    expect(await outcomes(file)).toEqual(['2 new', '3 wrong id_twice staff_number_twice']);
  });
  test('kinds of cells: numbers, dates, rich text, links, formulas, errors, logical values', async () => {
    const id = '990101199003070015';
    const file = await made(
      both([
        PERSON_HEADERS,
        set(MAN, { 公民身份号码: 990101199003070000 }),
        set(MAN, { 学工号: 202600001 }),
        set(MAN, { 所在党组织编码: 10101 }),
        set(MAN, { 姓名: { formula: 'A1', result: '李' } }),
        set(MAN, { 备注: { formula: '1+1', result: 2 } }),
        set(MAN, { 民族: { error: '#N/A' } }),
        set(MAN, { 流动党员: true }),
        set(MAN, { 加入党组织日期: new Date(Date.UTC(2013, 5, 20, 8, 30)) }),
        set(MAN, { 姓名: '李\u200b示例' }),
        set(MAN, {
          姓名: { richText: [{ text: '李' }, { text: '示例' }] },
          电子邮箱: { text: 'name@example.edu.cn', hyperlink: 'mailto:name@example.edu.cn' },
          手机号码: 19900000001,
          加入党组织日期: new Date(Date.UTC(2013, 5, 20)),
          公民身份号码: id,
          备注: '=1+1',
        }),
      ]),
    );
    expect(await outcomes(file)).toEqual([
      '2 wrong id_number_cell',
      '3 wrong staff_number_cell',
      '4 wrong organisation_code_cell',
      '5 wrong formula_cell',
      '6 wrong formula_cell',
      '7 wrong error_cell',
      '8 wrong boolean_cell',
      '9 wrong date_with_time',
      '10 wrong invisible_character',
      '11 new phone_as_number',
    ]);
  });
  test('a workbook of persons only, and one that counts days from 1904', async () => {
    expect(await outcomes(await made([['党员', [PERSON_HEADERS, MAN]]]))).toEqual(['2 wrong organisation_unknown']);
    const file = await made(both([PERSON_HEADERS, set(MAN, { 加入党组织日期: new Date(Date.UTC(2013, 5, 20)) })]), (book) => {
      book.properties.date1904 = true;
    });
    expect(await outcomes(file)).toEqual(['2 new']);
  });
  test('dates in the formats of Chinese Excel', async () => {
    const file = await made(both([PERSON_HEADERS, set(MAN, { 加入党组织日期: 41445, 转为正式党员日期: 41810 })]), (book) => {
      const row = book.getWorksheet('党员')?.getRow(2);
      if (row) {
        row.getCell(14).numFmt = 'yyyy"年"m"月"d"日";@';
        row.getCell(15).numFmt = '[$-804]yyyy/m/d';
      }
    });
    expect(await outcomes(file)).toEqual(['2 new']);
  });
});

const zip = (parts: Record<string, string>) => zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
const cfb = (word: string) =>
  Buffer.concat([Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]), Buffer.alloc(500), Buffer.from(word, 'utf16le'), Buffer.alloc(500)]);
const MINIMAL = {
  'xl/workbook.xml': '<workbook xmlns:r="r"><sheets><sheet name="党员" sheetId="1" r:id="rId1"/></sheets></workbook>',
  'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
};
const sheetXml = (data: string) =>
  zip({ ...MINIMAL, 'xl/worksheets/sheet1.xml': `<?xml version="1.0"?><worksheet><sheetData>${data}</sheetData></worksheet>` });
const inline = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
const headerXml = `<row>${PERSON_HEADERS.map(inline).join('')}</row>`;

describe('a file that is no roster is refused whole, in its own words:', () => {
  test.each<[string, string, Uint8Array]>([
    ['nothing at all', 'file_empty', new Uint8Array()],
    ['CSV named .xlsx', 'file_is_csv', Buffer.from('\ufeff姓名,性别\n李,男\n')],
    ['CSV in GB 18030', 'file_is_csv', Buffer.from([0xd0, 0xd5, 0xc3, 0xfb, 0x2c, 0xd0, 0xd4, 0xb1, 0xf0, 0x0a])],
    ['CSV in UTF-16', 'file_is_csv', Buffer.from('\ufeff姓名\t性别', 'utf16le')],
    ['a web page named .xls', 'file_is_html', Buffer.from('<html><table><tr><td>姓名</td></tr></table>')],
    ['SpreadsheetML 2003', 'file_is_html', Buffer.from('<?xml version="1.0"?><Workbook/>')],
    ['a PDF', 'file_is_pdf', Buffer.from('%PDF-1.7\n')],
    ['a PNG', 'file_is_image', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d])],
    ['a JPEG', 'file_is_image', Buffer.from([0xff, 0xd8, 0xff, 0xe0])],
    ['an .xls of 1997', 'file_is_old_excel', cfb('Workbook')],
    ['a workbook with a password', 'workbook_protected', cfb('EncryptedPackage')],
    ['a .doc', 'file_is_word', cfb('WordDocument')],
    ['a .docx', 'file_is_word', zip({ 'word/document.xml': '<x/>' })],
    ['an .ods', 'file_is_ods', zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' })],
    ['an .xlsb', 'file_is_xlsb', zip({ 'xl/workbook.bin': 'x' })],
    ['another zip', 'file_not_workbook', zip({ 'a.txt': 'x' })],
    ['words', 'file_not_workbook', Buffer.from('hello')],
    ['random bytes', 'file_not_workbook', Buffer.from([1, 0, 2, 0, 3, 0])],
    ['an empty zip', 'workbook_empty', zip({})],
    ['a workbook without sheets', 'workbook_empty', zip({ 'xl/workbook.xml': '<workbook><sheets/></workbook>' })],
    ['a sheet without rows', 'workbook_empty', sheetXml('')],
    ['headers without data', 'workbook_empty', sheetXml(headerXml)],
    [
      'a document type with entities',
      'workbook_damaged',
      zip({ ...MINIMAL, 'xl/worksheets/sheet1.xml': '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet><sheetData/></worksheet>' }),
    ],
    ['XML that breaks off', 'workbook_damaged', zip({ ...MINIMAL, 'xl/worksheets/sheet1.xml': '<worksheet><sheetData><row r="1"><c r="A1"' })],
    ['a row twice', 'workbook_damaged', sheetXml('<row r="1"><c r="A1"><v>1</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>')],
    ['a cell twice', 'workbook_damaged', sheetXml('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>')],
  ])('%s: %s', async (_what, code, file) => expect(await refusal(file)).toBe(code));

  test('a cut file and a file with a flipped byte', async () => {
    const file = kept('roster-clean.xlsx');
    expect(await refusal(file.subarray(0, file.length / 2))).toBe('workbook_damaged');
    const flipped = Buffer.from(file);
    const at = flipped.indexOf('sheet2.xml') + 5000;
    for (let i = 0; i < 64; i += 1) flipped[at + i] = (flipped[at + i] ?? 0) ^ 0xff;
    expect(['workbook_damaged', 'workbook_empty']).toContain(await refusal(flipped));
  });
  test('a zip bomb is not unpacked to its end', async () => {
    const content = new Uint8Array(Buffer.alloc(10 * 2 ** 20 * '<row/>'.length, '<row/>'));
    const bomb = zipSync(
      {
        'xl/workbook.xml': strToU8(MINIMAL['xl/workbook.xml']),
        'xl/_rels/workbook.xml.rels': strToU8(MINIMAL['xl/_rels/workbook.xml.rels']),
        'xl/worksheets/sheet1.xml': content,
      },
      { level: 9 },
    );
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refusal(bomb)).toBe('workbook_bomb');
    expect(await refusal(zip(Object.fromEntries(Array.from({ length: 1100 }, (_, i) => [`f${i}`, '']))))).toBe('workbook_bomb');
  }, 60_000);
  test('a file beyond the size, a sheet beyond the rows', async () => {
    expect(await refusal(kept('roster-clean.xlsx'), { ...LIMITS, packedBytes: 1000 })).toBe('workbook_too_large');
    expect(await refusal(kept('roster-clean.xlsx'), { ...LIMITS, rows: 600 })).toBe('workbook_too_many_rows');
    expect(await refusal(kept('roster-clean.xlsx'), { ...LIMITS, unpackedBytes: 100_000 })).toBe('workbook_bomb');
  });
  test.each<[string, string, Sheets]>([
    [
      'sheets of something else',
      'sheets_not_found',
      [
        [
          '成绩',
          [
            ['课程', '分数'],
            ['数学', 90],
          ],
        ],
      ],
    ],
    ['党员 without headers', 'headers_not_found', [['党员', [['李示例', '男']]]]],
    ['a column twice, by its name and by another', 'column_twice', both([[...PERSON_HEADERS, '身份证号'], MAN])],
    ['without 学工号', 'columns_missing', both([PERSON_HEADERS.filter((name) => name !== '学工号'), MAN])],
    [
      'without 上级组织编码',
      'columns_missing',
      [['党组织', [ORGANISATION_HEADERS.filter((name) => name !== '上级组织编码'), ['001', '大学', '党委']]]],
    ],
    [
      'two sheets that look like 党员',
      'sheet_ambiguous',
      [
        ['一', [PERSON_HEADERS, MAN]],
        ['二', [PERSON_HEADERS, MAN]],
      ],
    ],
  ])('%s: %s', async (_what, code, sheets) => expect(await refusal(await made(sheets))).toBe(code));

  test('nothing outside the file is followed', async () => {
    const file = zip({
      ...MINIMAL,
      'xl/_rels/workbook.xml.rels': '<Relationships><Relationship Id="rId1" Type="x/worksheet" Target="../../../../etc/passwd"/></Relationships>',
    });
    expect(await refusal(file)).toBe('workbook_empty');
  });
  test('entities, CDATA, prefixes and escapes are read as text', async () => {
    const file = zip({
      'xl/workbook.xml': '<x:workbook xmlns:x="m" xmlns:r="r"><x:sheets><x:sheet name="党员" sheetId="1" r:id="rId1"/></x:sheets></x:workbook>',
      'xl/_rels/workbook.xml.rels': MINIMAL['xl/_rels/workbook.xml.rels'],
      'xl/worksheets/sheet1.xml': `<x:worksheet><x:sheetData>${headerXml.replaceAll(/<(\/?)(\w)/g, '<$1x:$2')}<x:row r="9" ht=">"><x:c r="A9" t="inlineStr"><x:is><x:t>&#26446;</x:t><x:rPh><x:t>LI</x:t></x:rPh><x:t><![CDATA[<&>]]>_x0041_</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>`,
    });
    const shared = zip({
      ...MINIMAL,
      'xl/sharedStrings.xml': '<sst><si><r><t>李</t></r><r><t>示例</t></r><rPh><t>LISHILI</t></rPh></si></sst>',
      'xl/worksheets/sheet1.xml': `<worksheet><sheetData>${headerXml}<row r="2"><c r="A2" t="s"><v>0</v></c></row></sheetData></worksheet>`,
    });
    expect((await roster(shared)).persons?.rows).toMatchObject([{ row: 2, cells: { name: { kind: 'text', text: '李示例' } } }]);
    expect((await roster(file)).persons?.rows).toMatchObject([{ row: 9, cells: { name: { kind: 'text', text: '李<&>A' } } }]);
  });
});

test('whatever bytes are changed in a workbook, the answer is rows or a refusal, never a crash', async () => {
  const file = await made(both());
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 0, max: file.length - 1 }), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 20 }),
      fc.integer({ min: 0, max: file.length }),
      async (changes, cut) => {
        const damaged = Buffer.from(file);
        for (const [at, byte] of changes) damaged[at] = byte;
        for (const candidate of [damaged, damaged.subarray(0, cut)]) {
          const read = await readRoster(candidate);
          if (read.ok) plan(read.value);
          else expect(read.code).toMatch(/^(file|workbook|sheet|headers|column)/);
        }
      },
    ),
    { numRuns: 150 },
  );
}, 60_000);

test('20,000 rows are read and checked in seconds, in little memory', async () => {
  const parts = unzipSync(kept('roster-clean.xlsx'));
  const part = 'xl/worksheets/sheet2.xml';
  const xml = new TextDecoder().decode(parts[part]);
  const rows = xml.match(/<row .*?<\/row>/gs) ?? [];
  const many = Array.from({ length: 20_000 }, (_, index) =>
    (rows[1 + (index % (rows.length - 1))] ?? '')
      .replace(/<row r="\d+"/, `<row r="${index + 2}"`)
      .replace(/r="([A-Z]+)\d+"/g, (_all, letter: string) => `r="${letter}${index + 2}"`)
      .replace(/<row r="[A-Z]+/, '<row r="'),
  );
  const file = zipSync({
    ...parts,
    [part]: strToU8(xml.replace(/<sheetData>.*<\/sheetData>/s, `<sheetData>${rows[0]}${many.join('')}</sheetData>`)),
  });
  const start = performance.now();
  const { counts } = plan(await roster(file));
  const seconds = (performance.now() - start) / 1000;
  expect(counts).toMatchObject({ wrong: 20_000 - 612, new: 43 + 612 });
  expect(seconds).toBeLessThan(15);
}, 60_000);
