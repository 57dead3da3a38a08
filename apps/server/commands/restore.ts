import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { restoreBackup } from '#platform/server/backup/restore-backup.ts';
import { auditInstallation, type Command, filesFolderOf, fingerprintOf, headFileOf, stoppable, Usage, withDatabase } from './command.ts';

export const command: Command = {
  usage: `lianxin restore FILE [--replace] [--without-key]
  从备份恢复到空的安装。先核对每一个字节，再一次装入；--replace 取代现有的数据。
  Restores into an empty installation: every byte is checked first, then all is loaded at once. --replace puts it in the place of what is there.
  按 Ctrl-C 取消，什么都不改，退出码为 130。Ctrl-C cancels: nothing is changed; the exit code is 130.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args,
      options: { replace: { type: 'boolean', default: false }, 'without-key': { type: 'boolean', default: false } },
      allowPositionals: true,
    });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new Usage('请写备份文件的名字。Name the backup to restore.');
    if (!existsSync(file)) throw new Usage(`没有找到 ${file}。There is no file ${file}.`);
    return stoppable('已取消，没有作任何改动。Cancelled; nothing was changed.', (onProgress, signal) =>
      withDatabase(async (config, url) => {
        const manifest = await restoreBackup(
          { databaseUrl: url, filesFolder: filesFolderOf(config), headFile: headFileOf(config), keyFingerprint: fingerprintOf(config) },
          resolve(file),
          { replace: values.replace, withoutKey: values['without-key'] },
          onProgress,
          signal,
        );
        await auditInstallation(url, 'installation.restore', { madeAt: manifest.madeAt, key: manifest.keyFingerprint });
        const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
        console.log(
          `已恢复 ${manifest.madeAt} 的备份：${rows} 行、${manifest.files.length} 个文件。\nRestored the backup of ${manifest.madeAt}: ${rows} rows, ${manifest.files.length} files.`,
        );
        return 0;
      }),
    );
  },
};
