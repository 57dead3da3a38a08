/** What a backup says of itself. */
export type Manifest = {
  readonly format: 'lianxin-backup/1';
  readonly madeAt: string;
  /** Migrations that the tables had, in order: a restore begins from exactly these. */
  readonly migrations: readonly string[];
  /** Names the key of ID numbers and phones, which is not in the backup. */
  readonly keyFingerprint: string;
  readonly tables: readonly {
    readonly name: string;
    readonly columns: readonly string[];
    readonly rows: number;
    readonly part: string;
    readonly sha256: string;
  }[];
  readonly files: readonly { readonly id: string; readonly part: string; readonly sha256: string }[];
  /** Rows of `files` whose bytes were not on the disk. */
  readonly missingFiles: readonly string[];
  /** Head of the audit chain, so that a later look can tell where the backup stood. */
  readonly auditHead: { readonly sequence: number; readonly hash: string } | null;
};

export const MANIFEST = 'manifest.json';
/** The last part: SHA-256, in hexadecimal, of every byte before its header. */
export const SEAL = 'sha256';

export type BackupFault = 'not_a_backup' | 'damaged' | 'newer_schema' | 'other_key' | 'not_empty' | 'not_superuser' | 'target_exists';

/** A backup that cannot be made or restored, and why. Nothing has been changed. */
export class BackupRefused extends Error {
  readonly fault: BackupFault;
  readonly params: Readonly<Record<string, string>>;
  constructor(fault: BackupFault, params: Readonly<Record<string, string>> = {}) {
    super(fault);
    this.fault = fault;
    this.params = params;
  }
}

export type BackupPlace = { readonly databaseUrl: string; readonly filesFolder: string; readonly headFile: string; readonly keyFingerprint: string };
/** Where the bytes of a kept file lie. */
export const fileOf = (folder: string, id: string) => `${folder}/${id.slice(-2)}/${id}`;
