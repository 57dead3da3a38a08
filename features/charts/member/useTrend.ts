import { computed, ref } from 'vue';
import { recordsLink } from '#features/meetings/records-link.ts';
import { t } from '#platform/web/i18n/i18n.ts';
import { useAsk } from '#platform/web/query/query.ts';
import { charts } from '../contract.ts';

/** The most frequent kind first. */
const drawn = ['themeDay', 'committeeMeeting', 'partyLecture', 'membersMeeting'] as const;

/** The trend of one branch: bars for the eye, and behind each figure of the table its meetings. The desk's chart library alone would be more than the phone's whole budget. */
export function useTrend(branchId: () => string) {
  const months = ref('12');
  const asked = useAsk(charts.activityTrend, () => ({ within: branchId(), months: Number(months.value) }), { live: ['meetings'] });
  const lines = computed(() => drawn.flatMap((kind) => (asked.data?.series ?? []).filter((one) => one.kind === kind)));
  const series = computed(() =>
    lines.value.map((one) => ({
      key: one.kind,
      label: t(`charts.kind.${one.kind}`),
      values: one.counts,
      sum: one.counts.reduce((sum, n) => sum + n, 0),
    })),
  );
  const linkOf = (at: number, month: string) => (lines.value[at] ? recordsLink(lines.value[at].records, month) : '');
  return {
    asked,
    months,
    monthChoices: computed(() => ['12', '24', '36'].map((key) => ({ key, label: t('charts.months', { n: key }) }))),
    series,
    table: computed(() => (asked.data?.months ?? []).map((month, at) => ({ month, at })).reverse()),
    isEmpty: computed(() => series.value.every((one) => one.values.every((value) => value === 0))),
    linkOf,
    /** One measure for all four, so that they can be held beside each other; a single meeting is no tall bar. */
    most: computed(() => Math.max(4, ...series.value.flatMap((one) => one.values))),
  };
}
