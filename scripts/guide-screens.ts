import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import sharp from 'sharp';
import { buildClients } from '#apps/server/build-clients.ts';
import { openBrowser, openContext } from '../e2e/browser.ts';
import { shanghai } from '../e2e/people.ts';
import { startServer } from '../e2e/server.ts';

/**
 * Takes the pictures of the guides and the README into `docs/images/`, under names that do not change. Starts a demo of its own, and an
 * empty installation for the set-up and the import; `URL=` uses a demo that runs. `npm run guide-screens roll` takes what "roll" is in.
 */
const root = join(import.meta.dirname, '..');
const folder = process.env.OUT ?? join(root, 'docs/images');
const only = process.argv[2] ?? '';
const MOST_BYTES = 150_000;
type Client = 'phone' | 'desk';

const browser = await openBrowser();
const contexts = new Map<string, BrowserContext>();
const failed: string[] = [];
let total = 0;

async function person(url: string, client: Client, as: string, language: 'zh-CN' | 'en' = 'zh-CN'): Promise<BrowserContext> {
  const key = [url, client, as, language].join(' ');
  const known = contexts.get(key);
  if (known) return known;
  const { context, page } = await openContext(browser as Browser, client, { language });
  await page.close();
  await context.addInitScript((chosen) => localStorage.setItem('lianxin.language', chosen), language);
  if (as !== '') await context.request.post(`${url}/api/v1/session`, { data: { username: as, password: 'lianxin-demo' } });
  contexts.set(key, context);
  return context;
}

