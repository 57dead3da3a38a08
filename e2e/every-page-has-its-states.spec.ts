import type { Route as Asked, Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser, openContext } from './browser.ts';
import { idsFor, type Route, routesOf } from './routes.ts';

let browser: Browser;
const url = inject('demoUrl');
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

/** What may happen to every question that a page asks. Who one is, is known all the same. */
const happens = ['no network', 'broken', 'not allowed', 'nothing there', 'slow'] as const;
type Happening = (typeof happens)[number];
/** Who one is and what every page's frame asks. */
const KNOWN = /\/api\/v1\/(me|setup|live|notices\/unread)$/;
const STACK = 'TypeError: x is undefined\n    at recordMeeting (/srv/lianxin/features/meetings/api/record.ts:42:7)';

const problem = (status: number, code: string, detail: string) => ({
  status,
  contentType: 'application/problem+json',
  body: JSON.stringify({ type: 'about:blank', title: detail, status, code, detail, stack: STACK }),
});

/** An answer with every list in it empty. */
function emptied(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !Array.isArray((body as { items?: unknown }).items)) return body;
  return { ...body, items: [], nextCursor: null, ...('total' in body ? { total: 0 } : {}) };
}

async function answer(asked: Asked, how: Happening, release: Promise<void>): Promise<void> {
  if (how === 'no network') return asked.abort('internetdisconnected');
  if (how === 'broken') return asked.fulfill(problem(500, 'internal', '没有办成，已经记下，请稍后再试。'));
  if (how === 'not allowed') return asked.fulfill(problem(403, 'not_in_scope', '这里不在您的范围内。'));
  if (how === 'slow') await release;
  const response = await asked.fetch().catch(() => null);
  if (!response) return asked.abort();
  if (how === 'nothing there' && response.headers()['content-type']?.includes('json'))
    return asked.fulfill({ response, json: emptied(await response.json()) });
  return asked.fulfill({ response });
}

type Seen = { title: string; words: string; said: boolean; busy: boolean };
/** The page as it stands: its title, its words beneath it, whether it says how things stand. */
const look = (page: Page): Promise<Seen> =>
  page.evaluate(() => {
    const main = document.querySelector<HTMLElement>('main:not([data-before])');
    if (!main) return { title: '', words: '', said: false, busy: true };
    const shown = (element: Element) => element.getBoundingClientRect().height > 0 && getComputedStyle(element).visibility !== 'hidden';
    const title = main.querySelector('h1')?.textContent?.trim() ?? '';
    return {
      title,
      words: main.innerText.replace(title, '').trim(),
      said: [...main.querySelectorAll('[role=alert],[role=status],.notice')].some(
        (one) => (shown(one) || one.closest('.bars,.waiting')) && !!one.textContent?.trim(),
      ),
      busy: document.querySelector('[aria-busy=true]') !== null,
    };
  });

