import { computed, ref } from 'vue';
import type { Response } from '#platform/shared/contract/contract.ts';
import { useAddressValue } from '#platform/web/desk/address.ts';
import { today } from '#platform/web/i18n/dates.ts';
import { language, t } from '#platform/web/i18n/i18n.ts';
import { pageOf, useAsk } from '#platform/web/query/query.ts';
import { DAY_KINDS, FEWEST_TEACHING_DAYS } from '../calendar.ts';
import { calendar } from '../contract.ts';
import { dayKinds, legend, monthList, monthName } from './months.ts';

type Month = Response<typeof calendar.calendar>['months'][number];

/** The calendar of a study year, September to August, out of the two years that it touches. */
export function useCalendar() {
  const now = today();
  const present = String(Number(now.slice(0, 4)) - (Number(now.slice(5, 7)) < 9 ? 1 : 0));
  const year = useAddressValue('year', present);
  const after = computed(() => String(Number(year.value) + 1));
  const first = useAsk(calendar.calendar, () => ({ year: year.value }), { live: ['calendar'] });
  const second = useAsk(calendar.calendar, () => ({ year: after.value }), { live: ['calendar'] });
  const views = computed<Month[]>(() => [...(first.data?.months.slice(8) ?? []), ...(second.data?.months.slice(0, 8) ?? [])]);
  const days = computed(() => [...(first.data?.days ?? []), ...(second.data?.days ?? [])]);
  const frame = computed(() => (first.data && !second.data ? second.frame : pageOf(first.frame, [second.frame])));
  const chosen = ref<string | null>(null);
  const names = (months: readonly Month[]) => months.map((one) => monthName(one.month)).join(language.value === 'en' ? ', ' : '、');
  const between = { from: computed(() => `${year.value}-09-01`), to: computed(() => `${after.value}-08-31`) };
  const vacations = computed(() => {
    const all = [...(first.data?.vacations ?? []), ...(second.data?.vacations ?? [])].filter(
      (one) => one.to >= between.from.value && one.from <= between.to.value,
    );
    return all.filter((one, i) => all.findIndex((other) => other.id === one.id) === i);
  });
  /** A month pressed at its figure says what the figure is made of. */
  const ofMonth = computed(() => {
    const month = chosen.value?.length === 7 ? chosen.value : null;
    return (
      month && {
        name: monthName(month),
        counts: DAY_KINDS.map((kind) => ({ kind, n: days.value.filter((one) => one.day.startsWith(month) && one.kind === kind).length })).filter(
          (one) => one.n > 0,
        ),
      }
    );
  });
  return {
    ofMonth,
    year,
    after,
    frame,
    chosen,
    vacations,
    reload: () => (first.reload(), second.reload()),
    step: (by: number) => void (year.value = String(Number(year.value) + by)),
    months: computed(() => monthList(views.value)),
    kinds: computed(() => dayKinds(days.value)),
    words: computed(() => legend('hint')),
    title: computed(() => t('calendar.console.title', { from: year.value, to: after.value })),
    shown: computed(() => days.value.find((one) => one.day === chosen.value)),
    bases: computed(() =>
      [first.data, second.data].flatMap((one) => (one?.basis ? [one.basis] : [])).filter((one, i, all) => all.indexOf(one) === i),
    ),
    unknown: computed(() => [first.data, second.data].flatMap((one) => (one && !one.holidaysKnown ? [one.year] : []))),
    resting: computed(() => names(views.value.filter((one) => one.vacation))),
    unset: computed(() =>
      views.value.every((one) => one.teachingDays === null)
        ? t('calendar.console.wholeYear')
        : names(views.value.filter((one) => one.teachingDays === null)),
    ),
    edge: computed(() => names(views.value.filter((one) => one.teachingDays === FEWEST_TEACHING_DAYS))),
    setting: computed(() => {
      const is = first.data?.vacationBranches;
      return t(`calendar.console.${is?.mixed ? (is.joint ? 'settingBoth' : 'settingMixed') : is?.joint ? 'settingJoint' : 'settingNone'}`);
    }),
    mayEdit: computed(() => first.data?.abilities.edit.allowed ?? false),
  };
}
