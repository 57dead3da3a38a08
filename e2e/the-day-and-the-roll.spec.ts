import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { addDays } from '#platform/shared/day/day.ts';
import { openBrowser } from './browser.ts';
import { at, shanghai } from './people.ts';

let browser: Browser;
const url = inject('demoUrl');
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

type Member = { id: string; name: string };
const stamp = () => Date.now() % 100_000;

test('the roll of a meeting entered afterwards follows its day: who joined later is not on it, and whom one had tapped is named', async () => {
  const { context, page, complaints } = await at(browser, url, 'phone', 'branch');
  const [early, late] = [addDays(shanghai(0).date, -9), addDays(shanghai(0).date, -2)];
  let joined: Member | undefined;
  // Two of the branch's people, as if one had come and one had gone between the two days.
  await page.route('**/meeting-plan?*', async (route) => {
    const answer = await route.fetch();
    const body = await answer.json();
    const ordinary = body.members.filter((one: { post: string | null }) => one.post === null);
    joined ??= ordinary[0];
    const left = ordinary[1];
    const on = new URL(route.request().url()).searchParams.get('on');
    const gone = on !== null && on <= early ? joined?.id : left?.id;
    await route.fulfill({ response: answer, json: { ...body, members: body.members.filter((one: Member) => one.id !== gone) } });
  });
  const title = `按当天的人 ${stamp()}`;
  await page.goto(`${url}/meetings/record?kind=themeDay&n=${stamp()}`);
  await page.getByLabel('题目').fill(title);
  await page.getByLabel('日期').fill(late);
  await page.getByLabel('开始').fill('15:00');
  await page.getByLabel('地点').fill('明理楼 302');
  const tile = () => page.locator('.tile', { hasText: joined?.name ?? '' });
  await expect.poll(() => tile().count()).toBe(1);
  await page.getByRole('button', { name: '全到' }).click();
  await page.getByRole('textbox', { name: '要点' }).first().fill('大家一起学习。');
  await page.getByLabel('日期').fill(early);
  await page.getByText(`${joined?.name}当天不在名单上，没有计入。`).waitFor();
  expect(await tile().count()).toBe(0);
  await page.getByRole('button', { name: '全到' }).click();
  await page.getByRole('button', { name: '提交记录' }).click();
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  const id = new URL(page.url()).pathname.split('/').pop();
  const meeting = await (await context.request.get(`${url}/api/v1/meetings/${id}`)).json();
  expect([meeting.title, meeting.heldOn, meeting.state]).toEqual([title, early, 'recorded']);
  // Submitted with a network: only one time is told.
  expect(meeting.confirmation.writtenAt).toBeNull();
  expect(complaints).toEqual([]);
  await context.close();
});

test('two change one plan: the second sees both versions and chooses; nothing is overwritten unasked', async () => {
  const { context, page, complaints } = await at(browser, url, 'phone', 'branch');
  const me = await (await context.request.get(`${url}/api/v1/me`)).json();
  const prefill = await (await context.request.get(`${url}/api/v1/branches/${me.branch.id}/meeting-plan?kind=themeDay`)).json();
  const when = shanghai(4 * 24 * 60);
  const headers = { 'content-type': 'application/json', 'idempotency-key': `plan-${stamp()}-${Math.random()}` };
  const planned = await (
    await context.request.post(`${url}/api/v1/meetings`, {
      headers,
      data: {
        branchId: me.branch.id,
        kind: 'themeDay',
        title: '原来的题目',
        startsAt: `${when.date}T15:00:00+08:00`,
        place: '明理楼 101',
        chairId: prefill.chairId,
        recorderId: prefill.recorderId,
        agenda: [{ title: '学习' }],
      },
    })
  ).json();
  await page.goto(`${url}/meetings/${planned.id}/edit`);
  await expect.poll(() => page.getByLabel('题目').inputValue()).toBe('原来的题目');
  // A plan that nobody has been told of has no roll yet: chair and recorder are chosen from the branch all the same.
  await expect.poll(() => page.getByText('主持').count()).toBeGreaterThan(0);
  await page.getByLabel('题目').fill('我改的题目');

  const other = await context.request.patch(`${url}/api/v1/meetings/${planned.id}`, {
    headers: { 'content-type': 'application/json', 'if-match': `"${planned.version}"` },
    data: { title: '别人改的题目', place: '明理楼 505' },
  });
  expect(other.status()).toBe(200);

  // Whether the change is seen by itself or only when saving, both versions stand side by side before anything is kept.
  const save = page.getByRole('button', { name: '保存' });
  await save.click().catch(() => undefined);
  await page.getByText('这份计划刚才有人改过').waitFor();
  await page.getByText('别人改的题目').waitFor();
  expect((await (await context.request.get(`${url}/api/v1/meetings/${planned.id}`)).json()).title).toBe('别人改的题目');
  await page.getByRole('radio', { name: /我改的/ }).check();
  await save.click();
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  const kept = await (await context.request.get(`${url}/api/v1/meetings/${planned.id}`)).json();
  expect([kept.title, kept.place]).toEqual(['我改的题目', '明理楼 505']);
  expect(complaints.filter((one) => !one.includes('412'))).toEqual([]);
  await context.close();
});

