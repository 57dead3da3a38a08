import { useLocalStorage, watchDebounced } from '@vueuse/core';
import { computed, ref } from 'vue';
import type { Response } from '#platform/shared/contract/contract.ts';
import { useAddressList, useAddressValue } from '#platform/web/desk/address.ts';
import { isBranchKind } from '#platform/web/desk/desk.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useList } from '#platform/web/query/list.ts';
import { session } from '#platform/web/session/session.ts';
import { members } from '../contract.ts';
import { withoutLongNumbers } from '../id-number.ts';
import { usePlaces } from './usePlaces.ts';

export type RosterRow = Response<typeof members.listMembers>['items'][number];
type Category = RosterRow['category'];

/** Columns beyond the name, in their order; the personal ones are shown only to who chooses them on this device (《个人信息保护法》第六条). */
const COLUMNS = [
  { key: 'staffNumber', tight: true },
  { key: 'category', tight: true },
  { key: 'branch', above: true },
  { key: 'identity', tight: true, off: true },
  { key: 'sex', tight: true, off: true },
  { key: 'appliedOn', tight: true, off: true },
  { key: 'admittedOn', tight: true },
  { key: 'convertedOn', tight: true },
  { key: 'posts' },
  { key: 'mobile', tight: true, off: true },
  { key: 'account', tight: true, off: true },
  { key: 'ethnicity', tight: true, personal: true },
  { key: 'bornOn', tight: true, personal: true },
  { key: 'education', tight: true, personal: true },
  { key: 'degree', tight: true, personal: true },
  { key: 'nativePlace', tight: true, personal: true },
  { key: 'idNumber', tight: true, personal: true },
  { key: 'phone', tight: true, personal: true },
  { key: 'email', tight: true, personal: true },
  { key: 'file', tight: true },
] as const;
type Key = (typeof COLUMNS)[number]['key'];

/** What is looked for, as it is typed and once the fingers rest. A whole ID number or phone stays on the page: an address lies in histories and logs. */
function useSearch() {
  const address = useAddressValue('q');
  const hidden = ref('');
  const q = computed({
    get: () => hidden.value || address.value,
    set: (text) => {
      const whole = withoutLongNumbers(text) !== text;
      hidden.value = whole ? text : '';
      address.value = whole ? '' : text;
    },
  });
  // A number that an old bookmark or a pasted address holds is taken out of it.
  if (withoutLongNumbers(address.value) !== address.value) q.value = address.value;
  const typed = ref(q.value);
  watchDebounced(typed, (text) => (q.value = text.trim()), { debounce: 250 });
  return { q, typed };
}

/** The roster of one's scope: filters in the address, columns on the device. */
export function useRoster() {
  const above = !isBranchKind(session.me?.post?.organisationKind ?? '');
  const within = useAddressValue('within');
  const { q, typed } = useSearch();
  const categories = useAddressList('category');
  const identities = useAddressList('identity');
  const missing = useAddressValue('missing');
  const mobile = useAddressValue('mobile');
  const flag = (value: typeof missing) => computed({ get: () => value.value === 'true', set: (is: boolean) => (value.value = is ? 'true' : '') });
  const list = useList(
    members.listMembers,
    () => ({
      ...(within.value ? { within: within.value } : {}),
      ...(q.value ? { q: q.value } : {}),
      ...(missing.value ? { missing: missing.value } : {}),
      ...(mobile.value ? { mobile: mobile.value } : {}),
      category: categories.value.length ? (categories.value as Category[]) : undefined,
      identity: identities.value.length ? identities.value : undefined,
      limit: 50,
    }),
    { live: ['members'] },
  );

  const usual: Key[] = COLUMNS.filter((one) => !('off' in one) && !('personal' in one) && (above || !('above' in one))).map((one) => one.key);
  const chosen = useLocalStorage<Key[]>('lianxin.roster.columns', usual);
  const offered = computed(() =>
    COLUMNS.map((one) => ({ key: one.key as Key, label: t(`members.console.${one.key}`), personal: 'personal' in one })),
  );
  const columns = computed(() => [
    { key: 'name', label: t('members.console.name'), tight: true },
    ...COLUMNS.filter((one) => chosen.value.includes(one.key)).map((one) => ({
      key: one.key,
      label: t(`members.console.${one.key}`),
      ...('tight' in one ? { tight: true } : {}),
    })),
  ]);
  return {
    list,
    within,
    typed,
    categories,
    identities,
    onlyMissing: flag(missing),
    onlyMobile: flag(mobile),
    ...usePlaces(),
    columns,
    offered,
    chosen,
    resetColumns: () => void (chosen.value = usual),
    filtered: computed(() => [within, q, missing, mobile].some((one) => one.value !== '') || categories.value.length + identities.value.length > 0),
  };
}
