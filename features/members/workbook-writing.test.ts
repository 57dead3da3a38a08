import { readFileSync } from 'node:fs';
import ExcelJS from 'exceljs';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { treeRules } from './api/tree-rules.ts';
import { NOT_DATA } from './api/workbook/not-data.ts';
import { type Roster, readRoster } from './api/workbook/read-roster.ts';
import { writeRoster } from './api/workbook/write-roster.ts';
import { writeTemplate } from './api/workbook/write-template.ts';
import { REASON_HEADER, writeWrongRows } from './api/workbook/write-wrong-rows.ts';
import { checkRoster, type Existing, type ExistingOrganisation, type ExistingPerson, type RosterPlan } from './check-roster.ts';
import { isPersonal, ORGANISATION_FIELDS, PERSON_FIELDS } from './fields.ts';
import { sayMessage } from './import-sentences.ts';
import type { OrganisationValues } from './organisation-row.ts';
import type { PersonValues } from './person-row.ts';
import { jsonSchema, publishedFields } from './standard.ts';

const TODAY = '2026-11-24';
const kept = (name: string) => readFileSync(new URL(`../../testing/workbooks/${name}`, import.meta.url));
const nobody: Existing = {
  organisations: new Map(),
  persons: new Map(),
  staffNumbers: new Map(),
  chosenNames: new Map(),
  memberships: new Map(),
  posts: new Map(),
};
const plan = (workbook: Roster, existing = nobody): RosterPlan =>
  checkRoster({ workbook, existing, today: TODAY, inScope: () => true, indexOf: (id) => id, tree: treeRules });
async function roster(file: Buffer): Promise<Roster> {
  const read = await readRoster(file);
  if (!read.ok) throw new Error(read.code);
  return read.value;
}
async function opened(file: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(file as unknown as ArrayBuffer);
  return book;
}

/** What the database would hold after a plan was carried out. */
function carriedOut({ rows }: RosterPlan) {
  const organisations = rows.flatMap((row) => (row.sheet === '党组织' && row.value ? [row.value as OrganisationValues] : []));
  const persons = rows.flatMap((row) => (row.sheet === '党员' && row.value ? [row.value as PersonValues] : []));
  const existing: Existing = {
    organisations: new Map(organisations.map((one): [string, ExistingOrganisation] => [one.code ?? '', { ...one, id: `o${one.code}` }])),
    persons: new Map(
      persons.map(({ idNumber, organisationCode: _code, posts: _posts, ...one }): [string, ExistingPerson] => [
        idNumber ?? '',
        { ...one, id: `p${idNumber}` },
      ]),
    ),
    chosenNames: new Map(),
    staffNumbers: new Map(persons.map((one) => [(one.staffNumber ?? '').toUpperCase(), one.idNumber ?? ''])),
    memberships: new Map(persons.map((one) => [`p${one.idNumber}`, one.organisationCode ?? ''])),
    posts: new Map(
      persons.map((one) => [`p${one.idNumber}`, (one.posts ?? []).map((post) => ({ organisationCode: one.organisationCode ?? '', post }))]),
    ),
  };
  return { organisations, persons, existing };
}

