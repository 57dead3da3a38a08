import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser, openContext } from '../browser.ts';
import { type Keyboard, keyboardOf } from './keyboard.ts';

/** One of the main tasks of the journeys, as the person of this account does it with keys alone. */
export type Task = { readonly name: string; readonly who: string; readonly run: (keys: Keyboard) => Promise<void> };

const url = inject('demoUrl');
const signInPage = { phone: '/sign-in', desk: '/console/sign-in' };

/** Signs in with keys alone; the address is typed once, as a person types it. */
async function signIn(keys: Keyboard, client: 'phone' | 'desk', who: string): Promise<void> {
  await keys.page.goto(url + signInPage[client]);
  await keys.page.locator('input[type=password]').waitFor();
  await keys.enter(/学工号/, who);
  await keys.enter(/密码或启用码/, 'lianxin-demo');
  await keys.act('Enter', () => keys.page.waitForURL((address) => !address.pathname.endsWith('/sign-in')));
}

/** Everybody signs in once, and does their tasks one after the other at the same device. */
export function everyTask(client: 'phone' | 'desk', tasks: readonly Task[]): void {
  let browser: Browser;
  const people = new Map<string, { keys: Keyboard; complaints: string[] }>();
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  test.each(tasks)(`$who with keys alone (${client}): $name`, async ({ who, run }) => {
    let person = people.get(who);
    if (!person) {
      const { page, complaints } = await openContext(browser, client);
      person = { keys: keyboardOf(page), complaints };
      people.set(who, person);
      await signIn(person.keys, client, who);
    }
    await run(person.keys);
    expect(person.complaints).toEqual([]);
  });
  afterAll(() => {
    const presses = [...people.values()].reduce((sum, { keys }) => sum + keys.presses(), 0);
    console.log(`main tasks by keyboard: ${tasks.length + people.size} on the ${client} (${people.size} of them sign in), ${presses} presses`);
  });
}
