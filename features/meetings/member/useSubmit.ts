import { type ComputedRef, computed, type Ref, ref } from 'vue';
import { newId } from '#platform/shared/ids/ids.ts';
import { sendLater } from '#platform/web/offline/queue.ts';
import { useTell } from '#platform/web/query/query.ts';
import { meetings } from '../contract.ts';
import { fullTitle, type Meeting } from './useMeeting.ts';
import { bodyOf, type Recording } from './useRecord.ts';

export type Submitting = {
  submit: () => Promise<boolean>;
  save: () => Promise<void>;
  saving: ComputedRef<boolean>;
  sending: Ref<boolean>;
  refusal: ComputedRef<string | null>;
};

/**
 * Submits the whole record at once. Its key is made when it is finished: sent now, or kept in the queue with the same key
 * where there is no network, so that it takes effect once however often it is tried.
 */
export function useSubmit(meetingId: string, meeting: () => Meeting | undefined, { record, people, roll }: Recording): Submitting {
  const tell = useTell(meetings.submitMinutes);
  const keep = useTell(meetings.saveMinutes);
  const sending = ref(false);

  async function submit(): Promise<boolean> {
    const m = meeting();
    if (!m) return false;
    const body = bodyOf(record.value.value, m.startsAt, people.value);
    const request = { meetingId, record: body, writtenAt: body.writtenAt };
    const key = newId();
    sending.value = true;
    try {
      const answer = await tell.run(request, { key });
      if (!answer.ok && answer.code !== 'no_network') return false;
      if (!answer.ok)
        await sendLater<typeof meetings.submitMinutes>('meetings.submitMinutes', {
          request,
          key,
          label: fullTitle(m),
          group: `/meetings/${meetingId}`,
          drafts: [`minutes/${meetingId}`, `roll/${meetingId}`],
        });
      // Without a network the draft stays until the record has arrived, so that a refused one can be mended.
      if (answer.ok) {
        await record.drop();
        await roll.drop();
      }
      return true;
    } finally {
      sending.value = false;
    }
  }

  /** For the desk to go on with: points and next steps as they stand. On this phone they are kept anyway. */
  async function save(): Promise<void> {
    const m = meeting();
    if (!m || m.state !== 'held') return;
    const { items, nextSteps, observers, fiveBuildings, endsAt } = bodyOf(record.value.value, m.startsAt, people.value);
    await keep.run({ meetingId, items, nextSteps, observers, fiveBuildings, endsAt }, { version: m.version });
  }
  return { submit, save, sending, saving: computed(() => keep.busy), refusal: computed(() => tell.refusal ?? keep.refusal) };
}
