import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';

export const PHONE = { width: 375, height: 812 };
export const DESK = { width: 1280, height: 800 };

/** Debian's Chromium, without the connections that it would make of its own accord. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

type Options = {
  readonly language?: string;
  readonly elder?: boolean;
  readonly dark?: boolean /** False: no service worker, as at a first visit. */;
  readonly worker?: boolean;
};

/** A phone or a desk with a profile of its own. Errors on the page's console fail the test that asks `complaints`. */
export async function openContext(
  browser: Browser,
  client: 'phone' | 'desk',
  options: Options = {},
): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: client === 'phone' ? PHONE : DESK,
    deviceScaleFactor: client === 'phone' ? 2 : 1,
    hasTouch: client === 'phone',
    isMobile: client === 'phone',
    locale: options.language ?? 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: 'reduce',
    serviceWorkers: options.worker === false ? 'block' : 'allow',
  });
  const complaints: string[] = [];
  context.setDefaultTimeout(15_000);
  // Of every tab that this person opens, also later ones.
  context.on('page', (tab) => {
    tab.on('pageerror', (error) => complaints.push(error.message));
    tab.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource|net::ERR/.test(message.text())) complaints.push(message.text());
    });
  });
  return { context, page: await context.newPage(), complaints };
}
