import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { health } from '#features/health/contract.ts';
import { healthFeature } from '#features/health/index.ts';
import { confirmMeeting } from '#features/meetings/agreement.ts';
import { frozenTextOf } from '#features/meetings/api/confirm-minutes.ts';
import { draftOf, loadParts, submittedOf } from '#features/meetings/api/present.ts';
import { meetingRepository } from '#features/meetings/api/repository.ts';
import { votingRoll } from '#features/meetings/api/roll.ts';
import { rebuildCounts } from '#features/meetings/index.ts';
import { missingIn } from '#features/meetings/minutes.ts';
import { type Ballot, decide } from '#features/meetings/vote.ts';
import { faultOf } from '#features/members/id-number.ts';
import { countsOf, treeOf } from '#features/organisations/api/tree.ts';
import { callAs } from '#platform/server/call/call.ts';
import { sha256 } from '#platform/server/crypto/crypto.ts';
import type { Db } from '#platform/server/db/db.ts';
import { systemActor, within } from '#platform/shared/actor/actor.ts';
import { openWorld, type World } from '#testing/world.ts';
import { DEMO_PASSWORD } from './accounts.ts';
import { type DemoReport, loadDemo, NotEmpty } from './load.ts';

const TODAY = '2026-11-24';
const SIZE = { schools: 4, branches: 34, members: 800, months: 24, seed: 7, today: TODAY };
let world: World;
let report: DemoReport;

beforeAll(async () => {
  world = await openWorld({ demo: true, now: `${TODAY}T10:00:00+08:00` });
  report = await loadDemo(world.running.services, SIZE);
});
afterAll(() => world.close());

const counts = async (db: Db) =>
  (await db.selectFrom('activityCounts').selectAll().orderBy('branchId').orderBy('month').orderBy('kind').execute()).map((row) => ({ ...row }));

