import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Command, Usage, withServices } from './command.ts';
import { rosterOf } from './roster.ts';

export const command: Command = {
  room: 'members',
  usage: `lianxin export-roster FILE.xlsx --as USERNAME [--organisation CODE] [--personal --reason TEXT]
  把名册导出为标准工作簿；--personal 含个人信息，要写理由，50 人以上还要在平台上由另一人同意。
  Exports the roster as the standard workbook; --personal with its personal columns, which needs a reason, and a second person above 50 rows.`,
  async run(args) {
    const text = { type: 'string' } as const;
    const { values, positionals } = parseArgs({
      args,
      options: { as: text, organisation: text, personal: { type: 'boolean', default: false }, reason: text },
      allowPositionals: true,
    });
    const [path] = positionals;
    if (path === undefined || positionals.length > 1) throw new Usage('请写要生成的工作簿的名字。Name the workbook to write.');
    if (values.as === undefined) throw new Usage('请写由谁的账号导出：--as 登录名。Say on whose account: --as USERNAME.');
    if (existsSync(path)) throw new Usage(`${path} 已存在，没有覆盖。${path} exists and was not overwritten.`);
    const username = values.as.toLowerCase();
    return withServices(async (services) => {
      const account = await services.db
        .selectFrom('accounts')
        .select('id')
        .where((eb) => eb.fn('lower', ['username']), '=', username)
        .where('state', '=', 'active')
        .executeTakeFirst();
      if (!account) throw new Usage(`没有 ${username} 这个账号。There is no account ${username}.`);
      const places = services.db.selectFrom('organisations').select('id');
      const place = await (values.organisation === undefined
        ? places.where('parentId', 'is', null)
        : places.where('code', '=', values.organisation)
      ).executeTakeFirst();
      if (!place) throw new Usage('没有这个党组织。There is no such organisation.');
      const roster = rosterOf(services, { accountId: account.id });
      const asked = await roster.requestExport({ organisationId: place.id, withPersonal: values.personal, reason: values.reason ?? '' });
      if (asked.state !== 'ready') {
        console.log(
          `${asked.persons} 人，超过 50 人，请另一人在平台上同意后下载。${asked.persons} persons: a second person consents on the platform first.`,
        );
        return 1;
      }
      const { body } = await roster.exportFile(asked.id);
      await writeFile(path, body, { mode: 0o600 });
      console.log(`已导出 ${asked.persons} 人：${path}\nExported ${asked.persons} persons.`);
      return 0;
    });
  },
};
