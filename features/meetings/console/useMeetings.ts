import { computed } from 'vue';
import { organisations } from '#features/organisations/contract.ts';
import { compositionNames } from '#features/organisations/organisation.ts';
import { useAddressList, useAddressValue } from '#platform/web/desk/address.ts';
import { isBranchKind } from '#platform/web/desk/desk.ts';
import { choicesOf } from '#platform/web/desk/names.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useList } from '#platform/web/query/list.ts';
import { useAsk } from '#platform/web/query/query.ts';
import { session } from '#platform/web/session/session.ts';
import { meetings } from '../contract.ts';
import { kindRules, recordableKinds } from '../kind.ts';
import { meetingStateNames } from '../meeting.ts';

/** The branches whose meetings one may look for. */
export function useBranchChoices() {
  const post = session.me?.post ?? null;
  const tree = useAsk(organisations.listOrganisations, () => ({
    within: post && post.organisationKind !== 'department' ? post.organisationId : undefined,
  }));
  return computed(() => (tree.data?.items ?? []).filter((row) => row.kind !== 'department' && row.kind !== 'group'));
}
export const isBranchReader = () => session.me?.post != null && isBranchKind(session.me.post.organisationKind);

/** The meetings of one's scope; every filter stands in the address, so that a figure's link opens its records. */
export function useMeetings() {
  const branch = useAddressValue('branch');
  const within = useAddressValue('within');
  // A figure of a school names its place `within`; the list takes any organisation, with all beneath it.
  const place = computed({
    get: () => branch.value || within.value,
    set: (id) => {
      branch.value = id;
      within.value = '';
    },
  });
  const from = useAddressValue('from');
  const to = useAddressValue('to');
  const kinds = useAddressList('kind');
  const states = useAddressList('state');
  const compositions = useAddressList('composition');
  const counted = useAddressValue('counted');
  const list = useList(
    meetings.listMeetings,
    () => ({
      branch: place.value || undefined,
      from: from.value || undefined,
      to: to.value || undefined,
      kind: kinds.value.length ? kinds.value : undefined,
      state: states.value.length ? states.value : undefined,
      composition: compositions.value.length ? compositions.value : undefined,
      counted: counted.value || undefined,
      limit: 50,
    }),
    { live: ['meetings'] },
  );
  const span = computed({
    get: (): string[] => (from.value && to.value ? [from.value, to.value] : []),
    set: (days: string[] | null) => {
      from.value = days?.[0] ?? '';
      to.value = days?.[1] ?? '';
    },
  });
  const head = (key: string, label: string, rest: object = {}) => ({ key, label: t(`meetings.console.${label}`), ...rest });
  return {
    list,
    branch: place,
    span,
    kinds,
    states,
    compositions,
    /** The list that a figure opened: without what counts nowhere. */
    counted: computed({ get: () => counted.value === 'true', set: (on) => (counted.value = on ? 'true' : '') }),
    branches: useBranchChoices(),
    kindChoices: computed(() => choicesOf(Object.fromEntries(recordableKinds.map((kind) => [kind, kindRules[kind].name]))).value),
    stateChoices: choicesOf(meetingStateNames),
    compositionChoices: choicesOf(compositionNames),
    filtered: computed(
      () =>
        [branch, within, from, to, counted].some((one) => one.value !== '') ||
        kinds.value.length + states.value.length + compositions.value.length > 0,
    ),
    columns: computed(() => [
      head('title', 'title'),
      head('kind', 'kind', { tight: true }),
      ...(isBranchReader() ? [] : [head('branch', 'branch', { tight: true })]),
      head('when', 'when', { tight: true }),
      head('place', 'place'),
      head('attendance', 'attendance', { end: true, tight: true }),
      head('state', 'state', { tight: true }),
    ]),
  };
}
