import { computed, reactive, ref } from 'vue';
import { t } from '#platform/web/i18n/i18n.ts';
import { useTell } from '#platform/web/query/query.ts';
import { meetings } from '../contract.ts';
import type { Meeting } from './useMeeting.ts';

const kinds = ['announce', 'cancel', 'agree', 'amend', 'confirm', 'nameDeputy', 'addAddendum'] as const;
type Act = (typeof kinds)[number];

/** What can be done at the desk; roll call and writing the minutes belong to the phone in the room. */
export function useMeetingActs(meeting: () => Meeting) {
  const act = ref<Act | null>(null);
  const draft = reactive({ text: '', itemId: '', personId: '' });
  const close = () => void (act.value = null);
  const commands = {
    announce: useTell(meetings.announceMeeting, close),
    cancel: useTell(meetings.cancelMeeting, close),
    agree: useTell(meetings.agreeToMinutes, close),
    amend: useTell(meetings.proposeAmendment, close),
    confirm: useTell(meetings.confirmMinutes, close),
    nameDeputy: useTell(meetings.nameDeputy, close),
    addAddendum: useTell(meetings.addAddendum, close),
  };
  function begin(key: Act): void {
    Object.assign(draft, { text: '', itemId: '', personId: '' });
    commands[key].clear();
    act.value = key;
  }
  async function send(): Promise<void> {
    const { id: meetingId } = meeting();
    if (act.value === 'cancel') await commands.cancel.run({ meetingId, reason: draft.text });
    else if (act.value === 'amend') await commands.amend.run({ meetingId, text: draft.text, itemId: draft.itemId || null });
    else if (act.value === 'nameDeputy') await commands.nameDeputy.run({ meetingId, personId: draft.personId, reason: draft.text });
    else if (act.value === 'addAddendum') await commands.addAddendum.run({ meetingId, text: draft.text });
    else if (act.value) await commands[act.value].run({ meetingId });
  }
  return {
    act,
    draft,
    begin,
    send,
    acts: computed(() => kinds.filter((key) => meeting().abilities[key].allowed)),
    open: computed({ get: () => act.value !== null, set: (is) => is || close() }),
    command: computed(() => commands[act.value ?? 'announce']),
    ready: computed(
      () =>
        !['cancel', 'amend', 'addAddendum', 'nameDeputy'].includes(act.value ?? '') ||
        (draft.text.trim() !== '' && (act.value !== 'nameDeputy' || draft.personId !== '')),
    ),
    /** Full members of the roll; whether they still belong to the branch is said by the rule. */
    deputies: computed(() =>
      meeting()
        .roll.filter((row) => row.category === 'full' && row.personId !== meeting().chair.id && row.personId !== meeting().confirmation.deputy?.id)
        .map((row) => ({ key: row.personId, label: row.name })),
    ),
    items: computed(() => [
      { key: '', label: t('meetings.console.wholeRecord') },
      ...meeting().items.map((item) => ({ key: item.id, label: item.title })),
    ]),
    onPhone: computed(() => {
      const { takeRoll, write, submit, edit, answer } = meeting().abilities;
      return [takeRoll, write, submit, edit, answer].some((one) => one.allowed);
    }),
    title: computed(() => (act.value ? t(`meetings.console.${act.value}`) : '')),
  };
}
