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
import { type Branch, existedOn, rootsFor, standsUnder } from './branches.ts';
import { type Known, knownOf, vacationSetting } from './facts.ts';
import { type Kept, keptByBranch } from './kept.ts';
import { keyOfReadings, makeReading } from './reading.ts';

export type SeenBranch = {
  readonly branch: Branch;
  readonly view: 'branch' | 'above';
  readonly health: BranchHealth;
  readonly members: Known['members'];
};

/** The kind of meeting behind each duty. */
export const kindOfDuty: Partial<Record<IndicatorId, CountedKind>> = {
  members_meetings: 'membersMeeting',
  committee_meetings: 'committeeMeeting',
  party_lectures: 'partyLecture',
  theme_days: 'themeDay',
};

/** The state of a branch as this reader sees it: the branch itself at once, a level above from the 8th day. */
export function seenBy(actor: Actor, branch: Branch, known: Known, reading: Reading): SeenBranch {
  return asViewed(actor, bothViews(branch, known, reading));
}

/** A period that has not begun cannot be read. */
export async function readingFor(call: Call, period: Window | null): Promise<Reading> {
  if (period !== null && firstDay(period) > call.today) call.refuse('period_not_begun', { period });
  return makeReading(call.tx, period, call.today);
}

/** One branch as the two views see it. */
type BothViews = { readonly branch: SeenBranch; readonly above: SeenBranch };

/** The health of all branches that ever were, worked out anew only where something has changed. */
export async function keptHealth(db: Db, reading: Reading): Promise<readonly Kept<BothViews>[]> {
  const vacations = await vacationSetting(db);
  return keptByBranch(db, `health ${keyOfReadings([reading], vacations)}`, async (branches) => {
    const known = await knownOf(db, branches, reading, vacations);
    return new Map(branches.map((branch) => [branch.id, bothViews(branch, known.get(branch.id) as Known, reading)]));
  });
}

/** The health of every branch in the caller's scope, narrowed to the subtree of `path`, in tree order. */
export async function seenBranches(call: Call, path: string | null, reading: Reading): Promise<SeenBranch[]> {
  const roots = rootsFor(call.actor, path);
  const kept = await keptHealth(call.tx, reading);
  return kept.filter(({ branch }) => existedOn(branch, reading.asOf) && standsUnder(branch, roots)).map(({ value }) => asViewed(call.actor, value));
}

function bothViews(branch: Branch, known: Known, reading: Reading): BothViews {
  const health = healthOf(known.facts, reading);
  const { members, shown } = known;
  return {
    branch: { branch, view: 'branch', health, members },
    above: { branch, view: 'above', health: asSeenFromAbove(health, shown, reading), members },
  };
}

function asViewed(actor: Actor, views: BothViews): SeenBranch {
  return actor.kind === 'system' || standsIn(actor, views.branch.branch.path) ? views.branch : views.above;
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
