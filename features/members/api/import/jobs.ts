import { sql } from 'kysely';
import { followRoster, type RosterChange } from '#features/accounts/index.ts';
import { organisationMeasures } from '#features/organisations/index.ts';
import { type Call, Refusal } from '#platform/server/call/call.ts';
import { countAnew, type Db } from '#platform/server/db/db.ts';
import { announceAll } from '#platform/server/events/events.ts';
import type { JobKind, JobRun } from '#platform/server/jobs/jobs.ts';
import { type Actor, systemActor } from '#platform/shared/actor/actor.ts';
import { oneAtATime, type Planned, planInThread } from '../desk.ts';
import type { Chunk } from '../worker.ts';
import { applyCommittees, applyOrganisations, applyPersons, applyStandings, holdRoster, type Occasion, type Standing } from './apply.ts';
import { knownParts, readOrganisations } from './known.ts';
import { importRepository } from './repository.ts';
import { forgetWorkbook } from './workbooks.ts';
import type { OrganisationWrite } from './writes.ts';

export const CHECK = 'import.check';
export const APPLY = 'import.apply';
const MANY = 1000;

/** The import is the system's work, and the audit shows for whom. */
async function actorFor(db: Db, accountId: string | null): Promise<Actor> {
  const account =
    accountId === null
      ? undefined
      : await db.selectFrom('accounts').select(['id', 'name', 'personId']).where('id', '=', accountId).executeTakeFirst();
  return { ...systemActor(account?.name ?? 'operator'), accountId: account?.id ?? null, personId: account?.personId ?? null };
}

/** Until the desk is free nothing is done yet; whoever cancels is heard meanwhile. */
const inTurn = (job: JobRun, plan: () => Promise<void>) => oneAtATime(plan, () => job.progress.report(0, 0));

function importJob(kind: string, act: (job: JobRun, call: Call, importId: string) => Promise<Record<string, unknown>>): JobKind {
  return {
    kind,
    actor: (db, input) => actorFor(db, typeof input.by === 'string' ? input.by : null),
    run: (job, call) => act(job, call, String(job.input.importId)),
    /** What is left of an import that did not come to its end: what it said of the rows, without the workbook. */
    async ended(call, input, end) {
      const importId = String(input.importId);
      const repository = importRepository(call.tx);
      await repository.end(importId, end === 'cancelled' ? 'cancelled' : 'failed', end === 'cancelled' ? null : end);
      await forgetWorkbook(call, importId);
    },
  };
}

/** The dry run: every row with its outcome, kept for the page; nothing of the roster is touched. */
async function check(job: JobRun, call: Call, importId: string): Promise<Record<string, unknown>> {
  const repository = importRepository(call.tx);
  const row = await repository.lock(importId);
  if (row?.state !== 'checking' || row.fileId === null) return { importId };
  const { services } = call;
  await repository.removeRows(importId);
  let done = 0;
  let total = 0;
  const begun = async (planned: Planned) => {
    total = planned.total;
    await repository.setChecked(importId, planned.counts, planned.proposals);
    await job.progress.report(0, total);
  };
  const taken = async (chunk: Chunk) => {
    await repository.addRows(importId, chunk.rows);
    done += chunk.outcomes.length;
    await job.progress.report(done, total);
  };
  const { fileId } = row;
  await inTurn(job, async () => {
    const measures = await organisationMeasures(call.tx);
    const input = { organisations: await readOrganisations(call.tx), today: call.today, scope: row.scopePath, answers: {}, writing: false, measures };
    const file = await services.files.read(fileId);
    await planInThread({ file, keyFile: services.config.keyFile, input }, knownParts(call.tx, call.today), begun, taken);
  });
  await call.audit({
    action: 'import.check',
    subjectKind: 'import',
    subjectId: importId,
    organisationPath: row.scopePath,
    detail: { fileName: row.fileName, rows: total },
  });
  return { importId };
}

