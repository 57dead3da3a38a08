import { computed, ref } from 'vue';
import type { Response } from '#platform/shared/contract/contract.ts';
import { language, say, t } from '#platform/web/i18n/i18n.ts';
import { useAsk } from '#platform/web/query/query.ts';
import { session } from '#platform/web/session/session.ts';
import type { OrgNode } from '#ui/types.ts';
import { organisations } from '../contract.ts';
import { compositionNames, organisationKindNames } from '../organisation.ts';

export type TreeRow = Response<typeof organisations.listOrganisations>['items'][number];

/** Rows of the tree as nodes; what is dissolved stands last under its own heading. */
export function nodesOf(rows: readonly TreeRow[]): OrgNode[] {
  const ids = new Set(rows.map((row) => row.id));
  const below = new Map<string | null, TreeRow[]>();
  for (const row of rows) {
    const parent = row.parentId && ids.has(row.parentId) ? row.parentId : null;
    below.set(parent, [...(below.get(parent) ?? []), row]);
  }
  const heading = (row: TreeRow): string | undefined => {
    if (row.dissolvedOn) return t('organisations.console.dissolved');
    if (row.kind === 'department') return say(organisationKindNames.department);
    return row.detail?.composition ? say(compositionNames[row.detail.composition]) : undefined;
  };
  const order = (row: TreeRow) => (row.dissolvedOn ? 2 : row.kind === 'department' ? 1 : 0);
  const build = (parent: string | null): OrgNode[] =>
    [...(below.get(parent) ?? [])]
      .sort((a, b) => order(a) - order(b))
      .map((row) => {
        const kind = heading(row);
        return {
          id: row.id,
          name: row.name,
          ...(kind ? { kind } : {}),
          ...(row.dissolvedOn
            ? { dissolved: row.dissolvedOn.slice(0, 4) }
            : row.detail && row.kind !== 'department'
              ? { count: row.detail.members }
              : {}),
          children: build(row.id),
        };
      });
  return build(null);
}

/** The tree of one's own scope: the university's for its departments, the school's for a school. */
export function useTree() {
  const post = session.me?.post ?? null;
  const withDissolved = ref(false);
  const within = post && post.organisationKind !== 'department' ? post.organisationId : undefined;
  const tree = useAsk(organisations.listOrganisations, () => ({ within, dissolved: withDissolved.value ? 'true' : 'false' }), {
    live: ['organisations'],
  });
  const nodes = computed(() => {
    void language.value;
    return nodesOf(tree.data?.items ?? []);
  });
  return { tree, nodes, withDissolved, first: computed(() => nodes.value[0]?.id) };
}
