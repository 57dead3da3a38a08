import { join } from 'node:path';
import type { Config } from '#platform/server/config/config.ts';
import { startEmbedded } from '#platform/server/db/embedded.ts';

/** The database to use: the one named by DATABASE_URL, else the embedded one in the data folder. `stop` stops only what was started here. */
export async function openDatabase(config: Config): Promise<{ readonly url: string; stop(): void }> {
  if (config.databaseUrl) return { url: config.databaseUrl, stop: () => undefined };
  const embedded = await startEmbedded(join(config.dataFolder, 'postgres'), join(config.dataFolder, 'postgres.log'));
  // The embedded database is this process's to look after: killed or crashed, it is started again where it was. A look a second.
  let looking = false;
  const watch = setInterval(async () => {
    if (looking) return;
    looking = true;
    await embedded.revive().catch(() => false);
    looking = false;
  }, 1000);
  watch.unref();
  return {
    url: embedded.url,
    stop: () => {
      clearInterval(watch);
      if (embedded.started) embedded.stop();
    },
  };
}
