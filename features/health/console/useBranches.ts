import { computed } from 'vue';
import { quarterOf, shiftWindow, yearOf } from '#platform/shared/day/day.ts';
import { useAddressValue } from '#platform/web/desk/address.ts';
import { choicesOf } from '#platform/web/desk/names.ts';
import { sayWindow, today } from '#platform/web/i18n/dates.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useAsk } from '#platform/web/query/query.ts';
import { health } from '../contract.ts';
import { type BranchState, branchStateNames } from '../names.ts';

/** The branches of one's scope in tree order, with the state of each and its reasons. */
export function useBranches() {
  const state = useAddressValue('state');
  const period = useAddressValue('period', 'now');
  const parent = useAddressValue('within');
  const request = computed(() => ({ indicators: 'none' as const, period: period.value === 'now' ? undefined : period.value }));
  /** The sheet holds what the page shows. */
  const sheet = computed(() => ({
    period: request.value.period,
    within: parent.value || undefined,
    state: state.value ? [state.value as BranchState] : undefined,
  }));
  const list = useAsk(health.listBranchHealth, () => request.value, { live: ['meetings', 'findings', 'organisations', 'posts'] });
  const all = computed(() => (list.data?.items ?? []).map((item) => ({ ...item, id: item.organisation.id, name: item.organisation.name })));
  const parents = computed(() =>
    [
      ...new Map(
        all.value.map((row) => [row.organisation.parentId ?? '', { id: row.organisation.parentId ?? '', name: row.organisation.parentName ?? '' }]),
      ).values(),
    ].filter((one) => one.id),
  );
  const rows = computed(() =>
    all.value.filter((row) => (!state.value || row.state === state.value) && (!parent.value || row.organisation.parentId === parent.value)),
  );
  const quarters = [0, -1, -2, -3, -4].map((by) => shiftWindow(quarterOf(today()), by));
  // An address may name a period that is not on offer: an older month or year.
  const windows = computed(() => [...new Set([...quarters, yearOf(today()), ...(period.value === 'now' ? [] : [period.value])])]);
  const head = (key: string, label: string, rest: object = {}) => ({ key, label: t(`health.console.${label}`), ...rest });
  return {
    list,
    rows,
    state,
    period,
    parent,
    parents,
    sheet,
    states: choicesOf(branchStateNames),
    periods: computed(() => [{ key: 'now', label: t('health.console.now') }, ...windows.value.map((key) => ({ key, label: sayWindow(key) }))]),
    columns: computed(() => [
      head('name', 'branch', { tight: true }),
      ...(parents.value.length > 1 ? [head('parent', 'within', { tight: true })] : []),
      head('composition', 'composition', { tight: true }),
      head('state', 'state', { tight: true }),
      head('reasons', 'reasons'),
    ]),
  };
}
