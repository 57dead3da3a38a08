import { type RawBuilder, sql } from 'kysely';
import type { Call } from '#platform/server/call/call.ts';
import { plannedOnce } from '#platform/server/db/db.ts';
import { pageFrom, readCursor } from '#platform/server/http/cursor.ts';
import { type Actor, signedIn, within } from '#platform/shared/actor/actor.ts';
import type { Input, Output } from '#platform/shared/contract/contract.ts';
import { firstDay, lastDay, shanghaiIso } from '#platform/shared/day/day.ts';
import { staffs } from '../../organisations/scope.ts';
import type { meetings } from '../contract.ts';
import type { RecordableKind } from '../kind.ts';
import type { MeetingOrigin, MeetingState } from '../meeting.ts';
import { mayConfirmMeeting, mayDecideAmendment, mayListMeeting, mayReadMeeting, mayRecordMeeting } from '../policy.ts';
import { branchReader, type MeetingBranch } from './branch.ts';
import { punctualityOf, type Standing, subjectOf } from './present.ts';
import { standingOn } from './repository.ts';

type Row = {
  id: string;
  kind: RecordableKind;
  title: string;
  state: MeetingState;
  startsAt: Date;
  endsAt: Date | null;
  place: string | null;
  online: boolean;
  present: number;
  due: number;
  agreed: number;
  receivedAt: Date | null;
  origin: MeetingOrigin;
  branchId: string;
  branchName: string;
  path: string;
};

/**
 * `mayListMeeting` as SQL: one's own branch wholly, the subtree of the acting post from *recorded* on, and for those whom the
 * branch looks after what welcomes them. A test holds the two against each other. `place` is a subtree that was asked for: it narrows each part
 * by itself, since the database takes two conditions on one path for independent, and then reads all meetings to find what it holds for few.
 */
function visible(actor: Actor, place: string | null): { where: RawBuilder<boolean>; ofOneBranch: boolean } {
  const { branch, post } = actor;
  const whole = new Set<string>();
  const parts: RawBuilder<boolean>[] = [];
  const there = place === null ? sql`` : sql` and o.path <@ ${place}::ltree`;
  if (branch && (actor.category === 'full' || actor.category === 'probationary')) whole.add(branch.id);
  else if (branch && actor.category !== null && actor.category !== 'nonMember')
    parts.push(sql`(m.branch_id = ${branch.id} and m.state = 'announced' and m.kind = 'partyLecture'${there})`);
  if (post && staffs(actor, post.path) && post.scope === post.path) whole.add(post.organisationId);
  // One branch is asked for by itself, so that its index gives the order.
  if (whole.size === 1) parts.push(sql`(m.branch_id = ${[...whole][0]}${there})`);
  else if (whole.size > 1) parts.push(sql`(m.branch_id = any(${sql.val([...whole])}::uuid[])${there})`);
  // Beneath a branch no meeting is held: its secretary needs no look at a subtree.
  const holdsItsOwn = post?.organisationKind === 'branch' || post?.organisationKind === 'directBranch';
  const seesSubtree = post !== null && !holdsItsOwn && seesBelow(actor);
  const beneath = place !== null && post !== null && within(place, post.scope) ? place : post?.scope;
  const meet = place === null || (post !== null && (within(place, post.scope) || within(post.scope, place)));
  if (seesSubtree && meet) parts.push(sql`(o.path <@ ${beneath}::ltree and o.path <> ${post.scope}::ltree and m.state in ('recorded', 'confirmed'))`);
  return {
    where: parts.length === 0 ? sql`false` : sql`(${sql.join(parts, sql` or `)})`,
    ofOneBranch: parts.length === 1 && !seesSubtree && place === null,
  };
}

/** A policy cannot be run in SQL for each row; whether the acting post oversees anything at all is asked of it once. */
function seesBelow(actor: Actor): boolean {
  return actor.post !== null && mayReadMeeting(actor, { branch: { id: '', path: `${actor.post.scope}.0` }, state: 'recorded' }).ok;
}

type Filter = {
  branch?: string | undefined;
  kind?: readonly string[] | undefined;
  from?: string | undefined;
  to?: string | undefined;
  month?: string | undefined;
  state?: readonly string[] | undefined;
  composition?: readonly string[] | undefined;
  counted?: boolean | undefined;
};

