import { keep, kept } from './store.ts';

export type Copy<T> = { readonly data: T; readonly at: string };

/** The last answer to a question, to be shown when there is no network. */
export async function copyOf<T>(question: string): Promise<Copy<T> | undefined> {
  return kept<Copy<T>>(`copy/${question}`).catch(() => undefined);
}
export async function keepCopy(question: string, data: unknown): Promise<void> {
  await keep(`copy/${question}`, { data, at: new Date().toISOString() }).catch(() => undefined);
}
