import { sql } from 'kysely';
import { measureVersions } from '#features/health/index.ts';
import { settingsOn } from '#features/health/settings.ts';
import type { Call } from '#platform/server/call/call.ts';
import type { Db } from '#platform/server/db/db.ts';
import type { Input } from '#platform/shared/contract/contract.ts';
import { addDays, type Day, shanghaiIso } from '#platform/shared/day/day.ts';
import type { organisations } from '../contract.ts';
import { committeeRequired, isBranch, type OrganisationKind } from '../organisation.ts';
import { readOpenWork } from '../policy.ts';
import type { Post } from '../post.ts';
import { staffs } from '../scope.ts';
import { presentTerm } from './present.ts';
import { organisationRepository } from './repository.ts';
import { countsOf } from './tree.ts';

/** The duties of a branch committee that somebody must hold (《支部工作条例》第十九条). */
const COMMITTEE_DUTIES: readonly Post[] = ['organisationOfficer', 'publicityOfficer', 'disciplineOfficer'];

const UNFINISHED = ['planned', 'announced', 'held', 'recorded'] as const;

/** Read-only looks into other rooms' tables. */
function openWorkRepository(db: Db) {
  return {
    meetings: (branchId: string, states: readonly string[]) =>
      db
        .selectFrom('meetings')
        .select(['id', 'title', 'kind', 'state', 'startsAt'])
        .where('branchId', '=', branchId)
        .where('state', 'in', states)
        .orderBy('startsAt')
        .limit(100)
        .execute(),
    /** `shownBy`: from above, only what was missed by that day, or has a reason. */
    findings: (branchId: string, shownBy: Day | null) =>
      db
        .selectFrom('findings')
        .select(['id', 'indicator', 'timeWindow', 'shownOn', 'reasonAt'])
        .where('branchId', '=', branchId)
        .where('state', '=', 'open')
        .$if(shownBy !== null, (q) => q.where((eb) => eb.or([eb('reason', 'is not', null), eb('shownOn', '<=', shownBy)])))
        .orderBy('id')
        .execute(),
    /** Reasons that branches sent and nobody has answered yet. */
    awaiting: (path: string) =>
      db
        .selectFrom('findings')
        .innerJoin('organisations', 'organisations.id', 'findings.branchId')
        .select(['findings.id', 'indicator', 'timeWindow', 'shownOn', 'reasonAt'])
        .where(sql<boolean>`organisations.path <@ ${path}::ltree`)
        .where('state', '=', 'open')
        .where('reasonAt', 'is not', null)
        .where('answer', 'is', null)
        .orderBy('findings.id')
        .limit(200)
        .execute(),
    async counts(path: string): Promise<{ corrections: number; accounts: number; types: number }> {
      const { rows } = await sql<{ corrections: number; accounts: number; types: number }>`
        select (select count(*) from corrections c join memberships m on m.person_id = c.person_id and m.to_on is null join organisations o on o.id = m.organisation_id where c.state = 'proposed' and o.path <@ ${path}::ltree)::int as corrections,
               (select count(*) from organisations o join memberships m on m.organisation_id = o.id and m.to_on is null left join accounts a on a.person_id = m.person_id where o.path <@ ${path}::ltree and a.id is null)::int as accounts,
               (select count(*) from organisations o where o.path <@ ${path}::ltree and o.kind in ('branch', 'directBranch') and o.composition is null and o.dissolved_on is null)::int as types`.execute(
        db,
      );
      return rows[0] as { corrections: number; accounts: number; types: number };
    },
    async withoutSecretary(path: string, today: string): Promise<{ id: string; name: string; kind: string }[]> {
      const { rows } = await sql<{ id: string; name: string; kind: string }>`
        select o.id, o.name, o.kind from organisations o where o.path <@ ${path}::ltree and o.kind not in ('group', 'department') and o.dissolved_on is null
           and not exists (select 1 from posts p where p.organisation_id = o.id and p.kind = 'secretary' and p.from_on <= ${today} and (p.to_on is null or p.to_on > ${today})) order by o.path limit 200`.execute(
        db,
      );
      return rows;
    },
  };
}

/** How much waits, for who takes a post over. A department's staff work for the committee above it. */
export async function openCounts(call: Call, row: { id: string; path: string; kind: string }): Promise<Record<string, number>> {
  const open = openWorkRepository(call.tx);
  const branch = isBranch(row.kind as OrganisationKind);
  const path = row.kind === 'department' ? row.path.split('.').slice(0, -1).join('.') : row.path;
  const meetings = branch ? await open.meetings(row.id, UNFINISHED) : [];
  const findings = branch ? await open.findings(row.id, null) : await open.awaiting(path);
  const { corrections } = await open.counts(path);
  return { meetings: meetings.length, findings: findings.length, corrections };
}

/** What waits in an organisation, so that whoever takes over a post sees it on the first day. */
export async function openWork(call: Call, input: Input<typeof organisations.openWork>) {
  const repository = organisationRepository(call.tx);
  const row = await repository.byId(input.organisationId);
  call.permit(readOpenWork, row);
  if (!row) return call.refuse('not_found');
  const open = openWorkRepository(call.tx);
  const branch = isBranch(row.kind as OrganisationKind);
  // A level above sees here what it may open: records once submitted, and what is missed when it is no longer the branch's own affair.
  const own = call.actor.kind === 'system' || staffs(call.actor, row.path);
  const meetings = branch ? await open.meetings(row.id, own ? UNFINISHED : ['recorded']) : [];
  const shownBy = own ? null : addDays(call.today, -settingsOn(await measureVersions(call.tx), call.today).daysBeforeAbove);
  const findings = branch ? await open.findings(row.id, shownBy) : await open.awaiting(row.path);
  const counts = await open.counts(row.path);
  const posts = (await repository.postsOf(row.id)).filter((post) => post.fromOn <= call.today && (post.toOn === null || post.toOn > call.today));
  const due: Post[] = branch && committeeRequired((await countsOf(call.tx, row.path)).full) ? ['secretary', ...COMMITTEE_DUTIES] : ['secretary'];
  const term = (await repository.termsOf(row.id)).find((one) => one.endedOn === null);
  return {
    organisation: { id: row.id, name: row.name, kind: row.kind as OrganisationKind },
    meetings: meetings.map((meeting) => ({ ...meeting, startsAt: shanghaiIso(meeting.startsAt) })),
    findings: findings.map((finding) => ({
      id: finding.id,
      indicator: finding.indicator,
      window: finding.timeWindow,
      shownOn: finding.shownOn,
      answered: finding.reasonAt !== null,
    })),
    corrections: counts.corrections,
    branchesWithoutComposition: counts.types,
    personsWithoutAccount: counts.accounts,
    withoutSecretary: (await open.withoutSecretary(row.path, call.today)).map((place) => ({ ...place, kind: place.kind as OrganisationKind })),
    vacantPosts: row.kind === 'group' || row.kind === 'department' ? [] : due.filter((post) => !posts.some((held) => held.kind === post)),
    term: term ? presentTerm(term, call.today) : null,
  };
}