describe('the export', () => {
  test.each(['roster-clean.xlsx', 'roster-dirty.xlsx'])(
    'of %s imports again as `same`, or `warned` as before; the file itself changes nothing a second time',
    async (name) => {
      const first = plan(await roster(kept(name)));
      const { organisations, persons, existing } = carriedOut(first);
      const again = plan(await roster(await writeRoster({ organisations, persons, personal: true })), existing);
      expect(again.counts).toEqual({ new: 0, changed: 0, same: first.counts.new, warned: first.counts.warned, wrong: 0 });
      const twice = plan(await roster(kept(name)), existing);
      expect(twice.counts).toEqual({ new: 0, changed: 0, same: first.counts.new, warned: first.counts.warned, wrong: first.counts.wrong });
      expect(again.rows.every((row) => row.effect === 'same')).toBe(true);
    },
  );
  test('has the headers of roster-clean.xlsx', async () => {
    const headers = async (file: Buffer) =>
      (await opened(file)).worksheets.map((sheet) => [sheet.name, ...(sheet.getRow(1).values as string[]).slice(1)]);
    expect(await headers(await writeRoster({ organisations: [], persons: [], personal: true }))).toEqual(await headers(kept('roster-clean.xlsx')));
  });
  test('without personal columns says that it is for reading only, and cannot be imported', async () => {
    const { organisations, persons } = carriedOut(plan(await roster(kept('roster-clean.xlsx'))));
    const file = await writeRoster({ organisations, persons, personal: false });
    const sheet = (await opened(file)).getWorksheet('党员');
    expect(String(sheet?.getCell('A1').value)).toContain('仅供查阅');
    const all = Object.values(unzipSync(file))
      .map((part) => strFromU8(part))
      .join('');
    for (const person of persons.slice(0, 50))
      for (const secret of [person.idNumber, person.phone, person.email]) expect(all.includes(String(secret))).toBe(false);
    expect(await readRoster(file)).toMatchObject({ ok: false, code: 'columns_missing' });
    expect(PERSON_FIELDS.filter(isPersonal).map((field) => field.zh)).toEqual([
      '民族',
      '出生日期',
      '公民身份号码',
      '籍贯',
      '学历',
      '学位',
      '手机号码',
      '电子邮箱',
      '备注',
    ]);
  });
  test('keeps dates of early days and text that looks like a formula as they are', async () => {
    const { organisations, persons, existing } = carriedOut(plan(await roster(kept('roster-clean.xlsx'))));
    const odd = persons.map((one, index) => (index === 0 ? { ...one, note: '=HYPERLINK("http://127.0.0.1/")', birthDate: '1900-01-15' } : one));
    const file = await writeRoster({ organisations, persons: odd, personal: true });
    expect(strFromU8(unzipSync(file)['xl/worksheets/sheet2.xml'] ?? new Uint8Array())).not.toContain('<f>');
    const row = plan(await roster(file), existing).rows.find((one) => one.sheet === '党员' && one.row === 2);
    expect(row?.messages.map((one) => one.code)).toContain('id_birth_differs');
    expect(row?.messages[0]?.params.value).toBe('1900-01-15');
  });
});

describe('the rows that were refused come back', () => {
  test('as the user wrote them, with reasons; mended, they are taken in', async () => {
    const file = kept('roster-dirty.xlsx');
    const first = plan(await roster(file));
    const wrong = first.rows.filter((row) => row.outcome === 'wrong');
    const back = await writeWrongRows(
      file,
      wrong.map((row) => ({ sheet: row.sheet, row: row.row, reason: row.messages.map((one) => sayMessage(one)).join('') })),
    );
    if (!back.ok) throw new Error(back.code);
    const book = await opened(back.value);
    const sheet = book.getWorksheet('党员');
    const headers = ((sheet?.getRow(1).values ?? []) as string[]).slice(1);
    expect(book.worksheets.map((one) => one.name)).toEqual(['党员']);
    expect(headers).toEqual([
      '序号',
      '姓名',
      '性别',
      '民 族',
      '出生日期',
      '身份证号',
      '籍贯',
      '学历',
      '学位',
      '学工号',
      '身份类别',
      '人员类别',
      '所在党组织编码',
      '申请入党日期',
      '入党时间',
      '转为正式党员日期',
      '党内职务',
      '手机号码',
      '电子邮箱',
      '流动党员',
      '备注',
      REASON_HEADER,
      '原行号',
    ]);
    expect(sheet?.rowCount).toBe(28);
    expect(sheet?.getCell('V2').value).toContain('大本');
    const { existing } = carriedOut(first);
    const unmended = plan(await roster(back.value), existing);
    expect(unmended.counts).toMatchObject({ new: 0, changed: 0 });
    if (sheet) sheet.getCell('H2').value = '大学本科';
    const mended = plan(await roster(Buffer.from((await book.xlsx.writeBuffer()) as ArrayBuffer)), existing);
    expect(mended.rows[0]).toMatchObject({ row: 2, outcome: 'new' });
  });
  test('with no formula in them, and without the columns of an earlier return', async () => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet('党员');
    sheet.addRow([...PERSON_FIELDS.map((field) => field.zh), REASON_HEADER, '原行号']);
    sheet.addRow([{ formula: 'HYPERLINK("http://127.0.0.1/","点我")', result: '=cmd' }, ...Array(20).fill('x'), '上次的理由', 9]);
    const back = await writeWrongRows(Buffer.from((await book.xlsx.writeBuffer()) as ArrayBuffer), [{ sheet: '党员', row: 2, reason: '新的理由' }]);
    if (!back.ok) throw new Error(back.code);
    const parts = unzipSync(back.value);
    expect(strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).not.toMatch(/<f[ >]/);
    const rows = (await opened(back.value)).getWorksheet('党员');
    expect(((rows?.getRow(2).values ?? []) as unknown[]).slice(-2)).toEqual(['新的理由', 2]);
    expect(JSON.stringify(rows?.getRow(2).values)).not.toContain('上次的理由');
  });
});

