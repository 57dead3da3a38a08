import { sql } from 'kysely';
import { followRoster, type RosterChange } from '#features/accounts/index.ts';
import { type Call, callAs, Refusal } from '#platform/server/call/call.ts';
import type { Services } from '#platform/server/call/services.ts';
import type { Db } from '#platform/server/db/db.ts';
import { announceAll } from '#platform/server/events/events.ts';
import { Cancelled, Interrupted, type JobKind, type JobRun } from '#platform/server/jobs/jobs.ts';
import { type Actor, systemActor } from '#platform/shared/actor/actor.ts';
import { planInThread } from '../desk.ts';
import { applyCommittees, applyOrganisations, applyPersons, applyStandings, holdRoster, type Occasion, type Standing } from './apply.ts';
import { knownParts, readOrganisations } from './known.ts';
import { importRepository } from './repository.ts';
import type { OrganisationWrite } from './writes.ts';

export const CHECK = 'import.check';
export const APPLY = 'import.apply';

/** The import is the system's work, and the audit shows for whom. */
async function actorFor(db: Db, accountId: string | null): Promise<Actor> {
  const account =
    accountId === null
      ? undefined
      : await db.selectFrom('accounts').select(['id', 'name', 'personId']).where('id', '=', accountId).executeTakeFirst();
  return { ...systemActor(account?.name ?? 'operator'), accountId: account?.id ?? null, personId: account?.personId ?? null };
}

/** What is left of an import that did not come to its end. A server that stops leaves it as it is: it begins anew. */
async function ended(services: Services, importId: string, error: unknown): Promise<never> {
  if (!(error instanceof Interrupted)) {
    const refusal = error instanceof Refusal ? { code: error.code, params: error.params } : { code: 'internal', params: { request: importId } };
    await importRepository(services.db).end(
      importId,
      error instanceof Cancelled ? 'cancelled' : 'failed',
      error instanceof Cancelled ? null : refusal,
    );
  }
  throw error;
}

function importJob(kind: string, act: (job: JobRun, call: Call, importId: string) => Promise<Record<string, unknown>>): JobKind {
  return {
    kind,
    async run(job) {
      const importId = String(job.input.importId);
      const by = typeof job.input.by === 'string' ? job.input.by : null;
      return callAs(job.services, await actorFor(job.services.db, by), (call) => act(job, call, importId)).catch((error: unknown) =>
        ended(job.services, importId, error),
      );
    },
  };
}

/** The dry run: every row with its outcome, kept for the page; nothing of the roster is touched. */
async function check(job: JobRun, call: Call, importId: string): Promise<Record<string, unknown>> {
  const repository = importRepository(call.tx);
  const row = await repository.lock(importId);
  if (row?.state !== 'checking') return { importId };
  const { services } = call;
  await repository.removeRows(importId);
  let done = 0;
  let total = 0;
  await planInThread(
    {
      file: await services.files.read(row.fileId),
      keyFile: services.config.keyFile,
      input: { organisations: await readOrganisations(call.tx), today: call.today, scope: row.scopePath, answers: {}, writing: false },
    },
    knownParts(call.tx),
    async (planned) => {
      total = planned.total;
      await repository.setChecked(importId, planned.counts, planned.proposals);
      await job.progress.report(0, total);
    },
    async (chunk) => {
      await repository.addRows(importId, chunk.rows);
      done += chunk.outcomes.length;
      await job.progress.report(done, total);
    },
  );
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
  if (row?.state !== 'applying') return { importId };
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
  await planInThread(
    {
      file: await call.services.files.read(row.fileId),
      keyFile: call.services.config.keyFile,
      input: { organisations: known, today: call.today, scope: row.scopePath, answers: row.answers, writing: true },
    },
    knownParts(call.tx),
    async (planned) => {
      total = planned.total;
      counts = planned.counts;
      if (total !== expected.size) throw new Refusal('import_outdated');
      await job.progress.report(0, total);
    },
    async (chunk) => {
      for (const [row, outcome] of chunk.outcomes) if (expected.get(row) !== outcome) throw new Refusal('import_outdated');
      organisations.push(...chunk.organisations);
      // The sheet of organisations comes first: with the first person the tree is complete.
      if (chunk.standings.length > 0) await tree();
      await applyPersons(call.tx, chunk.fresh, chunk.known);
      standings.push(...chunk.standings);
      done += chunk.outcomes.length;
      await job.progress.report(done, total);
    },
  );
  const places = await tree();
  await applyStandings(occasion, standings, places);
  await applyCommittees(occasion, [...new Set(places.values())]);
  call.accept(await followRoster(call, rosterChanges(standings, row.scopePath)));
  await repository.setApplied(importId, call.now);
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