describe('what the demo wrote keeps every rule that the use-cases keep', () => {
  it('kept counts are those derived anew from the meetings', async () => {
    const stored = await counts(world.db);
    expect(stored.length).toBeGreaterThan(500);
    await world.db.transaction().execute((tx) => rebuildCounts(tx as unknown as Db));
    expect(await counts(world.db)).toEqual(stored);
  });

  it('the database plans for as many people as there are', async () => {
    const { rows } = await sql<{ planned: number }>`select reltuples::int as planned from pg_class where oid = 'persons'::regclass`.execute(world.db);
    expect(rows[0]?.planned).toBe((await world.db.selectFrom('persons').select('id').execute()).length);
  });

  it('a school is the same in the whole tree, in its own and to its own reader, and has as many members as are counted person by person', async () => {
    const whole = await treeOf(world.db, TODAY, { dissolved: true });
    expect(whole.filter(({ secretary, lastDay }) => secretary && lastDay).length).toBeGreaterThan(25);
    for (const school of whole.filter(({ depth }) => depth === 2)) {
      const part = whole.filter(({ path }) => within(path, school.path));
      expect(await treeOf(world.db, TODAY, { dissolved: true, path: school.path })).toEqual(part);
      const own = await treeOf(world.db, TODAY, { dissolved: true, known: [school.path] });
      expect(own.filter(({ path }) => within(path, school.path))).toEqual(part);
      const { full, probationary } = await countsOf(world.db, school.path);
      expect([school.fullMembers, school.members]).toEqual([full, full + probationary]);
    }
  });

  it('the branch that is shown has two groups; every member of it belongs to one, and each is led by one of its own', async () => {
    const { rows } = await sql<{ name: string; members: number; led: number; strangers: number }>`
      select o.name, count(g.id)::int as members,
        (select count(*) from posts t join group_memberships l on l.person_id = t.person_id and l.group_id = o.id and l.to_on is null where t.organisation_id = o.id and t.kind = 'groupLeader' and t.to_on is null)::int as led,
        count(*) filter (where not exists (select from memberships m join persons p on p.id = m.person_id where m.person_id = g.person_id and m.organisation_id = o.parent_id and m.to_on is null and p.category in ('full', 'probationary')))::int as strangers
        from organisations o left join group_memberships g on g.group_id = o.id and g.to_on is null where o.kind = 'group' group by o.id order by o.code`.execute(
      world.db,
    );
    expect(rows).toEqual(['第一党小组', '第二党小组'].map((name) => ({ name, members: 6, led: 1, strangers: 0 })));
  });

  it('each confirmed record verifies: its text is that of its rows, under its hash, and could be confirmed when it was', async () => {
    const rows = await world.db.selectFrom('meetings').select(['id', 'canonical', 'sha256']).where('state', '=', 'confirmed').orderBy('id').execute();
    expect(rows.length).toBeGreaterThan(900);
    for (const row of rows) expect(sha256(row.canonical as string)).toBe(row.sha256);
    await callAs(world.running.services, systemActor('test'), async (call) => {
      for (const { id, canonical } of rows.filter((_, i) => i % 7 === 0)) {
        const meeting = await meetingRepository(call.tx).byId(id, TODAY);
        if (!meeting) throw new Error(id);
        const parts = await loadParts(call, meeting);
        expect(frozenTextOf(meeting, parts)).toBe(canonical);
        expect(
          confirmMeeting({ ...submittedOf(meeting, parts.roll, parts.amendments), state: 'recorded' }, (meeting.confirmedAt as Date).toISOString()),
        ).toMatchObject({ ok: true });
      }
    });
  });

  it('each record holds what is mandatory, and each decision is what the rule of votes says of its roll', async () => {
    const rows = await world.db
      .selectFrom('meetings as m')
      .select('m.id')
      .where('m.state', 'in', ['recorded', 'confirmed'])
      .where((eb) => eb.exists(eb.selectFrom('meetingDecisions as d').select('d.id').whereRef('d.meetingId', '=', 'm.id')))
      .execute();
    expect(rows.length).toBeGreaterThan(200);
    await callAs(world.running.services, systemActor('test'), async (call) => {
      for (const { id } of rows) {
        const meeting = await meetingRepository(call.tx).byId(id, TODAY);
        if (!meeting) throw new Error(id);
        const parts = await loadParts(call, meeting);
        expect(missingIn(draftOf(meeting, parts))).toEqual([]);
        for (const one of parts.decisions) {
          const opinions = await call.tx.selectFrom('meetingOpinions').selectAll().where('decisionId', '=', one.id).execute();
          const aboutOne = one.vote === 'admission' || one.vote === 'conversion';
          const ballot: Ballot = {
            vote: one.vote as Ballot['vote'],
            matter: one.matter,
            tally: { yes: one.yes, no: one.no, abstain: one.abstain },
            secret: aboutOne,
            candidateIds: aboutOne ? [one.subjectId as string] : [],
            written: { yes: one.written, no: 0, abstain: 0 },
          };
          const decided = decide(
            {
              kind: meeting.kind,
              state: 'held',
              startsAt: meeting.startsAt.toISOString(),
              roll: votingRoll(parts.roll, meeting.kind),
              opinions: opinions.map((o) => ({ personId: o.personId, receivedAt: o.receivedAt.toISOString() })),
            },
            ballot,
          );
          expect(decided).toMatchObject({ ok: true, value: { base: one.base, present: one.present, written: one.written, adopted: one.adopted } });
        }
      }
    });
  });

  it('tonight finds nothing that past midnights have not found, and closes nothing that they left open', async () => {
    const read = () => world.db.selectFrom('findings').select(['id', 'state', 'closedBy']).orderBy('id').execute();
    const before = await read();
    await healthFeature.atMidnight?.(world.running.services, TODAY);
    expect(await read()).toEqual(before);
  });

  it('branches are green, amber, red and grey, most of them green, and the committee sees them so', async () => {
    for (const state of ['green', 'amber', 'red', 'grey']) expect(report.states[state]).toBeGreaterThan(0);
    expect(report.states.green).toBeGreaterThan(SIZE.branches * 0.55);
    const client = world.client();
    await client.signIn('committee', DEMO_PASSWORD);
    const { body, status } = await client.ask(health.listBranchHealth, {});
    expect(status).toBe(200);
    expect(body.items.map((item) => item.state)).toContain('red');
  });

  it('has late records, cancelled meetings, a merged branch, one without a secretary, a term overdue and one extended', async () => {
    const { rows } = await sql<Record<string, number>>`select
      (select sum(late) from activity_counts)::int as late, (select count(*) from meetings where state = 'cancelled')::int as cancelled,
      (select count(*) from organisation_changes where kind = 'merged')::int as merged, (select count(*) from memberships where reason = 'merge' and to_on is null)::int as carried,
      (select count(*) from organisations o where o.kind = 'branch' and o.dissolved_on is null and not exists (select from posts p where p.organisation_id = o.id and p.kind = 'secretary' and p.to_on is null))::int as leaderless,
      (select count(*) from terms where ended_on is null and coalesce(extended_to, last_day) < ${TODAY})::int as overdue, (select count(*) from terms where ended_on is null and extended_to is not null)::int as extended`.execute(
      world.db,
    );
    for (const [name, value] of Object.entries(rows[0] ?? {})) expect(value, name).toBeGreaterThan(0);
  });

  it('people are invented: numbers of area 99 that pass their check and can be opened with the key', async () => {
    const people = await world.db.selectFrom('persons').select(['idNumberSealed', 'idNumberIndex', 'idNumberLast', 'isDemo']).execute();
    for (const { idNumberSealed, idNumberIndex, idNumberLast, isDemo } of people) {
      expect(isDemo).toBe(true);
      if (!idNumberSealed) continue;
      const number = world.running.services.crypto.open(idNumberSealed);
      expect(number.startsWith('99')).toBe(true);
      expect(faultOf(number)).toBeUndefined();
      expect(world.running.services.crypto.blindIndex(number)).toBe(idNumberIndex);
      expect(number.endsWith(idNumberLast as string)).toBe(true);
    }
  });

  it('each demo account signs in', async () => {
    expect(report.accounts.map((one) => one.username)).toEqual([
      'committee',
      'publicity',
      'organisation',
      'school',
      'branch',
      'member',
      'activist',
      'guest',
      'operator',
    ]);
    for (const { username } of report.accounts) await world.client().signIn(username, DEMO_PASSWORD);
  });

  it('is loaded once, and a refused second load leaves nothing', async () => {
    await expect(loadDemo(world.running.services, SIZE)).rejects.toBeInstanceOf(NotEmpty);
  });
});

