import { branchReader, rootsFor, vacationMonthsBetween } from '#features/health/index.ts';
import { kindRules } from '#features/meetings/kind.ts';
import type { Call } from '#platform/server/call/call.ts';
import { csvFile } from '#platform/server/files/csv.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { firstDay, lastDay, monthOf } from '#platform/shared/day/day.ts';
import { CHARTED_KINDS, type charts, MOST_GROUPS } from '../contract.ts';
import { mayReadCharts } from '../policy.ts';
import { monthsUntil, seriesOf } from '../trend.ts';
import { chartRepository, type Group } from './repository.ts';

type Query = Input<typeof charts.activityTrend>;
type View = Output<typeof charts.activityTrend>;

/** The organisation to which a chart is narrowed, after asking whether the caller may. */
export async function permittedPlace(call: Call, within: string | undefined) {
  const place = within === undefined ? null : await branchReader(call.tx).place(within);
  call.permit(mayReadCharts, place === undefined ? undefined : { path: place?.path ?? null });
  return place ?? null;
}

/** Meetings recorded in each month, by kind, and by school or branch where asked. */
export async function activityTrend(call: Call, input: Query): Promise<View> {
  const place = await permittedPlace(call, input.within);
  const roots = rootsFor(call.actor, place?.path ?? null) ?? [];
  const months = monthsUntil(input.until ?? monthOf(call.today), input.months);
  const [first, last] = [months[0] as string, months.at(-1) as string];
  const kinds = input.kind ?? [...CHARTED_KINDS];
  const repository = chartRepository(call.tx);
  const narrowed = { roots, compositions: input.composition, kinds };
  const groups: (Group | null)[] = input.level === 'all' ? [null] : await repository.groups(narrowed, input.level, first);
  if (groups.length > MOST_GROUPS) call.refuse('too_many_series', { most: MOST_GROUPS, count: groups.length });
  const [rows, vacations] = await Promise.all([
    repository.counts(narrowed, input.level, months),
    vacationMonthsBetween(call.tx, firstDay(first), lastDay(last)),
  ]);

  const seriesFor = seriesOf(rows, months);
  const series = groups.flatMap((group) =>
    kinds.map((kind) => ({
      kind,
      group,
      ...seriesFor(kind, group?.id ?? null),
      records: { branch: (group ?? place)?.id, kind: [kind], from: firstDay(first), to: lastDay(last), state: ['recorded', 'confirmed'] },
    })),
  );
  return {
    months,
    series,
    vacations: months.filter((month) => vacations.has(month)),
    within: place && { id: place.id, name: place.name },
    today: call.today,
  };
}

/** The chart's table: a row for each month, a column for each line. */
export async function activityTrendCsv(call: Call, input: Query) {
  const { months, series } = await activityTrend(call, input);
  const english = call.language === 'en';
  const nameOf = (kind: keyof typeof kindRules) => (english ? kindRules[kind].name.en : kindRules[kind].name.zh);
  const head = series.map(({ kind, group }) => (group ? `${group.name} ${nameOf(kind)}` : nameOf(kind)));
  return csvFile(`${english ? 'activity-trend' : '活动开展情况'}-${months[0]}-${months.at(-1)}.csv`, [
    [english ? 'Month' : '月份', ...head],
    ...months.map((month, place) => [month, ...series.map(({ counts }) => counts[place] ?? 0)]),
  ]);
}
