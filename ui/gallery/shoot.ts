import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import AxeBuilder from '@axe-core/playwright';
import { chromium } from 'playwright-core';
import { createServer } from 'vite';

/** Photographs every gallery page in every mode and lets axe read it. `node ui/gallery/shoot.ts [page …]` */
const phone = [
  'branch',
  'rollcall',
  'minutes',
  'health',
  'me',
  'states',
  'states?dialog',
  'frames?state=loading',
  'frames?state=empty',
  'frames?state=error',
  'frames?state=forbidden',
  'frames?state=offline',
];
const desk = ['dashboard', 'organisation', 'import', 'calendar', 'states', 'kits'];
const modes = [
  { name: 'light', query: '', width: 375, pages: phone },
  { name: 'dark', query: 'theme=dark', width: 375, pages: phone },
  { name: 'elder', query: 'mode=elder', width: 375, pages: phone },
  { name: 'console', query: 'client=console', width: 1280, pages: desk },
  { name: 'console-dark', query: 'client=console&theme=dark', width: 1280, pages: desk },
];
const root = join(import.meta.dirname, '../..');
const out = join(root, '.artifacts/gallery');
const wanted = process.argv.slice(2);
await mkdir(out, { recursive: true });

const server = await createServer({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'error' });
await server.listen();
const address = `http://localhost:${server.config.server.port}`;
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
let faults = 0;
try {
  for (const mode of modes) {
    const context = await browser.newContext({
      viewport: { width: mode.width, height: mode.width > 1000 ? 800 : 812 },
      deviceScaleFactor: mode.width > 1000 ? 1 : 2,
      reducedMotion: 'reduce',
      locale: 'zh-CN',
      isMobile: mode.width < 1000,
      hasTouch: mode.width < 1000,
    });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && console.error(mode.name, message.text()));
    page.on('pageerror', (error) => {
      faults++;
      console.error(mode.name, error.message);
    });
    for (const name of mode.pages) {
      if (wanted.length && !wanted.includes(name.split('?')[0] ?? '') && !wanted.includes(mode.name)) continue;
      await page.goto('about:blank');
      await page.goto(`${address}/?${mode.query}#/${name}`, { waitUntil: 'networkidle' });
      await page.waitForTimeout(300);
      // the bar at the foot belongs to the screen, so the screen is made as long as the page
      const full = await page.evaluate(() => document.documentElement.scrollHeight);
      if (!name.includes('dialog')) await page.setViewportSize({ width: mode.width, height: full });
      await page.screenshot({ path: join(out, `${name.replace(/\?(state=)?/, '-')}.${mode.name}.png`) });
      await page.setViewportSize({ width: mode.width, height: 812 });
      // the inside of the two kits is not ours to mend
      if (name === 'kits') continue;
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const fault of violations) {
        faults += fault.nodes.length;
        console.error(
          `${name} ${mode.name}: ${fault.id} (${fault.nodes.length}) ${fault.help}\n  ${fault.nodes
            .slice(0, 3)
            .map((node) => `${node.target.join(' ')} ${node.failureSummary?.split('\n')[1] ?? ''}`)
            .join('\n  ')}`,
        );
      }
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (wide > 0) {
        faults++;
        console.error(`${name} ${mode.name}: ${wide} px wider than the screen`);
      }
    }
    await context.close();
  }
} finally {
  await browser.close();
  await server.close();
}
console.log(faults ? `${faults} faults` : 'no faults');
process.exitCode = faults ? 1 : 0;
