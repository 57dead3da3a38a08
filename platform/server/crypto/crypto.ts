import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Personal fields at rest: AES-256-GCM with a key file made at the first start, outside the database, and a blind index
 * (HMAC) by which a number is found without being readable. The two keys are derived from the one in the file.
 */
export type Crypto = {
  /** First 16 hex figures of the key's SHA-256: names the key in backups and in `doctor`, reveals nothing. */
  readonly fingerprint: string;
  seal(text: string | Buffer): Buffer;
  /** Throws when the text was sealed with another key or was altered. */
  open(sealed: Buffer): string;
  openBytes(sealed: Buffer): Buffer;
  blindIndex(text: string): string;
};

export function loadCrypto(keyFile: string): Crypto {
  if (!existsSync(keyFile)) {
    mkdirSync(dirname(keyFile), { recursive: true, mode: 0o700 });
    writeFileSync(keyFile, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flag: 'wx' });
  }
  const master = Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'hex');
  if (master.length !== 32)
    throw new Error(
      `The key file ${keyFile} does not hold a 256-bit key. Restore it from its backup; without it ID numbers and phones cannot be read.`,
    );
  return cryptoFrom(master);
}

export function cryptoFrom(master: Buffer): Crypto {
  const sealingKey = Buffer.from(hkdfSync('sha256', master, '', 'lianxin-seal', 32));
  const indexKey = Buffer.from(hkdfSync('sha256', master, '', 'lianxin-index', 32));
  const openBytes = (sealed: Buffer): Buffer => {
    if (sealed[0] !== 1) throw new Error('Unknown form of a sealed field.');
    const decipher = createDecipheriv('aes-256-gcm', sealingKey, sealed.subarray(1, 13));
    decipher.setAuthTag(sealed.subarray(13, 29));
    return Buffer.concat([decipher.update(sealed.subarray(29)), decipher.final()]);
  };
  return {
    fingerprint: createHash('sha256').update(master).digest('hex').slice(0, 16),
    seal(text) {
      const nonce = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce);
      const body = Buffer.concat([cipher.update(typeof text === 'string' ? Buffer.from(text, 'utf8') : text), cipher.final()]);
      return Buffer.concat([Buffer.of(1), nonce, cipher.getAuthTag(), body]);
    },
    open: (sealed) => openBytes(sealed).toString('utf8'),
    openBytes,
    blindIndex: (text) => createHmac('sha256', indexKey).update(text).digest('hex'),
  };
}

export function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** A secret of 256 bits for cookies and codes, safe in URLs. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}
