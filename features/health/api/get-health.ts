import type { Call } from '#platform/server/call/call.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { ability } from '#platform/shared/contract/schemas.ts';
import { yearOf } from '#platform/shared/day/day.ts';
import type { health } from '../contract.ts';
import { mayMendFinding, mayReadHealth } from '../policy.ts';
import { type Branch, branchReader, isBranchKind } from './branches.ts';
import { secretaryLectures } from './facts.ts';
import { findingRepository } from './findings.ts';
import { presentReading } from './list-health.ts';
import { presentFinding, presentRow, recordsOf } from './present.ts';
import { factsOfOne, readingFor, seenBy } from './read-health.ts';

/** A branch whose health may be read; other organisations have none. */
export async function readableBranch(call: Call, id: string): Promise<Branch> {
  const branch = await branchReader(call.tx).byId(id);
  call.permit(mayReadHealth, branch && { branch });
  if (branch === undefined || !isBranchKind(branch.kind)) return call.refuse('not_a_branch');
  return branch;
}

/** Everything behind the colour of one branch: windows, facts, records, and the findings that the reader may see. */
export async function getBranchHealth(call: Call, input: Input<typeof health.getBranchHealth>): Promise<Output<typeof health.getBranchHealth>> {
  const branch = await readableBranch(call, input.branchId);
  const reading = await readingFor(call, input.period ?? null);
  const today = reading.closed ? await readingFor(call, null) : reading;
  const daysBeforeAbove = today.settings.daysBeforeAbove;
  const [known, lectures, findings] = await Promise.all([
    factsOfOne(call.tx, branch, reading),
    secretaryLectures(call.tx, branch.id, `${yearOf(reading.asOf)}-01-01`, reading.asOf),
    findingRepository(call.tx).list(call.actor, call.today, daysBeforeAbove, {
      of: 'open',
      within: null,
      branchId: branch.id,
      before: null,
      limit: 100,
    }),
  ]);
  const seen = seenBy(call.actor, branch, { ...known, facts: { ...known.facts, secretaryLectures: lectures } }, reading);
  const mend = ability(mayMendFinding, call.actor, { branch });
  return {
    ...presentRow(seen, true),
    ...presentReading(reading, input.period ?? null),
    foundedOn: branch.foundedOn,
    records: recordsOf(branch.id, reading),
    findings: findings.map((row) => presentFinding(call.actor, row, call.today, daysBeforeAbove)),
    abilities: { explain: mend, record: mend, plan: mend },
  };
}
