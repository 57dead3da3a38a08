import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { openBrowser } from './browser.ts';
import { at, shanghai } from './people.ts';

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

  // Plan and announce: kind is chosen, the agenda stands already; what is typed is the title and the place.
  const phone = secretary.page;
  await phone.goto(`${url}/meetings/plan`);
  await phone.getByRole('button', { name: '主题党日' }).click();
  await phone.getByLabel('题目').fill(title);
  await phone.getByLabel('日期').fill(start.date);
  await phone.getByLabel('开始').fill(start.time);
  await phone.getByLabel('地点').fill('明理楼 302');
  await phone.getByRole('button', { name: '发通知' }).click();
  await phone.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  const meetingId = new URL(phone.url()).pathname.split('/').pop() as string;
  await phone.getByText('已通知').first().waitFor();

  // The member is told in the app, answers, and signs in with the room's code.
  const mine = member.page;
  await mine.goto(`${url}/meetings/${meetingId}`);
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
  await mine.goto(`${url}/meetings/${meetingId}/sign-in`);
  await mine.getByLabel('签到码').fill(code);
  await mine.getByRole('button', { name: '签到', exact: true }).click();
  await mine
    .getByText(/您已(到会|签到)/)
    .first()
    .waitFor();

  // The roll: all present, then the exceptions; then the minutes.
  await phone.goto(`${url}/meetings/${meetingId}/roll`);
  await phone.getByRole('button', { name: '全到' }).click();
  await phone.getByRole('button', { name: /^(开始会议|存好)，\d+ 人到会$/ }).click();
  await phone.waitForURL(/\/(meetings\/[0-9a-f-]{36}|meetings\/[0-9a-f-]{36}\/write)$/);
  await phone.goto(`${url}/meetings/${meetingId}/write`);
  await phone.getByRole('textbox', { name: '要点' }).first().fill('围绕学风建设交流，确定每周三晚自习值班安排。');
  const recorded = Date.now();
  await phone.getByRole('button', { name: '提交记录' }).click();
  await phone.getByText('待确认').or(phone.getByText('已提交')).first().waitFor();

  // The chart follows within a second of the record, by an event.
  await expect.poll(cells, { timeout: 5000, interval: 50 }).not.toBe(before);
  console.log(`the open chart followed ${Date.now() - recorded} ms after the press, with ${asked} request(s)`);
  expect(asked).toBeGreaterThanOrEqual(1);

  // The member reads the minutes and agrees.
  await mine.goto(`${url}/meetings/${meetingId}`);
  await mine.getByText('围绕学风建设交流').waitFor();
  await mine.getByRole('button', { name: '我看过，无异议' }).click();
  await mine.getByRole('button', { name: '我看过，无异议' }).waitFor({ state: 'detached' });

  for (const { complaints, context } of [secretary, member, school]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});
