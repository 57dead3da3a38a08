import type { Call } from '#platform/server/call/call.ts';
import { pageFrom, readCursor } from '#platform/server/http/cursor.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import type { health } from '../contract.ts';
import { mayListHealth, mayReadFinding } from '../policy.ts';
import { settingsOn } from '../settings.ts';
import { branchReader } from './branches.ts';
import { type FindingRow, findingRepository, type ListOf } from './findings.ts';
import { readableBranch } from './get-health.ts';
import { isShownAbove, presentFinding } from './present.ts';
import { measureVersions } from './reading.ts';

/** The days that a finding is the branch's own affair, by the measures in force today. */
export async function daysBeforeAbove(call: Call): Promise<number> {
  return settingsOn(await measureVersions(call.tx), call.today).daysBeforeAbove;
}

type Query = { readonly state: ListOf; readonly limit: number; readonly cursor?: string | undefined };

async function page(
  call: Call,
  query: Query,
  narrowed: { within: string | null; branchId: string | null },
): Promise<Output<typeof health.listFindings>> {
  const days = await daysBeforeAbove(call);
  const [before = null] = readCursor(call, query.cursor, ['id']) ?? [];
  const rows = await findingRepository(call.tx).list(call.actor, call.today, days, { of: query.state, ...narrowed, before, limit: query.limit + 1 });
  const shown = pageFrom(rows, query.limit, (row) => [row.id]);
  return {
    items: shown.rows.map((row) => presentFinding(call.actor, row, call.today, days)),
    nextCursor: shown.nextCursor,
  };
}

/** What the caller may see of the findings below: from the 8th day, and reasons as soon as they are sent. */
export async function listFindings(call: Call, input: Input<typeof health.listFindings>) {
  const place = input.within === undefined ? null : await branchReader(call.tx).place(input.within);
  call.permit(mayListHealth, place === undefined ? undefined : { path: place?.path ?? null });
  return page(call, input, { within: place?.path ?? null, branchId: null });
}

export async function listBranchFindings(call: Call, input: Input<typeof health.listBranchFindings>) {
  const branch = await readableBranch(call, input.branchId);
  return page(call, input, { within: null, branchId: branch.id });
}

/** As the policies read a finding. */
export function subjectOf(row: FindingRow, call: Call, days: number) {
  return { branch: { path: row.branchPath }, shownAbove: isShownAbove(row, call.today, days), reasonBy: row.reasonBy };
}

export async function getFinding(call: Call, input: Input<typeof health.getFinding>) {
  const [row, days] = await Promise.all([findingRepository(call.tx).byId(input.findingId), daysBeforeAbove(call)]);
  call.permit(mayReadFinding, row && subjectOf(row, call, days));
  return presentFinding(call.actor, row as FindingRow, call.today, days);
}
