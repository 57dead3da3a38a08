import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What has the focus, as it is called; nothing where the focus is lost. */
export const focused = (page: Page) =>
  page.evaluate(() => {
    const one = document.activeElement as HTMLInputElement | null;
    if (!one || one === document.body) return '';
    const by = one.getAttribute('aria-labelledby');
    const label = (by && document.getElementById(by)?.textContent) || one.labels?.[0]?.textContent || one.textContent || one.tagName;
    return (one.getAttribute('aria-label') ?? label).trim().replace(/\s+/g, ' ');
  });

/** Whether the focus can be seen: what has it, the mark beside it or a frame close around it looks other than a copy without the focus. */
const focusShows = (page: Page) =>
  page.evaluate(() => {
    const look = (one: Element) =>
      [undefined, '::before', '::after'].map((part) => {
        const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(one, part);
        return outlineStyle === 'none' ? boxShadow : `${outlineStyle} ${outlineWidth} ${outlineColor} ${boxShadow}`;
      });
    const copy = (one: Element) => {
      const resting = one.cloneNode(false) as Element;
      resting.classList.remove('is-focus', 'is-focused');
      for (const name of ['id', 'name', 'open']) resting.removeAttribute(name);
      return resting;
    };
    let one = document.activeElement;
    for (let i = 0; one && one !== document.body && i < 4; i += 1, one = one.parentElement) {
      const pair = i === 0 && one.nextElementSibling ? [one, one.nextElementSibling] : [one];
      const resting = pair.map(copy);
      (pair.at(-1) as Element).after(...resting);
      const differs = String(pair.map(look)) !== String(resting.map(look));
      for (const each of resting) each.remove();
      if (differs) return true;
    }
    return false;
  });

/** Somebody's hands at this page: keys, and nothing else. */
export function keyboardOf(page: Page) {
  let pressed = 0;
  const press = async (key: string) => {
    await page.keyboard.press(key);
    pressed += 1;
  };
  const seen = async (where: string) => {
    await expect.poll(() => focused(page), { message: `the focus is somewhere ${where}`, timeout: 5_000 }).not.toBe('');
    await expect.poll(() => focusShows(page), { message: `the focus on “${await focused(page)}” can be seen ${where}`, timeout: 2_000 }).toBe(true);
  };
  /** Walks with Tab to what bears this name; there is no other way to get there. */
  async function walkTo(name: string | RegExp, key = 'Tab', most = 150): Promise<void> {
    const passed: string[] = [];
    for (let i = 0; i < most; i += 1) {
      await press(key);
      const here = await focused(page);
      if (typeof name === 'string' ? here === name : name.test(here)) return seen(`before ${String(name)}`);
      passed.push(here);
    }
    throw new Error(`${key} does not reach ${String(name)}; it passed ${[...new Set(passed)].join(' · ')}`);
  }
  /** Walks with Tab until something in this part has the focus. */
  async function walkInto(part: Locator, most = 150): Promise<void> {
    for (let i = 0; i < most; i += 1) {
      await press('Tab');
      if (await part.evaluate((one) => one.contains(document.activeElement))) return seen(`in ${part}`);
    }
    throw new Error(`Tab does not reach ${part}`);
  }
  /** Presses a key on what has the focus, waits for what must come of it, and sees where the focus is then. */
  async function act(key: string, then: () => Promise<unknown>): Promise<void> {
    await press(key);
    await then();
    await seen(`after ${key}`);
  }
  const until = (address: RegExp) => () => page.waitForURL(address);
  const there = (text: string | RegExp) => () => page.getByText(text).filter({ visible: true }).first().waitFor();
  return {
    page,
    press,
    walkTo,
    walkInto,
    act,
    until,
    there,
    presses: () => pressed,
    async pressOn(name: string | RegExp, then: () => Promise<unknown>, key = 'Enter') {
      await walkTo(name);
      await act(key, then);
    },
    async enter(name: string | RegExp, text: string) {
      await walkTo(name);
      await press('ControlOrMeta+A');
      await page.keyboard.type(text);
    },
    /** A dialog holds the focus while it is open, and gives it back when Escape leaves it. */
    async holdsAndGivesBack(opener: string | RegExp) {
      const dialog = page.getByRole('dialog').filter({ visible: true });
      await walkTo(opener);
      const from = await focused(page);
      await act('Enter', () => dialog.waitFor());
      for (let i = 0; i < 12; i += 1) {
        await press(i < 8 ? 'Tab' : 'Shift+Tab');
        // Chromium's own bar is one stop on the way round: the page then has the focus nowhere, and nothing behind the dialog has it.
        const outside = await page.evaluate(() => {
          const one = document.activeElement;
          return !!one && one !== document.body && !one.closest('dialog,[role=dialog]');
        });
        expect(outside, `Tab stays in the dialog of “${from}”`).toBe(false);
      }
      await act('Escape', () => dialog.waitFor({ state: 'hidden' }));
      expect(await focused(page), 'the dialog gives the focus back').toBe(from);
    },
  };
}
export type Keyboard = ReturnType<typeof keyboardOf>;

/** Types into the parts of a date or a time, in whichever order the browser's own language puts them. */
async function enterParts(keys: Keyboard, label: string, wanted: string, orders: readonly (readonly string[])[]): Promise<void> {
  const value = () => keys.page.getByLabel(label).inputValue();
  await keys.walkTo(label);
  for (const parts of orders) {
    for (let i = 0; i < 4; i += 1) await keys.press('ArrowLeft');
    for (const [i, part] of parts.entries()) {
      if (i > 0) await keys.press('ArrowRight');
      await keys.page.keyboard.type(part);
    }
    if ((await value()) === wanted) return;
  }
  expect(await value()).toBe(wanted);
}

export async function enterDay(keys: Keyboard, date: string, time: string): Promise<void> {
  const [year, month, day] = date.split('-') as [string, string, string];
  // A part that is full hands on to the next; a year may have more than four digits, so it does not.
  await enterParts(keys, '日期', date, [[`${month}${day}${year}`], [year, `${month}${day}`]]);
  const [hour, minute] = time.split(':') as [string, string];
  const half = String(Number(hour) % 12 || 12).padStart(2, '0');
  await enterParts(keys, '开始', time, [[`${half}${minute}${Number(hour) < 12 ? 'a' : 'p'}`], [`${hour}${minute}`]]);
}
