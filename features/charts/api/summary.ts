import { healthOverview, rootsFor } from '#features/health/index.ts';
import type { Call } from '#platform/server/call/call.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { monthOf } from '#platform/shared/day/day.ts';
import { CHARTED_KINDS, type charts } from '../contract.ts';
import { monthsUntil } from '../trend.ts';
import { chartRepository } from './repository.ts';
import { permittedPlace } from './trend.ts';

/** The figures with which the dashboard opens, of all that the caller reads. */
export async function summary(call: Call, input: Input<typeof charts.summary>): Promise<Output<typeof charts.summary>> {
  const place = await permittedPlace(call, input.within);
  const roots = rootsFor(call.actor, place?.path ?? null) ?? [];
  const repository = chartRepository(call.tx);
  const [last, now] = monthsUntil(monthOf(call.today), 2) as [string, string];
  const [overview, members, schools, counts] = await Promise.all([
    healthOverview(call, place?.path ?? null),
    repository.members(roots, call.today),
    repository.schools(roots),
    repository.counts({ roots, compositions: undefined, kinds: CHARTED_KINDS }, 'all', [last, now]),
  ]);
  const meetings = (month: string) => counts.filter((row) => row.month === month).reduce((sum, row) => sum + row.recorded, 0);
  return {
    within: place && { id: place.id, name: place.name },
    today: call.today,
    schools,
    ...overview,
    members: members.full + members.probationary,
    fullMembers: members.full,
    probationary: members.probationary,
    meetingsThisMonth: meetings(now),
    meetingsLastMonth: meetings(last),
  };
}
