import { type ComputedRef, computed, type Ref, watch } from 'vue';
import { dayOf } from '#platform/shared/day/day.ts';
import { timeOf } from '#platform/web/i18n/dates.ts';
import { type Draft, useDraft } from '#platform/web/offline/drafts.ts';
import { isPersonVote } from '../candidate.ts';
import type { RecordPart, RecordText } from '../compare.ts';
import type { FiveBuilding } from '../kind.ts';
import { type Missing, missingIn } from '../minutes.ts';
import { type DraftDecision, decisionBody, decisionFor, emptyDecision, isCounted, tallyOf } from './decision.ts';
import { attendeesOf, type Marks, type Person, peopleOf, rollEntries } from './roll.ts';
import type { Meeting } from './useMeeting.ts';

/** What the writer did not choose of two versions: kept beside the draft until the record has arrived. */
export type Aside = { key: string; part: RecordPart; name: string; value: unknown };
export type RecordDraft = {
  items: { title: string; points: string }[];
  decisions: DraftDecision[];
  nextSteps: { text: string; ownerName: string; dueOn: string }[];
  observers: string;
  fiveBuildings: FiveBuilding[];
  /** `20:10`; the day is the meeting's own, the next one where it lies before the start. */
  endsAt: string;
  /** What the writing began from: its version, and what the server had then. */
  on?: { version: number; text: RecordText };
  aside?: Aside[];
};
export const emptyRecord = (): RecordDraft => ({ items: [], decisions: [], nextSteps: [], observers: '', fiveBuildings: [], endsAt: '' });

const two = (instant: string) => ({ date: dayOf(instant), time: timeOf(instant) });
function decisionOf(d: Meeting['decisions'][number]): DraftDecision {
  const written = d.writtenTally ?? { yes: 0, no: 0, abstain: 0 };
  const some = (n: number) => (d.opinions?.length ? String(n) : '');
  return {
    ...emptyDecision(d.vote),
    matter: d.matter,
    subjectId: d.subject?.id ?? '',
    yes: String(d.yes - written.yes),
    no: String(d.no - written.no),
    abstain: String(d.abstain - written.abstain),
    secret: isPersonVote(d.vote),
    opinions: (d.opinions ?? []).map(({ personId, receivedAt }) => ({ personId, ...two(receivedAt) })),
    writtenYes: some(written.yes),
    writtenNo: some(written.no),
    writtenAbstain: some(written.abstain),
  };
}

/** What the server knows of the minutes, as the form holds it; with nothing decided yet, it begins with whom the plan names. */
export function recordOf(meeting: Meeting): RecordDraft {
  const record: RecordDraft = {
    items: meeting.items.map(({ title, points }) => ({ title, points })),
    decisions: meeting.decisions.length ? meeting.decisions.map(decisionOf) : meeting.candidates.map(decisionFor),
    nextSteps: meeting.nextSteps.map((step) => ({ text: step.text, ownerName: step.ownerName ?? '', dueOn: step.dueOn ?? '' })),
    observers: meeting.observers.join('、'),
    fiveBuildings: [...meeting.fiveBuildings],
    endsAt: meeting.endsAt ? timeOf(meeting.endsAt) : '',
  };
  // A copy of its own: what is written from now on must not change what it began from.
  return { ...record, on: { version: meeting.version, text: structuredClone(recordText(record, rollText(meeting))) } };
}

/** The roll as it was taken. Who signed in with the room's code is present whatever a list says. */
export function rollText(meeting: Meeting): Record<string, string> {
  return Object.fromEntries(meeting.roll.map((row) => [row.personId, markText(row.status ?? '', row.notDueGround)]));
}
export const markText = (status: string, ground: string | null | undefined) => (ground ? `${status}/${ground}` : status);
export function recordText(draft: RecordDraft, roll: Record<string, string>): RecordText {
  const { items, decisions, nextSteps, observers, fiveBuildings, endsAt } = draft;
  return { items, decisions, nextSteps, observers, fiveBuildings, endsAt, roll };
}
/** An end typed as a time of day: on the day of the meeting, or the next where it ran past midnight. */
export function endOf(startsAt: string, time: string): string | null {
  if (!/^\d{2}:\d{2}$/.test(time)) return null;
  const end = `${dayOf(startsAt)}T${time}:00+08:00`;
  return Date.parse(end) > Date.parse(startsAt) ? end : new Date(Date.parse(end) + 86_400_000).toISOString();
}

/** The form as the contract takes it. */
export function bodyOf(draft: RecordDraft, startsAt: string, people: readonly Person[]) {
  return {
    endsAt: endOf(startsAt, draft.endsAt),
    observers: draft.observers.split(/[、，,;；\s]+/).filter(Boolean),
    fiveBuildings: draft.fiveBuildings,
    items: draft.items.filter((item) => item.title.trim()).map(({ title, points }) => ({ title, points })),
    roll: rollEntries(people),
    decisions: draft.decisions.filter((d) => d.matter.trim()).map(decisionBody),
    nextSteps: draft.nextSteps
      .filter((step) => step.text.trim())
      .map((step) => ({ text: step.text, ownerName: step.ownerName || null, dueOn: step.dueOn || null })),
  };
}

export function missingFrom(
  draft: RecordDraft,
  people: readonly Person[],
  about: { kind: string; startsAt: string; chairId: string; recorderId: string },
): Missing[] {
  return missingIn({
    ...about,
    roll: attendeesOf(people),
    agenda: draft.items.map((item) => ({ title: item.title, content: item.points })),
    decisions: draft.decisions.map((d) => ({ matter: d.matter, tally: isCounted(d) ? tallyOf(d) : null })),
  });
}

export type Recording = {
  readonly marks: Ref<Marks>;
  readonly record: Draft<RecordDraft>;
  readonly people: ComputedRef<Person[]>;
  readonly missing: ComputedRef<Missing[]>;
  readonly roll: Draft<Marks>;
  /** After a step of this phone's own: if nobody came between, the writing goes on upon the version that it made. */
  moved: (from: number, now: Meeting) => void;
};

/** The roll as tapped and the minutes as written on this phone, kept at every touch, over what the server knows. */
export function useRecord(meetingId: string, meeting: () => Meeting | undefined, posts?: () => ReadonlyMap<string, string>): Recording {
  const roll = useDraft<Marks>(`roll/${meetingId}`, {});
  const record = useDraft<RecordDraft>(`minutes/${meetingId}`, emptyRecord());
  watch(
    meeting,
    (m) => {
      if (m) record.fill(recordOf(m));
    },
    { immediate: true },
  );
  const people = computed(() => (meeting() ? peopleOf(meeting() as Meeting, roll.value.value, posts?.()) : []));
  const missing = computed(() => {
    const m = meeting();
    return m
      ? missingFrom(record.value.value, people.value, { kind: m.kind, startsAt: m.startsAt, chairId: m.chair.id, recorderId: m.recorder.id })
      : [];
  });
  function moved(from: number, now: Meeting): void {
    const draft = record.value.value;
    if (record.touched.value && draft.on?.version === from && now.version === from + 1) draft.on = recordOf(now).on as NonNullable<RecordDraft['on']>;
  }
  return { marks: roll.value, record, people, missing, roll, moved };
}