async function select(call: Call, filter: Filter, order: 'newest' | 'oldest', limit: number, after?: { at: string; id: string }): Promise<Row[]> {
  const place = filter.branch
    ? await call.tx.selectFrom('organisations').select(['path', 'kind']).where('id', '=', filter.branch).executeTakeFirst()
    : null;
  if (place === undefined) return [];
  const oneBranch = place?.kind === 'branch' || place?.kind === 'directBranch';
  const subtree = place && !oneBranch ? place.path : null;
  const seen =
    call.actor.kind === 'system'
      ? { where: subtree === null ? sql`true` : sql`o.path <@ ${subtree}::ltree`, ofOneBranch: false }
      : visible(call.actor, subtree);
  const where: RawBuilder<unknown>[] = [seen.where];
  if (oneBranch) where.push(sql`m.branch_id = ${filter.branch}`);
  if (filter.kind?.length) where.push(sql`m.kind = any(${sql.val([...filter.kind])}::text[])`);
  if (filter.state?.length) where.push(sql`m.state = any(${sql.val([...filter.state])}::text[])`);
  if (filter.composition?.length) where.push(sql`o.composition = any(${sql.val([...filter.composition])}::text[])`);
  if (filter.counted) where.push(sql`m.held_on >= o.records_since`);
  if (filter.from) where.push(sql`m.held_on >= ${filter.from}`);
  if (filter.to) where.push(sql`m.held_on <= ${filter.to}`);
  if (filter.month) where.push(sql`m.held_on between ${firstDay(filter.month)} and ${lastDay(filter.month)}`);
  if (after)
    where.push(
      order === 'newest'
        ? sql`(m.starts_at, m.id) < (${after.at}::timestamptz, ${after.id}::uuid)`
        : sql`(m.starts_at, m.id) > (${after.at}::timestamptz, ${after.id}::uuid)`,
    );
  const by = order === 'newest' ? sql`m.starts_at desc, m.id desc` : sql`m.starts_at, m.id`;
  // The index of one branch gives the order, whichever branch it is; how a subtree is best read depends on its size.
  const { rows } = await sql<Row>`${seen.ofOneBranch ? plannedOnce : sql``}
    select m.id, m.kind, m.title, m.state, m.starts_at, m.ends_at, m.place, m.online, m.present, m.due, m.agreed, m.received_at, m.origin, m.branch_id, o.name as branch_name, o.path::text as path
    from meetings m join organisations o on o.id = m.branch_id where ${sql.join(where, sql` and `)} order by ${by} limit ${limit}`.execute(call.tx);
  return rows;
}

function present(actor: Actor, row: Row) {
  const branch = { id: row.branchId, path: row.path };
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    state: row.state,
    startsAt: shanghaiIso(row.startsAt),
    endsAt: row.endsAt ? shanghaiIso(row.endsAt) : null,
    place: row.place,
    online: row.online,
    present: row.present,
    due: row.due,
    agreed: row.agreed,
    late: punctualityOf(row) === 'late',
    branch: { id: row.branchId, name: row.branchName },
    readable: actor.kind === 'system' || mayReadMeeting(actor, { branch, state: row.state }).ok,
  };
}

/** Meetings that the actor may see, newest first, filtered by place, kind, time and state. */
export async function listMeetings(call: Call, input: Input<typeof meetings.listMeetings>): Promise<Output<typeof meetings.listMeetings>> {
  call.permit(signedIn);
  const after = readCursor(call, input.cursor, ['instant', 'id']);
  const rows = await select(call, input, input.order, input.limit + 1, after && { at: after[0], id: after[1] });
  const page = pageFrom(rows, input.limit, (row) => [row.startsAt.toISOString(), row.id]);
  return { items: page.rows.map((row) => present(call.actor, row)), nextCursor: page.nextCursor };
}

const MONTH_LINES = 500;

/** One month for the calendar, without pages, in the order of the days. A whole university's month may be more than it holds, and then it says so. */
export async function meetingMonth(call: Call, input: Input<typeof meetings.meetingMonth>): Promise<Output<typeof meetings.meetingMonth>> {
  call.permit(signedIn);
  const rows = await select(call, { branch: input.branch, kind: input.kind, month: input.month }, 'oldest', MONTH_LINES + 1);
  return {
    month: input.month,
    firstDay: firstDay(input.month),
    lastDay: lastDay(input.month),
    complete: rows.length <= MONTH_LINES,
    items: rows.slice(0, MONTH_LINES).map((row) => present(call.actor, row)),
  };
}

