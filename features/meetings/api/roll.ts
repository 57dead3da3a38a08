import { sql, type Updateable } from 'kysely';
import type { DB, Db } from '#platform/server/db/db.ts';
import { type AgreementCount, agreementsOf } from '../agreement.ts';
import { type Attendee, attendanceOf, rollFor, type VoteGround } from '../attendance.ts';
import type { MeetingKind } from '../kind.ts';
import type { BranchPerson } from './branch.ts';
import type { Amendment, Attendance } from './repository.ts';

/** The roll's rows. */
export function rollRepository(db: Db) {
  return {
    all: (meetingId: string): Promise<Attendance[]> =>
      db
        .selectFrom('attendances as a')
        .innerJoin('persons as p', 'p.id', 'a.personId')
        .selectAll('a')
        .where('a.meetingId', '=', meetingId)
        .orderBy('p.pinyin')
        .orderBy('a.name')
        .orderBy('a.personId')
        .execute(),
    one: (meetingId: string, personId: string, lock = false) =>
      db
        .selectFrom('attendances')
        .selectAll()
        .where('meetingId', '=', meetingId)
        .where('personId', '=', personId)
        .$if(lock, (q) => q.forUpdate())
        .executeTakeFirst(),
    set: (meetingId: string, personId: string, set: Updateable<DB['attendances']>) =>
      db.updateTable('attendances').set(set).where('meetingId', '=', meetingId).where('personId', '=', personId).execute(),

    /** Brings the roll to the people whose meeting it is: answers and sign-ins of those who stay are kept. */
    async refresh(meetingId: string, kind: MeetingKind, people: readonly BranchPerson[]): Promise<void> {
      const named = new Map(people.map((person) => [person.personId, person]));
      const roll = rollFor(kind, people);
      await db
        .deleteFrom('attendances')
        .where('meetingId', '=', meetingId)
        .$if(roll.length > 0, (q) =>
          q.where(
            'personId',
            'not in',
            roll.map((a) => a.personId),
          ),
        )
        .execute();
      if (roll.length === 0) return;
      await db
        .insertInto('attendances')
        .values(
          roll.map((a) => ({
            meetingId,
            personId: a.personId,
            name: named.get(a.personId)?.name ?? '',
            category: named.get(a.personId)?.category ?? 'full',
            isDue: !a.exception,
            mayVote: a.mayVote,
          })),
        )
        .onConflict((conflict) =>
          conflict.columns(['meetingId', 'personId']).doUpdateSet((eb) => ({
            name: eb.ref('excluded.name'),
            category: eb.ref('excluded.category'),
            isDue: eb.ref('excluded.isDue'),
            mayVote: eb.ref('excluded.mayVote'),
          })),
        )
        .execute();
    },

    /** The whole roll as tapped, in one statement. */
    async mark(
      meetingId: string,
      marks: readonly { personId: string; status: string; reason: string | null; afterVotes: boolean; notDueGround: string | null }[],
    ): Promise<void> {
      await sql`
        update attendances a set status = n.status, reason = n.reason, after_votes = n.after_votes, not_due_ground = n.not_due_ground,
          via = case when n.status = 'present' then coalesce(a.via, 'tap') end, signed_at = case when n.status = 'present' then a.signed_at end
        from jsonb_to_recordset(${JSON.stringify(marks.map((m) => ({ person_id: m.personId, status: m.status, reason: m.reason, after_votes: m.afterVotes, not_due_ground: m.notDueGround })))}::jsonb)
          as n(person_id uuid, status text, reason text, after_votes boolean, not_due_ground text)
        where a.meeting_id = ${meetingId} and a.person_id = n.person_id`.execute(db);
    },
  };
}

/** A row as the rules see it. Who is not due came onto the roll so; the ground stays in the branch's own records. */
export function attendeeOf(row: Attendance, kind: string): Attendee {
  return {
    personId: row.personId,
    present: row.status === 'present',
    mayVote: row.mayVote,
    onCommittee: kind === 'committeeMeeting',
    observer: false,
    notDueOn: row.notDueGround as VoteGround | null,
    exception: row.isDue ? null : 'longLeave',
    leaveReason: row.status === 'leave' ? row.reason || '—' : null,
  };
}

/** The roll of a vote: who came only after it was taken was not in the room for it. */
export function votingRoll(rows: readonly Attendance[], kind: string): Attendee[] {
  return rows.map((row) => ({ ...attendeeOf(row, kind), present: row.status === 'present' && !row.afterVotes }));
}

export function sumsOf(rows: readonly Attendance[], kind: string): { present: number; due: number } {
  const { present, due } = attendanceOf(rows.map((row) => attendeeOf(row, kind)));
  return { present, due };
}

export function amendmentsForRules(amendments: readonly Amendment[]) {
  return amendments.map((a) => ({
    id: a.id,
    state: a.state === 'proposed' ? ('open' as const) : (a.state as 'accepted' | 'declined'),
    decidedAt: a.decidedAt?.toISOString() ?? null,
  }));
}

export function agreementOf(rows: readonly Attendance[], kind: string, amendments: readonly Amendment[]): AgreementCount {
  return agreementsOf({
    roll: rows.map((row) => attendeeOf(row, kind)),
    amendments: amendmentsForRules(amendments),
    agreements: rows.flatMap((row) => (row.agreedAt ? [{ personId: row.personId, agreedAt: row.agreedAt.toISOString() }] : [])),
  });
}
