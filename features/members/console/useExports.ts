import { computed, reactive, ref, watch } from 'vue';
import type { Response } from '#platform/shared/contract/contract.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useList } from '#platform/web/query/list.ts';
import { useTell } from '#platform/web/query/query.ts';
import { members } from '../contract.ts';
import { usePlaces } from './usePlaces.ts';

export type Export = Response<typeof members.listExports>['items'][number];

/** A roster asked for, what became of it, and the requests of others that wait for a second person. */
export function useExports() {
  const { places, own } = usePlaces();
  const draft = reactive({ organisationId: '', withPersonal: false, reason: '' });
  watch(own, (id) => (draft.organisationId ||= id), { immediate: true });
  const made = ref<Export | null>(null);
  const ask = useTell(members.requestExport, (answer) => {
    made.value = answer;
    draft.reason = '';
  });
  const list = useList(members.listExports, () => ({ limit: 30 }), { live: ['exports'] });
  const act = ref<{ approved: boolean; row: Export } | null>(null);
  const decide = useTell(members.decideExport, () => void (act.value = null));
  const head = (key: string, label: string, rest: object = {}) => ({ key, label: t(`members.console.${label}`), ...rest });
  return {
    places,
    draft,
    made,
    ask,
    list,
    act,
    decide,
    ready: computed(() => draft.organisationId !== '' && (!draft.withPersonal || draft.reason.trim() !== '')),
    send: () =>
      ask.run({ organisationId: draft.organisationId, withPersonal: draft.withPersonal, reason: draft.withPersonal ? draft.reason.trim() : '' }),
    waiting: computed(() => list.items.filter((one) => one.state === 'waiting' && one.abilities.decide.allowed)),
    begin: (approved: boolean, row: Export) => {
      decide.clear();
      act.value = { approved, row };
    },
    open: computed({ get: () => act.value !== null, set: (is) => is || (act.value = null) }),
    answer: () => act.value && decide.run({ exportId: act.value.row.id, approved: act.value.approved }, { version: act.value.row.version }),
    columns: computed(() => [
      head('organisation', 'exportWhat'),
      head('persons', 'persons', { end: true, tight: true }),
      head('personal', 'columnsHead', { tight: true }),
      head('reason', 'exportReason'),
      head('askedBy', 'askedBy', { tight: true }),
      head('at', 'at', { tight: true }),
      head('state', 'state', { tight: true }),
      head('do', 'download', { silent: true, end: true, tight: true }),
    ]),
  };
}
