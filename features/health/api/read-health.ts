import type { Call } from '#platform/server/call/call.ts';
import type { Db } from '#platform/server/db/db.ts';
import type { Actor } from '#platform/shared/actor/actor.ts';
import { type Day, firstDay, lastDay, type Window } from '#platform/shared/day/day.ts';
import type { CountedKind } from '../facts.ts';
import { asSeenFromAbove } from '../finding.ts';
import { type BranchHealth, healthOf } from '../health.ts';
import type { IndicatorId } from '../names.ts';
import { standsIn } from '../policy.ts';
import type { Reading } from '../windows.ts';
import { type Branch, branchReader, rootsFor } from './branches.ts';
import { type Known, knownOf } from './facts.ts';
import { makeReading } from './reading.ts';

export type SeenBranch = { readonly branch: Branch; readonly view: 'branch' | 'above'; readonly health: BranchHealth };

/** The kind of meeting behind each duty. */
export const kindOfDuty: Partial<Record<IndicatorId, CountedKind>> = {
  members_meetings: 'membersMeeting',
  committee_meetings: 'committeeMeeting',
  party_lectures: 'partyLecture',
  theme_days: 'themeDay',
};

/** The state of a branch as this reader sees it: the branch itself at once, a level above from the 8th day. */
export function seenBy(actor: Actor, branch: Branch, known: Known, reading: Reading): SeenBranch {
  const health = healthOf(known.facts, reading);
  if (actor.kind === 'system' || standsIn(actor, branch.path)) return { branch, view: 'branch', health };
  return { branch, view: 'above', health: asSeenFromAbove(health, known.shown, reading) };
}

/** A period that has not begun cannot be read. */
export async function readingFor(call: Call, period: Window | null): Promise<Reading> {
  if (period !== null && firstDay(period) > call.today) call.refuse('period_not_begun', { period });
  return makeReading(call.tx, period, call.today);
}

/** The health of every branch in the caller's scope, narrowed to the subtree of `path`, in tree order. */
export async function seenBranches(call: Call, path: string | null, reading: Reading): Promise<SeenBranch[]> {
  const branches = await branchReader(call.tx).under(rootsFor(call.actor, path), reading.asOf);
  const known = await knownOf(call.tx, branches, reading);
  return branches.map((branch) => seenBy(call.actor, branch, known.get(branch.id) as Known, reading));
}

/** What is known of one branch. */
export async function factsOfOne(db: Db, branch: Branch, reading: Reading): Promise<Known> {
  return (await knownOf(db, [branch], reading)).get(branch.id) as Known;
}

/** The months in which student branches rest, among those of a reading. */
export function restingMonths(reading: Reading): string[] {
  return [...reading.months, ...(reading.runningMonth ? [reading.runningMonth] : [])].filter((frame) => frame.vacation).map((frame) => frame.window);
}

/** The first and last day of all that an indicator looks at. */
export function spanOfReading(reading: Reading, size: 'month' | 'quarter'): { from: Day; to: Day } {
  const windows = size === 'month' ? reading.months : reading.quarters;
  const running = size === 'month' ? reading.runningMonth : reading.runningQuarter;
  const last = running ?? windows.at(-1);
  return { from: windows[0]?.first ?? reading.asOf, to: last ? lastDay(last.window) : reading.asOf };
}
