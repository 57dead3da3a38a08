import { parseArgs } from 'node:util';
import { rebuildHealth } from '#features/health/index.ts';
import { rebuildCounts } from '#features/meetings/index.ts';
import { type Command, Usage, withServices } from './command.ts';

export const command: Command = {
  usage: `lianxin health rebuild
  从会议记录重算各支部的次数和今天的缺项。结果应与现有的数相同。
  Derives counts and today's findings anew from the meetings. The figures should come out the same.`,
  async run(args) {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
    if (positionals.join(' ') !== 'rebuild') throw new Usage('请写 rebuild。Write: lianxin health rebuild');
    const { branches, opened, closed } = await withServices((services) => rebuildHealth(services, rebuildCounts));
    console.log(
      `已重算 ${branches} 个支部；新增缺项 ${opened} 件，了结 ${closed} 件。\nRebuilt ${branches} branches; ${opened} findings opened, ${closed} closed.`,
    );
    return 0;
  },
};