async function walk(client: 'phone' | 'desk', as: string): Promise<{ faults: string[]; looked: number; left: string[] }> {
  const { context, page, complaints } = await openContext(browser, client, { worker: false });
  await context.request.post(`${url}/api/v1/session`, { data: { username: as, password: 'lianxin-demo' } });
  const { routes, left } = await routesOf(client, await idsFor(context, url), as);
  const faults: string[] = [];
  let looked = 0;
  let how: Happening = 'slow';
  let asked = 0;
  let release = () => {};
  let held = Promise.resolve();
  await page.route('**/api/v1/**', (route) => {
    if (KNOWN.test(new URL(route.request().url()).pathname)) return route.continue();
    if (route.request().method() === 'GET') asked += 1;
    return answer(route, how, held).catch(() => undefined);
  });
  const check = async (route: Route) => {
    const where = `${client} ${route.path}, ${how}`;
    complaints.length = 0;
    asked = 0;
    held = new Promise((resolve) => {
      release = resolve;
    });
    // As by a link: the page before stays until the next one is there.
    await page.evaluate((address) => {
      document.querySelector('main')?.setAttribute('data-before', '');
      history.pushState({}, '', address);
      dispatchEvent(new PopStateEvent('popstate', { state: {} }));
    }, route.address);
    try {
      // The word comes of itself; a page that asks nothing has its own words at once.
      await expect
        .poll(
          async () => {
            const seen = await look(page);
            if (!seen.title) return 'without a title';
            if (how === 'slow')
              return asked === 0 || seen.said || seen.busy || seen.words.length > 1
                ? 'said'
                : `nothing says that it is on its way: ${seen.words.slice(0, 40)}`;
            if (seen.busy) return 'still busy';
            if (seen.words.length < 2) return 'blank';
            return how === 'nothing there' || asked === 0 || seen.said ? 'said' : `nothing says what happened: ${seen.words.slice(0, 60)}`;
          },
          { timeout: 8_000, interval: 50 },
        )
        .toBe('said');
    } catch (error) {
      const seen = await look(page).catch(() => null);
      faults.push(
        `${where}: ${/received: "?([^"\n]*)/i.exec(String(error))?.[1] ?? String(error).split('\n')[0]} [${seen?.title}] ${(await text(page)).slice(0, 80)}`,
      );
    }
    const words = await text(page);
    if (/TypeError|\bat \w+ \(|\/srv\/|undefined|\[object |NaN/.test(words))
      faults.push(`${where}: shows what is not for readers: ${words.slice(0, 160)}`);
    for (const one of new Set(complaints)) faults.push(`${where}: on the page's console: ${one.slice(0, 160)}`);
    release();
    looked += 1;
  };
  for (how of happens) {
    // Nothing of the happening before is remembered.
    await page.goto(`${url}${client === 'desk' ? '/console/nowhere' : '/nowhere'}`);
    await page.locator('h1').first().waitFor();
    for (const route of routes) await check(route);
  }
  await context.close();
  return { faults, looked, left };
}
const text = (page: Page) => page.evaluate(() => document.body.innerText.replace(/\s+/g, ' ')).catch(() => '');

test('no page is ever blank: without a network, with a broken server, without permission, with nothing in it, and while it waits, a word stands there', async () => {
  const [phone, desk] = await Promise.all([walk('phone', 'branch'), walk('desk', 'organisation')]);
  console.log(
    `states: ${phone.looked + desk.looked} pages looked at (${happens.join(', ')}); without an id for: ${[...phone.left, ...desk.left].join(', ') || 'none'}`,
  );
  expect([...phone.faults, ...desk.faults]).toEqual([]);
}, 600_000);

test('many lines, long names: each small plot keeps most of its width for its line, and no word sticks out of it', async () => {
  const { context, page, complaints } = await openContext(browser, 'desk', { worker: false });
  await context.request.post(`${url}/api/v1/session`, { data: { username: 'organisation', password: 'lianxin-demo' } });
  const long = '材料科学与工程学院、新能源与智能制造研究院联合党委';
  await page.route('**/api/v1/charts/activity-trend?*', async (route) => {
    const response = await route.fetch();
    const body = await response.json();
    for (const one of body.series) if (one.group) one.group.name = long;
    await route.fulfill({ response, json: body });
  });
  await page.goto(`${url}/console/charts/trend?level=school`);
  const plots = page.locator('figure', { hasText: long });
  await plots.first().locator('.end').first().waitFor();
  expect(await plots.count()).toBeGreaterThan(4);
  const shapes = await plots.evaluateAll((figures) =>
    figures.map((figure) => {
      const box = figure.getBoundingClientRect();
      const lefts = [...figure.querySelectorAll('.point')].map((point) => point.getBoundingClientRect().left);
      const ends = [...figure.querySelectorAll('.end')].map((end) => end.getBoundingClientRect().right);
      return { line: (Math.max(...lefts) - Math.min(...lefts)) / box.width, over: Math.max(...ends) - box.right };
    }),
  );
  for (const { line, over } of shapes) {
    expect(line).toBeGreaterThan(0.6);
    expect(over).toBeLessThanOrEqual(1);
  }
  expect(complaints).toEqual([]);
  await context.close();
});
