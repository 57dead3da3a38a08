import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { DESK, openBrowser, openContext, PHONE } from './browser.ts';
import { idsFor, type Route, routesOf } from './routes.ts';

let browser: Browser;
const url = inject('demoUrl');
beforeAll(async () => {
  browser = await openBrowser();
  // A page of an import is there once a workbook has been checked.
  const desk = await openContext(browser, 'desk');
  await desk.context.request.post(`${url}/api/v1/session`, { data: { username: 'organisation', password: 'lianxin-demo' } });
  const name = 'roster-dirty.xlsx';
  const file = {
    name,
    mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    buffer: readFileSync(join(import.meta.dirname, '../testing/workbooks', name)),
  };
  expect((await desk.context.request.post(`${url}/api/v1/imports`, { multipart: { file } })).ok()).toBe(true);
  await desk.context.close();
});
afterAll(() => browser?.close());

type Mode = { readonly name: string; readonly theme: 'light' | 'dark'; readonly elder: boolean; readonly language: 'zh-CN' | 'en' };
const light: Mode = { name: 'light', theme: 'light', elder: false, language: 'zh-CN' };
const others: readonly Mode[] = [
  { name: 'dark', theme: 'dark', elder: false, language: 'zh-CN' },
  { name: 'elder', theme: 'light', elder: true, language: 'zh-CN' },
  { name: 'English', theme: 'light', elder: false, language: 'en' },
];
/** The routes that are looked at in every mode; the others in light. */
const main: Record<'phone' | 'desk', readonly string[]> = {
  phone: [
    '/sign-in',
    '/branch',
    '/me',
    '/notices',
    '/meetings/:meetingId',
    '/meetings/:meetingId/roll',
    '/meetings/record',
    '/health/:branchId',
    '/settings',
  ],
  desk: [
    '/sign-in',
    '/overview',
    '/organisations/:organisationId?',
    '/branches/:branchId',
    '/meetings/:meetingId',
    '/charts/trend',
    '/charts/comparison',
    '/members',
  ],
};

const speak = async (context: BrowserContext, language: Mode['language']) =>
  expect((await context.request.put(`${url}/api/v1/me/language`, { data: { language } })).ok()).toBe(true);

async function inMode(client: 'phone' | 'desk', as: string, mode: Mode): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const opened = await openContext(browser, client, { dark: mode.theme === 'dark', language: mode.language });
  await opened.context.request.post(`${url}/api/v1/session`, { data: { username: as, password: 'lianxin-demo' } });
  // The console speaks the language of the account, the phone that of the device.
  await speak(opened.context, mode.language);
  await opened.context.addInitScript(
    ([theme, elder, language]) => {
      // A blank page has no storage of its own.
      if (location.protocol === 'about:') return;
      localStorage.setItem('lianxin.modes', JSON.stringify({ theme, elder: elder === 'yes' }));
      localStorage.setItem('lianxin.language', language);
    },
    [mode.theme, mode.elder ? 'yes' : 'no', mode.language] as const,
  );
  return opened;
}

/** A page has come to rest when nothing on it is still loading. */
async function open(page: Page, route: Route): Promise<void> {
  await page.goto(`${url}${route.address}`);
  await page.locator('h1').first().waitFor();
  await expect.poll(() => page.locator('[aria-busy=true]').count(), { timeout: 15_000 }).toBe(0);
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  return found.map(
    (one) =>
      `${one.id}: ${one.nodes
        .slice(0, 2)
        .map((node) => node.html.slice(0, 160))
        .join(' | ')}`,
  );
}

/** Wider than the phone: something sticks out that can only be seen by pushing the page aside. */
const sticksOut = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Text and targets as they are on the screen. Links inside a sentence are as high as their line (WCAG 2.5.8, exception *inline*). */
const measure = (page: Page, least: { text: number; target: number }) =>
  page.evaluate(({ text, target }) => {
    const visible = (element: Element) => {
      const box = element.getBoundingClientRect();
      const style = getComputedStyle(element);
      return (
        box.width > 1 &&
        box.height > 1 &&
        style.visibility !== 'hidden' &&
        style.clip !== 'rect(0px, 0px, 0px, 0px)' &&
        !element.closest('[aria-hidden=true],.hidden-visually')
      );
    };
    const small: string[] = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const words = walker.currentNode.textContent?.trim();
      const parent = walker.currentNode.parentElement;
      if (!words || !parent || !visible(parent)) continue;
      const size = Number.parseFloat(getComputedStyle(parent).fontSize);
      if (size < text - 0.01) small.push(`text ${size}px: ${words.slice(0, 30)}`);
      const line = Number.parseFloat(getComputedStyle(parent).lineHeight) / size;
      if (target >= 60 && line < 1.3 - 0.01) small.push(`line ${line.toFixed(2)}: ${words.slice(0, 30)}`);
    }
    for (const one of document.querySelectorAll<HTMLElement>('a[href],button,input:not([type=hidden]),select,textarea,[role=tab],[role=treeitem]')) {
      if (!visible(one)) continue;
      const inSentence =
        one.tagName === 'A' &&
        one.parentElement &&
        [...one.parentElement.childNodes].some((node) => node !== one && node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
      if (inSentence) continue;
      // A label makes its whole row the target of its box; a target may reach further than it is painted.
      const area = (one.closest('label') ?? one).getBoundingClientRect();
      const reach = getComputedStyle(one, '::after');
      const stretched = reach.content !== 'none' && reach.position === 'absolute' ? Number.parseFloat(reach.height) || 0 : 0;
      const height = Math.max(area.height, stretched);
      const width = Math.max(area.width, stretched ? Number.parseFloat(reach.width) || 0 : 0);
      // A row's hairline belongs to it. Wide is asked where targets must be large (elder mode).
      if (height < target - 1 || (target >= 60 && width < target - 1))
        small.push(
          `target ${Math.round(width)} × ${Math.round(height)} px: ${(one.getAttribute('aria-label') ?? one.textContent ?? one.tagName).trim().slice(0, 30)} <${one.tagName.toLowerCase()} class="${one.className}">`,
        );
    }
    return [...new Set(small)];
  }, least);

