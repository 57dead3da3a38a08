import { type Ref, watch } from 'vue';
import { timeOf } from '#platform/web/i18n/dates.ts';
import type { Draft } from '#platform/web/offline/drafts.ts';
import { useAsk } from '#platform/web/query/query.ts';
import { meetings } from '../contract.ts';
import type { Marks } from './roll.ts';
import type { Meeting } from './useMeeting.ts';
import type { PlanForm } from './usePlan.ts';

/** The form of a lecture held with a theme day: day, hour and place are the theme day's own. */
export function joinedTo(plan: PlanForm, themeDay: Pick<Meeting, 'heldOn' | 'startsAt' | 'place' | 'online'>): PlanForm {
  return {
    ...plan,
    date: themeDay.heldOn,
    time: timeOf(themeDay.startsAt),
    place: themeDay.place ?? '',
    online: themeDay.online,
    touched: [...new Set([...plan.touched, 'date', 'time', 'place', 'online'])],
  };
}

/** Where the lecture of a theme day is entered: planned while the day lies ahead, recorded once it was held. */
export function lectureWith(themeDay: Pick<Meeting, 'id' | 'state' | 'heldOn' | 'branch'>): string {
  const ahead = themeDay.state === 'planned' || themeDay.state === 'announced';
  const query = new URLSearchParams({ branch: themeDay.branch.id, kind: 'partyLecture', on: themeDay.heldOn, with: themeDay.id });
  return `/meetings/${ahead ? 'plan' : 'record'}?${query}`;
}

/** Who was there for the theme day was there for its lecture. */
export function marksOf(themeDay: Pick<Meeting, 'roll'>): Marks {
  return Object.fromEntries(
    themeDay.roll.flatMap(({ personId, status, reason }) => (status ? [[personId, { status, ...(reason ? { reason } : {}) }] as const] : [])),
  );
}

/** 同场党课: begins the lecture with what is known of its theme day, unless something of it has been written before. */
export function useOccasion(occasionId: string | undefined, plan: Ref<PlanForm>, draft: Draft<PlanForm>, roll?: Draft<Marks>): void {
  if (!occasionId) return;
  const themeDay = useAsk(meetings.getMeeting, () => ({ meetingId: occasionId }));
  let begun = false;
  watch(
    [() => themeDay.data, draft.ready],
    ([known, ready]) => {
      if (!known || !ready || begun) return;
      begun = true;
      if (!plan.value.touched.includes('date')) plan.value = joinedTo(plan.value, known);
      roll?.fill(marksOf(known));
    },
    { immediate: true },
  );
}
