import { members } from '#features/members/contract.ts';
import { organisations } from '#features/organisations/contract.ts';
import { organisationKindNames } from '#features/organisations/organisation.ts';
import { ask } from '#platform/web/api/api.ts';
import { nameIn } from '#platform/web/desk/names.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { queries } from '#platform/web/query/query.ts';

export type Found = { name: string; detail: string; to?: string };

/** Looks for organisations by name and for people by name, number or the initials of their pinyin, in one's own scope. */
export function useSearch() {
  async function find(q: string): Promise<Found[]> {
    const people = ask(members.listMembers, { q, limit: 8 }).then(
      ({ items }) =>
        items.map((one) => ({ name: one.name, detail: [one.staffNumber, one.branch?.name].filter(Boolean).join(' '), to: `/members/${one.id}` })),
      () => [],
    );
    const tree = await queries.fetchQuery({
      queryKey: [organisations.listOrganisations.path, 'search'],
      queryFn: () => ask(organisations.listOrganisations, {}),
      staleTime: 60_000,
    });
    const places = tree.items
      .filter((one) => one.name.includes(q))
      .slice(0, 6)
      .map((one) => ({ name: one.name, detail: nameIn(organisationKindNames, one.kind), to: `/organisations/${one.id}` }));
    const found = [...(await people), ...places];
    return found.length > 0 ? found : [{ name: t('app.searchNothing', { q }), detail: '' }];
  }
  return { find };
}
