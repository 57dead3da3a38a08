import { type ComputedRef, computed, type Ref, shallowRef, watch } from 'vue';
import { type Post, postNames } from '#features/organisations/post.ts';
import type { Response } from '#platform/shared/contract/contract.ts';
import { addDays, type Day, dayOf, daysBetween, isDay } from '#platform/shared/day/day.ts';
import { timeOf, today } from '#platform/web/i18n/dates.ts';
import { say, t } from '#platform/web/i18n/i18n.ts';
import { type Draft, useDraft } from '#platform/web/offline/drafts.ts';
import { type Asked, useAsk } from '#platform/web/query/query.ts';
import type { PersonVote } from '../candidate.ts';
import { meetings } from '../contract.ts';
import { kindRules, type RecordableKind } from '../kind.ts';

export type PlanForm = {
  kind: RecordableKind;
  title: string;
  date: string;
  time: string;
  place: string;
  online: boolean;
  chairId: string;
  recorderId: string;
  /** A member who lectures, or `outside` with a name, or nobody named. */
  lecturerId: string;
  lecturerName: string;
  /** Whom the meeting is to vote on, one at a time. */
  candidates?: { personId: string; vote: PersonVote }[];
  agenda: string[] /** Fields that somebody has touched: they are not filled in again. */;
  touched: string[];
};
export const emptyPlan = (kind: RecordableKind): PlanForm => ({
  kind,
  title: '',
  date: '',
  time: '',
  place: '',
  online: false,
  chairId: '',
  recorderId: '',
  lecturerId: '',
  lecturerName: '',
  agenda: [''],
  touched: [],
});
export const startOfPlan = (plan: PlanForm): string => `${plan.date}T${plan.time}:00+08:00`;

/** The next day of the same weekday as last time; a branch tends to keep its evening. */
export function nextDay(last: string | undefined, now: Day): Day {
  if (!last) return addDays(now, 1);
  const since = daysBetween(dayOf(last), now);
  return addDays(now, 7 - (((since % 7) + 7) % 7) || 7);
}

/** A meeting entered after the event was held today, or yesterday where today's hour has not come. */
export function lastDayAt(time: string, now: number): Day {
  const day = dayOf(new Date(now));
  return Date.parse(`${day}T${time}:00+08:00`) < now ? day : addDays(day, -1);
}

export type Prefill = Response<typeof meetings.prefillPlan>;
export type Planning = {
  plan: Ref<PlanForm>;
  draft: Draft<PlanForm>;
  prefill: Asked<typeof meetings.prefillPlan>;
  /** What is known for the kind and, after the event, for its day; without a network the last that was known. */
  known: ComputedRef<Prefill | undefined>;
  members: ComputedRef<{ key: string; label: string }[]>;
};

/** A plan that begins with what the branch did last; only what differs is touched. `late`: a meeting that was held, with the people of its day. */
export function usePlan(name: string, branchId: () => string, kind: RecordableKind, about: { day?: Day | undefined; late?: boolean } = {}): Planning {
  const { day, late } = about;
  const draft = useDraft<PlanForm>(name, { ...emptyPlan(kind), ...(day ? { date: day } : {}) });
  const plan = draft.value;
  const prefill = useAsk(meetings.prefillPlan, () => ({ branchId: branchId(), kind: plan.value.kind }));
  const ofDay = useAsk(meetings.prefillPlan, () => ({ branchId: branchId(), kind: plan.value.kind, on: plan.value.date }), {
    enabled: () => !!late && isDay(plan.value.date),
  });
  const last = shallowRef<Prefill>();
  watch(
    [() => prefill.data, () => ofDay.data],
    ([today, then]) => {
      if (then) last.value = then;
      else if (today && !(late && last.value?.kind === today.kind)) last.value = today;
    },
    { immediate: true },
  );
  const known = computed(() => (last.value?.kind === plan.value.kind ? last.value : undefined));
  watch(
    [known, draft.ready],
    ([now, ready]) => {
      if (now && ready) plan.value = filled(plan.value, now, late ? 'held' : 'planned', day);
    },
    { immediate: true },
  );
  return { plan, draft, prefill, known, members: computed(() => membersOf(known.value)) };
}

