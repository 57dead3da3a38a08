/**
 * Two records of one meeting that grew from the same start: what differs, and the record that the writer chooses from both.
 * Nothing is decided here for the writer, and what was not chosen is handed back with the result.
 */
export type RecordText = {
  readonly items: readonly { readonly title: string; readonly points: string }[];
  readonly decisions: readonly (Readonly<Record<string, unknown>> & { readonly matter: string })[];
  readonly nextSteps: readonly { readonly text: string; readonly ownerName: string; readonly dueOn: string }[];
  readonly observers: string;
  readonly fiveBuildings: readonly string[];
  readonly endsAt: string;
  /** Person → how the roll has them. */
  readonly roll: Readonly<Record<string, string>>;
};

/** A place of the record that is compared by itself. */
export type RecordPart = 'item' | 'decision' | 'nextSteps' | 'observers' | 'fiveBuildings' | 'endsAt' | 'roll';

/** One place where the two do not say the same; null where one has nothing there. */
export type Difference = {
  readonly key: string;
  readonly part: RecordPart;
  /** Title of the item, matter of the decision, person on the roll; empty for the rest. */
  readonly name: string;
  readonly mine: unknown;
  readonly theirs: unknown;
  /** False where only the other one changed it since the common start. */
  readonly bothChanged: boolean;
};
export type Choice = 'mine' | 'theirs' | 'both';

type Entry = { readonly part: RecordPart; readonly name: string; readonly value: unknown };

function entriesOf(record: RecordText): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  const add = (part: RecordPart, name: string, value: unknown) => {
    let key = `${part}:${name}`;
    while (entries.has(key)) key = `${key}+`;
    entries.set(key, { part, name, value });
  };
  for (const item of record.items) if (item.title.trim() || item.points.trim()) add('item', item.title.trim(), item);
  for (const decision of record.decisions) if (decision.matter.trim()) add('decision', decision.matter.trim(), decision);
  add('nextSteps', '', record.nextSteps);
  add('observers', '', record.observers.trim());
  add('fiveBuildings', '', record.fiveBuildings);
  add('endsAt', '', record.endsAt);
  for (const [personId, status] of Object.entries(record.roll)) add('roll', personId, status);
  return entries;
}

/** The same whatever the order in which its fields were written. */
function textOf(value: unknown): string {
  return JSON.stringify(value, (_, one: unknown) =>
    one && typeof one === 'object' && !Array.isArray(one) ? Object.fromEntries(Object.entries(one).sort(([a], [b]) => (a < b ? -1 : 1))) : one,
  );
}

/** Where the other one changed what both began with, and says something else than this one. */
export function differencesOf(base: RecordText, mine: RecordText, theirs: RecordText): Difference[] {
  const [b, m, t] = [entriesOf(base), entriesOf(mine), entriesOf(theirs)];
  return [...new Set([...m.keys(), ...t.keys(), ...b.keys()])].flatMap((key) => {
    const [was, one, other] = [b, m, t].map((entries) => entries.get(key));
    const [before, here, there] = [was, one, other].map((entry) => (entry ? textOf(entry.value) : null));
    if (here === there || there === before) return [];
    const entry = (one ?? other ?? was) as Entry;
    return [{ key, part: entry.part, name: entry.name, mine: one?.value ?? null, theirs: other?.value ?? null, bothChanged: here !== before }];
  });
}

/** Only words can be kept from both: points under one title, and the lines of next steps. */
export function canKeepBoth({ part, mine, theirs }: Difference): boolean {
  return mine !== null && theirs !== null && (part === 'item' || part === 'nextSteps');
}

/** The record as chosen. What has no choice yet stays as it was written here. */
export function mergedRecord(
  mine: RecordText,
  theirs: RecordText,
  differences: readonly Difference[],
  choices: Readonly<Record<string, Choice>>,
): RecordText {
  const chosen = new Map(differences.flatMap((one) => (choices[one.key] && choices[one.key] !== 'mine' ? [[one.key, one] as const] : [])));
  const merged = new Map(entriesOf(mine));
  for (const [key, one] of chosen) {
    if (choices[key] === 'both' && canKeepBoth(one)) merged.set(key, { part: one.part, name: one.name, value: bothOf(one) });
    else if (one.theirs === null) merged.delete(key);
    else merged.set(key, { part: one.part, name: one.name, value: one.theirs });
  }
  const all = <T>(part: RecordPart) => [...merged.values()].filter((entry) => entry.part === part).map((entry) => entry.value as T);
  const whole = <K extends 'nextSteps' | 'observers' | 'fiveBuildings' | 'endsAt'>(part: K) =>
    (all<RecordText[K]>(part)[0] ?? theirs[part]) as RecordText[K];
  return {
    items: all('item'),
    decisions: all('decision'),
    nextSteps: whole('nextSteps'),
    observers: whole('observers'),
    fiveBuildings: whole('fiveBuildings'),
    endsAt: whole('endsAt'),
    roll: Object.fromEntries([...merged.values()].filter((entry) => entry.part === 'roll').map((entry) => [entry.name, String(entry.value)])),
  };
}

type Item = RecordText['items'][number];
function bothOf({ part, mine, theirs }: Difference): unknown {
  if (part === 'nextSteps') return [...(mine as unknown[]), ...(theirs as unknown[])];
  const [here, there] = [mine as Item, theirs as Item];
  return { title: here.title, points: [here.points, there.points].filter((text) => text.trim()).join('\n\n') };
}

/** What the chosen record does not hold any more, to be kept beside it until the record has arrived. */
export function leftOut(
  differences: readonly Difference[],
  choices: Readonly<Record<string, Choice>>,
): { key: string; part: RecordPart; name: string; value: unknown }[] {
  return differences.flatMap(({ key, part, name, mine, theirs }) => {
    const value = choices[key] === 'theirs' ? mine : choices[key] === 'mine' ? theirs : null;
    return value === null || part === 'roll' ? [] : [{ key, part, name, value }];
  });
}
