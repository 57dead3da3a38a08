import { computed, reactive, ref } from 'vue';
import type { Response } from '#platform/shared/contract/contract.ts';
import { today } from '#platform/web/i18n/dates.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useAsk, useTell } from '#platform/web/query/query.ts';
import { groups } from '../groups-contract.ts';

type Group = Response<typeof groups.listGroups>['items'][number];
type Member = NonNullable<Group['members']>[number];
const w = (key: string, values?: Record<string, unknown>) => t(`organisations.console.${key}`, values);

/** The groups of a branch, or one of them: who belongs to it, who is placed or taken out. */
export function useGroups(branchId: () => string, only: () => string | undefined) {
  const asked = useAsk(groups.listGroups, () => ({ organisationId: branchId() }), { live: ['organisations'] });
  const act = ref<{ group: Group; member: Member | null } | null>(null);
  const draft = reactive({ personIds: [] as string[], on: '' });
  const close = () => void (act.value = null);
  const place = useTell(groups.placeInGroup, close);
  const leave = useTell(groups.leaveGroup, close);
  const items = computed(() => (asked.data?.items ?? []).filter((group) => only() === undefined || group.id === only()));
  const command = computed(() => (act.value?.member ? leave : place));
  function begin(group: Group, member: Member | null = null): void {
    Object.assign(draft, { personIds: [], on: today() });
    act.value = { group, member };
    command.value.clear();
  }
  async function send(): Promise<void> {
    const { group, member } = act.value ?? {};
    if (member) await leave.run({ groupMemberId: member.id, on: draft.on });
    else if (group) await place.run({ organisationId: group.id, personIds: draft.personIds, from: draft.on });
  }
  const head = (key: string, label: string, rest: object = {}) => ({ key, label: w(label), ...rest });
  return {
    asked,
    items,
    unplaced: computed(() => (only() === undefined ? (asked.data?.unplaced ?? []).map((one) => one.name).join(w('list')) : '')),
    earlier: computed(() => (asked.data?.earlier ?? []).filter((one) => only() === undefined || one.group === items.value[0]?.name)),
    may: computed(() => asked.data?.abilities.arrange.allowed ?? false),
    act,
    draft,
    begin,
    send,
    command,
    open: computed({ get: () => act.value !== null, set: (is) => is || close() }),
    ready: computed(() => draft.on !== '' && (act.value?.member !== null || draft.personIds.length > 0)),
    /** Those in no group first, then those of the others with the name of theirs. */
    choices: computed(() => [
      ...(asked.data?.unplaced ?? []).map((one) => ({ key: one.personId, label: one.name })),
      ...(asked.data?.items ?? [])
        .filter((group) => group.id !== act.value?.group.id)
        .flatMap((group) => (group.members ?? []).map((one) => ({ key: one.personId, label: w('inOther', { name: one.name, group: group.name }) }))),
    ]),
    columns: computed(() => [
      head('name', 'person'),
      head('from', 'since', { tight: true }),
      head('do', 'takeOut', { silent: true, end: true, tight: true }),
    ]),
    earlierColumns: computed(() => [
      head('name', 'person'),
      head('group', 'group'),
      head('from', 'since', { tight: true }),
      head('to', 'takenOutOn', { tight: true }),
    ]),
  };
}
