import { BackupRefused } from '#platform/server/backup/manifest.ts';
import { Refusal } from '#platform/server/call/call.ts';
import { platformSentences, type Sentences, say } from '#platform/shared/sentences/sentences.ts';
import { backupSentence } from './commands/backup-words.ts';
import { type Command, Usage } from './commands/command.ts';

/** What `lianxin` can do. A command is loaded only when it is asked for, so that help comes at once. */
const commands: Readonly<Record<string, { readonly zh: string; readonly en: string; readonly load: () => Promise<{ command: Command }> }>> = {
  start: { zh: '启动', en: 'start the server', load: () => import('./commands/start.ts') },
  migrate: { zh: '升级数据库结构', en: 'bring the database to the present schema', load: () => import('./commands/migrate.ts') },
  demo: { zh: '装入演示大学', en: 'load the demo university into an empty installation', load: () => import('./commands/demo.ts') },
  'import-roster': { zh: '导入党员名册', en: 'import a roster workbook', load: () => import('./commands/import-roster.ts') },
  'export-roster': { zh: '导出党员名册', en: 'export the roster as a workbook', load: () => import('./commands/export-roster.ts') },
  backup: { zh: '备份到一个文件', en: 'back up database and files into one file', load: () => import('./commands/backup.ts') },
  restore: { zh: '从备份恢复', en: 'restore from a backup', load: () => import('./commands/restore.ts') },
  health: { zh: '重算健康状况的数', en: 'derive the figures of branch health anew', load: () => import('./commands/health.ts') },
  audit: { zh: '核对操作记录', en: 'verify the audit chain', load: () => import('./commands/audit.ts') },
  user: { zh: '账号', en: 'accounts', load: () => import('./commands/user.ts') },
  doctor: { zh: '检查安装情况', en: 'look over the installation', load: () => import('./commands/doctor.ts') },
};

function help(): string {
  const lines = Object.entries(commands).map(([name, { zh, en }]) => `  ${name.padEnd(14)} ${zh}  ${en}`);
  return `lianxin <command>\n\n${lines.join('\n')}\n\nlianxin <command> --help`;
}

/** 0 done, 1 refused or found faulty, 2 asked wrongly. */
async function main([name, ...rest]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === '-h' || name === 'help') {
    console.log(help());
    return name === undefined ? 2 : 0;
  }
  const entry = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!entry) {
    console.error(`没有“${name}”这个命令。There is no command "${name}".\n\n${help()}`);
    return 2;
  }
  const { command } = await entry.load();
  if (rest.includes('--help') || rest.includes('-h')) {
    console.log(command.usage);
    return 0;
  }
  try {
    return await command.run(rest);
  } catch (error) {
    return await explain(error, command);
  }
}

async function explain(error: unknown, command: Command): Promise<number> {
  if (error instanceof Usage || (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))) {
    console.error(`${error.message}\n\n${command.usage}`);
    return 2;
  }
  if (error instanceof BackupRefused) console.error(backupSentence(error));
  else if (error instanceof Refusal) {
    const { features } = await import('./features.ts');
    // Two rooms may say the same no in words of their own: those of the command's room come last.
    const own = features.find((feature) => feature.name === command.room);
    const catalogue: Sentences = Object.assign({}, platformSentences, ...features.map((feature) => feature.sentences), own?.sentences);
    const sentence = catalogue[error.code];
    console.error(sentence ? `${say(sentence, 'zh-CN', error.params)}\n${say(sentence, 'en', error.params)}` : error.code);
  } else {
    console.error(error instanceof Error ? error.message : String(error));
    if (process.env.LOG_LEVEL === 'debug') console.error(error);
  }
  return 1;
}

process.exitCode = await main(process.argv.slice(2));
