import { type ComputedRef, computed, type Ref, ref } from 'vue';
import { newId } from '#platform/shared/ids/ids.ts';
import { ask } from '#platform/web/api/api.ts';
import { replaced, sendLater } from '#platform/web/offline/queue.ts';
import { useTell } from '#platform/web/query/query.ts';
import { meetings } from '../contract.ts';
import { fullTitle, type Meeting } from './useMeeting.ts';
import { bodyOf, type Recording, recordOf } from './useRecord.ts';

/** `differs`: another's edit came first and says otherwise, so the writer looks at both. */
export type Sent = 'done' | 'refused' | 'differs';
export type Submitting = {
  submit: () => Promise<Sent>;
  save: () => Promise<Sent>;
  saving: ComputedRef<boolean>;
  sending: Ref<boolean>;
  refusal: ComputedRef<string | null>;
};
export const SUBMIT = 'meetings.submitMinutes';
export const comparePath = (meetingId: string): string => `/meetings/${meetingId}/compare`;

/**
 * Submits the whole record at once, naming the version on which it was written. Its key is made when it is finished: sent now, or
 * kept in the queue with the same key where there is no network, so that it takes effect once however often it is tried.
 */
export function useSubmit(meetingId: string, meeting: () => Meeting | undefined, recording: Recording): Submitting {
  const { record, people, roll, marks } = recording;
  const tell = useTell(meetings.submitMinutes);
  const keep = useTell(meetings.saveMinutes);
  const sending = ref(false);
  const group = `/meetings/${meetingId}`;
  const versionOf = (m: Meeting) => record.value.value.on?.version ?? m.version;

  /** Somebody was quicker. Where what they did touches nothing that was written here, it is taken along. */
  async function takeAlong(): Promise<Meeting | null> {
    const now = await ask(meetings.getMeeting, { meetingId }).catch(() => null);
    // Needed by few; without it the writer looks for themselves.
    const versions = await import('./versions.ts').catch(() => null);
    if (!now || !versions || versions.differ(record.value.value, marks.value, now)) return null;
    record.value.value.on = recordOf(now).on as NonNullable<ReturnType<typeof recordOf>['on']>;
    return now;
  }

  async function submit(): Promise<Sent> {
    const m = meeting();
    if (!m || sending.value) return 'refused';
    const body = bodyOf(record.value.value, m.startsAt, people.value);
    // When it was finished is always told, since what waits says the same under the same key: the server keeps it where it came later.
    const request = { meetingId, record: body, writtenAt: new Date().toISOString() };
    let attempt = { key: newId(), version: versionOf(m) };
    sending.value = true;
    try {
      let answer = await tell.run(request, attempt);
      if (!answer.ok && answer.code === 'changed_meanwhile') {
        const now = await takeAlong();
        if (!now) return 'differs';
        attempt = { key: newId(), version: now.version };
        answer = await tell.run(request, attempt);
      }
      if (!answer.ok && answer.code !== 'no_network') return answer.code === 'changed_meanwhile' ? 'differs' : 'refused';
      if (!answer.ok)
        await sendLater<typeof meetings.submitMinutes>(SUBMIT, {
          request,
          ...attempt,
          label: fullTitle(m),
          group,
          look: comparePath(meetingId),
          drafts: [`minutes/${meetingId}`, `roll/${meetingId}`],
        });
      // Without a network the draft stays until the record has arrived, so that a refused one can be mended.
      else await Promise.all([replaced({ sender: SUBMIT, group }), record.drop(), roll.drop()]);
      return 'done';
    } finally {
      sending.value = false;
    }
  }

  /** For the desk to go on with: points and next steps as they stand. On this phone they are kept anyway. */
  async function save(): Promise<Sent> {
    const m = meeting();
    if (m?.state !== 'held') return 'refused';
    const { items, nextSteps, observers, fiveBuildings, endsAt } = bodyOf(record.value.value, m.startsAt, people.value);
    const version = versionOf(m);
    const text = { meetingId, items, nextSteps, observers, fiveBuildings, endsAt };
    let from = version;
    let answer = await keep.run(text, { version });
    if (!answer.ok && answer.code === 'changed_meanwhile') {
      const now = await takeAlong();
      if (!now) return 'differs';
      from = now.version;
      answer = await keep.run(text, { version: from });
    }
    if (!answer.ok) return 'refused';
    recording.moved(from, answer.value);
    return 'done';
  }
  return { submit, save, sending, saving: computed(() => keep.busy), refusal: computed(() => tell.refusal ?? keep.refusal) };
}
