import { ApiRefusal, NoNetwork } from '../api/api.ts';

/** Who is signed out, not allowed, or asks for what is gone may not go on reading what was read before. */
const WITHDRAWN: readonly number[] = [401, 403, 404, 410];

export function isWithdrawn(error: unknown): boolean {
  return error instanceof ApiRefusal && WITHDRAWN.includes(error.status);
}

/** No answer for now, from the network or the server: it is asked again by itself. */
export function comesBack(error: unknown): boolean {
  return error instanceof NoNetwork || (error instanceof ApiRefusal && (error.status >= 500 || error.status === 429));
}

/** `old`: content that may not be up to date, and the page says so. */
export type Standing = 'loading' | 'ready' | 'old' | 'forbidden' | 'gone' | 'notNow' | 'noNetwork' | 'unreachable';

/** What a page shows, from whether it has content, whether that is a kept copy, and how the last try ended. */
export function standingOf({ has, isCopy, error }: { has: boolean; isCopy: boolean; error: unknown }): Standing {
  if (isWithdrawn(error)) {
    const { status } = error as ApiRefusal;
    return status === 401 ? 'loading' : status === 403 ? 'forbidden' : 'gone';
  }
  if (has) return isCopy || error ? 'old' : 'ready';
  if (!error) return 'loading';
  if (error instanceof NoNetwork) return 'noNetwork';
  return error instanceof ApiRefusal && error.status < 500 && error.status !== 429 ? 'notNow' : 'unreachable';
}
