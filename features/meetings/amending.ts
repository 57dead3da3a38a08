/** What accepting a proposal may change of a record, as the forms of both clients hold it. */
type Status = 'present' | 'leave' | 'absent';
/** Of a record, what can be changed. */
export type Amendable = {
  readonly items: readonly { readonly id: string; readonly title: string; readonly points: string }[];
  readonly roll: readonly { readonly personId: string; readonly name: string; readonly status: Status | null }[];
  readonly decisions: readonly {
    readonly id: string;
    readonly matter: string;
    readonly yes: number;
    readonly no: number;
    readonly abstain: number;
  }[];
};
/** `where`: `item/…`, `decision/…` or `roll`. */
export type AmendingForm = {
  where: string;
  points: string;
  personId: string;
  status: Status;
  yes: string;
  no: string;
  abstain: string;
};
export type AmendingBody = {
  itemId?: string;
  points?: string;
  roll?: { personId: string; status: Status; reason?: string }[];
  decisions?: { id: string; tally: { yes: number; no: number; abstain: number } }[];
};

const part = (where: string) => where.split('/') as [string, string | undefined];

/** The form for a place of the record, as that place reads now. */
export function amendingAt(record: Amendable, where: string): AmendingForm {
  const [kind, id] = part(where);
  const decision = record.decisions.find((one) => one.id === id);
  return {
    where,
    points: kind === 'item' ? (record.items.find((one) => one.id === id)?.points ?? '') : '',
    personId: '',
    status: 'present',
    yes: String(decision?.yes ?? ''),
    no: String(decision?.no ?? ''),
    abstain: String(decision?.abstain ?? ''),
  };
}

/** Where a proposal is about: its item, or else the first. */
export function placeOf(record: Amendable, itemId: string | null): string {
  return `item/${itemId ?? record.items[0]?.id ?? ''}`;
}

/** The change as the contract takes it; null where the record would stay as it is. */
export function amendingBody(record: Amendable, form: AmendingForm): AmendingBody | null {
  const [kind, id] = part(form.where);
  if (kind === 'item') {
    const item = record.items.find((one) => one.id === id);
    return item && item.points !== form.points ? { itemId: item.id, points: form.points } : null;
  }
  if (kind === 'decision') {
    const decision = record.decisions.find((one) => one.id === id);
    const tally = { yes: Number(form.yes || 0), no: Number(form.no || 0), abstain: Number(form.abstain || 0) };
    const same = decision?.yes === tally.yes && decision.no === tally.no && decision.abstain === tally.abstain;
    return decision && !same ? { decisions: [{ id: decision.id, tally }] } : null;
  }
  const row = record.roll.find((one) => one.personId === form.personId);
  return row && (row.status ?? 'absent') !== form.status ? { roll: [{ personId: row.personId, status: form.status }] } : null;
}
