import { computed, ref } from 'vue';
import type { Response } from '#platform/shared/contract/contract.ts';
import { useAddressValue } from '#platform/web/desk/address.ts';
import { language, t } from '#platform/web/i18n/i18n.ts';
import { useList } from '#platform/web/query/list.ts';
import { useTell } from '#platform/web/query/query.ts';
import { members } from '../contract.ts';

export type Correction = Response<typeof members.listCorrections>['items'][number];
const STATES = ['proposed', 'approved', 'declined'] as const;

/** Corrections that members proposed, and the decision on one of them. */
export function useCorrections() {
  const state = useAddressValue('state', 'proposed');
  const list = useList(members.listCorrections, () => ({ state: state.value as (typeof STATES)[number], limit: 50 }), {
    live: ['members'],
  });
  const act = ref<{ kind: 'approve' | 'decline'; row: Correction } | null>(null);
  const remark = ref('');
  const decide = useTell(members.decideCorrection, () => void (act.value = null));
  function begin(kind: 'approve' | 'decline', row: Correction): void {
    decide.clear();
    remark.value = '';
    act.value = { kind, row };
  }
  const head = (key: string, label: string, rest: object = {}) => ({ key, label: t(`members.console.${label}`), ...rest });
  return {
    state,
    list,
    act,
    remark,
    decide,
    begin,
    open: computed({ get: () => act.value !== null, set: (is) => is || (act.value = null) }),
    send: () =>
      act.value &&
      decide.run(
        { correctionId: act.value.row.id, approved: act.value.kind === 'approve', remark: remark.value.trim() },
        { version: act.value.row.version },
      ),
    fieldOf: (row: Pick<Correction, 'fieldZh' | 'fieldEn'>) => (language.value === 'en' ? row.fieldEn : row.fieldZh),
    tabs: computed(() => STATES.map((key) => ({ key, label: t(`members.console.${key}Tab`) }))),
    columns: computed(() => [
      head('person', 'name', { tight: true }),
      head('branch', 'branch'),
      head('change', 'change'),
      head('reason', 'reason'),
      head('at', 'proposedAt', { tight: true }),
      state.value === 'proposed' ? head('do', 'decide', { silent: true, end: true, tight: true }) : head('decided', 'decide'),
    ]),
  };
}
