import type { Call } from '#platform/server/call/call.ts';
import type { BranchState } from '../names.ts';
import { findingRepository } from './findings.ts';
import { seenBranches } from './read-health.ts';
import { makeReading } from './reading.ts';

/** How many branches of the caller's scope stand in each colour today, as the caller may see them, their members, and the findings that wait. */
export async function healthOverview(
  call: Call,
  path: string | null,
): Promise<{
  branches: number;
  states: Record<BranchState, number>;
  openFindings: number;
  waitingReasons: number;
  full: number;
  probationary: number;
}> {
  const reading = await makeReading(call.tx, null, call.today);
  const [seen, findings] = await Promise.all([
    seenBranches(call, path, reading),
    findingRepository(call.tx).countVisible(call.actor, call.today, reading.settings.daysBeforeAbove, path),
  ]);
  const states = { green: 0, amber: 0, red: 0, grey: 0 };
  let [full, probationary] = [0, 0];
  for (const { health, members } of seen) {
    states[health.state] += 1;
    full += members.full;
    probationary += members.probationary;
  }
  return { branches: seen.length, states, openFindings: findings.open, waitingReasons: findings.waiting, full, probationary };
}
