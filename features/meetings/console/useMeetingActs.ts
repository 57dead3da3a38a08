import { computed, reactive, ref } from 'vue';
import { t } from '#platform/web/i18n/i18n.ts';
import { useTell } from '#platform/web/query/query.ts';
import { meetings } from '../contract.ts';
import type { Meeting } from './useMeeting.ts';

const kinds = ['announce', 'cancel', 'agree', 'amend', 'confirm', 'addAddendum'] as const;
type Act = (typeof kinds)[number];

/** What can be done at the desk; roll call and writing the minutes belong to the phone in the room. */
export function useMeetingActs(meeting: () => Meeting) {
  const act = ref<Act | null>(null);
  const draft = reactive({ text: '', itemId: '' });
  const close = () => void (act.value = null);
  const commands = {
    announce: useTell(meetings.announceMeeting, close),
    cancel: useTell(meetings.cancelMeeting, close),
    agree: useTell(meetings.agreeToMinutes, close),
    amend: useTell(meetings.proposeAmendment, close),
    confirm: useTell(meetings.confirmMinutes, close),
    addAddendum: useTell(meetings.addAddendum, close),
  };
  function begin(key: Act): void {
    Object.assign(draft, { text: '', itemId: '' });
    commands[key].clear();
    act.value = key;
  }
  async function send(): Promise<void> {
    const { id: meetingId } = meeting();
    if (act.value === 'cancel') await commands.cancel.run({ meetingId, reason: draft.text });
    else if (act.value === 'amend') await commands.amend.run({ meetingId, text: draft.text, itemId: draft.itemId || null });
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
    ready: computed(() => !['cancel', 'amend', 'addAddendum'].includes(act.value ?? '') || draft.text.trim() !== ''),
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
