import { forgetWhere, keep, kept, shelf } from './store.ts';

export type Copy<T> = { readonly data: T; readonly at: string };

const under = (of: string) => `${of}/copy/`;
let allowed = false;
let keeping = false;

/** Called by a client that is used without a network. A desk is shared: unless this is called, no answer stays on the device. */
export function allowCopies(): void {
  allowed = true;
  keeping = true;
}

/** Somebody signed in: from now on their answers may be kept; those of whoever used this device before are forgotten. */
export async function keepCopiesAgain(): Promise<void> {
  keeping = allowed;
  const own = under(shelf());
  await forgetWhere((key) => /^[^/]+\/copy\//.test(key) && !key.startsWith(own)).catch(() => undefined);
}

/** A session ended, by choice or by time: nothing that was read stays on the device, and no late answer is kept either. */
export async function forgetCopies(): Promise<void> {
  keeping = false;
  const own = under(shelf());
  await forgetWhere((key) => key.startsWith(own)).catch(() => undefined);
}

/** The last answer to a question, to be shown when there is no network. */
export async function copyOf<T>(question: string): Promise<Copy<T> | undefined> {
  return keeping ? kept<Copy<T>>(`copy/${question}`).catch(() => undefined) : undefined;
}

/** Keeps an answer; `of` is the shelf of whoever asked, who may have left meanwhile. */
export async function keepCopy(question: string, data: unknown, of: string): Promise<void> {
  if (keeping && of === shelf()) await keep(`copy/${question}`, { data, at: new Date().toISOString() }).catch(() => undefined);
}

/** What may not be read any more is not shown from a copy either. */
export async function forgetCopy(question: string): Promise<void> {
  const own = `${under(shelf())}${question}`;
  if (keeping) await forgetWhere((key) => key === own).catch(() => undefined);
}
