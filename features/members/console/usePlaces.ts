import { computed } from 'vue';
import { organisations } from '#features/organisations/contract.ts';
import { useAsk } from '#platform/web/query/query.ts';
import { session } from '#platform/web/session/session.ts';

/** The organisations of one's scope that have people: the university's for a department. */
export function usePlaces() {
  const post = session.me?.post ?? null;
  const tree = useAsk(organisations.listOrganisations, () => ({
    within: post && post.organisationKind !== 'department' ? post.organisationId : undefined,
  }));
  const places = computed(() => (tree.data?.items ?? []).filter((row) => row.kind !== 'department' && row.kind !== 'group'));
  return { places, own: computed(() => places.value[0]?.id ?? '') };
}
