import type { BackupFault, BackupRefused } from '#platform/server/backup/manifest.ts';

const WORDS: Readonly<Record<BackupFault, readonly [zh: string, en: string]>> = {
  not_a_backup: ['这不是连心的备份文件。', 'This is not a backup of Lianxin.'],
  damaged: [
    '备份文件已损坏，坏在 {part}。没有作任何改动；请用另一份备份。',
    'The backup is damaged, in {part}. Nothing was changed; use another copy.',
  ],
  newer_schema: [
    '备份来自更新的版本（{migration}）。请先升级连心，再恢复。',
    'The backup is of a newer version ({migration}). Upgrade Lianxin first, then restore.',
  ],
  other_key: [
    '备份里的证件号码和手机号用密钥 {needs} 加密，这里的密钥是 {here}。请先放好那把密钥（LIANXIN_KEY_FILE）。确实没有时加 --without-key，这些号码将读不出来。',
    'ID numbers and phones of the backup are sealed with key {needs}; the key here is {here}. Put that key file in place first (LIANXIN_KEY_FILE). With --without-key the restore goes on and those numbers stay unreadable.',
  ],
  not_empty: [
    '这个数据库里已有数据。要用备份取代它，请加 --replace；建议先备份现在的数据。',
    'This database is in use. Add --replace to put the backup in its place; back up what is there first.',
  ],
  not_superuser: [
    '恢复需要数据库的超级用户权限，或被授予 session_replication_role。没有作任何改动。',
    'Restoring needs a superuser of the database, or the setting session_replication_role granted. Nothing was changed.',
  ],
  target_exists: ['{file} 已存在，没有覆盖。请换一个文件名。', '{file} exists and was not overwritten. Choose another name.'],
};

export function backupSentence({ fault, params }: BackupRefused): string {
  return WORDS[fault]
    .map((text) => text.replace(/\{(\w+)\}/g, (whole, name: string) => (params[name] === '' ? '—' : params[name]) ?? whole))
    .join('\n');
}
