import { parseArgs } from 'node:util';
import { sealAudit, verifyAudit } from '#platform/server/audit/chain.ts';
import { type Command, headFileOf, Usage, withServices } from './command.ts';

export const command: Command = {
  usage: `lianxin audit verify
  核对操作记录的哈希链，并与导出的链头对照。有改动、缺失或截断时退出码为 1。
  Recomputes the hash chain of the audit and holds it against the exported heads. Exit code 1 where something was altered, removed or cut.`,
  async run(args) {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
    if (positionals.join(' ') !== 'verify') throw new Usage('请写 verify。Write: lianxin audit verify');
    return withServices(async ({ db }, config) => {
      while ((await sealAudit(db, headFileOf(config))) > 0);
      const { entries, faults } = await verifyAudit(db, headFileOf(config));
      for (const fault of faults) console.error(`  ${fault}`);
      console.log(
        faults.length === 0
          ? `操作记录 ${entries} 条，全部相符。${entries} entries, all hold.`
          : `操作记录 ${entries} 条，有 ${faults.length} 处不符。${entries} entries, ${faults.length} faults.`,
      );
      return faults.length === 0 ? 0 : 1;
    });
  },
};
