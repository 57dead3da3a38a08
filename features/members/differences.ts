/** What a row changes, field by field, as shown to people. */
import type { Difference } from './check-roster.ts';
import type { Field } from './fields.ts';
import { masked } from './id-number.ts';
import { levelOf, type Message } from './import-sentences.ts';
import { shownValue, type Value } from './read-value.ts';

const equal = (a: Value | undefined, b: Value | undefined): boolean =>
  Array.isArray(a) || Array.isArray(b)
    ? String([...((a as string[] | null) ?? [])].sort()) === String([...((b as string[] | null) ?? [])].sort())
    : (a ?? null) === (b ?? null);

/** Only columns that the workbook has can differ; an emptied cell empties the field. */
export function differences(
  fields: readonly Field[],
  before: Readonly<Record<string, Value | undefined>>,
  after: Readonly<Record<string, Value | undefined>>,
): Difference[] {
  const found: Difference[] = [];
  for (const field of fields) {
    if (!(field.key in after) || !(field.key in before) || equal(before[field.key], after[field.key])) continue;
    const show = (value: Value | undefined) => (field.dataClass === 'encrypted' ? masked(shownValue(field, value)) : shownValue(field, value));
    found.push({ field: field.zh, before: show(before[field.key]), after: show(after[field.key]) });
  }
  return found;
}

/** A row that carries a warning is `warned` whatever it does; notes change nothing. */
export function outcomeOf(messages: readonly Message[], effect: 'new' | 'changed' | 'same'): 'new' | 'changed' | 'same' | 'warned' {
  return messages.some((message) => levelOf(message.code) === 'warning') ? 'warned' : effect;
}
