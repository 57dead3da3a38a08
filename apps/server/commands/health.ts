import { parseArgs } from 'node:util';
import { rebuildHealth } from '#features/health/index.ts';
import { rebuildCounts } from '#features/meetings/index.ts';
import { type Command, stoppable, Usage, withServices } from './command.ts';

export const command: Command = {
  usage: `lianxin health rebuild
  从会议记录重算各支部的次数和今天的缺项。结果应与现有的数相同。
  Derives counts and today's findings anew from the meetings. The figures should come out the same.
  按 Ctrl-C 取消，数不变，退出码为 130。Ctrl-C cancels: the figures stay as they were; the exit code is 130.`,
  async run(args) {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
    if (positionals.join(' ') !== 'rebuild') throw new Usage('请写 rebuild。Write: lianxin health rebuild');
    return stoppable('已取消，数没有变。Cancelled; the figures are as they were.', async (onProgress, signal) => {
      const { branches, opened, closed } = await withServices((services) => rebuildHealth(services, rebuildCounts, onProgress, signal));
      console.log(
        `已重算 ${branches} 个支部；新增缺项 ${opened} 件，了结 ${closed} 件。\nRebuilt ${branches} branches; ${opened} findings opened, ${closed} closed.`,
      );
      return 0;
    });
  },
};
