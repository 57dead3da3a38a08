/** The words of a page, in both languages. English has exactly the keys of the Chinese, which the compiler holds. */
export interface Messages {
  readonly [key: string]: string | Messages;
}
export type Translated<T> = { readonly [K in keyof T]: T[K] extends string ? string : Translated<T[K]> };
export type BothLanguages<T> = { readonly 'zh-CN': T; readonly en: Translated<T> };

/** Declares the words of a room; pages read them as `$t('<room>.<key>')`, with `{name}` for a value. */
export function words<const T extends Messages>(both: BothLanguages<T>): BothLanguages<T> {
  return both;
}
