import { computed, ref } from 'vue';
import { members } from '#features/members/contract.ts';
import { organisations } from '#features/organisations/contract.ts';
import { ask } from '#platform/web/api/api.ts';
import { useAddressValue } from '#platform/web/desk/address.ts';
import { choicesOf } from '#platform/web/desk/names.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useList } from '#platform/web/query/list.ts';
import { useAsk } from '#platform/web/query/query.ts';
import { session } from '#platform/web/session/session.ts';
import { actionWords } from '../actions.ts';
import { audit } from '../contract.ts';

/** The audit of one's scope, newest first; its filters stand in the address. */
export function useAudit() {
  const post = session.me?.post ?? null;
  const sees = post?.kind !== 'administrator';
  const tree = useAsk(
    organisations.listOrganisations,
    () => ({ within: post && post.organisationKind !== 'department' ? post.organisationId : undefined }),
    { enabled: () => sees },
  );
  const organisation = useAddressValue('organisation');
  const person = useAddressValue('person');
  const action = useAddressValue('action');
  const from = useAddressValue('from');
  const to = useAddressValue('to');
  const list = useList(audit.listAudit, () => ({
    ...(organisation.value ? { organisation: organisation.value } : {}),
    ...(person.value ? { person: person.value } : {}),
    ...(action.value ? { action: action.value } : {}),
    ...(from.value ? { from: from.value } : {}),
    ...(to.value ? { to: to.value } : {}),
    limit: 50,
  }));

  const people = ref<{ id: string; label: string }[]>([]);
  async function findPeople(q: string): Promise<void> {
    const found = q.trim() ? await ask(members.listMembers, { q: q.trim(), limit: 12 }).catch(() => null) : null;
    people.value = (found?.items ?? []).map((one) => ({ id: one.id, label: [one.name, one.branch?.name].filter(Boolean).join(' ') }));
  }
  /** A link that names a person shows them by the entries themselves. */
  const peopleShown = computed(() => {
    const actor = list.items.find((entry) => entry.actorId === person.value);
    return person.value && actor && !people.value.some((one) => one.id === person.value)
      ? [{ id: person.value, label: actor.actorName }, ...people.value]
      : people.value;
  });
  return {
    sees,
    organisation,
    person,
    action,
    from,
    to,
    list,
    findPeople,
    peopleShown,
    places: computed(() => tree.data?.items ?? []),
    actions: choicesOf(actionWords),
    filtered: computed(() => [organisation, person, action, from, to].some((one) => one.value !== '')),
    columns: computed(() =>
      (['when', 'who', 'what', 'about', 'where', 'why'] as const).map((key) => ({
        key,
        label: t(`audit.console.${key}`),
        ...(key === 'when' || key === 'what' ? { tight: true } : {}),
      })),
    ),
  };
}
