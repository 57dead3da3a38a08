import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { members } from '#features/members/contract.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { Client } from '../client.ts';
import { type MeetingScene, openMeetingScene } from '../meeting-scene.ts';
import { numbered } from '../people.ts';

/** What a spreadsheet would reckon with, written into names and notes, comes out of every workbook and table as text. */
const CELLS = 1000;
const starts = ['=', '+', '-', '@', '\t=', '\r=', ' =', '|', '=-', '＝'];
const bodies = [
  'HYPERLINK("http://127.0.0.1/?"&A1,"点")',
  "cmd|' /C calc'!A0",
  'WEBSERVICE("http://127.0.0.1/"&A1)',
  "SUM(1+1)*cmd|' /C calc'!A0",
  'IMPORTXML(CONCAT("http://127.0.0.1/",A1),"//a")',
  'DDE("cmd";"/C calc";"x")',
  '2+5',
  'A1',
  '"x"&"y"',
  'EXEC("calc")',
];
const formulaOf = (at: number) =>
  `${starts[at % starts.length]}${bodies[Math.floor(at / starts.length) % bodies.length]}${Math.floor(at / (starts.length * bodies.length)) || ''}`;

let scene: MeetingScene;
let department: Client;
const counted = { workbook: 0, csv: 0, live: 0 };

beforeAll(async () => {
  scene = await openMeetingScene();
  department = await scene.university.as('department');
  const { db } = scene.world;
  const { school, branch } = scene.university;
  for (let at = 0; at < CELLS; at += 1) {
    const person = await scene.university.person('众', branch);
    await db
      .updateTable('persons')
      .set({ note: formulaOf(at), name: formulaOf(at).slice(0, 50), nativePlace: formulaOf(at), email: null })
      .where('id', '=', person.id)
      .execute();
  }
  for (let at = 0; at < 100; at += 1) {
    const { number, path } = await numbered(db, school);
    await db
      .insertInto('organisations')
      .values({
        id: newId(),
        number,
        code: `0101${String(at).padStart(4, '0')}`,
        name: formulaOf(at).slice(0, 100),
        kind: 'branch',
        parentId: school.id,
        path,
        foundedOn: '2024-03-01',
        recordsSince: '2024-03-01',
        composition: 'staff',
        note: formulaOf(at),
      })
      .execute();
  }
}, 300_000);
afterAll(async () => {
  console.log(`formulas: ${counted.workbook} cells of workbooks and ${counted.csv} of tables hold one as text, ${counted.live} live`);
  await scene?.close();
});

test(`${CELLS} cells of an exported workbook are texts`, async () => {
  const asked = await department.ask(members.requestExport, { organisationId: scene.university.school.id, withPersonal: false, reason: '' });
  expect(asked.status, JSON.stringify(asked.problem)).toBe(200);
  const { raw, status } = await department.send('GET', `/api/v1/exports/${asked.body.id}/file.xlsx`);
  expect(status).toBe(200);
  for (const [name, bytes] of Object.entries(unzipSync(new Uint8Array(raw)))) {
    const xml = Buffer.from(bytes).toString('utf8');
    if (!name.startsWith('xl/')) continue;
    counted.live += (xml.match(/<f[\s>]/g) ?? []).length + (xml.match(/<hyperlink[\s>]/g) ?? []).length + (name.includes('externalLink') ? 1 : 0);
    if (/worksheets\//.test(name))
      for (const [, type, inner] of xml.matchAll(/<c [^>]*?(?:t="(\w+)")?[^>]*?>(.*?)<\/c>/gs))
        if (/calc|127\.0\.0\.1|2\+5|&quot;x/.test(inner ?? '') && type === 'str') counted.live += 1;
    counted.workbook += (xml.match(/<t[^>]*>[^<]*(?:calc|127\.0\.0\.1|2\+5|A1|"x"|&quot;x)[^<]*<\/t>/g) ?? []).length;
  }
  expect(counted.live).toBe(0);
  expect(counted.workbook).toBeGreaterThanOrEqual(CELLS);
});

test.each(['/health/branches.csv', '/charts/comparison.csv'])('no cell of %s begins as a formula does', async (path) => {
  const { raw, status } = await department.send('GET', `/api/v1${path}?period=2026-Q3&quarter=2026-Q3`);
  expect(status, raw.toString().slice(0, 300)).toBe(200);
  for (const [, quoted, plain] of raw
    .toString('utf8')
    .replace(/^\ufeff/, '')
    .matchAll(/(?:^|,|\r\n)(?:"((?:[^"]|"")*)"|([^,\r\n]*))/g)) {
    const cell = quoted ?? plain ?? '';
    if (/calc|127\.0\.0\.1|2\+5|A1|"x"/.test(cell)) counted.csv += 1;
    if (/^\s*[=+\-@|\t\r]/.test(cell) && !/^-?\d+(\.\d+)?%?$/.test(cell)) counted.live += 1;
  }
  expect(counted.live).toBe(0);
  expect(counted.csv).toBeGreaterThan(0);
});
