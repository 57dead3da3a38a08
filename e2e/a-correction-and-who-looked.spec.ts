import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { at } from './people.ts';

let browser: Browser;
const url = inject('demoUrl');
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

test('a member proposes a correction, the branch approves it, the history shows both values; whoever sees the phone number in full is told to the member', async () => {
  const [member, secretary, school] = await Promise.all([
    at(browser, url, 'phone', 'member'),
    at(browser, url, 'phone', 'branch'),
    at(browser, url, 'desk', 'school'),
  ]);
  const me = await (await member.context.request.get(`${url}/api/v1/me`)).json();
  const email = `xu.${Date.now()}@example.edu.cn`;
  const reason = `核对联系方式 ${Date.now()}`;

  const mine = member.page;
  await mine.goto(`${url}/me/file`);
  const before = await mine.locator('.field').filter({ hasText: '电子邮箱' }).locator('dd span').first().innerText();
  await mine.locator('.field').filter({ hasText: '电子邮箱' }).getByRole('button', { name: /^更正/ }).click();
  const dialog = mine.getByRole('dialog');
  await dialog.getByLabel('电子邮箱').fill(email);
  await dialog.getByLabel('说明').fill('换了邮箱');
  await dialog.getByRole('button', { name: '提交更正' }).click();
  await mine.getByText('更正待审核').first().waitFor();

  // The branch sees who proposes what and why, and approves.
  const theirs = secretary.page;
  await theirs.goto(`${url}/corrections`);
  const line = theirs.locator('li').filter({ hasText: email });
  await line.getByText('换了邮箱').waitFor();
  await line.getByRole('button', { name: '同意', exact: true }).click();
  await line.waitFor({ state: 'detached' });

  // The member's open page follows by itself; the history holds both values.
  await mine.locator('.field').filter({ hasText: '电子邮箱' }).getByText(email).waitFor();
  await mine.goto(`${url}/me/file/history`);
  const change = mine.locator('li').filter({ hasText: email });
  await change.waitFor();
  if (before !== '未填') expect(await change.innerText()).toContain(before);

  // The school opens the phone number in full, which asks for a reason.
  const desk = school.page;
  await desk.goto(`${url}/console/members/${me.personId}`);
  const row = desk.getByRole('row').filter({ hasText: '手机号码' });
  expect(await row.innerText()).toContain('*');
  await row.getByRole('button', { name: '看完整号码' }).click();
  const asked = desk.getByRole('dialog');
  expect(await asked.getByRole('button', { name: '看完整号码' }).getAttribute('aria-disabled')).toBe('true');
  await asked.getByLabel('为什么要看').fill(reason);
  await asked.getByRole('button', { name: '看完整号码' }).click();
  await expect.poll(() => row.innerText()).toMatch(/1\d{10}|1\d{2}[ -]\d{4}[ -]\d{4}/);

  // And the member reads who it was, in which post, and why.
  await mine.goto(`${url}/me/audit`);
  const seen = mine.locator('li').filter({ hasText: reason });
  await seen.waitFor();
  expect(await seen.innerText()).toContain('温见山');

  for (const { complaints, context } of [member, secretary, school]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});
