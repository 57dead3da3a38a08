/** "No" is a value with a name. Rules and policies return it; nothing here throws. */
export type Done<T> = { readonly ok: true; readonly value: T };
export type Refused<Code extends string> = {
  readonly ok: false;
  readonly code: Code;
  /** Values for the sentence's placeholders, for example `{ missing: 2 }`. Never personal data. */
  readonly params: Readonly<Record<string, string | number>>;
};
export type Outcome<T, Code extends string> = Done<T> | Refused<Code>;

export function done(): Done<void>;
export function done<T>(value: T): Done<T>;
export function done<T>(value?: T): Done<T | undefined> {
  return { ok: true, value };
}

export function refused<const Code extends string>(code: Code, params: Record<string, string | number> = {}): Refused<Code> {
  return { ok: false, code, params };
}
