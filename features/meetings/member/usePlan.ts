import { type ComputedRef, computed, type Ref, watch } from 'vue';
import { type Post, postNames } from '#features/organisations/post.ts';
import { addDays, type Day, dayOf, daysBetween } from '#platform/shared/day/day.ts';
import { timeOf, today } from '#platform/web/i18n/dates.ts';
import { say, t } from '#platform/web/i18n/i18n.ts';
import { type Draft, useDraft } from '#platform/web/offline/drafts.ts';
import { type Asked, useAsk } from '#platform/web/query/query.ts';
import { meetings } from '../contract.ts';
import type { RecordableKind } from '../kind.ts';

export type PlanForm = {
  kind: RecordableKind;
  title: string;
  date: string;
  time: string;
  place: string;
  online: boolean;
  chairId: string;
  recorderId: string;
  lecturerName: string;
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
  lecturerName: '',
  agenda: [''],
  touched: [],
});
export const startOfPlan = (plan: PlanForm): string => `${plan.date}T${plan.time}:00+08:00`;

/** The next day of the same weekday as last time; a branch tends to keep its evening. */
function nextDay(last: string | undefined): Day {
  const now = today();
  if (!last) return addDays(now, 1);
  const since = daysBetween(dayOf(last), now);
  return addDays(now, 7 - (((since % 7) + 7) % 7) || 7);
}

export type Planning = {
  plan: Ref<PlanForm>;
  draft: Draft<PlanForm>;
  prefill: Asked<typeof meetings.prefillPlan>;
  members: ComputedRef<{ key: string; label: string }[]>;
  ready: ComputedRef<boolean>;
};

/** A plan that begins with what the branch did last; only what differs is touched. */
export function usePlan(name: string, branchId: () => string, kind: RecordableKind, day?: Day): Planning {
  const draft = useDraft<PlanForm>(name, { ...emptyPlan(kind), ...(day ? { date: day } : {}) });
  const plan = draft.value;
  const prefill = useAsk(meetings.prefillPlan, () => ({ branchId: branchId(), kind: plan.value.kind }));
  watch(
    [() => prefill.data, draft.ready],
    ([known, ready]) => {
      if (!known || !ready || known.kind !== plan.value.kind) return;
      const free = (field: string) => !plan.value.touched.includes(field);
      const next = { ...plan.value };
      // A title that names this month is put into the month it is entered for.
      if (free('title')) next.title = day ? known.title.replace(/^\d+(\s?月)/, `${Number(day.slice(5, 7))}$1`) : known.title;
      if (free('date') && !day) next.date = nextDay(known.last?.startsAt);
      if (free('time')) next.time = known.last ? timeOf(known.last.startsAt) : '19:00';
      if (free('place')) next.place = known.place ?? '';
      if (free('online')) next.online = known.online;
      if (free('chairId')) next.chairId = known.chairId ?? '';
      if (free('recorderId')) next.recorderId = known.recorderId ?? '';
      if (free('agenda')) next.agenda = known.agenda.map((item) => item.title);
      plan.value = next;
    },
    { immediate: true },
  );
  const members = computed(() =>
    (prefill.data?.members ?? []).map((one) => ({
      key: one.id,
      label: one.post ? t('meetings.plan.withPost', { name: one.name, post: say(postNames[one.post as Post]) }) : one.name,
    })),
  );
  return { plan, draft, prefill, members, ready: computed(() => draft.ready.value && prefill.data?.kind === plan.value.kind) };
}

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
    lecturerName: plan.kind === 'partyLecture' ? plan.lecturerName.trim() || null : null,
  };
}
export const agendaOf = (plan: PlanForm) => plan.agenda.filter((line) => line.trim()).map((title) => ({ title: title.trim() }));

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