type Waiting = Row &
  Omit<Standing, 'branch'> & {
    status: string | null;
    answer: string | null;
    onRoll: boolean;
    agreedNow: boolean;
    /** Who proposed what is not decided yet. */
    proposers: string[];
  };

/** What waits for me in my own branch, and of a branch that came to it: an answer, a roll, minutes, an agreement, a proposal, a confirmation. The earliest first. */
export async function waitingMeetings(call: Call): Promise<Output<typeof meetings.waitingMeetings>> {
  call.permit(signedIn);
  const { actor, now, today } = call;
  if (!actor.branch || !actor.personId || !mayListMeeting(actor, { branch: actor.branch, state: 'planned', kind: 'membersMeeting' }).ok)
    return { items: [] };
  const reader = branchReader(call.tx);
  const branches = [actor.branch.id, ...(await reader.predecessors(actor.branch.id))];
  const { rows } = await sql<Waiting>`
    select m.id, m.kind, m.title, m.state, m.starts_at, m.ends_at, m.place, m.online, m.present, m.due, m.agreed, m.received_at, m.origin, m.branch_id, o.name as branch_name, o.path::text as path,
      m.recorder_id, m.chair_id, ${standingOn(today)}, a.status, a.answer, a.person_id is not null as on_roll,
      coalesce(a.agreed_at > coalesce((select max(decided_at) from meeting_amendments x where x.meeting_id = m.id and x.state = 'accepted'), '-infinity'), false) as agreed_now,
      array(select x.person_id from meeting_amendments x where x.meeting_id = m.id and x.state = 'proposed') as proposers,
      (select jsonb_build_object('id', d.person_id) from meeting_deputies d where d.meeting_id = m.id and d.replaced_at is null) as deputy
    from meetings m join organisations o on o.id = m.branch_id left join attendances a on a.meeting_id = m.id and a.person_id = ${actor.personId}
    where m.branch_id = any(${sql.val(branches)}::uuid[]) and m.state in ('planned', 'announced', 'held', 'recorded') order by m.starts_at, m.id limit 100`.execute(
    call.tx,
  );
  const places = new Map<string, MeetingBranch>();
  for (const id of new Set(rows.map((row) => row.branchId))) places.set(id, (await reader.branch(id, today)) as MeetingBranch);
  const items = rows.flatMap((row) => {
    const waits = waitsFor(row, now, mine(actor, row, places.get(row.branchId) as MeetingBranch));
    return waits ? [{ waits, meeting: present(actor, row) }] : [];
  });
  return { items };
}

/** Which of the tasks of a record are this person's, by the policies that guard the doors. */
function mine(actor: Actor, row: Waiting, branch: MeetingBranch): { records: boolean; decides: boolean; confirms: boolean } {
  const subject = subjectOf({ ...row, branch });
  return {
    records: mayRecordMeeting(actor, subject).ok,
    decides: row.proposers.some((proposerId) => mayDecideAmendment(actor, { ...subject, proposerId }).ok),
    confirms: mayConfirmMeeting(actor, subject).ok,
  };
}

const HOUR = 3_600_000;

function waitsFor(
  row: Waiting,
  now: Date,
  { records, decides, confirms }: ReturnType<typeof mine>,
): Output<typeof meetings.waitingMeetings>['items'][number]['waits'] | null {
  const since = now.getTime() - row.startsAt.getTime();
  if (row.state === 'planned') return records ? 'announce' : null;
  if (row.state === 'announced')
    return records && since > -HOUR ? 'takeRoll' : row.onRoll && row.answer === null && row.status === null && since < 0 ? 'answer' : null;
  if (row.state === 'held') return records ? 'submit' : null;
  const hours = row.receivedAt ? (now.getTime() - row.receivedAt.getTime()) / HOUR : 0;
  if (decides) return 'decideAmendments';
  if (confirms && row.proposers.length === 0 && (hours >= 48 || (row.present > 0 && row.agreed >= row.present))) return 'confirm';
  return row.status === 'present' && !row.agreedNow && hours < 48 ? 'agree' : null;
}
