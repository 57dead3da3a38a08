import { healthOverview, rootsFor } from '#features/health/index.ts';
import type { Call } from '#platform/server/call/call.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { monthOf } from '#platform/shared/day/day.ts';
import { CHARTED_KINDS, type charts } from '../contract.ts';
import { monthsUntil, seriesOf } from '../trend.ts';
import { chartRepository } from './repository.ts';
import { permittedPlace, talliesUnder } from './trend.ts';

/** The figures with which the dashboard opens, of all that the caller reads. */
export async function summary(call: Call, input: Input<typeof charts.summary>): Promise<Output<typeof charts.summary>> {
  const place = await permittedPlace(call, input.within);
  const roots = rootsFor(call.actor, place?.path ?? null) ?? [];
  const [last, now] = monthsUntil(monthOf(call.today), 2) as [string, string];
  const [{ full, probationary, ...overview }, schools, kept] = await Promise.all([
    healthOverview(call, place?.path ?? null),
    chartRepository(call.tx).schools(roots),
    talliesUnder(call, roots, [last, now]),
  ]);
  const series = CHARTED_KINDS.map((_, kind) =>
    seriesOf(
      kept.map(({ value }) => value),
      kind,
      2,
    ),
  );
  const meetings = (month: 0 | 1) => series.reduce((sum, { counts }) => sum + (counts[month] ?? 0), 0);
  return {
    within: place && { id: place.id, name: place.name },
    today: call.today,
    schools,
    ...overview,
    members: full + probationary,
    fullMembers: full,
    probationary,
    meetingsThisMonth: meetings(1),
    meetingsLastMonth: meetings(0),
  };
}