test('a sign-in with the code that was wrong is put right by name, after a question; a lecture joins its theme day', async () => {
  const [secretary, member] = await Promise.all([at(browser, url, 'phone', 'branch'), at(browser, url, 'phone', 'member')]);
  const me = await (await secretary.context.request.get(`${url}/api/v1/me`)).json();
  const him = await (await member.context.request.get(`${url}/api/v1/me`)).json();
  const prefill = await (await secretary.context.request.get(`${url}/api/v1/branches/${me.branch.id}/meeting-plan?kind=themeDay`)).json();
  const when = shanghai(12);
  const post = async (path: string, data: object) =>
    (
      await secretary.context.request.post(`${url}/api/v1${path}`, {
        headers: { 'content-type': 'application/json', 'idempotency-key': `roll-${stamp()}-${Math.random()}` },
        data,
      })
    ).json();
  const title = `签到改正 ${stamp()}`;
  const planned = await post('/meetings', {
    branchId: me.branch.id,
    kind: 'themeDay',
    title,
    startsAt: `${when.date}T${when.time}:00+08:00`,
    place: '明理楼 302',
    chairId: prefill.chairId,
    recorderId: prefill.recorderId,
    agenda: [{ title: '学习' }],
  });
  await post(`/meetings/${planned.id}/announce`, {});
  const { code } = await (await secretary.context.request.get(`${url}/api/v1/meetings/${planned.id}/sign-in-code`)).json();
  const signed = await member.context.request.post(`${url}/api/v1/meetings/${planned.id}/sign-in`, {
    headers: { 'content-type': 'application/json', 'idempotency-key': `sign-${stamp()}-${Math.random()}` },
    data: { code },
  });
  expect(signed.status()).toBe(200);

  const { page } = secretary;
  await page.goto(`${url}/meetings/${planned.id}/roll`);
  const name = him.name ?? him.person?.name;
  const tile = page.locator('.tile', { hasText: name });
  await expect.poll(() => tile.getAttribute('aria-pressed')).toBe('true');
  await tile.click();
  await page.getByRole('dialog').getByText(`${name}是用签到码签到的`).waitFor();
  // Asked, and not done by the tap alone.
  expect(await tile.getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('dialog').getByRole('button', { name: '改正' }).click();
  await expect.poll(() => tile.getAttribute('aria-pressed')).toBe('false');
  const row = (await (await secretary.context.request.get(`${url}/api/v1/meetings/${planned.id}`)).json()).roll.find(
    (one: { personId: string }) => one.personId === him.person?.id || one.personId === him.personId,
  );
  expect(row).toMatchObject({ status: 'absent', via: null });

  // 同场党课: its day, hour and place stand already; only the title is written.
  await page.goto(`${url}/meetings/${planned.id}`);
  await page.getByRole('button', { name: '更多' }).click();
  await page.getByText('同场党课').click();
  await page.waitForURL(/\/meetings\/plan\?.*kind=partyLecture/);
  await expect.poll(() => page.getByLabel('地点').inputValue()).toBe('明理楼 302');
  expect([await page.getByLabel('日期').inputValue(), await page.getByLabel('开始').inputValue()]).toEqual([when.date, when.time]);
  await page.getByLabel('主讲').selectOption({ index: 1 });
  await page.getByRole('button', { name: '先存着' }).click();
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  const lecture = await (await secretary.context.request.get(`${url}/api/v1/meetings/${new URL(page.url()).pathname.split('/').pop()}`)).json();
  expect(lecture).toMatchObject({ kind: 'partyLecture', occasion: { id: planned.id }, heldOn: when.date });
  expect(lecture.lecturer?.id).toBeTruthy();
  for (const { complaints, context } of [secretary, member]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});
