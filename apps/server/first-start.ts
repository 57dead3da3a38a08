import { DEMO_MARK, loadDemo } from '#demo/load.ts';
import { ensureSetupCode } from '#features/accounts/index.ts';
import type { Services } from '#platform/server/call/services.ts';
import { connect } from '#platform/server/db/db.ts';
import { migrate } from '#platform/server/db/migrate.ts';
import { setDemoPassword } from './demo-password.ts';

/**
 * What the database is: fresh, a demo, or a university's own. A fresh one becomes the demo university, or with `--empty` an
 * empty installation that its first visitor sets up. Production refuses demo accounts.
 */
export async function firstStart(
  url: string,
  options: { empty: boolean },
): Promise<{
  demo: boolean;
  begin(services: Services, say: (line: string) => void, signal: AbortSignal): Promise<{ readonly demoPassword: string | null }>;
}> {
  const connection = connect(url, 1);
  await migrate(connection.db);
  const mark = await connection.db.selectFrom('settings').select('value').where('key', '=', DEMO_MARK).executeTakeFirst();
  const fresh = mark === undefined && (await connection.db.selectFrom('organisations').select('id').limit(1).executeTakeFirst()) === undefined;
  await connection.close();
  const demo = mark?.value === true || (fresh && !options.empty);
  if (demo && process.env.NODE_ENV === 'production')
    throw new Error(
      'This database holds the demo university. Production does not start with demo accounts: use an empty data folder and `npm start -- --empty`.',
    );
  return {
    demo,
    async begin(services, say, signal) {
      if (fresh && demo) {
        let shown = -1;
        say('第一次启动，正在装入演示大学…  First start: loading the demo university…');
        const show = (done: number, total: number, what: string) => {
          const percent = Math.floor((done / total) * 10) * 10;
          if (percent > shown) say(`  ${String((shown = percent)).padStart(3)} %  ${what}`);
        };
        await loadDemo(services, {}, show, signal);
      }
      if (demo) return { demoPassword: await setDemoPassword(services) };
      const code = await ensureSetupCode(services);
      if (code)
        say(
          `\n这套系统还没有安装。请打开管理端，用安装码设置：${code}\nThis installation is not set up yet. Open the console and use the set-up code: ${code}`,
        );
      return { demoPassword: null };
    },
  };
}
