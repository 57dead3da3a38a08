/** The sheet 党组织: codes that nest, parents that exist and may hold what is under them, one root. */
import type { CheckedOrganisation, CheckInput, ExistingOrganisation } from './check-roster.ts';
import { labelOf, ORGANISATION_KINDS } from './code-tables.ts';
import { differences, outcomeOf } from './differences.ts';
import { ORGANISATION_FIELDS, ORGANISATION_SHEET } from './fields.ts';
import type { Message } from './import-sentences.ts';
import { type OrganisationKind, type OrganisationValues, onOrganisation, readOrganisation } from './organisation-row.ts';
import { hasError, type Value } from './read-value.ts';

/** What later rows and the other sheet need to know of an organisation. */
export type Place = { code: string; name: string; kind: OrganisationKind; root: boolean; inScope: boolean };
export type OrganisationCheck = {
  rows: CheckedOrganisation[];
  placeOf: (code: string) => Place | undefined;
  /** The row of an organisation that was refused and is not on record. */
  refusedRowOf: (code: string) => number | undefined;
  codeByName: (name: string) => string | undefined;
};

type Draft = { row: number; values: Partial<OrganisationValues>; messages: Message[]; isRoot: boolean; before?: ExistingOrganisation | undefined };

const kindName = (kind: OrganisationKind): string => labelOf(ORGANISATION_KINDS, kind);

export function checkOrganisations({ workbook, existing, today, inScope, tree }: CheckInput): OrganisationCheck {
  const sheet = workbook.organisations;
  const drafts = (sheet?.rows ?? []).map(
    (row): Draft => ({ row: row.row, isRoot: false, ...readOrganisation(row.cells, sheet?.columns ?? new Set(), today) }),
  );
  markRoot(drafts, existing.root);

  const standing = new Map<string, Draft>();
  const refused = new Map<string, number>();
  const titles = new Map<string, number>();
  const places = new Map<string, Place>();
  const recorded = (code: string): Place | undefined => {
    const known = existing.organisations.get(code);
    return known?.kind
      ? { code, name: known.name ?? code, kind: known.kind, root: known.id === existing.root?.id, inScope: inScope(code) }
      : undefined;
  };
  const placeOf = (code: string): Place | undefined => places.get(code) ?? recorded(code);

  // Parents before children, whatever the order of the sheet; the first of equal codes stays first.
  const order = [...drafts].sort((a, b) => (a.values.code?.length ?? 99) - (b.values.code?.length ?? 99) || a.row - b.row);
  for (const draft of order) {
    const { code, name, kind, parentCode } = draft.values;
    if (code) {
      draft.before = draft.isRoot ? (existing.organisations.get(code) ?? existing.root) : existing.organisations.get(code);
      const twin = standing.get(code);
      if (twin) draft.messages.push(onOrganisation('code', 'code_twice', { value: code, row: twin.row }));
      else draft.messages.push(...placing(draft));
    }
    const title = `${parentCode ?? ''}/${name ?? ''}`;
    const sameTitle = name ? titles.get(title) : undefined;
    if (sameTitle !== undefined && !hasError(draft.messages))
      draft.messages.push(onOrganisation('name', 'title_twice', { value: name ?? '', row: sameTitle }));
    if (hasError(draft.messages) || !code || !name || !kind) {
      if (code && !standing.has(code) && !refused.has(code)) refused.set(code, draft.row);
      continue;
    }
    standing.set(code, draft);
    titles.set(title, draft.row);
    const parent = parentCode ? placeOf(parentCode) : undefined;
    places.set(code, { code, name, kind, root: draft.isRoot, inScope: existing.organisations.has(code) ? inScope(code) : (parent?.inScope ?? true) });
  }

  function placing(draft: Draft): Message[] {
    const { code, kind, parentCode } = draft.values;
    if (!code || !sheet?.columns.has('parentCode')) return [];
    if (draft.isRoot) {
      if (existing.root?.code && existing.root.code !== code)
        return [onOrganisation('code', 'root_code_differs', { value: code, other: existing.root.code })];
      if (kind && kind !== 'committee') return [onOrganisation('kind', 'root_kind', { value: kindName(kind) })];
      return existing.organisations.has(code) && !inScope(code) ? [onOrganisation('code', 'organisation_out_of_scope', { value: code })] : [];
    }
    if (parentCode === null)
      return draft.messages.some((one) => one.column === '上级组织编码') ? [] : [onOrganisation('parentCode', 'parent_missing')];
    if (!parentCode) return [];
    if (parentCode === code) return [onOrganisation('parentCode', 'parent_itself', { value: code })];
    const parent = placeOf(parentCode);
    const wrongRow = refused.get(parentCode) ?? drafts.find((one) => one.values.code === parentCode)?.row;
    if (!parent && wrongRow !== undefined && code.startsWith(parentCode))
      return [onOrganisation('parentCode', 'parent_wrong', { value: parentCode, row: wrongRow })];
    if (!parent && wrongRow === undefined) return [onOrganisation('parentCode', 'parent_unknown', { value: parentCode })];
    // A code that is on record under this parent is right as it stands, whatever its digits.
    const recordedSo = draft.before?.code === code && draft.before.parentCode === parentCode;
    if (!recordedSo && (!code.startsWith(parentCode) || code.length !== parentCode.length + 2))
      return [onOrganisation('code', 'code_not_under_parent', { value: code, other: parentCode })];
    if (!parent) return [];
    const known = existing.organisations.has(code);
    if (known ? !inScope(code) : !parent.inScope) return [onOrganisation('code', 'organisation_out_of_scope', { value: code })];
    if (kind && !(recordedSo && draft.before?.kind === kind) && !tree.mayStandUnder(kind, parent))
      return [onOrganisation('kind', 'parent_kind', { kind: kindName(kind), value: kindName(parent.kind) })];
    return [];
  }

  const names = new Map<string, string>();
  for (const known of existing.organisations.values()) if (known.code && known.name) names.set(known.name, known.code);
  for (const place of places.values()) names.set(place.name, place.code);
  return {
    rows: drafts.map(finished),
    placeOf,
    refusedRowOf: (code) => (placeOf(code) ? undefined : refused.get(code)),
    codeByName: (name) => names.get(name),
  };
}

