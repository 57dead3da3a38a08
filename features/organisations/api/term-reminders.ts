import { sql } from 'kysely';
import { type Notice, notifyEach } from '#features/notices/index.ts';
import { type Call, callAs } from '#platform/server/call/call.ts';
import type { Services } from '#platform/server/call/services.ts';
import type { Db } from '#platform/server/db/db.ts';
import { systemActor } from '#platform/shared/actor/actor.ts';
import type { Day } from '#platform/shared/day/day.ts';
import { endOfTerm, isOverdue, standingReminder } from '../term.ts';
import { holdersByOrganisation, levelAboveOf } from './holders.ts';

type Running = { id: string; organisationId: string; name: string; startsOn: Day; lastDay: Day; extendedTo: Day | null };

function reminderRepository(db: Db) {
  return {
    /** Terms that end within half a year and a day, or have ended unrenewed, of organisations that stand. */
    near: async (today: Day) =>
      (
        await sql<Running>`
      select t.id, t.organisation_id, o.name, t.starts_on, t.last_day, t.extended_to from terms t join organisations o on o.id = t.organisation_id
       where t.ended_on is null and o.dissolved_on is null and o.composition is distinct from 'temporary' and coalesce(t.extended_to, t.last_day) <= ${today}::date + interval '6 months 3 days' order by o.path`.execute(
          db,
        )
      ).rows,
    /** Who of them has not been told this of this term yet: an extension makes another end, of which one is told anew. */
    untold: async (personIds: readonly string[], termId: string, kind: string, end: Day, months: number) =>
      (
        await sql<{ personId: string }>`
      select p as person_id from unnest(${sql.val([...personIds])}::uuid[]) as p
       where not exists (select from notices n where n.person_id = p and n.kind = ${kind} and n.subject_id = ${termId} and n.params @> ${JSON.stringify({ day: end, months })}::jsonb)`.execute(
          db,
        )
      ).rows.map((row) => row.personId),
  };
}

/**
 * Reminds the heads of an organisation, and the level above, which approves the election, six, three and one months before its term ends, and once it
 * is overdue (《基层组织选举工作条例》第三条). Returns how many were told.
 */
export async function remindOfTerms(call: Call, today: Day): Promise<number> {
  const repository = reminderRepository(call.tx);
  const terms = await repository.near(today);
  const heads = await holdersByOrganisation(
    call.tx,
    terms.map((term) => term.organisationId),
    ['secretary', 'deputySecretary'],
    today,
  );
  const told: { personIds: string[]; notice: Notice }[] = [];
  for (const term of terms) {
    const months = isOverdue(term, today) ? 0 : standingReminder(term, today);
    if (months === null) continue;
    const kind = months === 0 ? 'termOverdue' : 'termEnding';
    const concerned = new Set([...(heads.get(term.organisationId) ?? []), ...(await levelAboveOf(call.tx, term.organisationId, today))]);
    const personIds = await repository.untold([...concerned], term.id, kind, endOfTerm(term), months);
    const link = `/organisations/${term.organisationId}`;
    const params = { organisation: term.name, day: endOfTerm(term), months };
    told.push({ personIds, notice: { kind, params, link, desk: `${link}?tab=terms`, subjectId: term.id } });
  }
  await notifyEach(call, told);
  return told.reduce((sum, { personIds }) => sum + personIds.length, 0);
}

/** Just after midnight: the reminders of the day. A night that was missed is made up for by the next. */
export async function atMidnight(services: Services, day: Day): Promise<void> {
  await callAs(services, systemActor('organisations.midnight'), async (call) => {
    const told = await remindOfTerms(call, day);
    await call.audit({ action: 'terms.remind', subjectKind: 'terms', detail: { day, told } });
  });
}
