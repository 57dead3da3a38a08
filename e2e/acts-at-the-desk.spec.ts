import { join } from 'node:path';
import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { rosterWorkbook } from '../bench/roster.ts';
import { openBrowser } from './browser.ts';
import { at } from './people.ts';

let browser: Browser;
const url = inject('demoUrl');
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

type Row = { id: string; name: string; kind: string; parentId: string | null };
const treeOf = async (page: Page): Promise<Row[]> => (await (await page.context().request.get(`${url}/api/v1/organisations`)).json()).items;
const dialog = (page: Page) => page.getByRole('dialog').filter({ visible: true });
/** An act of the menu that changes the tree. */
async function adjust(page: Page, act: string): Promise<void> {
  await page.getByRole('button', { name: '调整架构' }).click();
  await page.getByRole('menuitem', { name: act }).click();
  await dialog(page).waitFor();
}
/** Picks a person or an organisation in a list that is searched by typing. */
async function pick(page: Page, label: string, text: string, option: RegExp): Promise<void> {
  await dialog(page).getByLabel(label).fill(text);
  await page.getByRole('option', { name: option }).first().click();
}

test('组织部 founds a branch: a wrong code is said at once and nothing is lost, a second press founds no second; it is renamed, moved and dissolved', async () => {
  const { page, complaints, context } = await at(browser, url, 'desk', 'organisation');
  const tree = await treeOf(page);
  const root = tree.find((row) => row.parentId === null) as Row;
  const [school, other] = tree.filter((row) => row.parentId === root.id && row.kind === 'committee') as [Row, Row];
  const name = `试办党支部 ${Date.now() % 100_000}`;

  await page.goto(`${url}/console/organisations/${school.id}`);
  await adjust(page, '成立下级组织');
  const form = dialog(page);
  await form.getByLabel('名称').fill(name);
  await form.getByLabel(/组织编码/).fill('9');
  await form.getByLabel('批准文号').fill('岚大组〔2026〕9号');
  await form.getByLabel('原因').fill('新设专业，党员满三名');
  const found = form.getByRole('button', { name: '成立下级组织' });
  await found.click();
  await form.getByRole('alert').waitFor();
  expect(await form.getByLabel('名称').inputValue()).toBe(name);
  await form.getByLabel(/组织编码/).fill('');
  await found.dblclick();
  await page.getByRole('heading', { name }).waitFor();
  const made = (await treeOf(page)).filter((row) => row.name === name);
  expect(made.map((row) => row.parentId)).toEqual([school.id]);

  await adjust(page, '更名');
  await dialog(page).getByLabel('名称').fill(`${name}（新）`);
  await dialog(page).getByLabel('批准文号').fill('岚大组〔2026〕10号');
  await dialog(page).getByLabel('原因').fill('名称写错');
  await dialog(page).getByRole('button', { name: '更名' }).click();
  await page.getByRole('heading', { name: `${name}（新）` }).waitFor();

  await adjust(page, '移动');
  await pick(page, '上级党组织', other.name, new RegExp(`^${other.name}$`));
  await dialog(page).getByLabel('批准文号').fill('岚大组〔2026〕11号');
  await dialog(page).getByLabel('原因').fill('专业划转');
  await dialog(page).getByRole('button', { name: '移动' }).click();
  await expect.poll(async () => (await treeOf(page)).find((row) => row.id === made[0]?.id)?.parentId, { timeout: 10_000 }).toBe(other.id);

  await adjust(page, '撤销');
  await dialog(page).getByLabel('批准文号').fill('岚大组〔2026〕12号');
  await dialog(page).getByLabel('原因').fill('不再需要');
  await dialog(page).getByRole('button', { name: '撤销' }).click();
  await expect.poll(async () => (await treeOf(page)).some((row) => row.id === made[0]?.id), { timeout: 10_000 }).toBe(false);

  // The history keeps every act with its document.
  await page.goto(`${url}/console/organisations/${made[0]?.id}?tab=history`);
  for (const number of ['9号', '10号', '11号', '12号']) await page.getByText(`岚大组〔2026〕${number}`).first().waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('a post is handed over at the desk: who takes it over stands there at once, who had it among the earlier ones', async () => {
  const { page, complaints, context } = await at(browser, url, 'desk', 'organisation');
  const branch = (await treeOf(page)).filter((row) => row.kind === 'branch').at(-1) as Row;
  const people = (await (await context.request.get(`${url}/api/v1/members?within=${branch.id}&category=full&limit=50`)).json()).items as {
    name: string;
  }[];
  const asked = async () =>
    (await (await context.request.get(`${url}/api/v1/organisations/${branch.id}`)).json()) as { posts: { name: string; post: string }[] };
  const secretary = (await asked()).posts.find(({ post }) => post === 'secretary')?.name as string;
  const held = new Set((await asked()).posts.map((post) => post.name));
  const successor = people.find(({ name }) => !held.has(name))?.name as string;

  await page.goto(`${url}/console/organisations/${branch.id}?tab=posts`);
  await page.getByRole('row').filter({ hasText: secretary }).filter({ hasText: '书记' }).first().getByRole('button', { name: '交接' }).click();
  await dialog(page).waitFor();
  await pick(page, '接任人', successor, new RegExp(`^${successor} `));
  await dialog(page).getByLabel('原因').fill('工作调动');
  await dialog(page).getByRole('button', { name: '交接' }).click();
  await expect.poll(async () => (await asked()).posts.find(({ post }) => post === 'secretary')?.name, { timeout: 10_000 }).toBe(successor);
  await page.getByRole('row').filter({ hasText: successor }).filter({ hasText: '书记' }).first().waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('a roster of more than fifty with personal columns waits until a second person agrees; then it is fetched', async () => {
  const one = await at(browser, url, 'desk', 'organisation');
  const two = await at(browser, url, 'desk', 'committee');
  const tree = await treeOf(one.page);
  const school = tree.find((row) => row.kind === 'committee' && row.parentId !== null) as Row;
  const reason = `年度党内统计 ${Date.now() % 100_000}`;

  await one.page.goto(`${url}/console/exports`);
  await one.page.getByLabel('范围').fill(school.name);
  await one.page.getByRole('option', { name: school.name, exact: true }).click();
  await one.page.getByRole('switch', { name: /含个人信息的列/ }).click();
  await one.page.getByLabel('用途').fill(reason);
  await one.page.getByRole('button', { name: '导出', exact: true }).click();
  await one.page.getByText('另一位同事同意后').waitFor();
  const own = one.page.getByRole('row').filter({ hasText: school.name }).first();
  expect(await own.getByRole('link', { name: '下载' }).count()).toBe(0);

  await two.page.goto(`${url}/console/exports`);
  const waiting = two.page.getByRole('listitem').filter({ hasText: reason });
  await waiting.getByRole('button', { name: '同意', exact: true }).click();
  await dialog(two.page).getByRole('button', { name: '同意', exact: true }).click();
  await waiting.waitFor({ state: 'detached' });

  await one.page.reload();
  const fetched = one.page.waitForEvent('download');
  await own.getByRole('link', { name: '下载' }).click();
  expect((await fetched).suggestedFilename()).toMatch(/\.xlsx$/);
  for (const { complaints, context } of [one, two]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});

test('a teaching day is changed only after its effect has been seen', async () => {
  const { page, complaints, context } = await at(browser, url, 'desk', 'organisation');
  const kindOf = async (day: string) =>
    (
      (await (await context.request.get(`${url}/api/v1/calendar?year=${day.slice(0, 4)}`)).json()) as { days: { day: string; kind: string }[] }
    ).days.find((one) => one.day === day)?.kind;
  const day = '2026-12-09';
  const before = await kindOf(day);
  await page.goto(`${url}/console/calendar/2026/edit`);
  await page.getByRole('button', { name: /12\s?月\s?9\s?日/ }).click();
  await dialog(page).getByLabel('当天是').selectOption({ label: '放假' });
  await dialog(page).getByRole('button', { name: '就这样' }).click();
  await page.getByRole('button', { name: '看影响' }).click();
  const effect = dialog(page);
  await effect.waitFor();
  expect(await kindOf(day)).toBe(before);
  await effect.getByRole('textbox').last().fill('校庆放假一天');
  await effect.getByRole('button', { name: '保存' }).click();
  await expect.poll(() => kindOf(day), { timeout: 10_000 }).toBe('holiday');
  expect(complaints).toEqual([]);
  await context.close();
});

test('a workbook with faults is looked through before anything is written: its wrong rows come back with their reasons; a check that runs is called off', async () => {
  const { page, complaints, context } = await at(browser, url, 'desk', 'organisation');
  const people = async () => (await (await context.request.get(`${url}/api/v1/members?limit=1`)).json()).total as number;
  const before = await people();
  await page.goto(`${url}/console/import`);
  await page.locator('input[type=file]').setInputFiles(join(import.meta.dirname, '../testing/workbooks/roster-dirty.xlsx'));
  const wrong = page.getByRole('link', { name: /下载有错误的 \d+ 行/ });
  await wrong.waitFor({ timeout: 60_000 });
  const count = Number(/\d+/.exec(await wrong.innerText())?.[0]);
  expect(count).toBeGreaterThan(0);
  const fetched = page.waitForEvent('download');
  await wrong.click();
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(await (await fetched).path());
  const reasons = workbook.worksheets.flatMap((sheet) => {
    const head = (sheet.getRow(1).values as unknown[]).findIndex((cell) => String(cell ?? '') === '未导入原因');
    return head < 0 ? [] : (sheet.getColumn(head).values as unknown[]).slice(2).filter(Boolean);
  });
  expect(reasons).toHaveLength(count);

  await page.goto(`${url}/console/import`);
  await page.locator('input[type=file]').setInputFiles({
    name: '名册.xlsx',
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: await rosterWorkbook(12_000),
  });
  await page.getByRole('button', { name: '取消', exact: true }).click();
  await page.getByText('这次导入已取消，没有写入任何数据。').waitFor({ timeout: 60_000 });
  expect(await people()).toBe(before);
  expect(complaints).toEqual([]);
  await context.close();
});