/** The only row without a parent is the university committee; of several, the one on record, else the first committee. */
function markRoot(drafts: readonly Draft[], root: ExistingOrganisation | undefined): void {
  const candidates = drafts.filter((draft) => draft.values.parentCode === null && !draft.messages.some((one) => one.column === '上级组织编码'));
  const chosen =
    candidates.length === 1
      ? candidates[0]
      : (candidates.find((draft) => root?.code && draft.values.code === root.code) ??
        candidates.find((draft) => draft.values.kind === 'committee' && !hasError(draft.messages)));
  if (!chosen) return;
  // A lone row that lists only one school, whose parent was forgotten, is not the root of a university that already has one.
  const another = root?.code && chosen.values.code !== root.code && chosen.values.code?.startsWith(root.code);
  if (!another) chosen.isRoot = true;
}

function finished(draft: Draft): CheckedOrganisation {
  const base = { sheet: ORGANISATION_SHEET, row: draft.row, messages: draft.messages } as const;
  if (hasError(draft.messages)) return { ...base, outcome: 'wrong', effect: 'none', diff: [] };
  const before = draft.before;
  // A branch whose type the workbook leaves open keeps the one on record.
  const value = before?.composition && draft.values.composition === null ? { ...draft.values, composition: before.composition } : draft.values;
  const diff = before ? differences(ORGANISATION_FIELDS, before as unknown as Record<string, Value>, value as Record<string, Value>) : [];
  const effect = !before ? 'new' : diff.length > 0 ? 'changed' : 'same';
  return {
    ...base,
    outcome: outcomeOf(draft.messages, effect),
    effect,
    diff,
    value,
    ...(before && { id: before.id }),
    ...(draft.isRoot && { isRoot: true }),
  };
}
