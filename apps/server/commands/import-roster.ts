import { existsSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { type Command, progressLine, Usage, withServices } from './command.ts';
import { type Import, rosterOf } from './roster.ts';

const OUTCOMES = { new: '新增', changed: '有变动', same: '没有变动', warned: '需留意', wrong: '有错误' } as const;

/** Types of branches that the workbook does not tell, as they were proposed from the members. */
function proposed(view: Import): Record<string, NonNullable<Import['proposals'][number]['composition']>> {
  return Object.fromEntries(view.proposals.flatMap(({ code, composition }) => (composition === null ? [] : [[code, composition]])));
}

export const command: Command = {
  room: 'members',
  usage: `lianxin import-roster FILE.xlsx [--dry-run] [--json] [--accept-proposals]
  导入党员名册。--dry-run 只预检，不改动名册；--json 按行给出结果；--accept-proposals 采用按成员建议的支部类型。
  Imports a roster. --dry-run only checks it; --json prints each row's outcome; --accept-proposals takes the types of branches as proposed.
  有错误的行不导入，退出码为 1。按 Ctrl-C 取消，什么也不导入，退出码为 130。
  Wrong rows are not taken in; the exit code is 1. Ctrl-C cancels: nothing is imported; the exit code is 130.`,
  async run(args) {
    const flag = { type: 'boolean', default: false } as const;
    const { values, positionals } = parseArgs({ args, options: { 'dry-run': flag, json: flag, 'accept-proposals': flag }, allowPositionals: true });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw new Usage('请写名册工作簿的名字。Name the workbook to import.');
    if (!existsSync(path)) throw new Usage(`没有找到 ${path}。There is no file ${path}.`);
    const stop = new AbortController();
    const onInterrupt = () => stop.abort();
    process.once('SIGINT', onInterrupt);
    const line = progressLine(process.stderr);
    const cancelled = () => {
      line.end();
      console.error('已取消，什么也没有导入。Cancelled; nothing was imported.');
      return 130;
    };
    return withServices(async (services) => {
      const roster = rosterOf(services);
      const begun = await roster.begin({ name: basename(path), bytes: readFileSync(path) });
      console.error('正在预检，按 Ctrl-C 取消。Checking; Ctrl-C cancels.');
      let view = await roster.settled(begun.id, (done, total) => line.show(done, total, '预检 checking'), stop.signal);
      line.end();
      if (stop.signal.aborted || view.state === 'cancelled') return cancelled();
      if (view.refusal) {
        if (values.json) console.log(JSON.stringify({ counts: null, rows: [], refusal: view.refusal }));
        else console.error(view.refusal.message);
        return 1;
      }
      const rows = await roster.rows(view.id);
      if (values.json) {
        const plain = rows.map(({ sheet, row, outcome, messages }) => ({
          sheet,
          row,
          outcome,
          messages: messages.map(({ column, message }) => ({ column, message })),
        }));
        console.log(JSON.stringify({ counts: view.counts, rows: plain }, null, 1));
      } else {
        for (const { sheet, row, outcome, title, messages } of rows)
          if (outcome === 'wrong' || outcome === 'warned')
            console.log(
              `${sheet} 第 ${row} 行 ${title} ${OUTCOMES[outcome]}：${messages.map(({ column, message }) => `${column ?? ''} ${message}`.trim()).join('；')}`,
            );
        console.log(
          Object.entries(view.counts ?? {})
            .map(([outcome, n]) => `${OUTCOMES[outcome as keyof typeof OUTCOMES]} ${outcome} ${n}`)
            .join('，'),
        );
      }
      const wrong = (view.counts?.wrong ?? 0) > 0;
      if (values['dry-run']) return wrong ? 1 : 0;
      if (values['accept-proposals'] && view.proposals.length > 0)
        await roster.answer(view.id, proposed(view) as Parameters<typeof roster.answer>[1]);
      if (stop.signal.aborted) return cancelled();
      await roster.apply(view.id);
      const taken = progressLine(process.stderr);
      view = await roster.settled(view.id, (done, total) => taken.show(done, total, '导入 importing'), stop.signal);
      taken.end();
      if (view.state === 'cancelled') return cancelled();
      if (view.state !== 'applied') {
        console.error(view.refusal?.message ?? view.state);
        return 1;
      }
      if (!values.json) console.log('已导入。Imported.');
      return wrong ? 1 : 0;
    }).finally(() => process.off('SIGINT', onInterrupt));
  },
};
