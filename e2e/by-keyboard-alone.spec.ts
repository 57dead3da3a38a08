import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser, openContext } from './browser.ts';
import { shanghai } from './people.ts';

let browser: Browser;
const url = inject('demoUrl');
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** What has the focus, as it is called. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const one = document.activeElement as HTMLInputElement | null;
    if (!one || one === document.body) return '';
    const label = one.labels?.[0]?.textContent ?? '';
    return (one.getAttribute('aria-label') ?? (label || one.textContent) ?? '').trim().replace(/\s+/g, ' ');
  });

/** Whether the focus can be seen: an outline or a ring around what has it. */
const focusShows = (page: Page) =>
  page.evaluate(() => {
    const style = getComputedStyle(document.activeElement as Element);
    return (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  });

let pressed = 0;
/** Walks with Tab to what bears this name; there is no other way to get there. */
async function walkTo(page: Page, name: string | RegExp, most = 120): Promise<void> {
  const is = (text: string) => (typeof name === 'string' ? text === name : name.test(text));
  const passed: string[] = [];
  for (let i = 0; i < most; i += 1) {
    await page.keyboard.press('Tab');
    pressed += 1;
    const here = await focused(page);
    if (is(here)) {
      expect(await focusShows(page), `the focus on ${here} can be seen`).toBe(true);
      return;
    }
    passed.push(here);
  }
  throw new Error(`Tab does not reach ${String(name)}; it passed ${[...new Set(passed)].join(' · ')}`);
}
async function enterText(page: Page, name: string | RegExp, text: string): Promise<void> {
  await walkTo(page, name);
  await page.keyboard.press('ControlOrMeta+A');
  await page.keyboard.type(text);
}
async function pressOn(page: Page, name: string | RegExp): Promise<void> {
  await walkTo(page, name);
  await page.keyboard.press('Enter');
  pressed += 1;
}
/** Types into the parts of a date or a time, in whichever order the browser's own language puts them. */
async function enterParts(page: Page, label: string, wanted: string, orders: readonly (readonly string[])[]): Promise<void> {
  await walkTo(page, label);
  for (const parts of orders) {
    for (let i = 0; i < 4; i += 1) await page.keyboard.press('ArrowLeft');
    for (const [i, part] of parts.entries()) {
      if (i > 0) await page.keyboard.press('ArrowRight');
      await page.keyboard.type(part);
    }
    if ((await page.getByLabel(label).inputValue()) === wanted) return;
  }
  expect(await page.getByLabel(label).inputValue()).toBe(wanted);
}
async function enterDay(page: Page, date: string, time: string): Promise<void> {
  const [year, month, day] = date.split('-') as [string, string, string];
  // A part that is full hands on to the next; a year may have more than four digits, so it does not.
  await enterParts(page, '日期', date, [[`${month}${day}${year}`], [year, `${month}${day}`]]);
  const [hour, minute] = time.split(':') as [string, string];
  const half = String(Number(hour) % 12 || 12).padStart(2, '0');
  await enterParts(page, '开始', time, [[`${half}${minute}${Number(hour) < 12 ? 'a' : 'p'}`], [`${hour}${minute}`]]);
}
async function signIn(page: Page, client: 'phone' | 'desk', username: string): Promise<void> {
  await page.goto(client === 'phone' ? `${url}/sign-in` : `${url}/console/sign-in`);
  await page.locator('input[type=password]').waitFor();
  await enterText(page, /学工号/, username);
  await enterText(page, /密码或启用码/, 'lianxin-demo');
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => !address.pathname.endsWith('/sign-in'));
}

test('the phone by keyboard alone: sign in, plan and announce, take the roll, write and submit, agree', async () => {
  const secretary = await openContext(browser, 'phone');
  const page = secretary.page;
  await signIn(page, 'phone', 'branch');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByText('本月该办的事').waitFor();
  await pressOn(page, '安排会议');
  await page.waitForURL(/\/meetings\/plan/);
  await page.getByLabel('题目').waitFor();
  await pressOn(page, '主题党日');
  const start = shanghai(10);
  await enterText(page, '题目', `键盘安排的党日 ${start.time}`);
  await enterDay(page, start.date, start.time);
  await enterText(page, '地点', '明理楼 302');
  await pressOn(page, '发通知');
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  const meeting = new URL(page.url()).pathname;
  await page.getByText('已通知').first().waitFor();

  await pressOn(page, '点名');
  await page.waitForURL(/\/roll$/);
  await page.getByRole('button', { name: '全到' }).waitFor();
  await pressOn(page, '全到');
  // One who is absent after all: the tiles are walked over by arrows, and a press takes the mark back.
  await walkTo(page, /到$/);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await pressOn(page, /^开始会议，\d+ 人到会$/);
  await page.waitForURL(/\/write$/);
  await page.getByRole('textbox', { name: '要点' }).first().waitFor();
  await enterText(page, '要点', '全程只用键盘写下的要点。');
  await pressOn(page, '提交记录');
  await page.waitForURL((address) => address.pathname === meeting);
  await page.getByText('全程只用键盘写下的要点。').waitFor();

  const member = await openContext(browser, 'phone');
  await signIn(member.page, 'phone', 'member');
  await member.page.goto(`${url}${meeting}`);
  const agree = member.page.getByRole('button', { name: '我看过，无异议' });
  await agree.waitFor();
  await pressOn(member.page, '我看过，无异议');
  await agree.waitFor({ state: 'detached' });
  console.log(`by keyboard: ${pressed} presses of Tab and Enter on the phone`);
  for (const { complaints, context } of [secretary, member]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});

test('the console by keyboard alone: sign in, walk the tree, open a branch and a record, turn a chart into its table', async () => {
  const school = await openContext(browser, 'desk');
  const page = school.page;
  pressed = 0;
  await signIn(page, 'desk', 'school');
  await page.getByRole('heading', { level: 1 }).first().waitFor();

  await pressOn(page, '党组织架构');
  await page.waitForURL(/\/console\/organisations/);
  const tree = page.getByRole('tree');
  await tree.waitFor();
  for (let i = 0; i < 60 && !(await page.evaluate(() => document.activeElement?.getAttribute('role') === 'treeitem')); i += 1)
    await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  const name = (await focused(page)).split(' ')[0] as string;
  await page.keyboard.press('Enter');
  const chosen = tree.getByRole('treeitem', { selected: true });
  await chosen.filter({ hasText: name.slice(0, 4) }).waitFor();

  await pressOn(page, /^支部健康/);
  await page.waitForURL(/\/console\/branches/);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await pressOn(page, '本科生第二党支部');
  await page.waitForURL(/\/console\/branches\/[0-9a-f-]{36}/);
  await page.getByRole('heading', { level: 1, name: '本科生第二党支部' }).waitFor();

  await pressOn(page, '看记录');
  await page.waitForURL(/\/console\/meetings\?/);
  await page.getByRole('table').waitFor();
  for (let i = 0; i < 80 && !(await page.evaluate(() => !!document.activeElement?.closest('tbody'))); i += 1) await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/console\/meetings\/[0-9a-f-]{36}/);
  await page.getByText('记录确认').first().waitFor();

  await page.goto(`${url}/console/charts/trend`);
  await page.getByRole('button', { name: '表', exact: true }).waitFor();
  await pressOn(page, '表');
  await page.locator('table tbody tr').first().waitFor();
  console.log(`by keyboard: ${pressed} presses of Tab and Enter in the console`);
  expect(school.complaints).toEqual([]);
  await school.context.close();
});
