import { computed } from 'vue';
import type { Response } from '#platform/shared/contract/contract.ts';
import { useAddressValue } from '#platform/web/desk/address.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useAsk } from '#platform/web/query/query.ts';
import type { Fact, Tab } from '#ui/types.ts';
import { organisations } from '../contract.ts';
import { isBranch } from '../organisation.ts';

export type Organisation = Response<typeof organisations.organisation>;
const w = (key: string, values?: Record<string, unknown>) => t(`organisations.console.${key}`, values);

/** One organisation and the page that shows it. */
export function useOrganisation(id: () => string) {
  const organisation = useAsk(organisations.organisation, () => ({ organisationId: id() }), { live: ['organisations'] });
  const tab = useAddressValue('tab', 'people');
  const tabs = computed<Tab[]>(() => {
    const one = organisation.data;
    if (!one) return [];
    const branch = isBranch(one.kind);
    return [
      ...(branch
        ? [{ key: 'people', label: w('tabPeople') }]
        : one.kind === 'department'
          ? [{ key: 'people', label: w('tabDuties') }]
          : [{ key: 'people', label: w(one.kind === 'group' ? 'tabGroup' : 'tabChildren') }]),
      ...(branch && (one.abilities.manageGroups.allowed || one.children.some((child) => child.kind === 'group'))
        ? [{ key: 'groups', label: w('tabGroups') }]
        : []),
      { key: 'posts', label: w('tabPosts') },
      ...(one.usualTermYears ? [{ key: 'terms', label: w('tabTerms') }] : []),
      ...(branch ? [{ key: 'life', label: w('tabLife') }] : []),
      ...(branch && one.abilities.keepStanding.allowed ? [{ key: 'standing', label: w('tabStanding') }] : []),
      ...(one.abilities.openWork.allowed ? [{ key: 'open', label: w('tabOpen') }] : []),
      { key: 'history', label: w('tabHistory') },
    ];
  });
  const shown = computed({
    get: () => (tabs.value.some((one) => one.key === tab.value) ? tab.value : 'people'),
    set: (key) => (tab.value = key ?? 'people'),
  });
  return { organisation, tab: shown, tabs, facts: computed(() => (organisation.data ? factsOf(organisation.data) : [])) };
}

/** What one wants to know of an organisation at once. */
function factsOf(one: Organisation): Fact[] {
  const secretary = one.posts.find((post) => post.post === 'secretary');
  const facts: Fact[] = [{ label: w('founded'), text: one.foundedOn ?? w('unknown') }];
  if (one.usualTermYears) facts.push({ label: w('term'), text: one.term ? `${one.term.startsOn} ${w('to')} ${one.term.endsOn}` : w('unknown') });
  if (one.possiblePosts.includes('secretary')) facts.push({ label: w('secretary'), text: secretary?.name ?? w('nobody') });
  if (!isBranch(one.kind) && one.counts.branches > 0) facts.push({ label: w('branches'), text: w('branchCount', { n: one.counts.branches }) });
  return facts;
}
