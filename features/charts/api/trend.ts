import { branchReader, type Kept, keptByBranch, rootsFor, standsUnder, vacationMonthsBetween } from '#features/health/index.ts';
import { kindRules } from '#features/meetings/kind.ts';
import type { Call } from '#platform/server/call/call.ts';
import { csvFile } from '#platform/server/files/csv.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { firstDay, lastDay, type Month, monthOf } from '#platform/shared/day/day.ts';
import { CHARTED_KINDS, type charts, MOST_GROUPS } from '../contract.ts';
import { mayReadCharts } from '../policy.ts';
import { monthsUntil, seriesOf, type Tally } from '../trend.ts';
import { chartRepository, schoolPathOf } from './repository.ts';

type Query = Input<typeof charts.activityTrend>;
type View = Output<typeof charts.activityTrend>;

/** The organisation to which a chart is narrowed, after asking whether the caller may. */
export async function permittedPlace(call: Call, within: string | undefined) {
  const place = within === undefined ? null : await branchReader(call.tx).place(within);
  call.permit(mayReadCharts, place === undefined ? undefined : { path: place?.path ?? null });
  return place ?? null;
}

type Group = { readonly id: string; readonly name: string; readonly tallies: Tally[] };

/** The tallies of all branches within some subtrees that stood at some time from the first of these months on. */
export async function talliesUnder(call: Call, roots: readonly string[], months: readonly Month[]): Promise<readonly Kept<Tally>[]> {
  const kept = await keptByBranch(call.tx, `tallies ${months[0]} ${months.length}`, (branches) =>
    chartRepository(call.tx).tallies(branches, CHARTED_KINDS, months),
  );
  const first = firstDay(months[0] as string);
  return kept.filter(({ branch }) => standsUnder(branch, roots) && (branch.dissolvedOn === null || branch.dissolvedOn > first));
}

/** The lines of a chart in tree order: one for each school or branch. A branch directly under the university stands for itself. */
async function groupsOf(call: Call, kept: readonly Kept<Tally>[], level: 'school' | 'branch'): Promise<Group[]> {
  if (level === 'branch') return kept.map(({ branch: { id, name }, value }) => ({ id, name, tallies: [value] }));
  const groups = new Map((await chartRepository(call.tx).schoolPlaces()).map(({ id, name, path }) => [path, { id, name, tallies: [] as Tally[] }]));
  for (const { branch, value } of kept) groups.get(schoolPathOf(branch.path))?.tallies.push(value);
  return [...groups.values()].filter(({ tallies }) => tallies.length > 0);
}

/** Meetings recorded in each month, by kind, and by school or branch where asked. */
export async function activityTrend(call: Call, input: Query): Promise<View> {
  const place = await permittedPlace(call, input.within);
  const roots = rootsFor(call.actor, place?.path ?? null) ?? [];
  const months = monthsUntil(input.until ?? monthOf(call.today), input.months);
  const [first, last] = [months[0] as string, months.at(-1) as string];
  const kinds = input.kind ?? [...CHARTED_KINDS];
  const [under, vacations] = await Promise.all([talliesUnder(call, roots, months), vacationMonthsBetween(call.tx, firstDay(first), lastDay(last))]);
  const kept = under.filter(({ branch }) => input.composition === undefined || input.composition.some((one) => one === branch.composition));
  const groups = input.level === 'all' ? null : await groupsOf(call, kept, input.level);
  if (groups && groups.length > MOST_GROUPS) call.refuse('too_many_series', { most: MOST_GROUPS, count: groups.length });

  const span = { from: firstDay(first), to: lastDay(last), state: ['recorded', 'confirmed'], counted: true, composition: input.composition };
  const lines = (kind: (typeof kinds)[number], group: Group | null, tallies: readonly Tally[]) => ({
    kind,
    group: group && { id: group.id, name: group.name },
    ...seriesOf(tallies, CHARTED_KINDS.indexOf(kind), months.length),
    records: { branch: (group ?? place)?.id, kind: [kind], ...span },
  });
  const all = kept.map(({ value }) => value);
  const series = groups
    ? groups.flatMap((group) => kinds.map((kind) => lines(kind, group, group.tallies)))
    : kinds.map((kind) => lines(kind, null, all));
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
