import { type RawBuilder, type Selectable, sql, type Updateable } from 'kysely';
import type { DB, Db } from '#platform/server/db/db.ts';
import type { Day } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import type { PersonVote } from '../candidate.ts';
import type { FiveBuilding, RecordableKind, VoteKind } from '../kind.ts';
import type { MeetingOrigin, MeetingState } from '../meeting.ts';
import { branchReader, type MeetingBranch } from './branch.ts';
import { moveCounts } from './counts.ts';

type Row = Selectable<DB['meetings']>;
/** A meeting with its branch, and with the names and standings that policies and views need. */
export type Meeting = Omit<Row, 'kind' | 'state' | 'origin' | 'fiveBuildings'> & {
  readonly kind: RecordableKind;
  readonly state: MeetingState;
  readonly origin: MeetingOrigin;
  readonly fiveBuildings: FiveBuilding[];
  readonly branch: MeetingBranch;
  readonly chairName: string;
  readonly recorderName: string;
  readonly lecturerPersonName: string | null;
  readonly confirmedByName: string | null;
  /** Whom the level above has named to confirm in place of a chair who has left. */
  readonly deputy: { readonly id: string; readonly name: string; readonly namedBy: string | null; readonly reason: string } | null;
  readonly secretaryId: string | null;
  readonly chairLeft: boolean;
  readonly recorderLeft: boolean;
};
export type Attendance = Selectable<DB['attendances']>;
export type Decision = Selectable<DB['meetingDecisions']> & { readonly vote: string; readonly subjectName: string | null };
export type Amendment = Selectable<DB['meetingAmendments']> & { readonly personName: string; readonly itemTitle: string | null };

/** Of the meeting `m` of the branch `o`: who leads the branch on a day, and whether chair and recorder have left it. */
export function standingOn(today: Day): RawBuilder<unknown> {
  const left = (person: 'm.chair_id' | 'm.recorder_id') =>
    sql`not exists (select from memberships s where s.person_id = ${sql.ref(person)} and s.organisation_id = m.branch_id and s.from_on <= ${today} and (s.to_on is null or s.to_on > ${today}))`;
  return sql`(select person_id from posts t where t.organisation_id = o.id and t.kind = 'secretary' and t.from_on <= ${today} and (t.to_on is null or t.to_on > ${today}) limit 1) as secretary_id,
    ${left('m.chair_id')} as chair_left, ${left('m.recorder_id')} as recorder_left`;
}

