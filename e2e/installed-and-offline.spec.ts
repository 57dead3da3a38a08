import type { Browser, Page } from 'playwright-core';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { at } from './people.ts';

let browser: Browser;
const url = inject('demoUrl');
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

type Manifest = { name: string; short_name: string; lang: string; start_url: string; scope: string; display: string; icons: Icon[] };
type Icon = { src: string; sizes: string; type: string; purpose?: string };

test.each([
  ['phone', '/'],
  ['desk', '/console/'],
])(
  'the %s can be installed: its manifest is served, says where it begins, and its icons are there in the sizes that it names',
  async (_client, at) => {
    const page = await (await fetch(`${url}${at}`)).text();
    const href = /<link rel="manifest" href="([^"]+)"/.exec(page)?.[1];
    expect(href, 'the page names its manifest').toBeDefined();
    const address = new URL(href as string, `${url}${at}`);
    const answer = await fetch(address);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(/manifest\+json|application\/json/);
    const manifest = (await answer.json()) as Manifest;
    expect(manifest).toMatchObject({ start_url: at, scope: at, display: 'standalone', lang: 'zh-CN' });
    expect(manifest.name && manifest.short_name).toBeTruthy();
    const drawn: string[] = [];
    for (const icon of manifest.icons) {
      const file = await fetch(new URL(icon.src, address));
      expect(file.status, icon.src).toBe(200);
      expect(file.headers.get('content-type'), icon.src).toContain(icon.type);
      const { width, height, format } = await sharp(Buffer.from(await file.arrayBuffer())).metadata();
      if (icon.sizes === 'any') expect(format).toBe('svg');
      else expect(`${width}x${height}`, icon.src).toBe(icon.sizes);
      drawn.push(`${icon.sizes} ${icon.purpose ?? 'any'}`);
    }
    // What browsers ask for before they offer to install: 192 and 512, and one that may be cut to a circle.
    expect(drawn).toEqual(expect.arrayContaining(['192x192 any', '512x512 any', '512x512 maskable']));
  },
);

const workerReady = (page: Page) =>
  expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state), { timeout: 20_000 })
    .toBe('activated');

test('the console opened without a network says so in words, shows nothing that was read, and has kept nothing', async () => {
  const { context, page, complaints } = await at(browser, url, 'desk', 'organisation');
  await page.goto(`${url}/console/members`);
  await page.locator('table tbody tr').first().waitFor();
  const name = await page.locator('table tbody tr th').first().innerText();
  await workerReady(page);
  // A shared desk: no answer lies on its disk.
  const kept = () =>
    page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const opening = indexedDB.open('lianxin');
          opening.onsuccess = () => {
            const db = opening.result;
            if (!db.objectStoreNames.contains('kept')) return resolve([]);
            const keys = db.transaction('kept').objectStore('kept').getAllKeys();
            keys.onsuccess = () => resolve(keys.result.map(String));
          };
          opening.onerror = () => resolve([]);
        }),
    );
  expect(await kept()).toEqual([]);
  await page.close();

  await context.setOffline(true);
  const again = await context.newPage();
  await again.goto(`${url}/console/members`);
  await again.getByText('没能打开这一页').waitFor();
  await again
    .getByText(/没有网络/)
    .first()
    .waitFor();
  expect(await again.locator('body').innerText()).not.toContain(name);
  await context.setOffline(false);
  await again.getByRole('button', { name: '再试一次' }).click();
  await again.locator('table tbody tr').first().waitFor();
  expect(complaints).toEqual([]);
  await context.close();
});

test('when a session has run out nothing that was read stays on the phone, and what was written does', async () => {
  const { context, page, complaints } = await at(browser, url, 'phone', 'branch');
  const kept = () =>
    page.evaluate(
      () =>
        new Promise<string[]>((resolve) => {
          const opening = indexedDB.open('lianxin');
          opening.onsuccess = () => {
            const keys = opening.result.transaction('kept').objectStore('kept').getAllKeys();
            keys.onsuccess = () => resolve(keys.result.map((key) => String(key).split('/')[1] ?? ''));
          };
        }),
    );
  await page.goto(`${url}/meetings/record`);
  await page.getByRole('button', { name: '党员大会' }).click();
  await page.getByLabel('题目').fill('还没有写完的记录');
  await expect.poll(kept).toEqual(expect.arrayContaining(['copy', 'draft']));
  // The session ends elsewhere, as by time.
  await context.request.delete(`${url}/api/v1/session`);
  await page.goto(`${url}/branch`);
  await page.waitForURL(/\/sign-in/);
  await expect.poll(async () => (await kept()).filter((one) => one === 'copy')).toEqual([]);
  expect(await kept()).toContain('draft');
  expect(complaints).toEqual([]);
  await context.close();
});
