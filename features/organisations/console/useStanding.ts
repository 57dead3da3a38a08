import { computed, reactive, ref } from 'vue';
import { today } from '#platform/web/i18n/dates.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useAsk, useTell } from '#platform/web/query/query.ts';
import { organisations } from '../contract.ts';

type Kind = 'exceptions' | 'suspensions';
const groundsOf = {
  exceptions: ['abroad', 'longLeave', 'ageOrIllness'],
  suspensions: ['onPartyProbation', 'detained', 'otherwiseSuspended'],
} as const;

/** Who need not attend, and whose vote rests, with ground and span. */
export function useStanding(id: () => string) {
  const standing = useAsk(organisations.standing, () => ({ organisationId: id() }));
  const act = ref<Kind | null>(null);
  const draft = reactive({ personId: '', ground: '', reason: '', from: '', to: '' });
  const close = () => void (act.value = null);
  const commands = { exceptions: useTell(organisations.recordException, close), suspensions: useTell(organisations.recordSuspension, close) };
  const endException = useTell(organisations.endException);
  const endSuspension = useTell(organisations.endSuspension);
  function begin(kind: Kind): void {
    Object.assign(draft, { personId: '', ground: groundsOf[kind][0], reason: '', from: today(), to: '' });
    commands[kind].clear();
    act.value = kind;
  }
  async function send(): Promise<void> {
    const body = { organisationId: id(), personId: draft.personId, from: draft.from, to: draft.to || null };
    if (act.value === 'exceptions') await commands.exceptions.run({ ...body, ground: draft.ground as 'abroad', reason: draft.reason });
    else await commands.suspensions.run({ ...body, ground: draft.ground as 'detained' });
  }
  type Row = { id: string; name: string; ground: string; reason?: string; from: string; to: string | null };
  const rowsOf = (kind: Kind): readonly Row[] => standing.data?.[kind] ?? [];
  const head = (key: string, label: string, rest: object = {}) => ({ key, label: t(`organisations.console.${label}`), ...rest });
  return {
    standing,
    rowsOf,
    act,
    draft,
    begin,
    send,
    open: computed({ get: () => act.value !== null, set: (is) => is || close() }),
    command: computed(() => commands[act.value ?? 'exceptions']),
    ready: computed(() => draft.personId !== '' && draft.from !== '' && (act.value === 'suspensions' || draft.reason.trim() !== '')),
    grounds: computed(() => groundsOf[act.value ?? 'exceptions'].map((key) => ({ key, label: t(`organisations.console.grounds.${key}`) }))),
    endOf: (kind: Kind, rowId: string) =>
      kind === 'exceptions' ? endException.run({ exceptionId: rowId, on: today() }) : endSuspension.run({ suspensionId: rowId, on: today() }),
    columns: computed(() => [
      head('name', 'person'),
      head('ground', 'ground'),
      head('span', 'span', { tight: true }),
      head('do', 'endIt', { silent: true, end: true }),
    ]),
  };
}
