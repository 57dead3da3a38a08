import type { Command } from './command.ts';

export const command: Command = {
  usage: `lianxin start [--empty]
  启动服务；第一次启动时装入演示大学，加 --empty 则是空的安装。
  Starts the server; the first start loads the demo university, with --empty it is an empty installation.
  PORT, HOST, LIANXIN_DATA, DATABASE_URL`,
  async run(args) {
    process.argv.splice(2, process.argv.length, ...args);
    await import('../main.ts');
    // The server runs on; it ends the process itself.
    return 0;
  },
};
