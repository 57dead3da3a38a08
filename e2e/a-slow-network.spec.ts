import type { Browser, CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser, openContext } from './browser.ts';
import { at, shanghai } from './people.ts';

let browser: Browser;
const url = inject('demoUrl');
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

const KB = 1000;
const SCRIPT_LIMIT = 110 * KB;
const ALL_LIMIT = 250 * KB;

/** 1.6 Mbit/s and 150 ms, a phone at the edge of a dormitory. */
async function slow(page: Page): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setCacheDisabled', { cacheDisabled: true });
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1.6e6 / 8,
    uploadThroughput: 750_000 / 8,
  });
  return session;
}

type Weight = {
  /** Scripts as compressed, without the headers of the answers. */ script: number /** Everything, headers too. */;
  all: number;
  scripts: number;
  files: { name: string; bytes: number }[];
};

/** What came over the wire until the page was quiet, as the browser counted it. */
async function weigh(session: CDPSession, act: () => Promise<void>): Promise<Weight> {
  const sent = new Map<string, { name: string; bytes: number; head: number }>();
  const begun = (event: { requestId: string; request: { url: string } }) => {
    sent.set(event.requestId, { name: new URL(event.request.url).pathname, bytes: 0, head: 0 });
  };
  const ended = (event: { requestId: string; encodedDataLength: number }) => {
    const one = sent.get(event.requestId);
    if (one) one.bytes = event.encodedDataLength;
  };
  const answered = (event: { requestId: string; response: { encodedDataLength: number } }) => {
    const one = sent.get(event.requestId);
    if (one) one.head = event.response.encodedDataLength;
  };
  session.on('Network.requestWillBeSent', begun);
  session.on('Network.responseReceived', answered);
  session.on('Network.loadingFinished', ended);
  await act();
  session.off('Network.requestWillBeSent', begun);
  session.off('Network.responseReceived', answered);
  session.off('Network.loadingFinished', ended);
  const files = [...sent.values()].filter((one) => one.bytes > 0).sort((a, b) => b.bytes - a.bytes);
  const scripts = files.filter((one) => one.name.endsWith('.js'));
  return {
    scripts: scripts.length,
    script: scripts.reduce((sum, one) => sum + one.bytes - one.head, 0),
    all: files.reduce((sum, one) => sum + one.bytes, 0),
    files,
  };
}

const quiet = (page: Page) => page.waitForLoadState('networkidle', { timeout: 20_000 }).catch(() => undefined);

test('on a slow network the first visit stays within its bytes, says that it is loading, and a meeting can be answered', async () => {
  const secretary = await at(browser, url, 'phone', 'branch');
  const start = shanghai(60 * 24 * 3);
  await secretary.page.goto(`${url}/meetings/plan`);
  await secretary.page.getByLabel('题目').fill('慢网络里也能回复的会');
  await secretary.page.getByLabel('日期').fill(start.date);
  await secretary.page.getByLabel('地点').fill('明理楼 302');
  await secretary.page.getByRole('button', { name: '发通知' }).click();
  await secretary.page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  const meeting = new URL(secretary.page.url()).pathname;

  const routes = ['/sign-in', '/branch', '/me', '/school', '/committee', '/notices', '/meetings', meeting, '/meetings/record', `${meeting}/roll`];
  const over: string[] = [];
  for (const path of routes) {
    // Each first visit is that of a phone that has nothing: no cache, no worker.
    const { context, page, complaints } = await openContext(browser, 'phone', { worker: false });
    if (path !== '/sign-in')
      await context.request.post(`${url}/api/v1/session`, {
        data: { username: path.endsWith('/record') || path.endsWith('/roll') ? 'branch' : 'member', password: 'lianxin-demo' },
      });
    const session = await slow(page);
    const weight = await weigh(session, async () => {
      await page.goto(`${url}${path}`, { timeout: 30_000 });
      await page.locator('h1').first().waitFor({ timeout: 30_000 });
      await quiet(page);
    });
    console.log(
      `${path.replace(/[0-9a-f-]{36}/, ':id').padEnd(16)} script ${(weight.script / KB).toFixed(1).padStart(6)} kB in ${String(weight.scripts).padStart(2)}  all ${(weight.all / KB).toFixed(1).padStart(6)} kB`,
    );
    const most = weight.files
      .slice(0, 6)
      .map((one) => `${one.name} ${(one.bytes / KB).toFixed(1)}`)
      .join(', ');
    if (weight.script > SCRIPT_LIMIT) over.push(`${path}: script ${weight.script} bytes (${most})`);
    if (weight.all > ALL_LIMIT) over.push(`${path}: all ${weight.all} bytes (${most})`);
    expect(complaints).toEqual([]);
    await context.close();
  }
  expect(over).toEqual([]);

  // Moving about in the app: a page that takes its time says so, and the answer arrives.
  const member = await at(browser, url, 'phone', 'member');
  await slow(member.page);
  // However short it lasts: the page itself notes that it has said so.
  await member.page.addInitScript(() => {
    new MutationObserver(() => {
      if (document.querySelector('main[aria-busy=true]')) document.documentElement.dataset.saidLoading = 'yes';
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-busy'] });
  });
  await member.page.goto(`${url}${meeting}`);
  await member.page.locator('html[data-said-loading=yes]').waitFor();
  await member.page.getByRole('button', { name: '我能到会' }).click();
  await member.page.getByText('您已回复能到会').waitFor();
  for (const { complaints, context } of [member, secretary]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});
