import { computed, reactive, ref } from 'vue';
import { useRouter } from 'vue-router';
import { choicesOf } from '#platform/web/desk/names.ts';
import { today } from '#platform/web/i18n/dates.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useAsk, useTell } from '#platform/web/query/query.ts';
import { organisations } from '../contract.ts';
import {
  type Composition,
  compositionNames,
  type Department,
  departmentNames,
  isBranch,
  kindsUnder,
  type OrganisationKind,
  organisationKindNames,
} from '../organisation.ts';
import type { Organisation } from './useOrganisation.ts';

export type Act = 'found' | 'rename' | 'move' | 'merge' | 'split' | 'dissolve' | 'correct';
/** A part of a split; without a name it is the branch itself. */
export type Part = { name: string; composition: string; memberIds: string[]; stays: boolean };
const w = (key: string, values?: Record<string, unknown>) => t(`organisations.console.${key}`, values);

/** The acts that change the tree, each with its day, document and reason (《支部工作条例》第六条、第七条). */
export function useTreeAct(organisation: () => Organisation) {
  const router = useRouter();
  const act = ref<Act | null>(null);
  const draft = reactive({
    name: '',
    kind: 'branch',
    composition: '',
    department: '',
    code: '',
    units: '',
    parentId: '',
    sourceIds: [] as string[],
    into: 'this',
    parts: [] as Part[],
    note: '',
    on: '',
    documentNumber: '',
    reason: '',
  });
  const open = computed({ get: () => act.value !== null, set: (is) => is || (act.value = null) });
  const after = (made: { id: string }) => {
    act.value = null;
    if (made.id !== organisation().id) void router.push(`/organisations/${made.id}`);
  };
  const commands = {
    found: useTell(organisations.found, after),
    rename: useTell(organisations.rename, after),
    move: useTell(organisations.move, after),
    merge: useTell(organisations.merge, after),
    split: useTell(organisations.split, ({ items }) => items[0] && after(items[0])),
    dissolve: useTell(organisations.dissolve, after),
    correct: useTell(organisations.correct, after),
  };
  const root = () => organisation().parentId === null;
  const kinds = computed(
    () => choicesOf<OrganisationKind>(organisationKindNames, [...kindsUnder({ kind: organisation().kind, root: root() })]).value,
  );
  const acts = computed(() => {
    const one = organisation();
    const may = one.dissolvedOn === null && one.abilities.changeTree.allowed;
    const list: Act[] = [];
    if (may && kinds.value.length > 0) list.push('found');
    if (may) list.push('rename');
    if (may && !root()) list.push('move');
    if (may && isBranch(one.kind)) list.push('merge', 'split');
    if (may && !root()) list.push('dissolve');
    if (one.dissolvedOn === null && one.abilities.correct.allowed) list.push('correct');
    return list.map((key) => ({ key, label: w(key) }));
  });
  const tree = useAsk(organisations.listOrganisations, () => ({}), { enabled: () => act.value === 'move' || act.value === 'merge' });
  const beneathItself = computed(() => {
    const beneath = new Set([organisation().id]);
    for (const row of tree.data?.items ?? []) if (row.parentId && beneath.has(row.parentId)) beneath.add(row.id);
    return beneath;
  });
  const parents = computed(() =>
    (tree.data?.items ?? []).filter(
      (row) =>
        !row.dissolvedOn &&
        !beneathItself.value.has(row.id) &&
        kindsUnder({ kind: row.kind, root: row.parentId === null }).includes(organisation().kind),
    ),
  );
  const mergeable = computed(() =>
    (tree.data?.items ?? []).filter(
      (row) => !row.dissolvedOn && isBranch(row.kind) && row.id !== organisation().id && row.parentId === organisation().parentId,
    ),
  );

  function begin(key: string): void {
    const one = organisation();
    Object.assign(draft, {
      name: key === 'rename' ? one.name : '',
      kind: kinds.value[0]?.key ?? 'branch',
      composition: one.composition ?? 'staff',
      department: 'organisation',
      code: key === 'correct' ? (one.code ?? '') : '',
      units: one.units === null ? '' : String(one.units),
      parentId: '',
      sourceIds: [],
      into: 'this',
      parts: [],
      note: one.note ?? '',
      on: today(),
      documentNumber: '',
      reason: '',
    });
    act.value = key as Act;
    commands[act.value].clear();
  }
  const isNew = computed(() => ({
    branch: isBranch(draft.kind as OrganisationKind),
    department: draft.kind === 'department',
    here: isBranch(organisation().kind),
  }));
  const ready = computed(() => {
    if (act.value === 'correct') return draft.reason.trim() !== '';
    if (!draft.on || !draft.documentNumber.trim() || !draft.reason.trim()) return false;
    if (act.value === 'found' || act.value === 'rename') return draft.name.trim() !== '';
    if (act.value === 'move') return draft.parentId !== '';
    if (act.value === 'merge') return draft.sourceIds.length > 0 && (draft.into === 'this' || draft.name.trim() !== '');
    return act.value !== 'split' || (draft.parts.length > 1 && draft.parts.every((part) => part.stays || part.name.trim() !== ''));
  });

  async function send(): Promise<void> {
    const one = organisation();
    const recorded = { on: draft.on, documentNumber: draft.documentNumber, reason: draft.reason };
    const composition = draft.composition as Composition;
    switch (act.value) {
      case 'found':
        await commands.found.run({
          parentId: one.id,
          kind: draft.kind as OrganisationKind,
          name: draft.name,
          code: draft.code || null,
          composition: isNew.value.branch ? composition : null,
          department: isNew.value.department ? (draft.department as Department) : null,
          ...recorded,
        });
        break;
      case 'rename':
        await commands.rename.run({ organisationId: one.id, name: draft.name, ...recorded });
        break;
      case 'move':
        await commands.move.run({ organisationId: one.id, parentId: draft.parentId, ...recorded });
        break;
      case 'merge':
        await commands.merge.run(
          draft.into === 'this'
            ? { sourceIds: draft.sourceIds, intoId: one.id, ...recorded }
            : { sourceIds: [one.id, ...draft.sourceIds], made: { name: draft.name, composition }, ...recorded },
        );
        break;
      case 'split':
        await commands.split.run({
          organisationId: one.id,
          parts: draft.parts.map((part) => ({
            made: part.stays ? null : { name: part.name, composition: part.composition as Composition },
            memberIds: part.memberIds,
          })),
          ...recorded,
        });
        break;
      case 'dissolve':
        await commands.dissolve.run({ organisationId: one.id, ...recorded });
        break;
      case 'correct':
        await commands.correct.run(
          {
            organisationId: one.id,
            ...(draft.code && draft.code !== one.code ? { code: draft.code } : {}),
            ...(isNew.value.here ? { composition } : {}),
            ...(isNew.value.here && draft.composition === 'joint' ? { units: draft.units === '' ? null : Number(draft.units) } : {}),
            note: draft.note || null,
            reason: draft.reason,
          },
          { version: one.version },
        );
    }
  }
  return {
    acts,
    act,
    draft,
    open,
    begin,
    ready,
    send,
    kinds,
    parents,
    mergeable,
    isNew,
    command: computed(() => commands[act.value ?? 'found']),
    compositions: choicesOf(compositionNames),
    departments: choicesOf(departmentNames),
    title: computed(() => (act.value ? w(act.value) : '')),
    text: computed(() =>
      act.value === 'dissolve' || act.value === 'move' || act.value === 'merge' || act.value === 'split'
        ? w(`${act.value}Text`, { name: organisation().name })
        : '',
    ),
  };
}
