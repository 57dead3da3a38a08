import { computed, ref } from 'vue';
import { useRouter } from 'vue-router';
import type { z } from 'zod';
import { organisations } from '#features/organisations/contract.ts';
import { useAddressValue } from '#platform/web/desk/address.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useList } from '#platform/web/query/list.ts';
import { useAsk, useTell } from '#platform/web/query/query.ts';
import { session } from '#platform/web/session/session.ts';
import { type AccountRow, accounts } from '../contract.ts';
import { keepSlips } from './slips.ts';

export type Row = z.output<typeof AccountRow> & { id: string };
type State = Row['state'];

/** The accounts of an organisation and the slips that begin them. */
export function useAccounts() {
  const router = useRouter();
  const own = session.me?.post?.organisationKind === 'department' ? session.me.places[0]?.id : session.me?.post?.organisationId;
  const tree = useAsk(organisations.listOrganisations, () => ({ within: own }));
  const place = useAddressValue('organisation', own ?? '');
  const state = useAddressValue('state');
  const q = useAddressValue('q');
  const list = useList(
    accounts.listAccounts,
    () => ({ organisation: place.value, state: (state.value || undefined) as State | undefined, q: q.value || undefined, limit: 50 }),
    { enabled: () => place.value !== '' },
  );
  const rows = computed<Row[]>(() => list.items.map((item) => ({ ...item, id: item.personId })));

  const act = ref<{ kind: 'all' | 'one' | 'disable' | 'enable'; row: Row | null } | null>(null);
  const reason = ref('');
  const open = (kind: 'all' | 'one' | 'disable' | 'enable', row: Row | null = null) => {
    for (const command of [issue, disable, enable]) command.clear();
    reason.value = '';
    act.value = { kind, row };
  };
  const issue = useTell(accounts.issueStartCodes, async (made) => {
    keepSlips(made);
    act.value = null;
    await router.push({ name: 'slips' });
  });
  const close = () => (act.value = null);
  const disable = useTell(accounts.disableAccount, () => void close());
  const enable = useTell(accounts.enableAccount, () => void close());
  async function confirm(): Promise<void> {
    const { kind, row } = act.value ?? {};
    if (kind === 'all') await issue.run({ organisationId: place.value, onlyNew: true });
    else if (kind === 'one' && row) await issue.run({ personIds: [row.personId], onlyNew: false });
    else if (row?.accountId) await (kind === 'disable' ? disable : enable).run({ accountId: row.accountId, reason: reason.value });
  }
  const command = computed(() => (act.value?.kind === 'disable' ? disable : act.value?.kind === 'enable' ? enable : issue));
  return {
    tree,
    place,
    state,
    q,
    list,
    rows,
    act,
    open,
    close,
    reason,
    confirm,
    command,
    placeName: computed(() => tree.data?.items.find((one) => one.id === place.value)?.name ?? ''),
    states: computed(() =>
      (['none', 'issued', 'expired', 'active', 'disabled'] as const).map((key) => ({ key, label: t(`accounts.console.${key}`) })),
    ),
    columns: computed(() => [
      { key: 'name', label: t('accounts.console.name') },
      { key: 'username', label: t('accounts.console.number'), tight: true },
      { key: 'branch', label: t('accounts.console.branch') },
      { key: 'state', label: t('accounts.console.state'), tight: true },
      { key: 'do', label: t('accounts.console.issue'), silent: true, end: true, tight: true },
    ]),
  };
}
