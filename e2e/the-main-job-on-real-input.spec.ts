import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser, openContext } from './browser.ts';
import { shanghai } from './people.ts';
import { type RunningServer, startServer } from './server.ts';

let browser: Browser;
let server: RunningServer;
beforeAll(async () => {
  [browser, server] = await Promise.all([openBrowser(), startServer({ empty: true })]);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  server?.remove();
});

type Place = {
  id: string;
  kind: string;
  name: string;
  parentId: string | null;
  detail: { secretary: string | null; composition: string | null; fullMembers: number } | null;
};

test('an empty installation is set up with the printed code, takes a real roster in, and a secretary’s first record is in the branch’s health', async () => {
  const url = server.url;
  const desk = await openContext(browser, 'desk');
  const page = desk.page;
  const get = async <T>(path: string): Promise<T> => (await desk.context.request.get(`${url}/api/v1${path}`)).json() as Promise<T>;

  // Whoever opens the console of an empty installation is led to its set-up; the code is the one that the terminal printed.
  expect(server.setupCode).not.toBeNull();
  await page.goto(`${url}/console/sign-in`);
  await page.waitForURL(/\/console\/set-up$/);
  await page.getByLabel('安装码').fill(server.setupCode as string);
  await page.getByLabel('学校党委名称').fill('岚川大学党委');
  await page.getByLabel('您的姓名').fill('齐思远');
  await page.getByLabel('登录名').fill('zuzhibu');
  await page.getByLabel('新密码').fill('岚川大学的组织部');
  await page.getByLabel('再写一遍').fill('岚川大学的组织部');
  await page.getByRole('button', { name: '完成安装' }).click();
  await page.waitForURL(/\/console\/import$/);

  // The roster: checked first, nothing written, not one complaint; then imported.
  await page.locator('input[type=file]').setInputFiles(join(import.meta.dirname, '../testing/workbooks/roster-clean.xlsx'));
  await page.waitForURL(/\/console\/import\/[0-9a-f-]{36}$/);
  const importId = new URL(page.url()).pathname.split('/').pop() as string;
  await page.getByRole('heading', { level: 1, name: '先看差异，再导入' }).waitFor({ timeout: 60_000 });
  const checked = await get<{ counts: { new: number; changed: number; same: number; warned: number; wrong: number } }>(`/imports/${importId}`);
  // The one row that changes is the university itself, which gets its code.
  expect(checked.counts).toMatchObject({ changed: 1, same: 0, warned: 0, wrong: 0 });
  const rows = checked.counts.new + checked.counts.changed;
  expect((await get<{ items: Place[] }>('/organisations')).items.filter((one) => one.kind === 'branch')).toEqual([]);
  // Types that the workbook does not tell are proposed, and settled once.
  const settle = page.getByRole('button', { name: '就按这样' });
  if (await settle.isVisible()) await settle.click();
  const go = page.getByRole('button', { name: `导入 ${rows} 行` });
  await expect.poll(() => go.getAttribute('aria-disabled')).not.toBe('true');
  await go.click();
  await page.getByRole('heading', { level: 1, name: '已导入' }).waitFor({ timeout: 60_000 });
  await page.getByText('接着要办的事').waitFor();
  console.log(`${rows} rows of roster-clean.xlsx imported without a complaint`);

  // A branch with a secretary and the way of its people to their accounts: a slip, printed once.
  const tree = (await get<{ items: Place[] }>('/organisations')).items;
  const branch = tree.find((one) => one.kind === 'branch' && one.detail?.secretary && one.detail.composition && one.detail.fullMembers >= 5) as Place;
  expect(branch).toBeDefined();
  const secretary = branch.detail?.secretary as string;
  await page.goto(`${url}/console/accounts?organisation=${branch.id}&q=${encodeURIComponent(secretary)}`);
  const row = page.getByRole('row').filter({ hasText: secretary });
  await row.getByRole('button', { name: '发启用码' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '发启用码' }).click();
  await page.waitForURL(/\/accounts\/slips$/);
  const slip = page.locator('li').filter({ hasText: secretary }).filter({ hasText: '启用码' });
  const username = (await slip.locator('dd').nth(1).innerText()).trim();
  const code = (await slip.locator('dd').nth(2).innerText()).trim();
  expect(code).toMatch(/^[A-Z2-9-]{8,}$/);

  // The secretary signs in on the phone with it and sets a password of their own.
  const phone = await openContext(browser, 'phone');
  const mine = phone.page;
  await mine.goto(`${url}/`);
  await mine.waitForURL(/\/sign-in/);
  await mine.getByLabel('学工号').fill(username);
  await mine.getByLabel('密码或启用码').fill(code);
  await mine.getByRole('button', { name: '登录', exact: true }).click();
  await mine.waitForURL(/\/set-password$/);
  await mine.getByLabel('刚才的启用码').fill(code);
  await mine.getByLabel('新密码').fill('书记自己的新密码');
  await mine.getByLabel('再填一次').fill('书记自己的新密码');
  await mine.getByRole('button', { name: '设好，进去' }).click();
  await mine.waitForURL(/\/branch$/);
  await mine.getByRole('heading', { level: 1, name: branch.name }).waitFor();

  // The university has the branch open meanwhile.
  type Health = { indicators: { id: string; state: string; running: { window: string; state: string } | null }[] };
  const running = async () =>
    (await get<Health>(`/branches/${branch.id}/health`)).indicators.find((one) => one.id === 'members_meetings')?.running?.state;
  await page.goto(`${url}/console/branches/${branch.id}`);
  await page.getByRole('heading', { level: 1, name: branch.name }).waitFor();
  const indicator = (of: typeof page) => of.locator('.indicator').filter({ hasText: '党员大会' }).first();
  const seen = async () => (await indicator(page).innerText()).replace(/\s+/g, ' ');
  const before = await seen();
  expect(await running()).not.toBe('met');

  // A members' meeting of an hour ago is entered on the phone.
  const held = shanghai(-60);
  await mine
    .getByRole('link', { name: '会后补记录' })
    .or(mine.getByRole('button', { name: '会后补记录' }))
    .first()
    .click();
  await mine.waitForURL(/\/meetings\/record/);
  await mine.getByRole('button', { name: '党员大会' }).click();
  await mine.getByLabel('题目').fill('学习讨论学期工作');
  await mine.getByLabel('日期').fill(held.date);
  await mine.getByLabel('开始').fill(held.time);
  await mine.getByLabel('地点').fill('图书馆研讨间 5');
  await mine.getByRole('button', { name: '全到' }).click();
  await mine.getByRole('textbox', { name: '要点' }).first().fill('逐项讨论了学期工作安排，大家同意。');
  await mine.getByRole('button', { name: '提交记录' }).click();
  await mine.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  const meetingId = new URL(mine.url()).pathname.split('/').pop() as string;

  // It is in the branch's health: on the university's open page by itself, and on the secretary's phone.
  await expect.poll(seen, { timeout: 5_000 }).not.toBe(before);
  expect(await running()).toBe('met');
  console.log(`health of ${branch.name}: “${before}” → “${await seen()}”`);
  await mine.goto(`${url}/health/${branch.id}`);
  await indicator(mine).waitFor();
  await page.goto(`${url}/console/charts/trend?view=table`);
  await page.locator('table tbody tr').first().waitFor();
  expect(await page.locator('table tbody tr').first().innerText()).toMatch(/\b1\b/);
  // The figure opens its record in the university's own list.
  await page.locator('table tbody tr').first().getByRole('link', { name: '1' }).first().click();
  await page.getByText('学习讨论学期工作').first().click();
  await page.waitForURL(new RegExp(`/console/meetings/${meetingId}`));
  await page.getByText('逐项讨论了学期工作安排，大家同意。').first().waitFor();

  for (const { complaints, context } of [desk, phone]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});
