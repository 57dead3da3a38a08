import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { at, shanghai } from './people.ts';
import { recordMeeting } from './records.ts';
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

test('the school’s open chart outlives a restart of the server and follows the next record by an event, without asking in between', async () => {
  const school = await at(browser, server.url, 'desk', 'school');
  const secretary = await at(browser, server.url, 'phone', 'branch');
  const desk = school.page;
  const month = shanghai(0).date.slice(0, 7);

  await desk.goto(`${server.url}/console/charts/trend?view=table`);
  const row = desk.locator('table tbody tr').first();
  await row.waitFor();
  const themeDays = async () => Number((await row.locator('td').first().innerText()).trim());
  const before = await themeDays();

  // The chart moves by an event: while nothing happens, nothing is asked.
  const asked: string[] = [];
  desk.on('request', (request) => {
    if (request.url().includes('/api/')) asked.push(new URL(request.url()).pathname);
  });
  await quiet(3_000);
  expect(asked).toEqual([]);

  // The server stops in good order and starts again on the same data: the page asks anew, and nobody signs in again.
  const port = Number(new URL(server.url).port);
  expect(await server.stop()).toBe(0);
  server = await startServer({ dataFolder: server.dataFolder, port });
  await expect
    .poll(() => asked.filter((path) => path.endsWith('/charts/activity-trend')).length, { timeout: 20_000, interval: 100 })
    .toBeGreaterThanOrEqual(1);
  expect(asked.some((path) => path.endsWith('/live'))).toBe(true);
  expect(await themeDays()).toBe(before);

  // After it has come back, quiet again; then a record made on a phone is in the chart.
  await desk.waitForLoadState('networkidle').catch(() => undefined);
  asked.length = 0;
  const day = `${month}-02`;
  const sent = Date.now();
  await recordMeeting(secretary.context.request, server.url, { kind: 'themeDay', title: '重启之后补的记录', startsAt: `${day}T08:00:00+08:00` });
  await expect.poll(themeDays, { timeout: 5_000, interval: 25 }).toBe(before + 1);
  console.log(`the open chart followed ${Date.now() - sent} ms after the record was sent, with ${asked.length} request(s)`);
  expect(asked.filter((path) => path.endsWith('/live'))).toEqual([]);

  for (const { complaints, context } of [school, secretary]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});

/** A span in which nothing may happen is the one thing that can only be awaited by the clock. */
function quiet(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
