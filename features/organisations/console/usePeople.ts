import { computed, ref } from 'vue';
import { members } from '#features/members/contract.ts';
import { useList } from '#platform/web/query/list.ts';

/** People of an organisation and beneath it, to choose from; found by name, number or the initials of their pinyin. */
export function usePeople(organisationId: () => string) {
  const q = ref('');
  const list = useList(members.listMembers, () => ({ within: organisationId(), q: q.value || undefined, limit: 100 }));
  const people = computed(() =>
    list.items.map((one) => ({ id: one.id, name: one.name, number: one.staffNumber ?? '', branch: one.branch?.name ?? '' })),
  );
  return { list, people, q };
}