it('the same seed and day give the same university', async () => {
  const other = await openWorld({ demo: true, now: `${TODAY}T10:00:00+08:00` });
  try {
    await loadDemo(other.running.services, SIZE);
    const print = async (db: Db) =>
      (
        await sql`select md5(string_agg(sha256 || title, ',' order by id)) as meetings, (select md5(string_agg(id::text || name || staff_number, ',' order by id)) from persons) as persons from meetings where state = 'confirmed'`.execute(
          db,
        )
      ).rows;
    expect(await print(other.db)).toEqual(await print(world.db));
  } finally {
    await other.close();
  }
});

it.each([
  ['2026-01-01', 13],
  ['2026-08-20', 6],
  ['2028-02-29', 3],
])('whatever the day: on %s, with %i months, it loads and that night finds nothing more', async (today, months) => {
  const other = await openWorld({ demo: true, now: `${today}T10:00:00+08:00` });
  try {
    await loadDemo(other.running.services, { schools: 2, branches: 14, members: 200, months, seed: 3, today });
    const read = () => other.db.selectFrom('findings').select(['id', 'state', 'closedBy']).orderBy('id').execute();
    const before = await read();
    await healthFeature.atMidnight?.(other.running.services, today);
    expect(await read()).toEqual(before);
  } finally {
    await other.close();
  }
});
