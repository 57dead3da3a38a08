import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { at, shanghai } from './people.ts';

/** Counts taps on buttons and links from here on, while the client moves within itself. */
async function tapsOn(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    sessionStorage.setItem('taps', '0');
    addEventListener(
      'click',
      (event) => {
        if (event.target instanceof Element && event.target.closest('a, button'))
          sessionStorage.setItem('taps', String(Number(sessionStorage.getItem('taps')) + 1));
      },
      true,
    );
  });
  return async () => Number(await page.evaluate(() => sessionStorage.getItem('taps')));
}

let browser: Browser;
const url = inject('demoUrl');
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

test('a secretary plans, announces, holds and records a meeting; a member answers, signs in and agrees; the school’s open chart moves', async () => {
  const [secretary, member, school] = await Promise.all([
    at(browser, url, 'phone', 'branch'),
    at(browser, url, 'phone', 'member'),
    at(browser, url, 'desk', 'school'),
  ]);
  const start = shanghai(10);
  const title = `学习交流 ${start.time.replace(':', '')}`;

  // The school opens its trend as a table and leaves it open; nothing on this page asks again by itself.
  const desk = school.page;
  await desk.goto(`${url}/console/charts/trend`);
  await desk
    .getByRole('button', { name: '表', exact: true })
    .or(desk.getByRole('radio', { name: '表' }))
    .first()
    .click();
  const table = desk.locator('table').first();
  await table.waitFor();
  const cells = async () => (await table.innerText()).replace(/\s+/g, ' ');
  const before = await cells();
  let asked = 0;
  desk.on('request', (request) => {
    if (request.url().includes('/charts/activity-trend')) asked += 1;
  });

  // The member has a page open, as on any day.
  const mine = member.page;
  await mine.goto(`${url}/branch`);
  const bell = mine.getByRole('link', { name: /通知/ }).first();
  await bell.waitFor();
  const silent = await bell.innerText();

  // Plan and announce: kind is chosen, the agenda stands already; what is typed is the title and the place.
  const phone = secretary.page;
  await phone.goto(`${url}/branch`);
  const plan = phone
    .getByRole('link', { name: '安排会议' })
    .or(phone.getByRole('button', { name: '安排会议' }))
    .first();
  await plan.waitFor();
  const ofSecretary = await tapsOn(phone);
  await plan.click();
  await phone.getByRole('button', { name: '主题党日' }).click();
  await phone.getByLabel('题目').fill(title);
  await phone.getByLabel('日期').fill(start.date);
  await phone.getByLabel('开始').fill(start.time);
  await phone.getByLabel('地点').fill('明理楼 302');
  await phone.getByRole('button', { name: '发通知' }).click();
  await phone.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  const meetingId = new URL(phone.url()).pathname.split('/').pop() as string;
  await phone.getByText('已通知').first().waitFor();
  const planned = await ofSecretary();
  expect(planned).toBeLessThanOrEqual(6);

  // The member is told in the app by itself: the bell of the open page counts one more; the notice leads to the meeting.
  await expect.poll(() => bell.innerText(), { timeout: 5000, interval: 50 }).not.toBe(silent);
  await bell.click();
  const notice = mine.getByRole('button', { name: new RegExp(title) }).first();
  await notice.waitFor();
  await notice.click();
  await mine.waitForURL(new RegExp(`/meetings/${meetingId}$`));
  await mine.getByRole('button', { name: '我能到会' }).click();
  await mine.getByText('您已回复能到会').waitFor();
  await phone.goto(`${url}/meetings/${meetingId}/code`);
  const code = (
    await phone
      .getByText(/^\d{3}\s?\d{3}$/)
      .first()
      .innerText()
  ).replace(/\s/g, '');
  expect(code).toMatch(/^\d{6}$/);
  // From the notice on two taps: the notice, and 签到; the sixth digit sends the code.
  await mine.goto(`${url}/notices`);
  const ofMember = await tapsOn(mine);
  await mine
    .getByRole('button', { name: new RegExp(title) })
    .first()
    .click();
  await mine
    .getByRole('link', { name: '签到', exact: true })
    .or(mine.getByRole('button', { name: '签到', exact: true }))
    .first()
    .click();
  await mine.getByLabel('签到码').fill(code);
  await mine
    .getByText(/您已(到会|签到)/)
    .first()
    .waitFor();
  const signedIn = await ofMember();
  expect(signedIn).toBeLessThanOrEqual(2);
  console.log(`taps: plan and announce ${planned}, sign in from the notice ${signedIn}`);

  // The roll: only the secretary is here beside the member who has signed in; then the minutes.
  await phone.goto(`${url}/meetings/${meetingId}/roll`);
  const own = (await (await secretary.context.request.get(`${url}/api/v1/me`)).json()).name as string;
  await phone
    .getByRole('button', { name: new RegExp(`^${own}`) })
    .first()
    .click();
  await phone.getByRole('button', { name: /^(开始会议|存好)，\d+ 人到会$/ }).click();
  await phone.waitForURL(/\/(meetings\/[0-9a-f-]{36}|meetings\/[0-9a-f-]{36}\/write)$/);
  await phone.goto(`${url}/meetings/${meetingId}/write`);
  await phone.getByRole('textbox', { name: '要点' }).first().fill('围绕学风建设交流，确定每周三晚自习值班安排。');
  let arrived = 0;
  phone.on('response', (response) => {
    if (response.request().method() === 'POST' && response.ok() && /\/minutes|\/submit/.test(response.url())) arrived = Date.now();
  });
  const moved = expect
    .poll(cells, { timeout: 15_000, interval: 20 })
    .not.toBe(before)
    .then(() => Date.now());
  await phone.getByRole('button', { name: '提交记录' }).click();
  await phone.getByText('待确认').or(phone.getByText('已提交')).first().waitFor();

  // The chart follows within a second of the record, by an event: nothing asks again by itself.
  const followed = (await moved) - arrived;
  console.log(`the open chart followed ${followed} ms after the record was taken in, with ${asked} request(s)`);
  expect(arrived).toBeGreaterThan(0);
  expect(followed).toBeLessThanOrEqual(1000);
  expect(asked).toBeGreaterThanOrEqual(1);

  // The member reads the minutes and agrees.
  await mine.goto(`${url}/meetings/${meetingId}`);
  await mine.getByText('围绕学风建设交流').waitFor();
  await mine.getByRole('button', { name: '我看过，无异议' }).click();
  await mine.getByRole('button', { name: '我看过，无异议' }).waitFor({ state: 'detached' });

  // All who were there have agreed once the secretary has; then the chair confirms, and the text is final.
  await phone.goto(`${url}/meetings/${meetingId}`);
  const agree = phone.getByRole('button', { name: '我看过，无异议' });
  const close = phone.getByRole('button', { name: '确认，即定稿' });
  await agree.or(close).first().waitFor();
  if (await agree.isVisible()) await agree.click();
  await close.click();
  const sure = phone.getByRole('dialog').getByRole('button', { name: /^(确认|定稿|确认，即定稿)$/ });
  await sure.or(phone.getByText('已定稿').first()).first().waitFor();
  if (await sure.isVisible()) await sure.click();
  await phone.getByText('已定稿').first().waitFor();
  await mine.getByText('已定稿').first().waitFor();

  for (const { complaints, context } of [secretary, member, school]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});