describe('the template', () => {
  test('has drop-downs for every code table, text columns for numbers, and reads as empty until filled in', async () => {
    const file = await writeTemplate();
    const book = await opened(file);
    expect(book.worksheets.map((one) => one.name)).toEqual([
      '党组织',
      '党员',
      NOT_DATA.organisationSample,
      NOT_DATA.personSample,
      NOT_DATA.help,
      NOT_DATA.tables,
    ]);
    const tables = book.getWorksheet(NOT_DATA.tables);
    for (const [name, fields] of [
      ['党组织', ORGANISATION_FIELDS],
      ['党员', PERSON_FIELDS],
    ] as const) {
      const sheet = book.getWorksheet(name);
      fields.forEach((field, index) => {
        const cell = sheet?.getRow(2).getCell(index + 1);
        if (field.table) {
          const range = /\$([A-Z]+)\$2:\$[A-Z]+\$(\d+)/.exec(String(cell?.dataValidation?.formulae?.[0]));
          const choices = Array.from({ length: Number(range?.[2]) - 1 }, (_, at) => tables?.getCell(`${range?.[1]}${at + 2}`).value);
          expect(cell?.dataValidation.showErrorMessage, field.zh).toBe(field.kind !== 'posts' && field.key !== 'ethnicity');
          expect(choices, field.zh).toEqual(field.table.entries.map((entry) => entry.zh));
        } else expect(cell?.dataValidation, field.zh).toBeUndefined();
        if (['idNumber', 'staffNumber', 'organisationCode', 'phone'].includes(field.kind))
          expect(sheet?.getColumn(index + 1).numFmt, field.zh).toBe('@');
      });
    }
    expect(await readRoster(file)).toMatchObject({ ok: false, code: 'workbook_empty' });
  });
  test('filled in with its own sample, it imports without complaint', async () => {
    const book = await opened(await writeTemplate());
    for (const [sample, sheet] of [
      [NOT_DATA.organisationSample, '党组织'],
      [NOT_DATA.personSample, '党员'],
    ] as const) {
      book.getWorksheet(sample)?.eachRow((row, number) => {
        if (number > 1)
          row.eachCell((cell, column) => {
            const target = book.getWorksheet(sheet)?.getRow(number).getCell(column);
            if (target) target.value = cell.value;
          });
      });
    }
    const { counts, rows } = plan(await roster(Buffer.from((await book.xlsx.writeBuffer()) as ArrayBuffer)));
    expect(rows.flatMap((row) => row.messages.map((one) => one.code).filter((code) => code !== 'date_as_text' && code !== 'years_as_text'))).toEqual(
      [],
    );
    expect(counts).toMatchObject({ new: 4, wrong: 0, warned: 0 });
  });
});

test('the JSON Schema and the page hold every field of the one definition', () => {
  const schema = jsonSchema() as { properties: Record<string, { items: { properties: Record<string, { enum?: string[] }>; required: string[] } }> };
  expect(Object.keys(schema.properties.党员?.items.properties ?? {})).toEqual(PERSON_FIELDS.map((field) => field.zh));
  expect(schema.properties.党员?.items.required).toEqual(['姓名', '公民身份号码', '学工号', '人员类别', '所在党组织编码']);
  expect(schema.properties.党组织?.items.properties.组织类别?.enum).toEqual(['党委', '党总支', '直属党支部', '党支部', '党小组', '党委部门']);
  expect(publishedFields().length).toBe(ORGANISATION_FIELDS.length + PERSON_FIELDS.length);
});