let looked = 0;
async function look(client: 'phone' | 'desk', as: string, mode: Mode, widths: readonly number[], only?: readonly string[]): Promise<string[]> {
  const { context, page, complaints } = await inMode(client, as, mode);
  const { routes, left } = await routesOf(client, await idsFor(context, url), as);
  // What could not be opened was not looked at.
  const problems: string[] = only ? [] : left.map((path) => `${client} ${path} as ${as}: there is nothing to open it with`);
  let count = 0;
  for (const route of routes) {
    if (only && !only.includes(route.path)) continue;
    await page.setViewportSize(client === 'phone' ? PHONE : DESK);
    const where = `${client} ${route.path} as ${as}, ${mode.name}`;
    try {
      await open(page, route);
    } catch (error) {
      problems.push(`${where}: did not come to rest: ${String(error).split('\n')[0]}`);
      continue;
    }
    const spoken = await page.locator('html').getAttribute('lang');
    if (spoken !== mode.language) problems.push(`${where}: speaks ${spoken}`);
    const arrived = new URL(page.url()).pathname;
    if (arrived !== route.address && route.path !== '/' && !route.open) problems.push(`${where}: became ${arrived}`);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      for (const one of await violations(page)) problems.push(`${where}, ${width}: ${one}`);
      count += 1;
    }
    if (client === 'phone') {
      await page.setViewportSize(PHONE);
      const over = await sticksOut(page);
      if (over > 0) problems.push(`${where}: ${over} px wider than the phone`);
      for (const one of await measure(page, mode.elder ? { text: 18, target: 60 } : { text: 12, target: 44 })) problems.push(`${where}: ${one}`);
    }
  }
  problems.push(...[...new Set(complaints)].map((one) => `${client} as ${as}, ${mode.name}: console: ${one}`));
  console.log(`axe: ${client} as ${as}, ${mode.name}: ${count} pages at ${widths.join(' and ')} px`);
  looked += count;
  await speak(context, 'zh-CN');
  await context.close();
  return problems;
}

/** Phone and desk are looked at side by side; each goes through its own list in order. */
async function inTurn(...looks: (() => Promise<string[]>)[]): Promise<string[]> {
  const problems: string[] = [];
  for (const one of looks) problems.push(...(await one()));
  return problems;
}

/** The long form: every route in every mode at both widths. */
const all = process.env.LIANXIN_TRIALS === '1';
const both = [375, 1280] as const;

test(
  'every route of both clients, in light',
  async () => {
    const found = await Promise.all([
      inTurn(
        () => look('phone', 'branch', light, all ? both : [375]),
        () => look('phone', 'branch', light, [1280], main.phone),
        () => look('phone', 'member', light, [375], ['/me', '/branch', '/meetings/:meetingId', '/notices']),
      ),
      inTurn(
        () => look('desk', 'organisation', light, [1280]),
        () => look('desk', 'school', light, [1280], ['/overview', '/follow-up', '/branches']),
        () => look('desk', 'branch', light, [1280], ['/branches/:branchId', '/meetings/:meetingId']),
      ),
    ]);
    expect(found.flat()).toEqual([]);
  },
  all ? 3_600_000 : 400_000,
);
test(
  'the main routes in dark and English, every route of the phone in elder mode',
  async () => {
    const found = await Promise.all([
      inTurn(...others.map((mode) => () => look('phone', 'branch', mode, all ? both : [375], all || mode.elder ? undefined : main.phone))),
      inTurn(...others.filter((mode) => !mode.elder).map((mode) => () => look('desk', 'organisation', mode, [1280], all ? undefined : main.desk))),
    ]);
    console.log(`axe: ${looked} pages in all, 0 violations wanted`);
    expect(found.flat()).toEqual([]);
  },
  all ? 3_600_000 : 400_000,
);
