import { parseArgs } from 'node:util';
import { createUser, disableUser, resetPassword, type StartCode } from '#features/accounts/index.ts';
import { shanghaiIso } from '#platform/shared/day/day.ts';
import { type Command, Usage, withServices } from './command.ts';

function printCode({ username, code, until }: StartCode): number {
  console.log(
    `登录名 ${username}，启用码 ${code}，${shanghaiIso(until).slice(0, 16).replace('T', ' ')} 前有效。在密码栏里输入启用码，登录后设密码。\nSign in as ${username} with the start code ${code} in the password field, then set a password.`,
  );
  return 0;
}

export const command: Command = {
  usage: `lianxin user create USERNAME [--name NAME --administrator]
lianxin user reset-password USERNAME
lianxin user disable USERNAME
  create 给名册里的人开账号（用学工号）；加 --administrator 则新建平台管理员。
  create gives an account to a person of the roster by 学工号; with --administrator, to a new administrator of the platform.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      options: { name: { type: 'string' }, administrator: { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [act, username] = positionals;
    if (positionals.length !== 2 || act === undefined || username === undefined)
      throw new Usage('请写做什么和登录名。Say what to do, and the sign-in name.');
    switch (act) {
      case 'create':
        return withServices(async (services) =>
          printCode(
            await createUser(services, {
              username,
              administrator: values.administrator,
              ...(values.name === undefined ? {} : { name: values.name }),
            }),
          ),
        );
      case 'reset-password':
        return withServices(async (services) => printCode(await resetPassword(services, username)));
      case 'disable':
        await withServices((services) => disableUser(services, username));
        console.log(`${username} 已停用，各处的登录都已退出。${username} is disabled and signed out everywhere.`);
        return 0;
      default:
        throw new Usage(`没有 ${act} 这一项。There is no "${act}".`);
    }
  },
};