/** Whose 学工号 or name the import changed: their accounts follow. */
function rosterChanges(standings: readonly Standing[], path: string | null): RosterChange[] {
  return standings.flatMap(({ id, changes }) => {
    const of = (field: string) => changes.find((change) => change.field === field);
    const [number, name] = [of('staffNumber'), of('name')];
    if (!number && !name) return [];
    return [
      {
        personId: id,
        path,
        ...(number ? { staffNumber: { before: number.before || null, after: number.after || null } } : {}),
        ...(name ? { name: name.after } : {}),
      },
    ];
  });
}

/** Plans anew on what is on record now, and carries it out in one transaction: wholly, or not at all. */
async function apply(job: JobRun, call: Call, importId: string): Promise<Record<string, unknown>> {
  const repository = importRepository(call.tx);
  const row = await repository.lock(importId);
  if (row?.state !== 'applying' || row.fileId === null) return { importId };
  await holdRoster(call.tx);
  const known = await readOrganisations(call.tx);
  const expected = await repository.outcomes(importId);
  const occasion: Occasion = {
    tx: call.tx,
    today: call.today,
    now: call.now,
    importId,
    fileName: row.fileName,
    by: { name: call.actor.name, personId: call.actor.personId },
  };
  const organisations: OrganisationWrite[] = [];
  const standings: Standing[] = [];
  let counts: Record<string, number> = {};
  let ids: Map<string, string> | null = null;
  let total = 0;
  let done = 0;
  const tree = async () => (ids ??= await applyOrganisations(occasion, organisations, known));
  const begun = async (planned: Planned) => {
    total = planned.total;
    counts = planned.counts;
    if (total !== expected.size) throw new Refusal('import_outdated');
    await job.progress.report(0, total);
  };
  const taken = async (chunk: Chunk) => {
    for (const [row, outcome] of chunk.outcomes) if (expected.get(row) !== outcome) throw new Refusal('import_outdated');
    organisations.push(...chunk.organisations);
    // The sheet of organisations comes first: with the first person the tree is complete.
    if (chunk.standings.length > 0) await tree();
    await applyPersons(call.tx, chunk.fresh, chunk.known);
    standings.push(...chunk.standings);
    done += chunk.outcomes.length;
    await job.progress.report(done, total);
  };
  const { fileId } = row;
  await inTurn(job, async () => {
    const measures = await organisationMeasures(call.tx);
    const input = { organisations: known, today: call.today, scope: row.scopePath, answers: row.answers, writing: true, measures };
    const file = await call.services.files.read(fileId);
    await planInThread({ file, keyFile: call.services.config.keyFile, input }, knownParts(call.tx, call.today), begun, taken);
  });
  const places = await tree();
  await applyStandings(occasion, standings, places);
  await applyCommittees(occasion, [...new Set(places.values())]);
  if (counts.new && counts.new > MANY) await countAnew(call.tx);
  call.accept(await followRoster(call, rosterChanges(standings, row.scopePath)));
  await repository.setApplied(importId, call.now);
  // The wrong rows come back as the user's own workbook: only for them is it kept on, and not for long.
  if (!counts.wrong) await forgetWorkbook(call, importId);
  await call.audit({
    action: 'import.apply',
    subjectKind: 'import',
    subjectId: importId,
    organisationPath: row.scopePath,
    detail: { fileName: row.fileName, counts },
  });
  const changed = standings.filter((one) => !one.isNew);
  for (let i = 0; i < changed.length; i += 1000) {
    await call.audit(
      ...changed.slice(i, i + 1000).map((one) => ({
        action: 'member.import',
        subjectKind: 'person',
        subjectId: one.id,
        aboutPersonId: one.id,
        organisationPath: row.scopePath,
        detail: { fields: one.changes.map((change) => change.field) },
      })),
    );
  }
  const {
    rows: [root],
  } = await sql<{ path: string }>`select path::text from organisations where parent_id is null`.execute(call.tx);
  if (root)
    await announceAll(
      call.tx,
      ['organisations', 'members'].map((topic) => ({ topic, path: row.scopePath ?? root.path })),
    );
  return { importId, counts };
}

export const importJobs: readonly JobKind[] = [importJob(CHECK, check), importJob(APPLY, apply)];
