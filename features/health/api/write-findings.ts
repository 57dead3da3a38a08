import { notifyEach } from '#features/notices/index.ts';
import { holdersByOrganisation } from '#features/organisations/index.ts';
import { type Call, callAs } from '#platform/server/call/call.ts';
import type { Services } from '#platform/server/call/services.ts';
import type { Db } from '#platform/server/db/db.ts';
import { announceAll } from '#platform/server/events/events.ts';
import { systemActor } from '#platform/shared/actor/actor.ts';
import { type Day, dayOf } from '#platform/shared/day/day.ts';
import { type ClosedBy, findingsOf } from '../finding.ts';
import { healthOf } from '../health.ts';
import type { IndicatorId } from '../names.ts';
import { branchReader, isBranchKind } from './branches.ts';
import { type Known, knownOf } from './facts.ts';
import { findingRepository } from './findings.ts';
import { foldBranchChanges } from './kept.ts';
import { keptHealth } from './read-health.ts';
import { makeReading } from './reading.ts';

type Written = { readonly branches: number; readonly opened: number; readonly closed: number };

/**
 * Writes the findings of a day for all branches: opens what is missed and not yet shown, closes what is mended, explained or
 * history. The number of statements does not grow with the branches.
 */
export async function writeFindings(call: Call, day: Day, step: (share: number) => void = () => undefined): Promise<Written> {
  const repository = findingRepository(call.tx);
  const reading = await makeReading(call.tx, null, day);
  const branches = await branchReader(call.tx).under(null, day);
  const openNow = await repository.openOf(null);
  const known = await knownOf(call.tx, branches, reading);
  step(0.7);
  const openOf = new Map<string, typeof openNow>();
  for (const finding of openNow) openOf.set(finding.branchId, [...(openOf.get(finding.branchId) ?? []), finding]);

  const opened: { branchId: string; indicator: string; window: string; shownOn: Day }[] = [];
  const closed: { id: string; by: ClosedBy }[] = [];
  const changed = new Set<string>();
  const fresh: { branch: { id: string; name: string }; count: number }[] = [];
  for (const [i, branch] of branches.entries()) {
    step(0.7 + (0.2 * i) / branches.length);
    const { facts } = known.get(branch.id) as Known;
    const changes = findingsOf(healthOf(facts, reading), day, (openOf.get(branch.id) ?? []).map(asKey));
    for (const { indicator, window, shownOn } of changes.open) opened.push({ branchId: branch.id, indicator, window, shownOn });
    for (const { finding, by } of changes.close) closed.push({ id: finding.id, by });
    if (changes.open.length + changes.close.length > 0) changed.add(branch.path);
    if (changes.open.length > 0) fresh.push({ branch, count: changes.open.length });
    openOf.delete(branch.id);
  }
  // What is left belongs to branches that have been dissolved: nobody is to mend it any more.
  for (const findings of openOf.values()) for (const finding of findings) closed.push({ id: finding.id, by: 'history' });

  await repository.close(closed, day);
  await repository.open(opened);
  // First the branch (its secretary and deputy), one notice however much there is; the level above finds it in its list from the 8th day.
  const heads = await holdersByOrganisation(
    call.tx,
    fresh.map(({ branch }) => branch.id),
    ['secretary', 'deputySecretary'],
    day,
  );
  await notifyEach(
    call,
    fresh.map(({ branch, count }) => ({
      personIds: heads.get(branch.id) ?? [],
      notice: {
        kind: 'findingsShown',
        params: { branch: branch.name, count },
        link: `/health/${branch.id}`,
        desk: `/branches/${branch.id}`,
        subjectId: branch.id,
      },
    })),
  );
  await announceAll(
    call.tx,
    // What the night finds is the branch's own affair for its first days, that there is something new included.
    [...changed].map((path) => ({ topic: 'findings', path, ownOnly: true })),
  );
  return { branches: branches.length, opened: opened.length, closed: closed.length };
}

function asKey(finding: { id: string; indicator: string; window: string }) {
  return { id: finding.id, indicator: finding.indicator as IndicatorId, window: finding.window };
}

/** Just after midnight: the findings of the day. */
export async function atMidnight(services: Services, day: Day): Promise<void> {
  await callAs(services, systemActor('health.midnight'), async (call) => {
    const { branches, opened, closed } = await writeFindings(call, day);
    await call.audit({ action: 'findings.write', subjectKind: 'findings', detail: { day, branches, opened, closed } });
  });
}

/**
 * A record that mends closes its finding at once, in the transaction that records it. The room of the meetings calls this where a
 * meeting begins or ceases to count. Nothing is opened here: that is for the night.
 */
export async function onMeetingRecorded(call: Call, branchId: string): Promise<void> {
  const repository = findingRepository(call.tx);
  const openNow = await repository.openOf([branchId]);
  if (openNow.length === 0) return;
  const branch = await branchReader(call.tx).byId(branchId);
  if (branch === undefined || !isBranchKind(branch.kind)) return;
  const reading = await makeReading(call.tx, null, call.today);
  const { facts } = (await knownOf(call.tx, [branch], reading)).get(branchId) as Known;
  const { close } = findingsOf(healthOf(facts, reading), call.today, openNow.map(asKey));
  await repository.close(
    close.map(({ finding, by }) => ({ id: finding.id, by })),
    call.today,
  );
  if (close.length > 0) await call.announce({ topic: 'findings', path: branch.path });
}

/**
 * Derives counts and findings anew, in one transaction: called off, the figures are as they were. The counts belong to the room of the
 * meetings, whose `rebuildCounts` the caller hands over.
 */
export async function rebuildHealth(
  services: Services,
  rebuildCounts: (tx: Db) => Promise<unknown>,
  onProgress: (done: number, total: number, what: string) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Written> {
  const step = (what: string) => (share: number) => {
    signal?.throwIfAborted();
    onProgress(Math.round(share * 100), 100, what);
  };
  const written = await callAs(services, systemActor('health.rebuild'), async (call) => {
    step('会议次数 counts')(0);
    await rebuildCounts(call.tx);
    step('缺项 findings')(0.4);
    const found = await writeFindings(call, call.today, step('缺项 findings'));
    await call.audit({ action: 'health.rebuild', subjectKind: 'findings', detail: { ...found } });
    step('缺项 findings')(0.99);
    return found;
  });
  onProgress(100, 100, '');
  return written;
}

/** Folds the counted changes, and reads all branches once, so that the first reader of the day does not wait. */
export async function warmUp(services: Services): Promise<void> {
  await foldBranchChanges(services.db);
  const reading = await makeReading(services.db, null, dayOf(services.clock.now()));
  await keptHealth(services.db, reading);
}
