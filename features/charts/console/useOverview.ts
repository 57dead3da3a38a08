import { computed } from 'vue';
import { useRouter } from 'vue-router';
import { health } from '#features/health/contract.ts';
import { findingWords } from '#features/health/finding-words.ts';
import { quarterOf, shiftWindow, yearOf } from '#platform/shared/day/day.ts';
import { addressOf } from '#platform/web/api/api.ts';
import { useAddressValue } from '#platform/web/desk/address.ts';
import { sayDay, sayInstant, sayWindow, today } from '#platform/web/i18n/dates.ts';
import { say, t } from '#platform/web/i18n/i18n.ts';
import { pageOf, useAsk } from '#platform/web/query/query.ts';
import { session } from '#platform/web/session/session.ts';
import type { Finding } from '#ui/types.ts';
import { charts } from '../contract.ts';
import { useComparison } from './useComparison.ts';

const w = (key: string, values?: Record<string, unknown>) => t(`charts.console.${key}`, values);

/** The first page of a level above: its figures, the trend, the comparison, and where help is welcome. */
export function useOverview() {
  const router = useRouter();
  const summary = useAsk(charts.summary, () => ({}), { live: ['meetings', 'findings', 'organisations'] });
  const months = useAddressValue('months', '12');
  const isUniversity = () =>
    session.me?.post?.organisationKind === 'department' || (session.me?.places[0]?.id ?? '') === session.me?.post?.organisationId;
  // A school sees its branches through the year; the university sees its schools in the last whole quarter.
  const period = isUniversity() ? shiftWindow(quarterOf(today()), -1) : yearOf(today());
  const [one, two] = isUniversity() ? (['membersMeeting', 'partyLecture'] as const) : (['themeDay', 'committeeMeeting'] as const);
  const comparison = useComparison([() => ({ kind: one, period }), () => ({ kind: two, period })]);
  const findings = useAsk(health.listFindings, () => ({ state: 'open' as const, limit: 8 }), { live: ['findings'] });
  const helps = computed<Finding[]>(() =>
    (findings.data?.items ?? []).map((item) => ({
      id: item.id,
      name: item.branch.name,
      to: `/branches/${item.branch.id}`,
      what: say(findingWords[item.indicator]).replace('{window}', item.window ? sayWindow(item.window) : ''),
      seen: w('seen', { day: sayDay(item.shownOn) }),
      article: say(item.article),
      state: 'missed' as const,
      ...(item.waiting ? { note: w('waiting'), actions: [{ key: 'see', label: w('see') }] } : { actions: [{ key: 'records', label: w('records') }] }),
    })),
  );
  function see(id: string, key: string): void {
    const finding = findings.data?.items.find((item) => item.id === id);
    if (finding) void router.push(key === 'see' ? `/follow-up?finding=${id}` : `/branches/${finding.branch.id}`);
  }
  const trendRequest = computed(() => ({ months: Number(months.value) }));
  return {
    summary,
    findings,
    frame: computed(() => pageOf(summary.frame, [findings.frame])),
    months,
    trendRequest,
    comparison,
    period,
    helps,
    see,
    // A department works for the committee it belongs to.
    title: computed(
      () =>
        summary.data?.within?.name ??
        (session.me?.post?.organisationKind === 'department' ? session.me.places[0]?.name : session.me?.post?.organisationName) ??
        w('overview'),
    ),
    asOf: computed(() => w('asOf', { moment: sayInstant(new Date().toISOString()).replace(/ \S+ (?=\d)/, ' ') })),
    monthChoices: computed(() => ['12', '24', '36'].map((key) => ({ key, label: w(`months${key}`) }))),
    helpCount: computed(() => (summary.data ? w('helpCount', { n: summary.data.openFindings }) : '')),
    downloads: computed(() => [
      { label: w('exportTrend'), href: addressOf(charts.activityTrendCsv, trendRequest.value) },
      { label: w('exportComparison'), href: addressOf(charts.comparisonCsv, { kind: one, period }) },
      { label: w('exportHealth'), href: addressOf(health.branchHealthCsv, {}) },
    ]),
    printOut: () => window.print(),
  };
}
