import { type ComputedRef, computed, type Ref, watch } from 'vue';
import { dayOf } from '#platform/shared/day/day.ts';
import { timeOf } from '#platform/web/i18n/dates.ts';
import { sentence } from '#platform/web/i18n/i18n.ts';
import { type Draft, useDraft } from '#platform/web/offline/drafts.ts';
import type { FiveBuilding, RecordableKind, VoteKind } from '../kind.ts';
import { type Missing, missingIn } from '../minutes.ts';
import { meetingSentences } from '../sentences.ts';
import { decide } from '../vote.ts';
import { attendeesOf, type Marks, type Person, peopleOf, rollEntries } from './roll.ts';
import type { Meeting } from './useMeeting.ts';

export type DraftDecision = { matter: string; vote: VoteKind; subjectId: string; yes: string; no: string; abstain: string; secret: boolean };
export type RecordDraft = {
  items: { title: string; points: string }[];
  decisions: DraftDecision[];
  nextSteps: { text: string; ownerName: string; dueOn: string }[];
  observers: string;
  fiveBuildings: FiveBuilding[];
  /** `20:10`; the day is the meeting's own, the next one where it lies before the start. */
  endsAt: string;
};
export const emptyRecord = (): RecordDraft => ({ items: [], decisions: [], nextSteps: [], observers: '', fiveBuildings: [], endsAt: '' });

/** What the server knows of the minutes, as the form holds it. */
function recordOf(meeting: Meeting): RecordDraft {
  return {
    items: meeting.items.map(({ title, points }) => ({ title, points })),
    decisions: meeting.decisions.map((d) => ({
      matter: d.matter,
      vote: d.vote,
      subjectId: d.subject?.id ?? '',
      yes: String(d.yes),
      no: String(d.no),
      abstain: String(d.abstain),
      secret: d.vote === 'admission' || d.vote === 'conversion',
    })),
    nextSteps: meeting.nextSteps.map((step) => ({ text: step.text, ownerName: step.ownerName ?? '', dueOn: step.dueOn ?? '' })),
    observers: meeting.observers.join('、'),
    fiveBuildings: [...meeting.fiveBuildings],
    endsAt: meeting.endsAt ? timeOf(meeting.endsAt) : '',
  };
}

export const tallyOf = (d: DraftDecision) => ({ yes: Number(d.yes || 0), no: Number(d.no || 0), abstain: Number(d.abstain || 0) });

/** Why a decision cannot stand as it is, by the same rule as the server's; empty where it can. */
export function whyNotDecided(
  decision: DraftDecision,
  kind: RecordableKind,
  startsAt: string,
  people: readonly Person[],
  others: readonly string[],
): string {
  const candidateIds = decision.subjectId ? [decision.subjectId] : [];
  const answer = decide(
    { kind, state: 'held', startsAt, roll: attendeesOf(people), decidedMatters: others },
    { vote: decision.vote, matter: decision.matter, tally: tallyOf(decision), secret: decision.secret, candidateIds },
  );
  return answer.ok ? '' : sentence(meetingSentences, answer.code, answer.params);
}
export function adopted(decision: DraftDecision, people: readonly Person[], kind: RecordableKind): boolean | null {
  const answer = decide(
    { kind, state: 'held', startsAt: '', roll: attendeesOf(people) },
    {
      vote: decision.vote,
      matter: decision.matter,
      tally: tallyOf(decision),
      secret: decision.secret,
      candidateIds: decision.subjectId ? [decision.subjectId] : [],
    },
  );
  return answer.ok ? answer.value.adopted : null;
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
    decisions: draft.decisions
      .filter((d) => d.matter.trim())
      .map((d) => ({ matter: d.matter, vote: d.vote, tally: tallyOf(d), secret: d.secret, ...(d.subjectId ? { subjectId: d.subjectId } : {}) })),
    nextSteps: draft.nextSteps
      .filter((step) => step.text.trim())
      .map((step) => ({ text: step.text, ownerName: step.ownerName || null, dueOn: step.dueOn || null })),
    writtenAt: new Date().toISOString(),
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
    decisions: draft.decisions.map((d) => ({ matter: d.matter, tally: d.yes === '' && d.no === '' && d.abstain === '' ? null : tallyOf(d) })),
  });
}

export type Recording = {
  readonly marks: Ref<Marks>;
  readonly record: Draft<RecordDraft>;
  readonly people: ComputedRef<Person[]>;
  readonly missing: ComputedRef<Missing[]>;
  readonly roll: Draft<Marks>;
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
  return { marks: roll.value, record, people, missing, roll };
}
