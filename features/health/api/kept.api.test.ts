import { type RawBuilder, sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { activityTrend } from '#features/charts/api/trend.ts';
import { Call } from '#platform/server/call/call.ts';
import type { Db } from '#platform/server/db/db.ts';
import { systemActor } from '#platform/shared/actor/actor.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { dutyFigures } from './compare.ts';
import { foldBranchChanges } from './kept.ts';
import { keptHealth } from './read-health.ts';
import { makeReading } from './reading.ts';

const TODAY = '2026-11-24';
const meetingId = newId();
const spare = newId();
let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld({ now: `${TODAY}T10:00:00+08:00` });
  university = await foundUniversity(world);
});
afterAll(() => world?.close());

/** All that is read of all branches: health today and of a closed period, two comparisons, the trend. */
async function all(db: Db) {
  const call = new Call({
    tx: db,
    actor: systemActor('test'),
    now: world.running.services.clock.now(),
    language: 'zh-CN',
    requestId: 'test',
    services: world.running.services,
  });
  return {
    today: await keptHealth(db, await makeReading(db, null, TODAY)),
    quarter: await keptHealth(db, await makeReading(db, '2026-Q3', TODAY)),
    meetings: await dutyFigures(db, 'membersMeeting', ['2026-Q3', '2026-Q2'], TODAY),
    committee: await dutyFigures(db, 'committeeMeeting', ['2026-10'], TODAY),
    trend: await activityTrend(call, { months: 12, level: 'branch' }),
  };
}
/** Inside a transaction nothing is kept: everything is worked out anew. */
const anew = () => world.db.transaction().execute((tx) => all(tx as unknown as Db));
const write = (statement: RawBuilder<unknown>) => statement.execute(world.db);

const changes: [string, () => RawBuilder<unknown>][] = [
  [
    '某月的计数',
    () => sql`insert into activity_counts (branch_id, month, kind, counted, held) values
      (${university.branch.id}, '2026-08-01', 'membersMeeting', 2, 2), (${university.branch.id}, '2026-11-01', 'membersMeeting', 1, 2)`,
  ],
  ['计数改了', () => sql`update activity_counts set counted = 1, late = 1 where branch_id = ${university.branch.id}`],
  [
    '近日的一次会议',
    () => sql`insert into meetings (id, branch_id, kind, title, state, starts_at, held_on, place, online, chair_id, recorder_id)
      values (${meetingId}, ${university.branch.id}, 'membersMeeting', '党员大会', 'held', '2026-11-20T09:00:00+08:00', '2026-11-20', '会议室', false, ${university.people.secretary.id}, ${university.people.secretary.id})`,
  ],
  ['会议取消', () => sql`update meetings set state = 'cancelled', cancel_reason = '改期' where id = ${meetingId}`],
  ['计数没了', () => sql`delete from activity_counts`],
  [
    '采纳了的说明',
    () =>
      sql`insert into findings (id, branch_id, indicator, time_window, shown_on, reason, answer) values (${newId()}, ${university.branch.id}, 'members_meetings', '2026-Q3', '2026-10-01', '考试', 'accepted')`,
  ],
  ['说明退回了', () => sql`update findings set answer = 'returned'`],
  ['党员转到别的支部', () => sql`update memberships set organisation_id = ${university.far.id} where person_id = ${university.people.member.id}`],
  ['资料缺了一项', () => sql`update persons set staff_number = null where id = ${university.people.member.id}`],
  ['书记卸任', () => sql`update posts set to_on = '2026-11-01' where organisation_id = ${university.branch.id} and kind = 'secretary'`],
  ['换了一个委员', () => sql`update posts set organisation_id = ${university.far.id} where kind = 'organisationOfficer'`],
  ['支委会到届', () => sql`update committee_spans set to_on = '2026-06-30' where organisation_id = ${university.sibling.id}`],
  ['延期', () => sql`update terms set extended_to = '2027-06-30' where organisation_id = ${university.branch.id}`],
  ['没有任期', () => sql`delete from terms where organisation_id = ${university.far.id}`],
  ['支部改名', () => sql`update organisations set name = '新名支部' where id = ${university.branch.id}`],
  ['上级改名', () => sql`update organisations set name = '新名学院党委' where id = ${university.school.id}`],
  ['支部撤销', () => sql`update organisations set dissolved_on = '2026-09-30' where id = ${university.far.id}`],
  [
    '新建支部',
    () => sql`insert into organisations (id, number, code, name, kind, parent_id, path, founded_on, records_since, composition)
      select ${spare}, 999, '010199', '新支部', 'branch', id, path || '999', '2026-02-01', '2026-02-01', 'staff' from organisations where id = ${university.school.id}`,
  ],
  ['七月放假', () => sql`insert into calendar_days (day, kind) values ('2026-07-15', 'vacation')`],
  ['支部类型', () => sql`update organisations set composition = 'mixed' where id = ${university.branch.id}`],
  [
    '休假设置',
    () =>
      sql`insert into settings (key, value) values ('calendar.vacationBranches', '{"mixed": true, "joint": true}') on conflict (key) do update set value = excluded.value`,
  ],
  [
    '衡量的标准',
    () => sql`insert into settings (key, value) values ('health.measures', '[{"from": "2026-01-01", "ratioMet": 0.99, "ratioDue": 0.98}]')`,
  ],
];

