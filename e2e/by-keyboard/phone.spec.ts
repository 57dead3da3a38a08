import { shanghai } from '../people.ts';
import { enterDay } from './keyboard.ts';
import { everyTask, type Task } from './task.ts';

const start = shanghai(10);
const title = `键盘安排的党日 ${Date.now() % 1_000_000}`;
const named = new RegExp(title);

const tasks: Task[] = [
  {
    name: 'plans a meeting and announces it',
    who: 'branch',
    async run(keys) {
      await keys.pressOn('安排会议', keys.until(/\/meetings\/plan/));
      await keys.pressOn('主题党日', keys.there('主题党日'));
      await keys.enter('题目', title);
      await enterDay(keys, start.date, start.time);
      await keys.enter('地点', '明理楼 302');
      await keys.pressOn('发通知', keys.until(/\/meetings\/[0-9a-f-]{36}$/));
      await keys.there(/已通知/)();
    },
  },
  {
    name: 'asks for leave with the reason, and comes after all',
    who: 'member',
    async run(keys) {
      await keys.pressOn(named, keys.until(/\/meetings\/[0-9a-f-]{36}$/));
      await keys.there('我的回复')();
      await keys.holdsAndGivesBack('请假');
      await keys.act('Enter', () => keys.page.getByRole('dialog').waitFor());
      await keys.enter('请假的原因，支委会看得到', '上课');
      await keys.pressOn('请假', keys.there('您已请假：上课'));
      await keys.pressOn('我能到会', keys.there('您已回复能到会'));
    },
  },
  {
    name: 'takes the roll: all, less one',
    who: 'branch',
    async run(keys) {
      await keys.pressOn('点名', keys.until(/\/roll$/));
      await keys.pressOn('全到', keys.there(/^开始会议，\d+ 人到会$/));
      await keys.walkTo(/到$/);
      await keys.press('ArrowRight');
      await keys.press('Space');
      await keys.pressOn(/^开始会议，\d+ 人到会$/, keys.until(/\/write$/));
    },
  },
  {
    name: 'writes the minutes and submits them',
    who: 'branch',
    async run(keys) {
      await keys.page.getByRole('textbox', { name: '要点' }).first().waitFor();
      await keys.enter('要点', '全程只用键盘写下的要点。');
      await keys.pressOn('提交记录', keys.until(/\/meetings\/[0-9a-f-]{36}$/));
      await keys.there('全程只用键盘写下的要点。')();
    },
  },
  {
    name: 'proposes an amendment',
    who: 'member',
    async run(keys) {
      await keys.there('全程只用键盘写下的要点。')();
      await keys.holdsAndGivesBack('提出修改');
      await keys.act('Enter', () => keys.page.getByRole('dialog').waitFor());
      await keys.enter('哪里要改，怎么改', '请补上志愿服务的时间。');
      await keys.pressOn('提交意见', keys.there('请补上志愿服务的时间。'));
    },
  },
  {
    name: 'reads the minutes and agrees',
    who: 'member',
    async run(keys) {
      await keys.there('全程只用键盘写下的要点。')();
      const agree = keys.page.getByRole('button', { name: '我看过，无异议' });
      await agree.waitFor();
      await keys.pressOn('我看过，无异议', () => agree.waitFor({ state: 'detached' }));
    },
  },
  {
    name: 'sets large type, dark colours and the language, and back',
    who: 'member',
    async run(keys) {
      const root = (is: string) => () => keys.page.locator(`html${is}`).waitFor();
      await keys.pressOn(/返回/, keys.until(/\/branch$/));
      await keys.pressOn('我的', keys.until(/\/me$/));
      await keys.pressOn('设置', keys.until(/\/settings$/));
      await keys.pressOn('长辈版', root('[data-mode=elder]'), 'Space');
      await keys.act('Space', root(':not([data-mode=elder])'));
      await keys.pressOn('深色', root('[data-theme=dark]'));
      await keys.walkTo('浅色', 'Shift+Tab');
      await keys.act('Enter', root(':not([data-theme=dark])'));
      await keys.pressOn('English', keys.there('Language'));
      await keys.walkTo('中文', 'Shift+Tab');
      await keys.act('Enter', keys.there('语言'));
      await keys.holdsAndGivesBack('退出登录');
    },
  },
  {
    name: 'reads who looked at their data',
    who: 'member',
    async run(keys) {
      await keys.pressOn(/返回/, keys.until(/\/me$/));
      await keys.pressOn(/^谁查看过我的资料/, keys.until(/\/me\/audit$/));
      await keys.pressOn(/返回/, keys.until(/\/me$/));
    },
  },
  {
    name: 'proposes a correction of their file and takes it back',
    who: 'member',
    async run(keys) {
      await keys.pressOn(/^党员信息/, keys.until(/\/me\/file$/));
      await keys.there('电子邮箱')();
      await keys.holdsAndGivesBack('更正，电子邮箱');
      await keys.act('Enter', () => keys.page.getByRole('dialog').waitFor());
      const email = `keys.${Date.now()}@example.edu.cn`;
      await keys.enter('电子邮箱', email);
      await keys.pressOn('提交更正', keys.there(email));
      const own = keys.page.getByRole('listitem').filter({ hasText: email });
      await keys.walkInto(own);
      await keys.act('Enter', () => own.waitFor({ state: 'detached' }));
    },
  },
  {
    name: 'chooses the post to act in, and the first again',
    who: 'branch',
    async run(keys) {
      await keys.pressOn(/返回/, keys.until(/\/branch$/));
      await keys.pressOn('我的', keys.until(/\/me$/));
      await keys.pressOn('设置', keys.until(/\/settings$/));
      const chosen = (post: RegExp | string) => () => keys.page.getByRole('radio', { name: post, checked: true }).waitFor();
      await keys.walkTo(/书记/);
      await keys.act('ArrowUp', chosen('普通党员'));
      await keys.act('ArrowDown', chosen(/书记/));
    },
  },
];

everyTask('phone', tasks);
