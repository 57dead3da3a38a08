import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { buildClients } from '#apps/server/build-clients.ts';
import { openBrowser, openContext } from '../e2e/browser.ts';
import { idsFor, type Route, routesOf } from '../e2e/routes.ts';
import { startServer } from '../e2e/server.ts';

/** Photographs every route of both clients, in light, dark and elder mode, onto contact sheets in `.artifacts/screens/`. `URL=` uses a running demo. */
const folder = join(import.meta.dirname, '../.artifacts/screens');
const only = process.argv[2];
type Mode = { readonly name: string; readonly theme: 'light' | 'dark'; readonly elder: boolean };
const modes: readonly Mode[] = [
  { name: 'light', theme: 'light', elder: false },
  { name: 'dark', theme: 'dark', elder: false },
  { name: 'elder', theme: 'light', elder: true },
];

async function photograph(
  browser: Browser,
  url: string,
  client: 'phone' | 'desk',
  as: string,
  mode: Mode,
): Promise<{ name: string; file: string }[]> {
  const { context, page, complaints } = await openContext(browser, client, { dark: mode.theme === 'dark' });
  await context.request.post(`${url}/api/v1/session`, { data: { username: as, password: 'lianxin-demo' } });
  await context.addInitScript(
    ([theme, elder]) => {
      localStorage.setItem('lianxin.modes', JSON.stringify({ theme, elder: elder === 'yes' }));
    },
    [mode.theme, mode.elder ? 'yes' : 'no'] as const,
  );
  const { routes, left } = await routesOf(client, await idsFor(context, url), as);
  if (left.length > 0) console.log(`${client} ${as}: left out, nothing to show: ${left.join(', ')}`);
  const shots: { name: string; file: string }[] = [];
  for (const route of routes.filter((r: Route) => !only || r.path.includes(only))) {
    await page.goto(`${url}${route.address}`, { waitUntil: 'networkidle', timeout: 20_000 }).catch(() => page.waitForTimeout(300));
    await page.evaluate(() => document.fonts.ready);
    const file = `${client}-${as}-${mode.name}-${route.path.replace(/\W+/g, '_')}.png`;
    await page.screenshot({ path: join(folder, file) });
    shots.push({ name: `${route.path}（${as}）`, file });
  }
  if (complaints.length > 0) console.log(`${client} ${as} ${mode.name}: ${[...new Set(complaints)].join(' | ')}`);
  await context.close();
  return shots;
}

/** One sheet of what was photographed, six phones or two desks in a row. */
async function sheet(browser: Browser, title: string, client: 'phone' | 'desk', shots: { name: string; file: string }[]): Promise<void> {
  const width = client === 'phone' ? 250 : 640;
  const html = `<!doctype html><meta charset="utf-8"><style>body{margin:16px;font:13px sans-serif;background:#ddd;display:grid;grid-template-columns:repeat(${client === 'phone' ? 6 : 2},${width}px);gap:16px}h1{grid-column:1/-1;font-size:16px;margin:0}figure{margin:0}img{width:100%;display:block}figcaption{padding:4px 0}</style><h1>${title}</h1>${shots.map((shot) => `<figure><figcaption>${shot.name}</figcaption><img src="${shot.file}"></figure>`).join('')}`;
  const file = join(folder, `${title}.html`);
  writeFileSync(file, html);
  const page = await browser.newPage({ viewport: { width: client === 'phone' ? 1630 : 1340, height: 900 } });
  await page.goto(`file://${file}`);
  await page.screenshot({ path: join(folder, `sheet-${title}.png`), fullPage: true });
  await page.close();
}

rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });
const given = process.env.URL;
if (!given) await buildClients(console.log);
const server = given ? null : await startServer();
const url = given ?? (server?.url as string);
const browser = await openBrowser();
try {
  for (const mode of modes) {
    for (const [client, people] of [
      ['phone', ['branch', 'member']],
      ['desk', ['school', 'organisation', 'branch']],
    ] as const) {
      if (client === 'desk' && mode.elder) continue;
      for (const as of people) {
        const shots = await photograph(browser, url, client, as, mode);
        await sheet(browser, `${client}-${as}-${mode.name}`, client, shots);
        console.log(`${client} ${as} ${mode.name}: ${shots.length} pages`);
      }
    }
  }
} finally {
  await browser.close();
  await server?.stop();
  server?.remove();
}
console.log(`See .artifacts/screens/sheet-*.png`);
