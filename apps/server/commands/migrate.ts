import { parseArgs } from 'node:util';
import { type Command, migrated, withDatabase } from './command.ts';

export const command: Command = {
  usage: `lianxin migrate
  把数据库升级到当前结构。重复运行没有影响。
  Brings the database to the present schema. Running it again changes nothing.`,
  async run(args) {
    parseArgs({ args, options: {} });
    const names = await withDatabase((_, url) => migrated(url));
    for (const name of names) console.log(`  ${name}`);
    console.log(names.length === 0 ? '已是最新。Up to date.' : `已升级 ${names.length} 步。${names.length} migrations run.`);
    return 0;
  },
};
