import { expect } from 'vitest';
import { rosterWorkbook } from '../../bench/roster.ts';
import { focused, type Keyboard } from './keyboard.ts';
import { everyTask, type Task } from './task.ts';

const heading = (keys: Keyboard, name: string | RegExp) => () => keys.page.getByRole('heading', { level: 1, name }).waitFor();
/** A filter of the desk: opened, walked down with arrows, chosen with Enter, closed with Escape. */
async function choose(keys: Keyboard, filter: string, then: () => Promise<unknown>): Promise<void> {
  await keys.walkTo(filter);
  await keys.act('Enter', () => keys.page.getByRole('option').filter({ visible: true }).first().waitFor());
  await keys.press('ArrowDown');
  await keys.act('Enter', then);
  await keys.act('Escape', () => keys.page.getByRole('option').filter({ visible: true }).first().waitFor({ state: 'hidden' }));
}

const tasks: Task[] = [
  {
    name: 'walks the tree to an organisation',
    who: 'school',
    async run(keys) {
      await keys.pressOn('党组织架构', keys.until(/\/console\/organisations/));
      const tree = keys.page.getByRole('tree');
      await tree.waitFor();
      await keys.walkInto(tree);
      await keys.press('End');
      const name = (await focused(keys.page)).split(' ')[0] as string;
      await keys.act('Enter', () =>
        tree
          .getByRole('treeitem', { selected: true })
          .filter({ hasText: name.slice(0, 4) })
          .waitFor(),
      );
    },
  },
  {
    name: 'follows the health of a branch to its records',
    who: 'school',
    async run(keys) {
      await keys.pressOn(/^支部健康/, keys.until(/\/console\/branches/));
      await keys.pressOn('本科生第二党支部', heading(keys, '本科生第二党支部'));
      await keys.pressOn('看记录', heading(keys, '会议记录'));
      await keys.walkInto(keys.page.getByRole('table'));
      await keys.act('Enter', keys.until(/\/console\/meetings\/[0-9a-f-]{36}/));
      await keys.there('记录确认')();
    },
  },
  {
    name: 'turns the trend into its table',
    who: 'school',
    async run(keys) {
      await keys.pressOn('走势图', keys.until(/\/charts\/trend/));
      await keys.pressOn('表', () => keys.page.locator('table tbody tr').first().waitFor());
    },
  },
  {
    name: 'fetches the figures of the trend',
    who: 'school',
    async run(keys) {
      const fetched = keys.page.waitForEvent('download');
      await keys.walkTo(/下载 CSV/, 'Shift+Tab');
      await keys.act('Enter', async () => expect((await fetched).suggestedFilename()).toMatch(/\.csv$/));
    },
  },
  {
    name: 'compares the branches and opens a figure',
    who: 'school',
    async run(keys) {
      await keys.pressOn('对比图', keys.until(/\/charts\/comparison/));
      await keys.page.getByRole('table').first().waitFor();
      await keys.walkInto(keys.page.locator('tbody').first());
      await keys.act('Enter', keys.until(/\/console\/(?!charts\/comparison)/));
    },
  },
  {
    name: 'filters the roster and chooses its columns',
    who: 'school',
    async run(keys) {
      await keys.pressOn('党员名册', keys.until(/\/console\/members/));
      await keys.there(/^共 \d+ 人/)();
      await choose(keys, '人员类别', keys.until(/category=/));
      await keys.pressOn('选列', keys.there('恢复原样'));
      await keys.pressOn('性别', () => keys.page.getByRole('columnheader', { name: '性别' }).waitFor(), 'Space');
      await keys.act('Escape', () => keys.page.getByText('恢复原样').waitFor({ state: 'hidden' }));
    },
  },
  {
    name: 'looks at the meetings of another month in the calendar',
    who: 'school',
    async run(keys) {
      await keys.pressOn('会议月历', keys.until(/\/meetings\/calendar/));
      await keys.pressOn('上个月', keys.until(/month=/));
    },
  },
  {
    name: 'looks a workbook through before anything is written',
    who: 'organisation',
    async run(keys) {
      await keys.pressOn('导入导出', keys.until(/\/console\/(import|exports)/));
      if (!keys.page.url().endsWith('/import')) await keys.pressOn('导入', keys.until(/\/console\/import/));
      const chooser = keys.page.waitForEvent('filechooser');
      await keys.walkTo('选一个文件');
      await keys.press('Enter');
      await (await chooser).setFiles({
        name: '名册.xlsx',
        mimeType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        buffer: await rosterWorkbook(40),
      });
      await keys.act('Shift', keys.until(/\/console\/import\/[0-9a-f-]{36}/));
      await keys.there('还没有写入任何数据')();
    },
  },
  {
    name: 'filters what was done on record',
    who: 'organisation',
    async run(keys) {
      await keys.pressOn('操作记录', keys.until(/\/console\/audit/));
      await choose(keys, '事项', keys.until(/action=/));
    },
  },
  {
    name: 'issues a start code and sees its slip',
    who: 'organisation',
    async run(keys) {
      await keys.pressOn('账号与启用码', keys.until(/\/console\/accounts$/));
      await keys.page
        .getByRole('button', { name: /^[发重]/ })
        .first()
        .waitFor();
      await keys.holdsAndGivesBack(/^重?发启用码$/);
      await keys.act('Enter', () => keys.page.getByRole('dialog').waitFor());
      await keys.pressOn('发启用码', keys.until(/\/accounts\/slips/));
    },
  },
];

everyTask('desk', tasks);
