import type { Browser, Page } from 'playwright-core';
import { openContext } from './browser.ts';

/** Signs in through the page, as a person does. */
export async function signIn(page: Page, url: string, client: 'phone' | 'desk', username: string, password = 'lianxin-demo'): Promise<void> {
  await page.goto(client === 'phone' ? `${url}/sign-in` : `${url}/console/sign-in`);
  await page.locator('input').first().fill(username);
  await page.locator('input[type=password]').fill(password);
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await page.waitForURL((address) => !address.pathname.endsWith('/sign-in'));
}

/** A person at their own device, signed in. */
export async function at(browser: Browser, url: string, client: 'phone' | 'desk', username: string, options: Parameters<typeof openContext>[2] = {}) {
  const opened = await openContext(browser, client, options);
  await signIn(opened.page, url, client, username);
  return opened;
}

/** The day and the time of day in Shanghai, as the forms take them. */
export function shanghai(minutesFromNow: number): { date: string; time: string } {
  const text = new Date(Date.now() + minutesFromNow * 60_000 + 8 * 3_600_000).toISOString();
  return { date: text.slice(0, 10), time: text.slice(11, 16) };
}
