import { computed, ref } from 'vue';
import { useRouter } from 'vue-router';
import { recordsLink } from '#features/meetings/records-link.ts';
import { monthOf } from '#platform/shared/day/day.ts';
import { sayWindow, today } from '#platform/web/i18n/dates.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useAsk } from '#platform/web/query/query.ts';
import type { TrendPeriod, TrendPoint } from '#ui/types.ts';
import { charts } from '../contract.ts';

/** The most frequent kind first. */
const drawn = ['themeDay', 'committeeMeeting', 'partyLecture', 'membersMeeting'] as const;

/** The trend of one branch: four lines, and behind each point its meetings. */
export function useTrend(branchId: () => string) {
  const router = useRouter();
  const months = ref('12');
  const asked = useAsk(charts.activityTrend, () => ({ within: branchId(), months: Number(months.value) }), { live: ['meetings'] });
  const lines = computed(() => drawn.flatMap((kind) => (asked.data?.series ?? []).filter((one) => one.kind === kind)));
  const series = computed(() => lines.value.map((one) => ({ key: one.kind, label: t(`charts.kind.${one.kind}`), values: one.counts })));
  const periods = computed<TrendPeriod[]>(() => {
    const all = asked.data?.months ?? [];
    return all.map((month, at) => {
      const number = Number(month.slice(5));
      const rests = asked.data?.vacations.includes(month);
      // Twelve labels do not fit a telephone: the first, the last and each third month are named.
      const named = at === 0 || at === all.length - 1 || (at % 3 === 0 && at < all.length - 2);
      return {
        key: month,
        label: number === 1 && at > 0 ? month.slice(0, 4) : named ? t('charts.monthOf', { n: number }) : '',
        ...(rests ? { vacation: t(number < 5 ? 'charts.winter' : 'charts.summer') } : {}),
        present: month === monthOf(today()),
      };
    });
  });
  const linkOf = (at: number, month: string) => (lines.value[at] ? recordsLink(lines.value[at].records, month) : '');
  return {
    asked,
    months,
    monthChoices: computed(() => ['12', '24', '36'].map((key) => ({ key, label: t('charts.months', { n: key }) }))),
    series,
    periods,
    table: computed(() => (asked.data?.months ?? []).map((month, at) => ({ month, at })).reverse()),
    isEmpty: computed(() => series.value.every((one) => one.values.every((value) => value === 0))),
    linkOf,
    sentence: (point: TrendPoint) =>
      t('charts.point', {
        month: sayWindow(point.period),
        kind: series.value.find((one) => one.key === point.series)?.label ?? '',
        n: point.value,
      }),
    open: (point: TrendPoint) => {
      const at = series.value.findIndex((one) => one.key === point.series);
      if (at >= 0) void router.push(linkOf(at, point.period));
    },
  };
}
