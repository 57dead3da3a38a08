import { done, type Outcome, refused } from '#platform/shared/outcome/outcome.ts';

/** A start code is good for 14 days, typed in the password field. */
export const START_CODE_DAYS = 14;
/** Wrong tries of one account before it rests; counted for the account, not the address, since a campus shares few addresses. */
export const TRIES = 10;
export const REST_MINUTES = 15;
const SESSION_DAYS = 30;
export const PASSWORD_LEAST = 8;

const COMMON = new Set([
  '12345678',
  '123456789',
  '1234567890',
  'password',
  'password1',
  'qwertyui',
  '11111111',
  '88888888',
  'abcd1234',
  'a1234567',
  '00000000',
  '66666666',
  'iloveyou',
  'qwer1234',
  'asdf1234',
]);

/** A password is long enough, not among the most common, and not the sign-in name. No rule asks for kinds of characters. */
export function acceptPassword(password: string, username: string): Outcome<void, 'password_too_short' | 'password_too_common'> {
  const length = [...password].length;
  if (length < PASSWORD_LEAST) return refused('password_too_short', { missing: PASSWORD_LEAST - length });
  if (COMMON.has(password.toLowerCase()) || password === username) return refused('password_too_common');
  return done();
}

export type Tries = { readonly failed: number; readonly lockedUntil: Date | null };

/** How long a session lasts that begins now. */
export function sessionUntil(now: Date): Date {
  return new Date(now.getTime() + SESSION_DAYS * 86_400_000);
}

/** A start code opens one session, in its fourteen days. */
export function mayUseStartCode(
  code: { readonly startCodeUntil: Date | null; readonly startCodeUsedAt: Date | null },
  now: Date,
): Outcome<void, 'start_code_expired' | 'start_code_used'> {
  if (code.startCodeUntil === null || code.startCodeUntil < now) return refused('start_code_expired');
  return code.startCodeUsedAt === null ? done() : refused('start_code_used');
}

/** After the tenth wrong try an account rests for 15 minutes. */
export function afterWrongTry(tries: Tries, now: Date): Tries {
  const failed = (tries.lockedUntil && tries.lockedUntil <= now ? 0 : tries.failed) + 1;
  return { failed, lockedUntil: failed >= TRIES ? new Date(now.getTime() + REST_MINUTES * 60_000) : null };
}

export function mayTry(tries: Tries, now: Date): Outcome<void, 'account_locked'> {
  if (!tries.lockedUntil || tries.lockedUntil <= now) return done();
  const seconds = Math.ceil((tries.lockedUntil.getTime() - now.getTime()) / 1000);
  return refused('account_locked', { minutes: Math.ceil(seconds / 60), seconds });
}

const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** A code of ten characters without look-alikes, in two groups: `K7QMP-3HRTX`. `random` gives numbers from 0 to 31. */
export function startCodeFrom(random: readonly number[]): string {
  const code = random
    .slice(0, 10)
    .map((n) => LETTERS[n & 31])
    .join('');
  return `${code.slice(0, 5)}-${code.slice(5)}`;
}

/** The digits of a mobile number as people type it, or null. `+86`, spaces and dashes do not matter. */
export function mobileNumber(typed: string): string | null {
  const digits = typed.replace(/[\s-]/g, '').replace(/^(\+?86)(?=1\d{10}$)/, '');
  return /^1[3-9]\d{9}$/.test(digits) ? digits : null;
}

/** The sign-in name that stands for a non-member's mobile number: part of its blind index, which cannot be read back. */
export function nonMemberName(phoneIndex: string): string {
  return `m-${phoneIndex.slice(0, 36)}`;
}

/** A sign-in name chosen by hand, as at set-up. */
export function isUsername(name: string): boolean {
  return /^[A-Za-z][A-Za-z0-9]{2,19}$/.test(name);
}

/** As typed: case, spaces and the dash do not matter. */
export function normalStartCode(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '');
}