/** One picture. A picture that cannot be taken is named at the end; the others are taken all the same. */
async function shoot(name: string, context: BrowserContext, act: (page: Page) => Promise<void>): Promise<void> {
  const page = await context.newPage();
  page.setDefaultTimeout(12_000);
  try {
    await act(page);
    if (!name.includes(only)) return;
    await page.waitForLoadState('networkidle', { timeout: 8000 }).catch(() => undefined);
    await page.evaluate(() => document.fonts.ready);
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await page.waitForTimeout(400);
    const taken = await page.screenshot();
    let file = await sharp(taken).png({ palette: true, colours: 128, effort: 10, dither: 0.6 }).toBuffer();
    if (file.length > MOST_BYTES) file = await sharp(taken).png({ palette: true, colours: 48, effort: 10, dither: 0.4 }).toBuffer();
    if (file.length > MOST_BYTES) failed.push(`${name}: ${file.length} bytes`);
    writeFileSync(join(folder, `${name}.png`), file);
    total += file.length;
    console.log(`${name.padEnd(24)} ${Math.round(file.length / 1000)} kB`);
  } catch (error) {
    failed.push(`${name}: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  } finally {
    await page.close();
  }
}

const open = (url: string) => async (page: Page) => {
  await page.goto(url, { waitUntil: 'networkidle', timeout: 15_000 }).catch(() => page.waitForTimeout(300));
};

async function first(
  context: BrowserContext,
  url: string,
  path: string,
  where: (item: Record<string, unknown>) => boolean = () => true,
): Promise<string> {
  const answer = await context.request.get(`${url}/api/v1${path}`);
  const items = answer.ok() ? ((await answer.json()).items as Record<string, unknown>[]) : [];
  return String(items.find(where)?.id ?? 'none');
}

/** A members' meeting of today, planned and announced through the pages; answers its address. */
async function planMeeting(url: string, secretary: BrowserContext): Promise<string> {
  let address = '';
  await shoot('phone-plan', secretary, async (page) => {
    const start = shanghai(25);
    await open(`${url}/meetings/plan`)(page);
    await page.getByRole('button', { name: '党员大会' }).click();
    await page.getByLabel('题目').fill('讨论支部下学期工作计划');
    await page.getByLabel('日期').fill(start.date);
    await page.getByLabel('开始').fill(start.time);
    await page.getByLabel('地点').fill('明理楼 302');
    await page.getByLabel('第 2 项').fill('讨论下学期工作计划');
    await page.evaluate(() => window.scrollTo(0, 0));
  });
  const page = await secretary.newPage();
  try {
    // The plan is a draft on this phone by now.
    await open(`${url}/meetings/plan`)(page);
    await page.getByRole('button', { name: '发通知' }).click();
    await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
    address = page.url();
  } catch (error) {
    failed.push(`the meeting was not announced: ${error instanceof Error ? error.message.split('\n')[0] : error}`);
  } finally {
    await page.close();
  }
  return address;
}

async function phoneOfBranch(url: string): Promise<void> {
  const secretary = await person(url, 'phone', 'branch');
  const member = await person(url, 'phone', 'member');
  const me = await (await secretary.request.get(`${url}/api/v1/me`)).json();
  const finding = await first(secretary, url, '/findings?limit=20');
  const announced = await first(secretary, url, `/meetings?branch=${me.branch.id}&limit=50`, (one) => one.state === 'announced');

  await shoot('phone-sign-in', await person(url, 'phone', ''), open(`${url}/sign-in`));
  await shoot('phone-branch', secretary, open(`${url}/branch`));
  await shoot('phone-health', secretary, open(`${url}/health/${me.branch.id}`));
  await shoot('phone-finding', secretary, open(`${url}/findings/${finding}`));
  await shoot('phone-meeting', secretary, open(`${url}/meetings/${announced}`));
  await shoot('phone-me', member, open(`${url}/me`));
  await shoot('phone-file', member, open(`${url}/me/file`));

  const english = await person(url, 'phone', 'branch', 'en');
  await shoot('phone-branch-en', english, open(`${url}/branch`));
  await shoot('phone-plan-en', english, open(`${url}/meetings/plan`));
  await shoot('phone-health-en', english, open(`${url}/health/${me.branch.id}`));
  await shoot('phone-me-en', await person(url, 'phone', 'member', 'en'), open(`${url}/me`));

  const meeting = await planMeeting(url, secretary);
  if (meeting === '') return;
  await shoot('phone-answer', member, open(meeting));
  await shoot('phone-code', secretary, open(`${meeting}/code`));
  await shoot('phone-sign-in-code', member, open(`${meeting}/sign-in`));
  await shoot('phone-roll-en', english, async (page) => {
    await open(`${meeting}/roll`)(page);
    await page.getByRole('button', { name: 'All present' }).click();
  });
  await shoot('phone-roll', secretary, async (page) => {
    await open(`${meeting}/roll`)(page);
    await page.getByRole('button', { name: '全到' }).click();
    await page
      .getByRole('button', { name: /贺思齐|程屿/ })
      .first()
      .click();
  });
  await shoot('phone-write', secretary, async (page) => {
    await open(`${meeting}/roll`)(page);
    await page.getByRole('button', { name: /^(开始会议|存好)，\d+ 人到会$/ }).click();
    await page.waitForURL(/\/write$/);
    const points = page.getByRole('textbox', { name: '要点' });
    await points.first().fill('支部书记报告下学期工作安排：每月主题党日、两次党课、学业互助小组。');
    if ((await points.count()) > 1) await points.nth(1).fill('同意每周三晚自习安排一名党员值班答疑，从开学第二周开始。');
    await page.evaluate(() => window.scrollTo(0, 0));
  });
  const writing = await secretary.newPage();
  await open(`${meeting}/write`)(writing);
  await writing
    .getByRole('button', { name: '提交记录' })
    .click()
    .catch((error: Error) => failed.push(`submit: ${error.message.split('\n')[0]}`));
  await writing.waitForURL(/\/meetings\/[0-9a-f-]{36}$/, { timeout: 8000 }).catch(() => undefined);
  await writing.close();
  await shoot('phone-agree', member, open(meeting));
  await shoot('phone-minutes', secretary, async (page) => {
    await open(meeting)(page);
    await page.getByText('记录确认').first().scrollIntoViewIfNeeded();
  });
  await shoot('phone-elder', await elder(url), open(`${url}/branch`));
}

async function elder(url: string): Promise<BrowserContext> {
  const { context, page } = await openContext(browser as Browser, 'phone');
  await page.close();
  await context.addInitScript(() => localStorage.setItem('lianxin.modes', JSON.stringify({ theme: 'light', elder: true })));
  await context.request.post(`${url}/api/v1/session`, { data: { username: 'member', password: 'lianxin-demo' } });
  contexts.set('elder', context);
  return context;
}

async function deskOfSchool(url: string): Promise<void> {
  const school = await person(url, 'desk', 'school');
  const department = await person(url, 'desk', 'organisation');
  const secretary = await person(url, 'desk', 'branch');
  const me = await (await secretary.request.get(`${url}/api/v1/me`)).json();
  const confirmed = await first(
    secretary,
    url,
    `/meetings?branch=${me.branch.id}&limit=50`,
    (one) => one.state === 'confirmed' && one.kind === 'membersMeeting',
  );
  const at = (path: string) => open(`${url}/console${path}`);

  await shoot('desk-overview', school, at('/overview'));
  await shoot('desk-trend', school, at('/charts/trend'));
  await shoot('desk-comparison', school, at('/charts/comparison?kind=committeeMeeting&period=this-year'));
  await shoot('desk-branches', school, at('/branches'));
  await shoot('desk-branch', school, at(`/branches/${me.branch.id}`));
  await shoot('desk-follow-up', school, at('/follow-up'));
  await shoot('desk-meeting', secretary, at(`/meetings/${confirmed}`));
  await shoot('desk-organisations', department, at(`/organisations/${me.branch.id}`));
  await shoot('desk-roster', school, at('/members'));
  await shoot('desk-accounts', secretary, at('/accounts'));
  await shoot('desk-calendar', department, at('/calendar'));

  // The console follows the language that the account keeps.
  const speak = (language: string) => school.request.put(`${url}/api/v1/me/language`, { data: { language } });
  await speak('en');
  const english = await person(url, 'desk', 'school', 'en');
  await shoot('desk-overview-en', english, at('/overview'));
  await shoot('desk-comparison-en', english, at('/charts/comparison?kind=committeeMeeting&period=this-year'));
  await speak('zh-CN');
}

/** An installation without anything: the set-up with the code of the terminal, then the sample roster up to its differences. */
async function emptyInstallation(): Promise<void> {
  const server = await startServer({ empty: true });
  try {
    const desk = await person(server.url, 'desk', '');
    const fill = async (page: Page) => {
      await open(`${server.url}/console/set-up`)(page);
      await page.getByLabel('安装码').fill(server.setupCode ?? '');
      await page.getByLabel('学校党委名称').fill('岚川大学委员会');
      await page.getByLabel('您的姓名').fill('周示例');
      await page.getByLabel('登录名').fill('zuzhibu');
      await page.locator('input[type=password]').nth(0).fill('山高水长的八位密码');
      await page.locator('input[type=password]').nth(1).fill('山高水长的八位密码');
    };
    await shoot('desk-set-up', desk, fill);
    await shoot('desk-import', desk, async (page) => {
      await fill(page);
      await page.getByRole('button', { name: '完成安装' }).click();
      await page.waitForURL(/\/console\/import/);
      await page.locator('input[type=file]').setInputFiles(join(root, 'testing/workbooks/roster-dirty.xlsx'));
      await page.waitForURL(/\/import\/[0-9a-f-]{36}/, { timeout: 20_000 });
      await page.getByRole('button', { name: /^导入 \d+ 行$/ }).waitFor({ timeout: 30_000 });
    });
  } finally {
    await Promise.all([...contexts].filter(([key]) => key.startsWith(server.url)).map(([, context]) => context.close()));
    await server.stop();
    server.remove();
  }
}

mkdirSync(folder, { recursive: true });
const given = process.env.URL;
if (!given) await buildClients(console.log);
const server = given ? null : await startServer();
const url = given ?? (server?.url as string);
try {
  await phoneOfBranch(url);
  await deskOfSchool(url);
  if (!given || process.env.EMPTY) await emptyInstallation();
} finally {
  await browser.close();
  await server?.stop();
  server?.remove();
}
console.log(`${Math.round(total / 1000)} kB in all`);
for (const line of failed) console.error(line);
process.exit(failed.length === 0 ? 0 : 1);
