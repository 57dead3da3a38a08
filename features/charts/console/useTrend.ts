import { computed } from 'vue';
import { useRouter } from 'vue-router';
import { recordsLink } from '#features/meetings/records-link.ts';
import type { Request, Response } from '#platform/shared/contract/contract.ts';
import { monthOf } from '#platform/shared/day/day.ts';
import { sayWindow, today } from '#platform/web/i18n/dates.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useAsk } from '#platform/web/query/query.ts';
import type { TrendPeriod, TrendPoint, TrendSeries } from '#ui/types.ts';
import { type CHARTED_KINDS, charts } from '../contract.ts';

type Answer = Response<typeof charts.activityTrend>;
type Asked = Request<typeof charts.activityTrend>;
/** The order in which the kinds are drawn: the most frequent first. */
export const drawnKinds = [
  'themeDay',
  'committeeMeeting',
  'partyLecture',
  'membersMeeting',
] as const satisfies readonly (typeof CHARTED_KINDS)[number][];
const kindWord = (kind: string) => t(`charts.console.kind.${kind}`);
const keyOf = (one: Answer['series'][number]) => `${one.kind}/${one.group?.id ?? ''}`;

/** The trend chart: it follows records made elsewhere, and each of its points opens the meetings behind it. */
export function useTrend(request: () => Asked) {
  const router = useRouter();
  const trend = useAsk(charts.activityTrend, request, { live: ['meetings'] });
  const several = computed(() => (trend.data?.series ?? []).some((one) => one.group));
  const oneKind = computed(() => new Set((trend.data?.series ?? []).map((one) => one.kind)).size === 1);
  const ordered = computed(() => {
    const series = trend.data?.series ?? [];
    return several.value ? series : drawnKinds.flatMap((kind) => series.filter((one) => one.kind === kind));
  });
  const series = computed<TrendSeries[]>(() =>
    ordered.value.map((one) => ({
      key: keyOf(one),
      label: several.value ? `${one.group?.name ?? ''}${oneKind.value ? '' : ` ${kindWord(one.kind)}`}` : kindWord(one.kind),
      values: one.counts,
    })),
  );
  const periods = computed<TrendPeriod[]>(() => {
    const months = trend.data?.months ?? [];
    return months.map((month, i) => {
      const number = Number(month.slice(5));
      // In a small plot the word of the band would cover its lines.
      const vacation =
        !several.value && trend.data?.vacations.includes(month) ? t(number < 5 ? 'charts.console.winter' : 'charts.console.summer') : undefined;
      return {
        key: month,
        label:
          number === 1 && i > 0
            ? month.slice(0, 4)
            : i === 0 || i === months.length - 1
              ? t('charts.console.monthOf', { n: number })
              : String(number),
        ...(vacation ? { vacation } : {}),
        present: month === monthOf(today()),
      };
    });
  });
  const wordOf = (point: TrendPoint) => ({
    month: sayWindow(point.period),
    kind: series.value.find((one) => one.key === point.series)?.label ?? '',
    n: point.value,
  });
  return {
    trend,
    series,
    periods,
    isEmpty: computed(() => series.value.every((one) => one.values.every((value) => !value))),
    sentence: (point: TrendPoint) => t('charts.console.point', wordOf(point)),
    open: (point: TrendPoint) => {
      const one = ordered.value.find((line) => keyOf(line) === point.series);
      if (one) void router.push(recordsLink(one.records, point.period));
    },
    linkOf: (at: number, month: string) => (ordered.value[at] ? recordsLink(ordered.value[at].records, month) : ''),
  };
}
