import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { addDays } from '#platform/shared/day/day.ts';
import { openBrowser } from './browser.ts';
import { at, shanghai } from './people.ts';
import { type RunningServer, smallDemo, startServer } from './server.ts';

let browser: Browser;
let server: RunningServer;
beforeAll(async () => {
  const [opened, dataFolder] = await Promise.all([openBrowser(), smallDemo()]);
  browser = opened;
  server = await startServer({ dataFolder });
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
  server?.remove();
});

/** The worker has taken every file of the pages, so that the next visit needs no network. */
const workerReady = (page: Page) =>
  expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state), { timeout: 20_000 })
    .toBe('activated');

/** The meeting of that day and title as the server has it: one, however often it was sent. */
async function theOne(context: BrowserContext, day: string, title: string) {
  const get = async (path: string) => (await context.request.get(`${server.url}/api/v1/${path}`)).json();
  const me = await get('me');
  const found = await get(`meetings?branch=${me.branch.id}&from=${day}&to=${day}&limit=50`);
  const same = found.items.filter((one: { title: string }) => one.title === title);
  expect(same).toHaveLength(1);
  return get(`meetings/${same[0].id}`);
}

test('a record written without a network survives the closed tab, waits in sight, and arrives exactly once after the server was killed', async () => {
  const { context, page: first, complaints } = await at(browser, server.url, 'phone', 'branch');
  const day = addDays(shanghai(0).date, -1);
  const title = '讨论支部学期工作';
  const points = '会上逐项讨论了本学期工作，大家同意先从学风建设做起。';

  await first
    .getByRole('link', { name: '补记录' })
    .or(first.getByRole('button', { name: '补记录' }))
    .first()
    .click();
  await first.waitForURL(/\/meetings\/record/);
  await first.getByRole('button', { name: '党员大会' }).click();
  await first.getByLabel('题目').fill(title);
  await first.getByLabel('日期').fill(day);
  await first.getByLabel('开始').fill('19:00');
  await first.getByLabel('地点').fill('明理楼 302');
  await first.getByRole('button', { name: '全到' }).click();
  await workerReady(first);
  const address = first.url();

  // The browser's own network is cut in the middle of the writing; each key press is kept.
  await context.setOffline(true);
  const box = first.getByRole('textbox', { name: '要点' }).first();
  await box.pressSequentially(points);
  expect(await box.inputValue()).toBe(points);
  await first.close();

  const again = await context.newPage();
  // Half an hour passes between writing and sending, without anybody waiting for it.
  await again.clock.setFixedTime(Date.now() - 30 * 60_000);
  await again.goto(address);
  await expect.poll(() => again.getByRole('textbox', { name: '要点' }).first().inputValue()).toBe(points);
  expect(await again.getByLabel('题目').inputValue()).toBe(title);
  expect(await again.getByLabel('日期').inputValue()).toBe(day);
  await again.getByText('没有网络，显示').waitFor();

  // Finished without a network: it waits where it can be seen.
  await again.getByRole('button', { name: '提交记录' }).click();
  await again.waitForURL(/\/branch$/);
  await again.getByText('没有网络，可以照常记录。').waitFor();
  await again.getByText('1 项存在本机，联网后自动提交一次。').waitFor();
  await again.getByRole('button', { name: '看一看' }).click();
  await again.getByText(title).first().waitFor();

  // The server is killed; the network comes back before it does, and the record goes on waiting.
  const port = Number(new URL(server.url).port);
  await server.kill();
  await context.setOffline(false);
  await again.getByText('正在把存在本机的 1 项提交上去。').waitFor();
  server = await startServer({ dataFolder: server.dataFolder, port });
  await again.getByText('正在把存在本机的 1 项提交上去。').waitFor({ state: 'detached', timeout: 40_000 });

  const meeting = await theOne(context, day, title);
  expect(meeting.state).toBe('recorded');
  expect(meeting.items[0].points).toBe(points);
  const { writtenAt, receivedAt } = meeting.confirmation;
  expect(Date.parse(receivedAt) - Date.parse(writtenAt)).toBeGreaterThan(25 * 60_000);

  // Whoever reads it sees when it was written and when it arrived.
  await again.goto(`${server.url}/meetings/${meeting.id}`);
  await again.getByText(points).waitFor();
  await again.getByText(/写于 .+，.+ 收到/).waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('a record finished while the server is away, though the browser says that it is online, tells when it was written', async () => {
  const { context, page, complaints } = await at(browser, server.url, 'phone', 'branch');
  const day = addDays(shanghai(0).date, -2);
  const title = '研究支部近期工作';
  await workerReady(page);
  // Half an hour passes between writing and sending, without anybody waiting for it.
  await page.clock.setFixedTime(Date.now() - 30 * 60_000);
  await page.goto(`${server.url}/meetings/record?kind=membersMeeting`);
  await page.getByLabel('题目').fill(title);
  await page.getByLabel('日期').fill(day);
  await page.getByLabel('开始').fill('19:00');
  await page.getByLabel('地点').fill('明理楼 302');
  await page.getByRole('button', { name: '全到' }).click();
  await page.getByRole('textbox', { name: '要点' }).first().fill('会上逐项研究了近期工作。');

  const port = Number(new URL(server.url).port);
  await server.kill();
  expect(await page.evaluate(() => navigator.onLine)).toBe(true);
  await page.getByRole('button', { name: '提交记录' }).click();
  await page.waitForURL(/\/branch$/);
  await page.getByText('正在把存在本机的 1 项提交上去。').waitFor();
  server = await startServer({ dataFolder: server.dataFolder, port });
  await page.getByText('正在把存在本机的 1 项提交上去。').waitFor({ state: 'detached', timeout: 70_000 });

  const { state, confirmation } = await theOne(context, day, title);
  expect(state).toBe('recorded');
  expect(Date.parse(confirmation.receivedAt) - Date.parse(confirmation.writtenAt)).toBeGreaterThan(25 * 60_000);
  expect(complaints).toEqual([]);
  await context.close();
});

test('the second visit opens with no network, and says that it shows what was kept', async () => {
  const url = inject('demoUrl');
  const { context, page, complaints } = await at(browser, url, 'phone', 'member');
  await page.goto(`${url}/branch`);
  await page.getByRole('heading', { level: 1, name: '本科生第二党支部' }).waitFor();
  await page.getByRole('heading', { name: '本月该办的事' }).waitFor();
  await workerReady(page);
  await page.close();

  await context.setOffline(true);
  const later = await context.newPage();
  await later.goto(url);
  await later.getByRole('heading', { level: 1, name: '本科生第二党支部' }).waitFor();
  await later.getByText(/没有网络，显示 .+ 的内容/).waitFor();

  // Back on the network, the page asks anew by itself.
  await context.setOffline(false);
  await later.getByText(/没有网络，显示 .+ 的内容/).waitFor({ state: 'detached' });
  expect(complaints).toEqual([]);
  await context.close();
});
