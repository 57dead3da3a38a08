import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newId } from '#platform/shared/ids/ids.ts';
import { openBrowser } from './browser.ts';
import { at, shanghai } from './people.ts';
import { type Passing, startProxy } from './proxy.ts';
import { recordMeeting } from './records.ts';
import { type RunningServer, smallDemo, startServer } from './server.ts';

let browser: Browser;
let server: RunningServer;
let proxy: Passing;
beforeAll(async () => {
  const [opened, dataFolder] = await Promise.all([openBrowser(), smallDemo()]);
  browser = opened;
  server = await startServer({ dataFolder });
  proxy = await startProxy(() => server.url);
});
afterAll(async () => {
  await browser?.close();
  await proxy?.close();
  await server?.stop();
  server?.remove();
});

test('a restart behind a proxy that answers 502 meanwhile: the open chart keeps its figures, comes back by itself and follows the next record', async () => {
  const [school, secretary] = await Promise.all([at(browser, proxy.url, 'desk', 'school'), at(browser, proxy.url, 'phone', 'branch')]);
  const desk = school.page;
  await desk.goto(`${proxy.url}/console/charts/trend?view=table`);
  const first = desk.locator('table tbody tr').first();
  await first.waitFor();
  const themeDays = async () => Number((await first.locator('td').first().innerText()).trim());
  const before = await themeDays();
  const lives: number[] = [];
  desk.on('response', (response) => {
    if (response.url().endsWith('/live')) lives.push(response.status());
  });

  const port = Number(new URL(server.url).port);
  await server.stop();
  // The browser itself gives up at the first 502; the page does not.
  await expect.poll(() => lives.filter((status) => status === 502).length, { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
  expect(await themeDays()).toBe(before);
  server = await startServer({ dataFolder: server.dataFolder, port });
  await expect.poll(() => lives.at(-1), { timeout: 60_000 }).toBe(200);

  await recordMeeting(secretary.context.request, proxy.url, {
    kind: 'themeDay',
    title: '重启之后补的记录',
    startsAt: `${shanghai(0).date.slice(0, 7)}-02T08:00:00+08:00`,
  });
  await expect.poll(themeDays, { timeout: 10_000, interval: 50 }).toBe(before + 1);
  for (const { complaints, context } of [school, secretary]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});

test('what could not be read anew stays and says that it may be old; what may not be read any more leaves the page', async () => {
  const { context, page, complaints } = await at(browser, server.url, 'phone', 'branch', { worker: false });
  let status = 200;
  await page.route('**/api/v1/**', (route) =>
    status === 200 || /\/(me|live|notices\/unread)$/.test(new URL(route.request().url()).pathname)
      ? route.continue()
      : route.fulfill({
          status,
          contentType: 'application/problem+json',
          body: JSON.stringify({ status, code: 'busy', detail: '现在太忙，请稍后再试。' }),
        }),
  );
  await page.goto(`${server.url}/branch`);
  const duties = page.getByRole('heading', { name: '本月该办的事' });
  await duties.waitFor();
  const old = page.getByText('内容可能不是最新的');
  const record = (day: string) =>
    recordMeeting(context.request, server.url, {
      kind: 'themeDay',
      title: `记录 ${day}`,
      startsAt: `${shanghai(0).date.slice(0, 8)}${day}T08:00:00+08:00`,
    });
  status = 503;
  await record('02');
  await old.waitFor();
  expect(await duties.count()).toBe(1);
  status = 200;
  await old.waitFor({ state: 'detached', timeout: 20_000 });
  status = 403;
  await record('03');
  await page.getByText('这一页不对您开放').waitFor();
  expect(await duties.count()).toBe(0);
  expect(complaints).toEqual([]);
  await context.close();
});

test('the phone’s bell and what waits follow on any page: a correction proposed elsewhere is counted and listed without a reload', async () => {
  const [member, secretary] = await Promise.all([at(browser, server.url, 'phone', 'member'), at(browser, server.url, 'phone', 'branch')]);
  const page = secretary.page;
  await page.goto(`${server.url}/me`);
  await page.getByText('等您办的事').waitFor();
  const unread = async () =>
    Number(/(\d+)\s*条未读/.exec((await page.locator('a[href="/notices"]').first().innerText()).replace(/\n/g, ' '))?.[1] ?? 0);
  await page.locator('a[href="/notices"]').first().waitFor();
  const before = await unread();
  let loads = 0;
  page.on('load', () => {
    loads += 1;
  });
  const answer = await member.context.request.post(`${server.url}/api/v1/me/corrections`, {
    headers: { 'idempotency-key': newId() },
    data: { field: 'email', value: `wei.${Date.now()}@example.edu.cn`, reason: '换了邮箱' },
  });
  expect(answer.ok()).toBe(true);
  await expect.poll(unread, { timeout: 10_000 }).toBe(before + 1);
  await page.getByRole('link', { name: '党员信息更正等您审核' }).waitFor();

  // Its decision is heard on the member's own first page.
  const mine = member.page;
  await mine.goto(`${server.url}/branch`);
  const bell = mine.locator('a[href="/notices"]').first();
  await bell.waitFor();
  const words = await bell.innerText();
  await page.getByRole('link', { name: '党员信息更正等您审核' }).click();
  await page.locator('li').filter({ hasText: '换了邮箱' }).getByRole('button', { name: '同意', exact: true }).click();
  await expect.poll(() => bell.innerText(), { timeout: 10_000 }).not.toBe(words);
  expect(loads).toBe(0);
  for (const { complaints, context } of [member, secretary]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});

test('every notice can be reached, however many there are, on the phone and at the desk', async () => {
  const all = Array.from({ length: 137 }, (_, i) => ({
    id: newId(),
    kind: 'meetingAnnounced',
    params: { title: `第${i + 1}次`, kind: 'themeDay' },
    link: '/branch',
    subjectId: null,
    at: new Date(Date.UTC(2026, 5, 1) - i * 3_600_000).toISOString(),
    readAt: '2026-06-01T00:00:00Z',
  }));
  for (const client of ['phone', 'desk'] as const) {
    const { context, page, complaints } = await at(browser, server.url, client, 'branch', { worker: false });
    await page.route('**/api/v1/notices?*', (route) => {
      const query = new URL(route.request().url()).searchParams;
      const [from, limit] = [Number(query.get('cursor') ?? 0), Number(query.get('limit'))];
      const next = from + limit < all.length ? String(from + limit) : null;
      return route.fulfill({ json: { items: all.slice(from, from + limit), nextCursor: next, unread: 0 } });
    });
    await page.goto(`${server.url}${client === 'desk' ? '/console' : ''}/notices`);
    const more = page.getByRole('button', { name: '看更早的' });
    for (let shown = 30; shown < all.length; shown += 30) {
      await expect.poll(() => page.locator('.rows > li').count()).toBe(shown);
      await more.click();
    }
    await expect.poll(() => page.locator('.rows > li').count()).toBe(all.length);
    await page.getByText('第137次').waitFor();
    expect(await more.count()).toBe(0);
    expect(complaints).toEqual([]);
    await context.close();
  }
});

test('a post handed over takes its rights along at once: both phones read anew who they are, without a reload', async () => {
  const [old, next, school] = await Promise.all([
    at(browser, server.url, 'phone', 'branch'),
    at(browser, server.url, 'phone', 'member'),
    at(browser, server.url, 'desk', 'school'),
  ]);
  const me = await (await old.context.request.get(`${server.url}/api/v1/me`)).json();
  const successor = await (await next.context.request.get(`${server.url}/api/v1/me`)).json();
  await old.page.goto(`${server.url}/branch`);
  const late = old.page
    .getByRole('link', { name: '补记录' })
    .or(old.page.getByRole('button', { name: '补记录' }))
    .first();
  await late.waitFor();
  await next.page.goto(`${server.url}/me`);
  await next.page.getByRole('heading', { level: 1, name: successor.name }).waitFor();
  expect(await next.page.locator('main').innerText()).not.toContain('书记');

  const answer = await school.context.request.post(`${server.url}/api/v1/posts/${me.post.id}/hand-over`, {
    headers: { 'idempotency-key': newId() },
    data: { toPersonId: successor.personId, on: shanghai(0).date },
  });
  expect([answer.status(), await answer.text()][0]).toBe(200);
  await late.waitFor({ state: 'detached', timeout: 10_000 });
  await next.page.locator('main').getByText('书记').first().waitFor({ timeout: 10_000 });
  for (const { complaints, context } of [old, next, school]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});
