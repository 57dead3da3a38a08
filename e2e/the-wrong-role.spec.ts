import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { newId } from '#platform/shared/ids/ids.ts';
import { openBrowser, openContext } from './browser.ts';
import { at } from './people.ts';

let browser: Browser;
const url = inject('demoUrl');
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser?.close());

// biome-ignore lint/suspicious/noExplicitAny: answers of several endpoints, of which only a few fields are read
const get = async (context: BrowserContext, path: string): Promise<any> => (await context.request.get(`${url}/api/v1${path}`)).json();

/** What only the branch's own committee does; offered to anybody else, the server would refuse it. */
const acts = [
  '发通知',
  '提交记录',
  '安排会议',
  '全到',
  '先存着',
  '保存',
  '写记录',
  '点名',
  '修改计划',
  '取消会议',
  '确认，即定稿',
  '补上',
  '补记录',
  '会后补记录',
  /^(开始会议|存好)/,
];

async function offered(page: Page): Promise<string[]> {
  const found: string[] = [];
  for (const name of acts) {
    for (const role of ['button', 'link'] as const) {
      for (const one of await page.getByRole(role, { name, exact: true, disabled: false }).all())
        if (await one.isVisible()) found.push(await one.innerText());
    }
  }
  return found;
}
/** A page has come to rest when it shows neither bars nor a spinner. */
const settled = async (page: Page) => {
  await page.locator('main').first().waitFor();
  await expect.poll(() => page.locator('[aria-busy=true]').count()).toBe(0);
};

test('a member, another branch’s secretary, a guest and a stranger open the secretary’s pages by address, and get neither data nor buttons', async () => {
  const secretary = await at(browser, url, 'phone', 'branch');
  const me = await get(secretary.context, '/me');
  const branch = me.branch.id;
  const list = await get(secretary.context, `/meetings?branch=${branch}&limit=50`);
  const recorded = list.items.find((one: { state: string }) => one.state === 'recorded' || one.state === 'confirmed');
  const coming = list.items.find((one: { state: string }) => one.state === 'planned' || one.state === 'announced');
  const people = (await get(secretary.context, `/branches/${branch}/meeting-plan?kind=membersMeeting`)).members
    .map((one: { name: string }) => one.name)
    .filter((name: string) => name !== me.name);
  expect(people.length).toBeGreaterThan(5);
  await secretary.context.close();

  // Another branch's secretary gets a start code from the school, and sets a password of their own with it.
  const school = await at(browser, url, 'desk', 'school');
  const tree = await get(school.context, '/organisations');
  const other = tree.items.find(
    (one: { id: string; kind: string; detail: { secretary: string | null } | null }) =>
      one.kind === 'branch' && one.id !== branch && one.detail?.secretary,
  );
  const detail = await get(school.context, `/organisations/${other.id}`);
  const person = detail.posts.find((one: { post: string }) => one.post === 'secretary');
  const slips = await (
    await school.context.request.post(`${url}/api/v1/start-codes`, {
      headers: { 'idempotency-key': newId() },
      data: { personIds: [person.personId], onlyNew: false },
    })
  ).json();
  const slip = slips.slips[0];
  await school.context.close();

  const foreign = await openContext(browser, 'phone');
  await foreign.page.goto(`${url}/sign-in`);
  await foreign.page.getByLabel('学工号').fill(slip.username);
  await foreign.page.getByLabel('密码或启用码').fill(slip.code);
  await foreign.page.getByRole('button', { name: '登录', exact: true }).click();
  await foreign.page.waitForURL(/\/set-password$/);
  await foreign.page.getByLabel('刚才的启用码').fill(slip.code);
  await foreign.page.getByLabel('新密码').fill('另一个支部的书记');
  await foreign.page.getByLabel('再填一次').fill('另一个支部的书记');
  await foreign.page.getByRole('button', { name: '设好，进去' }).click();
  await foreign.page.waitForURL(/\/branch$/);

  const [member, guest] = await Promise.all([at(browser, url, 'phone', 'member'), at(browser, url, 'phone', 'guest')]);
  const foreignBranch = (await get(foreign.context, '/me')).branch.id;
  expect(foreignBranch).not.toBe(branch);

  const planning = [`/meetings/plan?branch=${branch}`, `/meetings/record?branch=${branch}`];
  const records = [recorded, coming].flatMap(({ id }) =>
    ['', '/edit', '/roll', '/code', '/write', '/people'].map((page) => `/meetings/${id}${page}`),
  );
  const reading = [`/health/${branch}`, `/organisations/${branch}`];
  let opened = 0;

  const problems: string[] = [];
  for (const [who, reader] of [
    ['another secretary', foreign],
    ['a guest', guest],
  ] as const) {
    for (const address of [...planning, ...records, ...reading, '/corrections']) {
      await reader.page.goto(`${url}${address}`);
      await settled(reader.page);
      opened += 1;
      const text = await reader.page.locator('body').innerText();
      if (!address.startsWith('/organisations'))
        for (const word of [recorded.title, coming.title, ...people]) if (text.includes(word)) problems.push(`${who} reads ${word} at ${address}`);
      if (address.startsWith('/meetings') && !/没有找到|不对您开放|没能打开/.test(text))
        problems.push(`${who} gets no answer at ${address}: ${text.slice(0, 80)}`);
      for (const act of await offered(reader.page)) problems.push(`${who} is offered ${act} at ${address}`);
    }
  }
  // A member reads the record of the own branch and takes part; preparing and recording it is not theirs.
  for (const address of [...planning, ...records, ...reading, '/branch']) {
    await member.page.goto(`${url}${address}`);
    await settled(member.page);
    opened += 1;
    for (const act of await offered(member.page)) problems.push(`a member is offered ${act} at ${address}`);
  }
  // A stranger is asked to sign in, whatever the address.
  const stranger = await openContext(browser, 'phone');
  for (const address of [...planning, ...records, ...reading, '/branch', '/me/file']) {
    await stranger.page.goto(`${url}${address}`);
    await stranger.page.waitForURL(/\/sign-in/);
    opened += 1;
  }
  // The console of those without a post holds nothing, and its addresses neither.
  for (const [who, reader] of [
    ['a member', await at(browser, url, 'desk', 'member')],
    ['a guest', await at(browser, url, 'desk', 'guest')],
  ] as const) {
    for (const address of [
      '/overview',
      '/branches',
      `/branches/${branch}`,
      '/follow-up',
      '/charts/trend',
      '/charts/comparison',
      '/accounts',
      '/members',
      '/import',
      '/organisations',
      `/meetings/${recorded.id}`,
    ]) {
      await reader.page.goto(`${url}/console${address}`);
      await settled(reader.page);
      opened += 1;
      const text = await reader.page.locator('body').innerText();
      const own = (await get(reader.context, '/me')).name;
      for (const word of [recorded.title, ...people.filter((name: string) => name !== own)])
        if (text.includes(word)) problems.push(`${who} reads ${word} at /console${address}`);
    }
    problems.push(...reader.complaints);
    await reader.context.close();
  }
  console.log(`${opened} pages opened by address in the wrong role`);
  expect(problems).toEqual([]);
  for (const { complaints, context } of [foreign, guest, member, stranger]) {
    expect(complaints).toEqual([]);
    await context.close();
  }
});