describe('留在内存里的数字', () => {
  test.each(changes)('%s：留下的与重新算的一样', async (_, change) => {
    const before = await all(world.db);
    await write(change());
    const after = await all(world.db);
    expect(after).not.toEqual(before);
    expect(after).toEqual(await anew());
  });

  test('合并计次以后什么也不变，而且只剩每个支部一行', async () => {
    const before = await all(world.db);
    const left = await foldBranchChanges(world.db);
    expect(await all(world.db)).toEqual(before);
    const { rows } = await sql<{
      n: number;
      rows: number;
    }>`select count(distinct branch_id)::int as n, count(*)::int as rows from branch_changes`.execute(world.db);
    expect(rows[0]).toEqual({ n: left, rows: left });
    await write(sql`update organisations set name = '又一个名字' where id = ${university.branch.id}`);
    expect((await all(world.db)).today.some(({ branch }) => branch.name === '又一个名字')).toBe(true);
  });

  test('没有提交的改动不会留下，回滚以后读到的是原来的', async () => {
    const before = await all(world.db);
    await world.db
      .transaction()
      .execute(async (tx) => {
        await sql`update organisations set name = '不算数的名字' where id = ${university.branch.id}`.execute(tx);
        const within = await keptHealth(tx as unknown as Db, await makeReading(tx as unknown as Db, null, TODAY));
        expect(within.some(({ branch }) => branch.name === '不算数的名字')).toBe(true);
        throw new Error('back');
      })
      .catch(() => undefined);
    expect(await all(world.db)).toEqual(before);
  });

  test('许多人同时问，只算一遍，答案相同', async () => {
    await write(sql`update organisations set name = '同时' where id = ${university.branch.id}`);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => makeReading(world.db, null, TODAY).then((reading) => keptHealth(world.db, reading))),
    );
    for (const answer of answers) expect(answer).toBe(answers[0]);
  });
});

describe('支委会当月才成立', () => {
  test.each([
    ['2026-09-10', 'notApplicable', { met: 0, due: 0 }],
    ['2026-09-25', 'met', { met: 1, due: 1 }],
  ])('最后一次在 %s 开的：这个月是 %s，健康状况与对比图一样', async (lastOn, state, figures) => {
    const { sibling } = university;
    await write(sql`update committee_spans set from_on = '2026-09-20', to_on = null where organisation_id = ${sibling.id}`);
    await write(sql`delete from activity_counts where branch_id = ${sibling.id}`);
    await write(sql`insert into activity_counts (branch_id, month, kind, counted, held, last_on)
      values (${sibling.id}, '2026-09-01', 'committeeMeeting', 1, 1, ${lastOn})`);
    const kept = (await keptHealth(world.db, await makeReading(world.db, null, TODAY))).find(({ branch }) => branch.id === sibling.id);
    const duty = kept?.value.branch.health.indicators.find(({ id }) => id === 'committee_meetings');
    expect(duty?.windows.find(({ window }) => window === '2026-09')?.state).toBe(state);
    const [compared] = await dutyFigures(world.db, 'committeeMeeting', ['2026-09'], TODAY);
    expect(compared?.find(({ branch }) => branch.id === sibling.id)).toMatchObject(figures);
  });
});
