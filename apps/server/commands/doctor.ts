import { existsSync, readFileSync } from 'node:fs';
import { access, constants, readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import type { Config } from '#platform/server/config/config.ts';
import { loadCrypto } from '#platform/server/crypto/crypto.ts';
import { embeddedDoor } from '#platform/server/db/embedded.ts';
import { type Command, headFileOf, migrated, withDatabase } from './command.ts';

type Finding = { readonly state: 'ok' | 'note' | 'wrong'; readonly what: string; readonly says: string };
const MARKS = { ok: '✓', note: '·', wrong: '✗' } as const;
const ok = (what: string, says: string): Finding => ({ state: 'ok', what, says });
const wrong = (what: string, says: string): Finding => ({ state: 'wrong', what, says });

export const command: Command = {
  usage: `lianxin doctor
  检查数据库版本和排序、密钥、磁盘、结构版本、操作记录。有问题时退出码为 1。
  Looks over database version and text order, key file, disk, schema and audit chain. Exit code 1 where something is wrong.`,
  async run(args) {
    parseArgs({ args, options: {} });
    const findings = await withDatabase(async (config, url) => [
      ok('Node.js', process.version),
      ...(await ofDatabase(config, url)),
      ...(config.databaseUrl ? [] : [ofDoor(config)]),
      ...(await ofDisk(config)),
      ofKey(config),
    ]);
    for (const { state, what, says } of findings) console.log(`${MARKS[state]} ${what}: ${says}`);
    const faults = findings.filter((one) => one.state === 'wrong').length;
    console.log(faults === 0 ? '\n没有发现问题。Nothing wrong was found.' : `\n有 ${faults} 处需要处理。${faults} to be mended.`);
    return faults === 0 ? 0 : 1;
  },
};

async function ofDatabase(config: Config, url: string): Promise<Finding[]> {
  const client = new pg.Client({ connectionString: url, application_name: 'lianxin-doctor' });
  await client.connect();
  try {
    const one = async <T extends pg.QueryResultRow>(text: string) => (await client.query<T>(text)).rows[0];
    const version = Number((await one<{ n: string }>(`select current_setting('server_version_num') as n`))?.n);
    const shown = (await one<{ v: string }>(`select current_setting('server_version') as v`))?.v ?? '';
    const column = version >= 170000 ? 'datlocale' : 'daticulocale';
    const order = await one<{ provider: string; locale: string | null; encoding: string }>(
      `select datlocprovider as provider, ${column} as locale, pg_encoding_to_char(encoding) as encoding from pg_database where datname = current_database()`,
    );
    const findings: Finding[] = [
      version >= 150000
        ? ok('PostgreSQL', `${shown} (${config.databaseUrl ? 'DATABASE_URL' : '内置 embedded'})`)
        : wrong('PostgreSQL', `${shown}；需要 15 或更新的版本。Version 15 or newer is needed.`),
      order?.provider === 'i' && order.locale?.startsWith('zh') && order.encoding === 'UTF8'
        ? ok('排序 text order', `ICU ${order.locale}, ${order.encoding}`)
        : wrong(
            '排序 text order',
            `${order?.provider === 'i' ? `ICU ${order.locale}` : 'libc'}, ${order?.encoding}。请这样建库 create the database so: CREATE DATABASE lianxin TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'zh' LOCALE 'C.UTF-8'`,
          ),
    ];
    const empty = (await one<{ there: boolean }>(`select to_regclass('public.migrations') is not null as there`))?.there !== true;
    if (empty) await migrated(url);
    const files = (await readdir(join(import.meta.dirname, '../../../migrations'))).filter((name) => /^\d{4}_.*\.sql$/.test(name)).sort();
    const run = (await client.query<{ name: string }>('select name from migrations order by name')).rows.map((row) => row.name);
    const missing = files.filter((name) => !run.includes(name));
    const unknown = run.filter((name) => !files.includes(name));
    findings.push(
      unknown.length > 0
        ? wrong('结构 schema', `数据库比程序新 the database is newer: ${unknown.join(', ')}`)
        : missing.length > 0
          ? wrong('结构 schema', `缺 ${missing.length} 步，请运行 lianxin migrate。${missing.length} migrations to run: ${missing.join(', ')}`)
          : ok('结构 schema', `${run.length} 步，最新 up to date (${run.at(-1)})`),
    );
    return [...findings, await ofAudit(client, config)];
  } finally {
    await client.end();
  }
}

/** The embedded database answers on this machine's own address, where others may work too. */
function ofDoor(config: Config): Finding {
  const what = '数据库口令 database password';
  const { file, mode, asks } = embeddedDoor(join(config.dataFolder, 'postgres'));
  if (!asks) return wrong(what, '数据库不问口令就放行，请重启服务。The database asks for no password; start the server again.');
  if (mode === null) return wrong(what, `${file} 不在，重启服务时重新生成。${file} is gone; it is made anew when the server starts again.`);
  return mode === 0o600
    ? ok(what, `scram-sha-256，${file}，只有本用户能读 readable by its owner alone`)
    : wrong(what, `${file} 别的用户能读，请运行 chmod 600。Other users can read it: chmod 600 ${file}`);
}

async function ofAudit(client: pg.Client, config: Config): Promise<Finding> {
  const { rows } = await client.query<{ sequence: string; hash: string }>('select sequence, hash from audit_seals order by sequence desc limit 1');
  const { rows: waiting } = await client.query<{ n: number }>('select count(*)::int as n from audit_unsealed');
  const head = rows[0];
  const says = head ? `${head.sequence} 条，链头 head ${head.hash.slice(0, 16)}…，待封 waiting ${waiting[0]?.n ?? 0}` : '还没有记录 no entries yet';
  const exported = existsSync(headFileOf(config)) ? readFileSync(headFileOf(config), 'utf8').trim().split('\n').at(-1)?.split(' ') : undefined;
  const behind = exported?.[0] ? Number(exported[0]) > Number(head?.sequence ?? 0) : false;
  return behind
    ? wrong('操作记录 audit', `${says}；导出的链头更远，链被截断 the exported head is further on. lianxin audit verify`)
    : ok('操作记录 audit', `${says}；导出 exported: ${headFileOf(config)}`);
}

async function ofDisk(config: Config): Promise<Finding[]> {
  const disk = await statfs(config.dataFolder);
  const free = (disk.bavail * disk.bsize) / 2 ** 30;
  const writable = await access(config.dataFolder, constants.W_OK).then(
    () => true,
    () => false,
  );
  const room = `${free.toFixed(1)} GB 可用 free`;
  return [
    writable ? ok('数据文件夹 data', config.dataFolder) : wrong('数据文件夹 data', `${config.dataFolder} 不能写入 cannot be written`),
    free < 1 ? wrong('磁盘 disk', `${room}，不足 1 GB less than 1 GB`) : ok('磁盘 disk', room),
  ];
}

/** A key file is made at the first start of the server, not by looking. */
function ofKey(config: Config): Finding {
  const what = '密钥 key file';
  if (!existsSync(config.keyFile)) return { state: 'note', what, says: `${config.keyFile} 还没有，第一次启动时生成 will be made at the first start` };
  try {
    return ok(
      what,
      `${config.keyFile}，指纹 fingerprint ${loadCrypto(config.keyFile).fingerprint}\n    请把这个文件另外备份：没有它，证件号码和手机号读不出来。Back this file up apart: without it ID numbers and phones cannot be read.`,
    );
  } catch (error) {
    return wrong(what, error instanceof Error ? error.message : String(error));
  }
}