/** The form with what is known in every field that nobody has touched; who leads or writes is one of the people of the day. */
export function filled(plan: PlanForm, known: Prefill, as: 'planned' | 'held', day?: Day, now = Date.now()): PlanForm {
  const free = (field: string) => !plan.touched.includes(field);
  const next = { ...plan };
  const there = (id: string) => known.members.some((member) => member.id === id);
  if (free('time')) next.time = known.last ? timeOf(known.last.startsAt) : '19:00';
  if (free('date') && !day) next.date = as === 'held' ? lastDayAt(next.time, now) : nextDay(known.last?.startsAt, today());
  // A title that names this month is put into the month it is entered for.
  if (free('title')) next.title = as === 'held' ? known.title.replace(/^\d+(\s?月)/, `${Number(next.date.slice(5, 7))}$1`) : known.title;
  if (free('place')) next.place = known.place ?? '';
  if (free('online')) next.online = known.online;
  if (free('chairId') || !there(next.chairId)) next.chairId = known.chairId ?? '';
  if (free('recorderId') || !there(next.recorderId)) next.recorderId = known.recorderId ?? '';
  if (free('agenda')) next.agenda = known.agenda.map((item) => item.title);
  return next;
}

/** Names to choose from, with their posts. */
export function membersOf(known: Pick<Prefill, 'members'> | undefined): { key: string; label: string }[] {
  return (known?.members ?? []).map((one) => ({
    key: one.id,
    label: one.post ? t('meetings.plan.withPost', { name: one.name, post: say(postNames[one.post as Post]) }) : one.name,
  }));
}

/** Somebody from elsewhere lectures: then the name is written. */
export const OUTSIDE = 'outside';

/** The plan as the contract takes it. */
export function planBody(plan: PlanForm) {
  return {
    kind: plan.kind,
    title: plan.title.trim(),
    startsAt: startOfPlan(plan),
    place: plan.place.trim() || null,
    online: plan.online,
    chairId: plan.chairId,
    recorderId: plan.recorderId,
    lecturerId: plan.kind === 'partyLecture' && plan.lecturerId !== OUTSIDE ? plan.lecturerId || null : null,
    lecturerName: plan.kind === 'partyLecture' && plan.lecturerId === OUTSIDE ? plan.lecturerName.trim() || null : null,
  };
}
export const agendaOf = (plan: PlanForm) => plan.agenda.filter((line) => line.trim()).map((title) => ({ title: title.trim() }));

/** Whom it is to vote on; a kind that takes no such vote names nobody. */
export const candidatesOf = (plan: PlanForm) => (plan.candidates ?? []).filter((one) => kindRules[plan.kind].votes.includes(one.vote));

/** What a plan still lacks, by field. */
export function wrongIn(plan: PlanForm): Partial<Record<'title' | 'date' | 'time' | 'place' | 'chairId' | 'recorderId' | 'agenda', string>> {
  return {
    ...(plan.title.trim() ? {} : { title: t('meetings.plan.titleMissing') }),
    ...(plan.date ? {} : { date: t('meetings.plan.dateMissing') }),
    ...(plan.time ? {} : { time: t('meetings.plan.timeMissing') }),
    ...(plan.place.trim() || plan.online ? {} : { place: t('meetings.plan.placeMissing') }),
    ...(plan.chairId ? {} : { chairId: t('meetings.plan.chairMissing') }),
    ...(plan.recorderId ? {} : { recorderId: t('meetings.plan.recorderMissing') }),
    ...(agendaOf(plan).length ? {} : { agenda: t('meetings.plan.agendaMissing') }),
  };
}
