import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newId } from '#platform/shared/ids/ids.ts';
import { openBrowser } from './browser.ts';
import { at, shanghai } from './people.ts';

let browser: Browser;
const url = inject('demoUrl');
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

type View = {
  version: number;
  state: string;
  candidates: { person: { id: string; name: string }; vote: string }[];
  roll: { personId: string; name: string; mayVote: boolean; notDueGround: string | null }[];
  decisions: {
    vote: string;
    subject: { name: string };
    base: number;
    present: number;
    written: number;
    yes: number;
    no: number;
    adopted: boolean;
    opinions: unknown[];
  }[];
  items: { title: string; points: string }[];
};
const read = async (page: Page, id: string): Promise<View> => (await page.context().request.get(`${url}/api/v1/meetings/${id}`)).json();

async function looksRight(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).analyze();
  expect(violations.map((one) => `${one.id}: ${one.nodes[0]?.html.slice(0, 160)}`)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
}
/** Dark, large and English, one after another, then light again. */
async function inEveryMode(page: Page, name: string): Promise<void> {
  const set = (modes: string, language: string) =>
    page.evaluate(
      ([kept, spoken]) => {
        localStorage.setItem('lianxin.modes', kept as string);
        localStorage.setItem('lianxin.language', spoken as string);
      },
      [modes, language],
    );
  const folder = process.env.E2E_PICTURES;
  for (const [key, modes, language] of [
    ['dark', '{"theme":"dark","elder":false}', 'zh-CN'],
    ['elder', '{"theme":"light","elder":true}', 'zh-CN'],
    ['en', '{"theme":"light","elder":false}', 'en'],
    ['light', '{"theme":"light","elder":false}', 'zh-CN'],
  ] as const) {
    await set(modes, language);
    await page.reload();
    await page.locator('h1').first().waitFor();
    await expect.poll(() => page.locator('[aria-busy=true]').count(), { timeout: 15_000 }).toBe(0);
    await looksRight(page);
    if (folder) await page.screenshot({ path: `${folder}/${name}-${key}.png`, fullPage: true });
  }
}

/** A members' meeting of the secretary's branch, announced to begin now. */
async function announced(page: Page, title: string): Promise<string> {
  const request = page.context().request;
  const me = await (await request.get(`${url}/api/v1/me`)).json();
  const plan = await (await request.get(`${url}/api/v1/branches/${me.branch.id}/meeting-plan?kind=membersMeeting`)).json();
  const start = shanghai(5);
  const made = await request.post(`${url}/api/v1/meetings`, {
    headers: { 'idempotency-key': newId() },
    data: {
      branchId: me.branch.id,
      kind: 'membersMeeting',
      title,
      startsAt: `${start.date}T${start.time}:00+08:00`,
      place: '明理楼 302',
      chairId: plan.chairId,
      recorderId: plan.recorderId,
      agenda: [{ title: '听取报告' }, { title: '讨论计划' }],
    },
  });
  const { id } = await made.json();
  await request.post(`${url}/api/v1/meetings/${id}/announce`, { headers: { 'idempotency-key': newId() } });
  return id;
}

