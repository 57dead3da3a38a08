import { sql } from 'kysely';
import type { Db } from '#platform/server/db/db.ts';
import { type Day, monthOf } from '#platform/shared/day/day.ts';
import { counts, LATE_FROM_DAYS, type MeetingOrigin, type MeetingState, punctuality } from '../meeting.ts';

/** What of a meeting enters the counts. */
export type CountedMeeting = {
  readonly branchId: string;
  readonly kind: string;
  readonly state: string;
  readonly startsAt: Date;
  readonly heldOn: Day;
  readonly receivedAt: Date | null;
  readonly origin: string;
  readonly present: number;
  readonly due: number;
  readonly occasionId: string | null;
};

const columns = ['late', 'confirmed', 'held', 'counted', 'present', 'due', 'occasions'] as const;
type Figures = Record<(typeof columns)[number], number>;

/** What one meeting adds to its branch's month. Before `recordsSince` it counts nowhere; the second record of one occasion adds no attendance. */
function share(meeting: CountedMeeting, recordsSince: Day): Figures {
  const recorded = counts(meeting.state as MeetingState) ? 1 : 0;
  const judged = meeting.heldOn >= recordsSince ? 1 : 0;
  const late =
    recorded &&
    judged &&
    meeting.receivedAt &&
    punctuality({
      startsAt: meeting.startsAt.toISOString(),
      receivedAt: meeting.receivedAt.toISOString(),
      origin: meeting.origin as MeetingOrigin,
    }) === 'late'
      ? 1
      : 0;
  const attended = recorded && judged && meeting.occasionId === null ? 1 : 0;
  return {
    late,
    confirmed: judged && meeting.state === 'confirmed' ? 1 : 0,
    held: judged && (recorded || meeting.state === 'held') ? 1 : 0,
    counted: recorded * judged,
    present: attended * meeting.present,
    due: attended * meeting.due,
    occasions: attended,
  };
}

/** The last day in a month on which a meeting of the kind counts. */
const lastDayOf = (branchId: string, month: Day, kind: string) => sql<Day | null>`(
  select max(m.held_on) from meetings m join organisations o on o.id = m.branch_id
  where m.branch_id = ${branchId} and m.kind = ${kind} and m.state in ('recorded', 'confirmed') and m.held_on >= o.records_since
    and m.held_on >= ${month}::date and m.held_on < (${month}::date + interval '1 month')::date)`;

/**
 * Adds to the row of a meeting's month. Its last day is looked up where the number of those that count has changed, or the day of one
 * of them: what was moved away may have been the last.
 */
async function add(tx: Db, { branchId, heldOn, kind }: CountedMeeting, by: Figures, dayMoved = false): Promise<void> {
  if (!dayMoved && columns.every((column) => by[column] === 0)) return;
  const month = `${monthOf(heldOn)}-01`;
  await tx
    .insertInto('activityCounts')
    .values({ branchId, month, kind })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  await tx
    .updateTable('activityCounts')
    .set((eb) => ({
      ...Object.fromEntries(columns.map((column) => [column, eb(column, '+', by[column])])),
      ...(dayMoved || by.counted !== 0 ? { lastOn: lastDayOf(branchId, month, kind) } : {}),
    }))
    .where('branchId', '=', branchId)
    .where('month', '=', month)
    .where('kind', '=', kind)
    .execute();
}

const less = (now: Figures | null, then: Figures) =>
  Object.fromEntries(columns.map((column) => [column, (now?.[column] ?? 0) - then[column]])) as Figures;

/** Keeps the counts in the transaction that changes the meeting: what it added before is taken away, what it adds now is put in. */
export async function moveCounts(tx: Db, recordsSince: Day, before: CountedMeeting | null, after: CountedMeeting): Promise<void> {
  const now = share(after, recordsSince);
  if (before === null) return add(tx, after, now);
  const then = share(before, recordsSince);
  if (monthOf(before.heldOn) !== monthOf(after.heldOn)) {
    await add(tx, before, less(null, then));
    return add(tx, after, now);
  }
  return add(tx, after, less(now, then), now.counted !== 0 && before.heldOn !== after.heldOn);
}

/**
 * Derives all counts anew from the meetings, in one statement, for `health rebuild` and after bulk loads. Writers wait meanwhile,
 * so that none adds to a figure that was read before its meeting.
 */
export async function rebuildCounts(tx: Db): Promise<void> {
  await sql`lock table meetings in share mode`.execute(tx);
  await sql`
    with each as (
      select m.branch_id, date_trunc('month', m.held_on)::date as month, m.held_on, m.kind, m.state,
        m.state in ('recorded', 'confirmed') as is_recorded, m.held_on >= o.records_since as is_judged,
        m.origin <> 'imported' and (m.received_at at time zone 'Asia/Shanghai')::date >= m.held_on + ${sql.lit(LATE_FROM_DAYS)} as is_late,
        m.occasion_id is null as is_first, m.present, m.due
      from meetings m join organisations o on o.id = m.branch_id where m.state in ('held', 'recorded', 'confirmed')
    ), fresh as (
      select branch_id, month, kind,
        count(*) filter (where is_recorded and is_judged and is_late) as late,
        count(*) filter (where state = 'confirmed' and is_judged) as confirmed, count(*) filter (where is_judged) as held,
        count(*) filter (where is_recorded and is_judged) as counted,
        coalesce(sum(present) filter (where is_recorded and is_judged and is_first), 0) as present,
        coalesce(sum(due) filter (where is_recorded and is_judged and is_first), 0) as due,
        count(*) filter (where is_recorded and is_judged and is_first) as occasions,
        max(held_on) filter (where is_recorded and is_judged) as last_on
      from each group by branch_id, month, kind
    ), gone as (
      delete from activity_counts c where not exists (select from fresh f where (f.branch_id, f.month, f.kind) = (c.branch_id, c.month, c.kind))
    )
    insert into activity_counts (branch_id, month, kind, late, confirmed, held, counted, present, due, occasions, last_on)
    select branch_id, month, kind, late, confirmed, held, counted, present, due, occasions, last_on from fresh
    on conflict (branch_id, month, kind) do update set late = excluded.late, confirmed = excluded.confirmed,
      held = excluded.held, counted = excluded.counted, present = excluded.present, due = excluded.due, occasions = excluded.occasions, last_on = excluded.last_on`.execute(
    tx,
  );
}
