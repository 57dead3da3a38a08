import { resolve } from 'node:path';

/** What the process was told by its environment. Read once, at the start. */
export type Config = {
  readonly host: string;
  readonly port: number;
  /** Folder of the embedded database, the files and, in `keys/`, the key file. */
  readonly dataFolder: string;
  /** PostgreSQL ≥ 15 to use instead of the embedded one. */
  readonly databaseUrl: string | null;
  /** Direct connection for LISTEN, where `databaseUrl` goes through a pooler. */
  readonly listenUrl: string | null;
  readonly keyFile: string;
  readonly poolSize: number;
  readonly secureCookies: boolean;
  readonly logLevel: string;
};

export function readConfig(env: NodeJS.ProcessEnv = process.env): Config {
  const port = Number(env.PORT ?? 3000);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error(`PORT must be a whole number from 0 to 65535, not "${env.PORT}".`);
  const dataFolder = resolve(env.LIANXIN_DATA ?? 'data');
  return {
    host: env.HOST ?? '127.0.0.1',
    port,
    dataFolder,
    databaseUrl: env.DATABASE_URL || null,
    listenUrl: env.DATABASE_LISTEN_URL || null,
    keyFile: resolve(env.LIANXIN_KEY_FILE ?? `${dataFolder}/keys/personal.key`),
    poolSize: Number(env.LIANXIN_POOL ?? 10),
    secureCookies: env.LIANXIN_TLS === '1',
    logLevel: env.LOG_LEVEL ?? 'warn',
  };
}