export function meetingRepository(db: Db) {
  const repository = {
    /** `lock` holds the row until the command ends: of two commands at once the second sees what the first did. */
    async byId(id: string, today: Day, lock = false): Promise<Meeting | undefined> {
      if (lock) await db.selectFrom('meetings').select('id').where('id', '=', id).forUpdate().executeTakeFirst();
      const { rows } = await sql<Meeting>`
        select m.*, jsonb_build_object('id', o.id, 'name', o.name, 'path', o.path, 'kind', o.kind, 'recordsSince', o.records_since, 'dissolvedOn', o.dissolved_on) as branch,
          c.name as chair_name, r.name as recorder_name, l.name as lecturer_person_name, f.name as confirmed_by_name,
          (select jsonb_build_object('id', d.person_id, 'name', p.name, 'namedBy', n.name, 'reason', d.reason) from meeting_deputies d join persons p on p.id = d.person_id left join persons n on n.id = d.named_by
            where d.meeting_id = m.id and d.replaced_at is null) as deputy,
          ${standingOn(today)}
        from meetings m join organisations o on o.id = m.branch_id join persons c on c.id = m.chair_id join persons r on r.id = m.recorder_id
          left join persons l on l.id = m.lecturer_id left join persons f on f.id = m.confirmed_by
        where m.id = ${id}`.execute(db);
      const found = rows[0];
      return found && { ...found, branch: { ...found.branch, heirs: await branchReader(db).heirs(found.branch, today) } };
    },

    /** Every change of a meeting goes this way, and takes the branch's counts along. `quiet` changes no version: sums that nobody edits. */
    async update(meeting: Meeting, set: Updateable<DB['meetings']>, quiet = false): Promise<void> {
      const after = await db
        .updateTable('meetings')
        .set({ ...set, ...(quiet ? {} : { version: sql<number>`version + 1` }) })
        .where('id', '=', meeting.id)
        .returningAll()
        .executeTakeFirstOrThrow();
      await moveCounts(db, meeting.branch.recordsSince, meeting, after);
    },

    async insert(
      values: {
        id: string;
        branchId: string;
        kind: string;
        title: string;
        state: 'planned' | 'held';
        startsAt: Date;
        endsAt: Date | null;
        heldOn: Day;
        place: string | null;
        online: boolean;
        chairId: string;
        recorderId: string;
        lecturerId: string | null;
        lecturerName: string | null;
        fiveBuildings: FiveBuilding[];
        occasionId: string | null;
        plannedBy: string | null;
        signInSecret: Buffer;
      },
      recordsSince: Day,
    ): Promise<boolean> {
      const made = await db
        .insertInto('meetings')
        .values(values)
        .onConflict((conflict) => conflict.column('id').doNothing())
        .returningAll()
        .executeTakeFirst();
      if (made) await moveCounts(db, recordsSince, null, made);
      return made !== undefined;
    },

    lastOfKind: (branchId: string, kind: string) =>
      db
        .selectFrom('meetings')
        .select(['id', 'title', 'startsAt', 'place', 'online', 'recorderId'])
        .where('branchId', '=', branchId)
        .where('kind', '=', kind)
        .where('state', '<>', 'cancelled')
        .orderBy('startsAt', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst(),
    occasionOf: (meeting: { id: string; occasionId: string | null }) =>
      db
        .selectFrom('meetings')
        .select(['id', 'kind', 'title', 'branchId', 'heldOn', 'occasionId'])
        .where((eb) => (meeting.occasionId ? eb('id', '=', meeting.occasionId) : eb('occasionId', '=', meeting.id)))
        .limit(1)
        .executeTakeFirst(),
    async joinedTo(id: string): Promise<string[]> {
      return (await db.selectFrom('meetings').select('id').where('occasionId', '=', id).where('state', '<>', 'confirmed').execute()).map(
        (row) => row.id,
      );
    },

    // The parts of a record.
    items: (meetingId: string) => db.selectFrom('meetingItems').selectAll().where('meetingId', '=', meetingId).orderBy('position').execute(),
    async replaceItems(meetingId: string, items: readonly { title: string; points: string }[]): Promise<void> {
      await db.deleteFrom('meetingItems').where('meetingId', '=', meetingId).execute();
      if (items.length > 0)
        await db
          .insertInto('meetingItems')
          .values(items.map((item, position) => ({ id: newId(), meetingId, position, title: item.title, points: item.points })))
          .execute();
    },
    setPoints: (itemId: string, points: string) => db.updateTable('meetingItems').set({ points }).where('id', '=', itemId).execute(),
    candidates: (meetingId: string) =>
      db
        .selectFrom('meetingCandidates as c')
        .innerJoin('persons as p', 'p.id', 'c.personId')
        .select(['c.personId', 'p.name', 'c.vote'])
        .where('c.meetingId', '=', meetingId)
        .orderBy('c.position')
        .execute(),
    async replaceCandidates(meetingId: string, candidates: readonly { personId: string; vote: PersonVote }[]): Promise<void> {
      await db.deleteFrom('meetingCandidates').where('meetingId', '=', meetingId).execute();
      if (candidates.length > 0)
        await db
          .insertInto('meetingCandidates')
          .values(candidates.map(({ personId, vote }, position) => ({ meetingId, personId, vote, position })))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
    },
    nextSteps: (meetingId: string) => db.selectFrom('meetingNextSteps').selectAll().where('meetingId', '=', meetingId).orderBy('position').execute(),
    async replaceNextSteps(
      meetingId: string,
      steps: readonly { text: string; ownerName?: string | null | undefined; dueOn?: Day | null | undefined }[],
    ): Promise<void> {
      await db.deleteFrom('meetingNextSteps').where('meetingId', '=', meetingId).execute();
      if (steps.length > 0)
        await db
          .insertInto('meetingNextSteps')
          .values(
            steps.map((step, position) => ({
              id: newId(),
              meetingId,
              position,
              text: step.text,
              ownerName: step.ownerName || null,
              dueOn: step.dueOn ?? null,
            })),
          )
          .execute();
    },

    decisions: (meetingId: string): Promise<Decision[]> =>
      db
        .selectFrom('meetingDecisions')
        .leftJoin('persons', 'persons.id', 'meetingDecisions.subjectId')
        .selectAll('meetingDecisions')
        .select('persons.name as subjectName')
        .where('meetingId', '=', meetingId)
        .orderBy('position')
        .orderBy('meetingDecisions.id')
        .execute(),
    async addDecision(
      decision: {
        meetingId: string;
        position: number;
        matter: string;
        vote: VoteKind;
        subjectId: string | null;
        base: number;
        present: number;
        written: number;
        writtenYes: number;
        writtenNo: number;
        secret: boolean;
        yes: number;
        no: number;
        abstain: number;
        adopted: boolean;
      },
      opinions: readonly { personId: string; receivedAt: string }[],
    ): Promise<string> {
      const id = newId();
      await db
        .insertInto('meetingDecisions')
        .values({ id, ...decision })
        .execute();
      if (opinions.length > 0)
        await db
          .insertInto('meetingOpinions')
          .values(opinions.map((opinion) => ({ decisionId: id, personId: opinion.personId, receivedAt: new Date(opinion.receivedAt) })))
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      return id;
    },
    opinions: (meetingId: string) =>
      db
        .selectFrom('meetingOpinions as o')
        .innerJoin('meetingDecisions as d', 'd.id', 'o.decisionId')
        .select(['o.decisionId', 'o.personId', 'o.receivedAt'])
        .where('d.meetingId', '=', meetingId)
        .orderBy('o.receivedAt')
        .orderBy('o.personId')
        .execute(),
    setDecision: (id: string, set: Updateable<DB['meetingDecisions']>) => db.updateTable('meetingDecisions').set(set).where('id', '=', id).execute(),
    async removeDecisions(meetingId: string, only?: string): Promise<number> {
      const gone = await db
        .deleteFrom('meetingDecisions')
        .where('meetingId', '=', meetingId)
        .$if(only !== undefined, (q) => q.where('id', '=', only as string))
        .executeTakeFirst();
      return Number(gone.numDeletedRows);
    },

    amendments: (meetingId: string): Promise<Amendment[]> =>
      db
        .selectFrom('meetingAmendments as a')
        .innerJoin('persons as p', 'p.id', 'a.personId')
        .leftJoin('meetingItems as i', 'i.id', 'a.itemId')
        .selectAll('a')
        .select(['p.name as personName', 'i.title as itemTitle'])
        .where('a.meetingId', '=', meetingId)
        .orderBy('a.id')
        .execute(),
    addAmendment: (amendment: { id: string; meetingId: string; itemId: string | null; personId: string; text: string; proposedAt: Date }) =>
      db.insertInto('meetingAmendments').values(amendment).execute(),
    decideAmendment: (id: string, set: { state: string; reason: string; decidedAt: Date }) =>
      db.updateTable('meetingAmendments').set(set).where('id', '=', id).execute(),
    addenda: (meetingId: string) =>
      db
        .selectFrom('meetingAddenda as a')
        .innerJoin('persons as p', 'p.id', 'a.personId')
        .select(['a.id', 'a.personId', 'p.name', 'a.text', 'a.at'])
        .where('a.meetingId', '=', meetingId)
        .orderBy('a.id')
        .execute(),
    addAddendum: (addendum: { id: string; meetingId: string; personId: string; text: string; at: Date }) =>
      db.insertInto('meetingAddenda').values(addendum).execute(),

    photos: (meetingId: string) =>
      db
        .selectFrom('meetingPhotos as p')
        .innerJoin('files as f', 'f.id', 'p.fileId')
        .select(['p.fileId', 'p.caption', 'p.position', 'f.sha256', 'f.mediaType'])
        .where('p.meetingId', '=', meetingId)
        .orderBy('p.position')
        .execute(),
    addPhoto: (photo: { meetingId: string; fileId: string; caption: string; position: number }) =>
      db.insertInto('meetingPhotos').values(photo).execute(),
    async removePhoto(meetingId: string, fileId: string): Promise<void> {
      await db.deleteFrom('meetingPhotos').where('meetingId', '=', meetingId).where('fileId', '=', fileId).execute();
      await db.deleteFrom('files').where('id', '=', fileId).execute();
    },
  };
  return repository;
}
export type MeetingRepository = ReturnType<typeof meetingRepository>;
