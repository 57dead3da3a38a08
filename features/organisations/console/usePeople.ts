import { computed } from 'vue';
import { accounts } from '#features/accounts/contract.ts';
import { useList } from '#platform/web/desk/list.ts';

/** People of an organisation, to choose from. */
export function usePeople(organisationId: () => string) {
  const list = useList(accounts.listAccounts, () => ({ organisation: organisationId(), limit: 100 }));
  return { list, people: computed(() => list.items.map((one) => ({ id: one.personId, name: one.name, number: one.username ?? '', branch: one.branch.name }))) };
}
