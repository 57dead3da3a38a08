import { parseArgs } from 'node:util';
import { DEMO_PASSWORD } from '#demo/accounts.ts';
import { DEFAULT_DEMO, loadDemo, NotEmpty } from '#demo/load.ts';
import { type Command, progressLine, wholeNumber, withServices } from './command.ts';

/** Some forty branches to a school, unless the numbers say otherwise. */
const schoolsFor = (branches: number) => Math.max(Math.min(DEFAULT_DEMO.schools, Math.floor(branches / 3) || 1), Math.ceil(branches / 40));

export const command: Command = {
  usage: `lianxin demo [--schools n] [--branches n] [--members n] [--months n] [--seed n]
  在空的安装里装入虚构的演示大学。默认 ${DEFAULT_DEMO.schools} 个院系、${DEFAULT_DEMO.branches} 个支部、${DEFAULT_DEMO.members} 人、${DEFAULT_DEMO.months} 个月。
  Loads an invented university into an empty installation. The same seed and day give the same university.`,
  async run(args) {
    const number = { type: 'string' } as const;
    const { values } = parseArgs({
      args,
      options: { schools: number, branches: number, members: number, months: number, articles: number, seed: number },
    });
    const branches = wholeNumber('branches', values.branches, DEFAULT_DEMO.branches, 3);
    const size = {
      branches,
      schools: wholeNumber('schools', values.schools, schoolsFor(branches)),
      members: wholeNumber('members', values.members, values.branches === undefined ? DEFAULT_DEMO.members : branches * 25, 30),
      months: wholeNumber('months', values.months, DEFAULT_DEMO.months),
      seed: wholeNumber('seed', values.seed, DEFAULT_DEMO.seed, 0),
    };
    if (values.articles !== undefined) console.log('还没有文章栏目，--articles 不起作用。There are no articles yet; --articles has no effect.');
    const began = performance.now();
    const line = progressLine();
    return withServices(async (services) => {
      try {
        const report = await loadDemo(services, size, line.show);
        line.end();
        for (const [table, rows] of Object.entries(report.rows)) console.log(`  ${table.padEnd(20)} ${rows}`);
        console.log(
          `已装入，${((performance.now() - began) / 1000).toFixed(1)} 秒。Loaded.\n${report.accounts.map((one) => one.username).join(' · ')}   ${DEMO_PASSWORD}`,
        );
        return 0;
      } catch (error) {
        line.end();
        if (!(error instanceof NotEmpty)) throw error;
        console.error(
          `这个数据库里已有一所大学。演示数据只装入空的安装；换一个数据文件夹：LIANXIN_DATA=./demo-data npx lianxin demo\n${error.message}`,
        );
        return 1;
      }
    });
  },
};
