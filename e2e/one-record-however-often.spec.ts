import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { addDays } from '#platform/shared/day/day.ts';
import { openBrowser } from './browser.ts';
import { at, shanghai } from './people.ts';

let browser: Browser;
const url = inject('demoUrl');
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const day = addDays(shanghai(0).date, -2);
const recordPage = (title: string) => `${url}/meetings/record?kind=themeDay&on=${day}&title=${encodeURIComponent(title)}`;

async function fill(page: Page, title: string): Promise<void> {
  await page.goto(recordPage(title));
  await page.getByLabel('题目').fill(title);
  await page.getByLabel('开始').fill('15:00');
  await page.getByLabel('地点').fill('明理楼 302');
  await page.getByRole('button', { name: '全到' }).click();
  await page.getByRole('textbox', { name: '要点' }).first().fill('大家一起学习，交流体会。');
}
/** How many meetings of the branch have this title that day. */
async function found(context: BrowserContext, title: string): Promise<number> {
  const me = await (await context.request.get(`${url}/api/v1/me`)).json();
  const list = await (await context.request.get(`${url}/api/v1/meetings?branch=${me.branch.id}&from=${day}&to=${day}&limit=100`)).json();
  return list.items.filter((one: { title: string }) => one.title === title).length;
}
const offlineReady = (page: Page) =>
  expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state), { timeout: 20_000 })
    .toBe('activated');

test('finished with no network and opened again, the page says that it waits on this phone; taken back and submitted, it is one record', async () => {
  const { context, page, complaints } = await at(browser, url, 'phone', 'branch');
  const title = `离线写一次 ${Date.now() % 100_000}`;
  await fill(page, title);
  await offlineReady(page);
  await context.setOffline(true);
  await page.getByRole('button', { name: '提交记录' }).click();
  await page.waitForURL(/\/branch$/);

  await page.goto(recordPage(title));
  await page.getByText('存在本机', { exact: true }).first().waitFor();
  expect(await page.getByRole('button', { name: '提交记录' }).count()).toBe(0);
  await page.getByRole('button', { name: '先不提交，继续改' }).click();
  expect(await page.getByLabel('题目').inputValue()).toBe(title);
  await page.getByRole('button', { name: '提交记录' }).click();
  await page.waitForURL(/\/branch$/);

  await context.setOffline(false);
  await expect.poll(() => found(context, title), { timeout: 20_000 }).toBe(1);
  await page.goto(recordPage(title));
  // What has arrived has left the phone: the page is empty for the next one.
  await page.getByRole('button', { name: '提交记录' }).waitFor();
  expect(await page.getByLabel('题目').inputValue()).not.toBe(title);
  expect(await found(context, title)).toBe(1);
  expect(complaints).toEqual([]);
  await context.close();
});

test('a tab closed between the record’s arrival and its answer makes no second record when it is submitted again', async () => {
  const { context, page } = await at(browser, url, 'phone', 'branch');
  const title = `收到前关页 ${Date.now() % 100_000}`;
  await fill(page, title);
  let arrived!: () => void;
  const reached = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  // The server has it; the answer never comes to the page.
  await page.route('**/api/v1/meetings/record', async (route) => {
    await route.fetch();
    arrived();
  });
  void page.getByRole('button', { name: '提交记录' }).click();
  await reached;
  await page.close();
  expect(await found(context, title)).toBe(1);

  const again = await context.newPage();
  await again.goto(recordPage(title));
  await expect.poll(() => again.getByLabel('题目').inputValue(), { timeout: 10_000 }).toBe(title);
  await again.getByRole('button', { name: '提交记录' }).click();
  await again.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  expect(await found(context, title)).toBe(1);
  await context.close();
});

test('a plan whose answer was lost with its tab is the same plan when it is saved again', async () => {
  const { context, page } = await at(browser, url, 'phone', 'branch');
  const title = `计划一次 ${Date.now() % 100_000}`;
  const ahead = shanghai(3 * 24 * 60);
  const fillPlan = async (one: Page) => {
    await one.goto(`${url}/meetings/plan?kind=themeDay`);
    await expect.poll(() => one.getByLabel('题目').inputValue()).not.toBe('');
  };
  await fillPlan(page);
  await page.getByLabel('题目').fill(title);
  await page.getByLabel('日期').fill(ahead.date);
  await page.getByLabel('开始').fill('15:00');
  await page.getByLabel('地点').fill('明理楼 302');
  let arrived!: () => void;
  const reached = new Promise<void>((resolve) => {
    arrived = resolve;
  });
  await page.route('**/api/v1/meetings', async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    arrived();
  });
  void page.getByRole('button', { name: '先存着' }).click();
  await reached;
  await page.close();
  const again = await context.newPage();
  await fillPlan(again);
  expect(await again.getByLabel('题目').inputValue()).toBe(title);
  await again.getByRole('button', { name: '先存着' }).click();
  await again.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  const me = await (await context.request.get(`${url}/api/v1/me`)).json();
  const list = await (
    await context.request.get(`${url}/api/v1/meetings?branch=${me.branch.id}&from=${ahead.date}&to=${ahead.date}&limit=100`)
  ).json();
  expect(list.items.filter((one: { title: string }) => one.title === title)).toHaveLength(1);
  await context.close();
});

test('a refused record says why and is mended by submitting it anew, or given up after a question', async () => {
  const { context, page } = await at(browser, url, 'phone', 'branch');
  const title = `被退回的记录 ${Date.now() % 100_000}`;
  await fill(page, title);
  await offlineReady(page);
  await context.setOffline(true);
  await page.getByRole('button', { name: '提交记录' }).click();
  await page.waitForURL(/\/branch$/);
  // The server refuses what arrives.
  let refuse = true;
  await context.route('**/api/v1/meetings/record', (route) =>
    refuse
      ? route.fulfill({
          status: 409,
          contentType: 'application/problem+json',
          body: JSON.stringify({ status: 409, code: 'chair_not_member', detail: '主持人当天不在名单上，请另选。' }),
        })
      : route.continue(),
  );
  await context.setOffline(false);
  await page.getByText('有 1 项没能提交，内容还在本机。').waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: '看一看' }).click();
  await page.getByText('主持人当天不在名单上，请另选。').waitFor();
  await page.getByRole('button', { name: '去处理' }).click();
  expect(await page.getByLabel('题目').inputValue()).toBe(title);
  refuse = false;
  await page.getByRole('button', { name: '提交记录' }).click();
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  expect(await found(context, title)).toBe(1);

  const other = `放弃的记录 ${Date.now() % 100_000}`;
  await fill(page, other);
  await context.setOffline(true);
  await page.getByRole('button', { name: '提交记录' }).click();
  await page.waitForURL(/\/branch$/);
  refuse = true;
  await context.setOffline(false);
  await page.getByText(/有 \d+ 项没能提交/).waitFor({ timeout: 20_000 });
  await page.getByRole('button', { name: '看一看' }).click();
  await page
    .getByRole('button', { name: /^不再提交/ })
    .last()
    .click();
  await page.getByRole('dialog').getByRole('button', { name: '不再提交' }).click();
  await page.getByText(/有 \d+ 项没能提交/).waitFor({ state: 'detached' });
  expect(await found(context, other)).toBe(0);
  await context.close();
});
