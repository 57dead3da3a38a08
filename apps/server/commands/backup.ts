import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { writeBackup } from '#platform/server/backup/write-backup.ts';
import { loadCrypto } from '#platform/server/crypto/crypto.ts';
import { auditInstallation, type Command, filesFolderOf, headFileOf, migrated, stoppable, Usage, withDatabase } from './command.ts';

export const command: Command = {
  usage: `lianxin backup FILE
  把数据库和文件备份到一个文件，服务运行时也可以。密钥不在备份里，要另外保存。
  Backs up database and files into one file, also while the server runs. The key is not in it: keep it apart.
  按 Ctrl-C 取消，不留下文件，退出码为 130。Ctrl-C cancels: no file is left; the exit code is 130.`,
  async run(args) {
    const { positionals } = parseArgs({ args, options: {}, allowPositionals: true });
    const [file] = positionals;
    if (file === undefined || positionals.length > 1) throw new Usage('请写备份文件的名字。Name the file to write.');
    return stoppable('已取消，没有留下备份文件。Cancelled; no backup file is left.', (onProgress, signal) =>
      withDatabase(async (config, url) => {
        await migrated(url);
        const { fingerprint } = loadCrypto(config.keyFile);
        const manifest = await writeBackup(
          { databaseUrl: url, filesFolder: filesFolderOf(config), headFile: headFileOf(config), keyFingerprint: fingerprint },
          resolve(file),
          new Date(),
          onProgress,
          signal,
        );
        await auditInstallation(url, 'installation.backup', { tables: manifest.tables.length, files: manifest.files.length });
        const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
        console.log(
          `已备份 ${manifest.tables.length} 张表、${rows} 行、${manifest.files.length} 个文件：${resolve(file)}\nBacked up ${manifest.tables.length} tables, ${rows} rows, ${manifest.files.length} files.`,
        );
        for (const id of manifest.missingFiles) console.log(`  文件缺失 missing file ${id}`);
        console.log(
          `密钥 ${fingerprint} 不在备份里，请另外保存：${config.keyFile}\nThe key ${fingerprint} is not in the backup; keep a copy of it apart.`,
        );
        return manifest.missingFiles.length > 0 ? 1 : 0;
      }),
    );
  },
};