test('a members’ meeting is planned for an admission and decides it: candidate, roll, one left out of the base, an opinion in writing, the result', async () => {
  const { context, page, complaints } = await at(browser, url, 'phone', 'branch');
  const start = shanghai(10);
  await page.goto(`${url}/meetings/plan`);
  await page.getByRole('button', { name: '党员大会' }).click();
  await page.getByLabel('题目').fill(`讨论接收预备党员 ${start.time.replace(':', '')}`);
  await page.getByLabel('日期').fill(start.date);
  await page.getByLabel('开始').fill(start.time);
  await page.getByLabel('地点').fill('明理楼 302');

  // Only development targets and activists can be admitted, only probationary members converted; each becomes an item of the agenda.
  const admission = page.getByRole('group', { name: '接收预备党员' });
  await expect.poll(() => admission.getByRole('button').count()).toBeGreaterThan(0);
  const tile = admission.getByRole('button', { name: /发展对象/ }).first();
  const name = ((await tile.locator('.name').textContent()) ?? '').trim();
  await tile.click();
  const line = `讨论接收${name}同志为中共预备党员，无记名投票表决`;
  await expect.poll(() => page.locator('input').evaluateAll((all) => all.map((one) => (one as HTMLInputElement).value))).toContain(line);
  await inEveryMode(page, 'plan');
  await page.getByRole('button', { name: '发通知' }).click();
  await page.waitForURL(/\/meetings\/[0-9a-f-]{36}$/);
  const id = new URL(page.url()).pathname.split('/').pop() as string;
  const planned = await read(page, id);
  expect(planned.candidates).toMatchObject([{ person: { name }, vote: 'admission' }]);
  const voters = planned.roll.filter((row) => row.mayVote);

  // The roll: all but two are there; one of the two has been ill for long, and is left out of the base with both consents.
  await page.goto(`${url}/meetings/${id}/roll`);
  const [ill, away] = voters.slice(-2) as [View['roll'][number], View['roll'][number]];
  await page.getByRole('button', { name: '全到' }).click();
  for (const one of [ill, away]) await page.locator('.tile', { hasText: one.name }).click();
  await page.getByText(`至少 ${Math.floor(voters.length / 2) + 1} 人（超过半数）`).waitFor();
  await page.getByRole('button', { name: '登记不计入基数' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('哪一位').selectOption({ label: ill.name });
  await dialog.getByLabel('属于哪种情形').selectOption({ label: '因病不能表达本人意愿' });
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await dialog.getByText('须经上级党组织同意').waitFor();
  await dialog.getByRole('switch', { name: '上级党组织已经同意' }).click();
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await dialog.getByText('须党员大会通过').waitFor();
  await looksRight(page);
  await dialog.getByRole('switch', { name: '党员大会已经通过' }).click();
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  const base = voters.length - 1;
  await page.getByText(`至少 ${Math.floor(base / 2) + 1} 人（超过半数）`).waitFor();
  await inEveryMode(page, 'roll');
  await page.getByRole('button', { name: /^开始会议，\d+ 人到会$/ }).click();
  await page.waitForURL(/\/write$/);

  // The decision stands already, for the plan names whom it is about.
  await page.getByRole('textbox', { name: '要点' }).first().fill('支部委员会汇报培养考察情况，与会党员逐一发表意见。');
  expect(await page.getByLabel('表决的事项').inputValue()).toBe(`接收${name}同志为中共预备党员`);
  const present = base - 1;
  const group = page.locator('.decision');
  await group.getByRole('spinbutton', { name: '赞成' }).first().fill(String(present));
  await group.getByText('应当无记名投票。请改用无记名投票').waitFor();
  await group.getByRole('switch', { name: '无记名投票' }).click();
  await group.getByText('通过', { exact: true }).waitFor();

  // An opinion counts when it was with the branch before the meeting; its vote is not one of those in the room.
  const opinions = group.getByRole('group', { name: '会前书面意见' });
  expect(await opinions.locator('.tile').allInnerTexts()).toEqual([away.name]);
  await opinions.locator('.tile', { hasText: away.name }).click();
  await opinions.getByLabel('收到日期').fill(shanghai(24 * 60).date);
  await opinions.getByLabel('收到时间').fill('09:00');
  await opinions.getByText('只列出，不计票').waitFor();
  await opinions.getByLabel('收到日期').fill(shanghai(-24 * 60).date);
  await opinions.getByText('会前收到，计入票数').waitFor();
  await opinions.getByRole('spinbutton', { name: '反对' }).fill('1');
  await group.getByText(`另有书面意见 1 份`).waitFor();
  await group.getByText('《发展党员工作细则》第二十、二十一条').waitFor();
  await inEveryMode(page, 'write');
  await page.getByRole('button', { name: '提交记录' }).click();
  await page.getByText('待确认').or(page.getByText('已提交')).first().waitFor();

  const recorded = await read(page, id);
  expect(recorded.decisions).toMatchObject([
    { vote: 'admission', subject: { name }, base, present, written: 1, yes: present, no: 1, adopted: true, opinions: [{ personId: away.personId }] },
  ]);
  expect(recorded.roll.find((row) => row.personId === ill.personId)?.notDueGround).toBe('illness');
  expect(complaints).toEqual([]);
  await context.close();
});

test('edited at the desk while it was written on the phone: both versions side by side, the writer chooses, and nothing is lost', async () => {
  const [phone, desk] = await Promise.all([at(browser, url, 'phone', 'branch'), at(browser, url, 'desk', 'branch')]);
  const { page } = phone;
  const id = await announced(page, `两处写记录 ${Date.now() % 10_000}`);
  await page.goto(`${url}/meetings/${id}/roll`);
  await page.getByRole('button', { name: '全到' }).click();
  await page.getByRole('button', { name: /^开始会议，\d+ 人到会$/ }).click();
  await page.waitForURL(/\/write$/);
  const points = page.getByRole('textbox', { name: '要点' });
  await points.nth(0).fill('手机上写的第一项。');
  await points.nth(1).fill('手机上写的第二项。');

  const other = desk.page;
  await other.goto(`${url}/meetings/${id}/write`);
  await other.getByRole('textbox', { name: '要点' }).nth(0).fill('电脑上写的第一项。');
  await other.getByRole('textbox', { name: '要点' }).nth(1).fill('电脑上写的第二项。');
  const saved = other.waitForResponse((response) => response.url().endsWith('/minutes') && response.ok());
  await other.getByRole('button', { name: '先存着' }).click();
  await saved;

  await page.getByRole('button', { name: '提交记录' }).click();
  await page.waitForURL(/\/compare$/);
  await page.getByText('您写记录时，别处也改了这份记录').waitFor();
  expect((await read(page, id)).state).toBe('held');
  const first = page.getByRole('group', { name: '听取报告' });
  await first.getByText('手机上写的第一项。').waitFor();
  await first.getByText('电脑上写的第一项。').waitFor();
  await page.getByText('还有 2 处没有选').waitFor();
  await inEveryMode(page, 'compare');
  await first.getByText('两份都留').click();
  await page.getByRole('group', { name: '讨论计划' }).getByText('别处改的', { exact: true }).click();
  await page.getByRole('button', { name: '按所选继续写' }).click();
  await page.waitForURL(/\/write$/);

  // What was not chosen stays readable beside the draft.
  await page.getByRole('heading', { name: '没有选用的内容' }).waitFor();
  await page.getByText('手机上写的第二项。').waitFor();
  await looksRight(page);
  await page.getByRole('button', { name: '提交记录' }).click();
  await page.getByText('待确认').or(page.getByText('已提交')).first().waitFor();
  expect((await read(page, id)).items.map((item) => item.points)).toEqual(['手机上写的第一项。\n\n电脑上写的第一项。', '电脑上写的第二项。']);
  for (const { complaints, context } of [phone, desk]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});

test('finished with no network and edited meanwhile: it stays in the queue with its reason and a way to look, and arrives once', async () => {
  const { context, page, complaints } = await at(browser, url, 'phone', 'branch');
  const title = `断网写记录 ${Date.now() % 10_000}`;
  const id = await announced(page, title);
  await page.goto(`${url}/meetings/${id}/roll`);
  await page.getByRole('button', { name: '全到' }).click();
  await page.getByRole('button', { name: /^开始会议，\d+ 人到会$/ }).click();
  await page.waitForURL(/\/write$/);
  const points = page.getByRole('textbox', { name: '要点' }).first();
  await points.fill('会场里没有网络时写的。');
  // The worker has taken every file of the pages: what follows needs no network.
  await expect
    .poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.active?.state), { timeout: 20_000 })
    .toBe('activated');
  await context.setOffline(true);
  await page.getByRole('button', { name: '提交记录' }).click();
  await page.getByText('1 项存在本机，联网后自动提交一次。').waitFor();

  const before = await read(page, id);
  const desk = await context.request.put(`${url}/api/v1/meetings/${id}/minutes`, {
    headers: { 'if-match': `"${before.version}"` },
    data: { items: [{ title: '听取报告', points: '电脑上补的。' }, { title: '讨论计划' }], nextSteps: [] },
  });
  expect(desk.ok()).toBe(true);
  await context.setOffline(false);
  await page.getByText('有 1 项没能提交，内容还在本机。').waitFor();
  await page.getByRole('button', { name: '看一看' }).click();
  await page.getByText('这份内容刚才被别人改过').first().waitFor();
  await page.getByRole('button', { name: /^去处理/ }).click();
  await page.waitForURL(/\/compare$/);
  await page.getByText('会场里没有网络时写的。').waitFor();
  await page.getByRole('group', { name: '听取报告' }).getByText('本机写的', { exact: true }).click();
  await page.getByRole('button', { name: '按所选继续写' }).click();
  await page.waitForURL(/\/write$/);
  await page.getByRole('button', { name: '提交记录' }).click();
  await page.getByText('待确认').or(page.getByText('已提交')).first().waitFor();
  await page.getByText('有 1 项没能提交，内容还在本机。').waitFor({ state: 'detached' });
  expect(await read(page, id)).toMatchObject({ state: 'recorded', items: [{ points: '会场里没有网络时写的。' }, {}] });
  expect(complaints).toEqual([]);
  await context.close();
});
