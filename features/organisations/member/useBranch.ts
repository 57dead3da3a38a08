import { type ComputedRef, computed, type Ref, ref } from 'vue';
import { health } from '#features/health/contract.ts';
import { indicatorNames } from '#features/health/names.ts';
import { meetings } from '#features/meetings/contract.ts';
import { fullTitle } from '#features/meetings/title.ts';
import type { Response } from '#platform/shared/contract/contract.ts';
import { dayOf, lastDay, monthOf } from '#platform/shared/day/day.ts';
import { sayDay, sayWindow, shortDay, today } from '#platform/web/i18n/dates.ts';
import { language, say, t } from '#platform/web/i18n/i18n.ts';
import { type Asked, useAsk } from '#platform/web/query/query.ts';
import type { DutyRowProps, MonthKnot, RecordRow, State } from '#ui/types.ts';

export type MeetingRow = Response<typeof meetings.listMeetings>['items'][number];
type Duty = Response<typeof health.branchDuties>['items'][number];

export const titleOf = (row: { kind: MeetingRow['kind']; title: string }): string => fullTitle(row, language.value);

/** The month as a thread: what was held, today, what is to come. */
export function useMonth(
  branchId: () => string,
  enabled: () => boolean,
): { asked: Asked<typeof meetings.meetingMonth>; knots: ComputedRef<MonthKnot[]>; days: number; day: number } {
  const now = today();
  const asked = useAsk(meetings.meetingMonth, () => ({ month: monthOf(now), branch: branchId() }), { live: ['meetings'], enabled });
  const knots = computed(() => {
    const byDay = new Map<number, MonthKnot>();
    for (const row of asked.data?.items ?? []) {
      if (row.state === 'cancelled') continue;
      const day = dayOf(row.startsAt);
      const next = row.state === 'planned' || row.state === 'announced';
      if (next && day < now) continue;
      byDay.set(Number(day.slice(8)), {
        day: Number(day.slice(8)),
        label: shortDay(day),
        kind: next ? 'next' : 'past',
        sentence: t('organisations.knot', { day: sayDay(day), title: titleOf(row) }),
        ...(row.readable ? { to: `/meetings/${row.id}` } : {}),
      });
    }
    return [...byDay.values()].sort((a, b) => a.day - b.day);
  });
  return { asked, knots, days: Number(lastDay(monthOf(now)).slice(8)), day: Number(now.slice(8)) };
}

/** What has been held, newest first, under the two heads of the branch page. */
export function useRecords(
  branchId: () => string,
  enabled: () => boolean,
): { tab: Ref<string>; asked: Asked<typeof meetings.listMeetings>; records: ComputedRef<RecordRow[]> } {
  const tab = ref('lessons');
  const asked = useAsk(
    meetings.listMeetings,
    () => ({
      branch: branchId(),
      kind: tab.value === 'lessons' ? ['membersMeeting', 'committeeMeeting', 'partyLecture'] : ['themeDay'],
      state: ['held', 'recorded', 'confirmed'],
      limit: 8,
    }),
    { live: ['meetings'], enabled },
  );
  const records = computed(() =>
    (asked.data?.items ?? []).map(
      (row): RecordRow => ({
        key: row.id,
        title: titleOf(row),
        facts: [sayDay(dayOf(row.startsAt)), t('organisations.came', { present: row.present, due: row.due }), t(`organisations.state.${row.state}`)],
        ...(row.readable ? { to: `/meetings/${row.id}` } : {}),
        ...(row.late ? { mark: t('organisations.late') } : {}),
      }),
    ),
  );
  return { tab, asked, records };
}

const order: readonly Duty['state'][] = ['missed', 'due', 'open', 'met', 'answered', 'notApplicable'];
const marks: Record<Duty['state'], State> = { missed: 'missed', due: 'due', open: 'open', met: 'met', answered: 'met', notApplicable: 'na' };

function restOf(duty: Duty): string {
  const by = t('organisations.duty.by', { day: sayDay(duty.lastDay) });
  const planned =
    duty.meeting && (duty.meeting.state === 'planned' || duty.meeting.state === 'announced')
      ? t('organisations.duty.planned', { day: sayDay(dayOf(duty.meeting.startsAt)) })
      : '';
  if (duty.state === 'missed') return t(duty.waiting ? 'organisations.duty.explained' : 'organisations.duty.noRecord');
  if (duty.button === 'write') return t('organisations.duty.write');
  if (duty.state === 'met' && duty.meeting) return sayDay(dayOf(duty.meeting.startsAt));
  if (duty.state === 'due' || duty.state === 'open') return planned || by;
  return '';
}

/** 本月该办的事: missed first, then due, open, met; at most one button each, and only for who may do it. */
export function useDuties(
  branchId: () => string,
  enabled: () => boolean,
): { asked: Asked<typeof health.branchDuties>; rows: ComputedRef<(DutyRowProps & { key: string })[]>; mayPlan: ComputedRef<boolean> } {
  const asked = useAsk(health.branchDuties, () => ({ branchId: branchId() }), { live: ['meetings', 'findings'], enabled });
  const mayPlan = computed(() => asked.data?.abilities.plan.allowed ?? false);
  const rows = computed(() =>
    [...(asked.data?.items ?? [])]
      .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))
      .map((duty) => {
        const act = !mayPlan.value
          ? {}
          : {
              plan: { action: t('organisations.duty.plan'), actionTo: `/meetings/plan?kind=${duty.kind}&branch=${branchId()}` },
              write: { action: t('organisations.duty.writeIt'), actionTo: `/meetings/${duty.meeting?.id}/write` },
              mend: {
                action: t('organisations.duty.mend'),
                actionTo: duty.findingId
                  ? `/findings/${duty.findingId}`
                  : `/meetings/record?kind=${duty.kind}&branch=${branchId()}&on=${duty.firstDay}`,
              },
              open: {},
              wait: {},
              none: {},
            }[duty.button];
        const state = marks[duty.state];
        return {
          key: `${duty.indicator}/${duty.window}`,
          state,
          name: t('organisations.duty.name', { window: sayWindow(duty.window), what: say(indicatorNames[duty.indicator]) }),
          word: t(`organisations.states.${duty.state}`),
          rest: restOf(duty),
          ...(duty.meeting && duty.button === 'open' ? { to: `/meetings/${duty.meeting.id}` } : {}),
          ...act,
        };
      }),
  );
  return { asked, rows, mayPlan };
}
