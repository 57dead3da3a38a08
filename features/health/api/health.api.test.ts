import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { features } from '#apps/server/features.ts';
import { runMidnight } from '#platform/server/jobs/midnight.ts';
import { addDays, type Day, shiftWindow, startOf } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { foundUniversity, type Place, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { health } from '../contract.ts';
import { healthFeature } from '../index.ts';

let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld({ now: '2026-11-24T10:00:00+08:00', features: withHealth() });
  university = await foundUniversity(world);
  await restingMonths(['2026-02', '2026-08']);
  await eightFullMembers();
  await workedExample(university.branch);
});
afterAll(() => world.close());

function withHealth() {
  return features.some((feature) => feature.name === 'health') ? features : [...features, healthFeature];
}

/** Months with nine teaching days. */
async function restingMonths(months: string[]) {
  await world.db
    .insertInto('calendarDays')
    .values(
      months.flatMap((month) => Array.from({ length: 28 }, (_, i) => ({ day: addDays(`${month}-01`, i), kind: i < 9 ? 'teaching' : 'vacation' }))),
    )
    .execute();
}

/** The branch of the example has eight full members and a committee of three that holds all duties. */
async function eightFullMembers() {
  const { branch, people, person } = university;
  for (const name of ['唐一', '唐二', '唐三', '唐四']) await person(name, branch);
  await world.db
    .insertInto('posts')
    .values({ id: newId(), personId: people.publicity.id, organisationId: branch.id, kind: 'disciplineOfficer', fromOn: '2024-03-01' })
    .execute();
  await world.db.updateTable('persons').set({ ethnicity: '01' }).execute();
}

type Meeting = { kind: string; on: Day; state?: string; due?: number; present?: number };

/** Meetings as records, and the counts that the room of the meetings keeps of them. */
async function hold(at: Place, meetings: readonly Meeting[]) {
  const { people } = university;
  for (const { kind, on, state = 'confirmed', due = 10, present = 9 } of meetings) {
    const attends = kind === 'committeeMeeting' ? 0 : 1;
    const startsAt = new Date(startOf(on).getTime() + 19 * 3_600_000);
    await world.db
      .insertInto('meetings')
      .values({
        id: newId(),
        branchId: at.id,
        kind,
        title: '会议',
        state,
        startsAt,
        heldOn: on,
        place: '明理楼',
        chairId: people.secretary.id,
        recorderId: people.officer.id,
        receivedAt: ['recorded', 'confirmed'].includes(state) ? startsAt : null,
        due,
        present,
        ...(state === 'confirmed' ? { sha256: '0'.repeat(64), canonical: '{}', confirmedAt: startsAt } : {}),
      })
      .execute();
    if (!['held', 'recorded', 'confirmed'].includes(state)) continue;
    const recorded = state === 'held' ? 0 : 1;
    const figures = {
      held: 1,
      counted: recorded,
      confirmed: state === 'confirmed' ? 1 : 0,
      occasions: attends * recorded,
      due: attends * recorded * due,
      present: attends * recorded * present,
    };
    await world.db
      .insertInto('activityCounts')
      .values({ branchId: at.id, month: `${on.slice(0, 7)}-01`, kind, ...figures })
      .onConflict((conflict) =>
        conflict
          .columns(['branchId', 'month', 'kind'])
          .doUpdateSet((eb) =>
            Object.fromEntries(
              Object.entries(figures).map(([name, n]) => [name, eb(eb.ref(`activityCounts.${name}` as 'activityCounts.held'), '+', n)]),
            ),
          ),
      )
      .execute();
  }
}

/** 本科生支部 of the worked example, on 24 November 2026. */
async function workedExample(at: Place) {
  const months = Array.from({ length: 12 }, (_, i) => shiftWindow('2025-11', i)).filter((month) => !['2026-02', '2026-08'].includes(month));
  await hold(at, [
    ...['2025-11-12', '2026-04-10', '2026-06-12', '2026-09-11'].map((on) => ({ kind: 'membersMeeting', on, due: 50, present: 43 })),
    ...months.filter((month) => month !== '2026-09').map((month) => ({ kind: 'committeeMeeting', on: `${month}-20` })),
    ...['2025-12-05', '2026-03-06', '2026-05-08', '2026-07-03', '2026-10-09'].map((on) => ({ kind: 'partyLecture', on, due: 50, present: 43 })),
    ...[...months, '2026-11'].map((month) => ({ kind: 'themeDay', on: `${month}-05`, due: 50, present: 43 })),
  ]);
}

const figuresOf = (
  row: { indicators: readonly { id: string; state: string; numerator: number | null; denominator: number | null }[] },
  id: string,
) => {
  const found = row.indicators.find((indicator) => indicator.id === id);
  return [found?.state, found?.numerator, found?.denominator];
};
async function read(who: Parameters<University['as']>[0], period?: string) {
  const answer = await (await university.as(who)).ask(health.getBranchHealth, { branchId: university.branch.id, ...(period ? { period } : {}) });
  expect(answer.status).toBe(200);
  return answer.body;
}

describe('本科生支部，2026 年 11 月 24 日，从数据库读', () => {
  test.each([
    ['members_meetings', ['open', 3, 4]],
    ['committee_meetings', ['missed', 9, 10]],
    ['party_lectures', ['met', 4, 4]],
    ['theme_days', ['met', 10, 10]],
    ['records_confirmed', ['met', 29, 29]],
    ['group_meetings', ['notRecorded', null, null]],
    ['committee_complete', ['met', 4, 4]],
  ])('%s: %j', async (id, figures) => {
    expect(figuresOf(await read('secretary'), id)).toEqual(figures);
  });

  test('出席率 0.86，资料完整，任期还有 96 天', async () => {
    const seen = await read('member');
    const [state, present, due] = figuresOf(seen, 'attendance');
    expect([state, Number(present) / Number(due)]).toEqual(['met', 0.86]);
    expect(figuresOf(seen, 'data_complete')[0]).toBe('met');
    expect(seen.indicators.find(({ id }) => id === 'term')).toMatchObject({ state: 'due', facts: { daysLeft: 96, lastDay: '2027-02-28' } });
  });

  test('支部自己看到 amber 和两条理由；还没有写缺项，上级看到的是未到期', async () => {
    const own = await read('secretary');
    expect([own.view, own.state, own.reasons]).toEqual(['branch', 'amber', ['committee_meetings', 'term']]);
    const above = await read('organiser');
    expect([above.view, above.state, above.reasons]).toEqual(['above', 'green', []]);
    expect(figuresOf(above, 'committee_meetings')).toEqual(['due', 9, 10]);
  });

  test('补了九月的会：两项待完成，仍是 amber；十一月也开了：只剩任期，green', async () => {
    const count = (month: Day) =>
      world.db
        .insertInto('activityCounts')
        .values({ branchId: university.branch.id, month, kind: 'committeeMeeting', late: 1, held: 1, counted: 1, confirmed: 1 })
        .execute();
    await count('2026-09-01');
    const late = await read('secretary');
    expect([late.state, late.reasons, figuresOf(late, 'committee_meetings')]).toEqual(['amber', ['committee_meetings', 'term'], ['due', 10, 10]]);
    expect((await read('organiser')).state).toBe('green');
    await count('2026-11-01');
    const both = await read('secretary');
    expect([both.state, both.reasons, figuresOf(both, 'committee_meetings')]).toEqual(['green', [], ['met', 10, 10]]);
    await world.db.deleteFrom('activityCounts').where('kind', '=', 'committeeMeeting').where('month', 'in', ['2026-09-01', '2026-11-01']).execute();
  });

  test('每个数字都能打开它的记录：条件就是会议列表的查询', async () => {
    const { records } = await read('secretary');
    expect(records.committee_meetings).toEqual({
      branch: university.branch.id,
      kind: ['committeeMeeting'],
      from: '2025-11-01',
      to: '2026-11-30',
      state: ['recorded', 'confirmed'],
      counted: true,
    });
    expect(records.records_confirmed).toMatchObject({ from: '2025-10-01', to: '2026-11-13' });
    expect(records.term).toBeUndefined();
  });

  test('已结束的时期：按期末读，没有进行中的窗口', async () => {
    const seen = await read('secretary', '2026-Q3');
    expect([seen.closed, seen.asOf, figuresOf(seen, 'data_complete')[0]]).toEqual([true, '2026-09-30', 'notApplicable']);
    expect(seen.indicators.every(({ running }) => running === null)).toBe(true);
    expect(
      (await (await university.as('secretary')).ask(health.getBranchHealth, { branchId: university.branch.id, period: '2027-Q1' })).problem?.code,
    ).toBe('period_not_begun');
  });

  test('本月该办的事：先是缺的，再是进行中的，每件一个按钮', async () => {
    const answer = await (await university.as('secretary')).ask(health.branchDuties, { branchId: university.branch.id });
    expect(answer.body.items.map(({ indicator, window, state, button }) => [indicator, window, state, button])).toEqual([
      ['committee_meetings', '2026-09', 'missed', 'mend'],
      ['members_meetings', '2026-Q4', 'open', 'plan'],
      ['committee_meetings', '2026-11', 'due', 'plan'],
      ['party_lectures', '2026-Q4', 'met', 'none'],
      ['theme_days', '2026-11', 'met', 'none'],
    ]);
  });
});

describe('谁看得到什么', () => {
  test.each<[Parameters<University['as']>[0], string[]]>([
    ['secretary', ['本科生第二党支部']],
    ['member', ['本科生第二党支部']],
    ['probationary', ['本科生第二党支部']],
    ['activist', []],
    ['guest', []],
    ['siblingMember', ['教工第一党支部']],
    ['organiser', ['本科生第二党支部', '教工第一党支部']],
    ['otherOrganiser', ['研究生第一党支部']],
    ['department', ['本科生第二党支部', '教工第一党支部', '研究生第一党支部']],
    ['committee', ['本科生第二党支部', '教工第一党支部', '研究生第一党支部']],
  ])('%s 的列表恰好是许可的那些', async (who, names) => {
    const client = await university.as(who);
    const list = await client.ask(health.listBranchHealth, {});
    expect(list.body.items.map(({ organisation }) => organisation.name)).toEqual(names);
    for (const at of [university.branch, university.sibling, university.far]) {
      const one = await client.ask(health.getBranchHealth, { branchId: at.id });
      expect(one.status, `${who} ${at.name}`).toBe(names.includes(at.name) ? 200 : 404);
    }
  });

  test('按院系收窄；范围外的院系答“没有找到”；没登录先请登录', async () => {
    const department = await university.as('department');
    const narrowed = await department.ask(health.listBranchHealth, { within: university.other.id, period: '2026-Q3' });
    expect(narrowed.body.items.map(({ organisation }) => organisation.name)).toEqual(['研究生第一党支部']);
    expect((await (await university.as('organiser')).ask(health.listBranchHealth, { within: university.other.id })).status).toBe(404);
    expect((await world.client().ask(health.listBranchHealth, {})).problem?.code).toBe('not_signed_in');
    expect((await department.ask(health.getBranchHealth, { branchId: university.school.id })).problem?.code).toBe('not_a_branch');
  });

  test('CSV：带 BOM，公式写成文字', async () => {
    await world.db.updateTable('organisations').set({ name: '=教工第一党支部' }).where('id', '=', university.sibling.id).execute();
    const answer = await (await university.as('organiser')).ask(health.branchHealthCsv, {});
    await world.db.updateTable('organisations').set({ name: '教工第一党支部' }).where('id', '=', university.sibling.id).execute();
    const text = answer.raw.toString('utf8');
    expect([text[0], answer.headers['content-type']]).toEqual(['\uFEFF', 'text/csv; charset=utf-8']);
    expect(text).toContain("\r\n'=教工第一党支部,信息学院党委,");
  });
});

describe('先让支部知道', () => {
  beforeEach(async () => {
    await world.db.deleteFrom('findings').execute();
    await world.db.deleteFrom('settings').where('key', 'like', 'midnight.last%').execute();
  });
  const night = async (day: Day) => {
    world.clock.set(`${day}T00:05:00+08:00`);
    expect(await runMidnight(world.running.services, withHealth(), day)).toBe(true);
  };
  const findings = async (who: Parameters<University['as']>[0], state: 'open' | 'closed' | 'waiting' = 'open') =>
    (await (await university.as(who)).ask(health.listFindings, { within: university.branch.id, state })).body.items;

  test('月末过去，夜里写缺项：支部当天看到，上级第八天看到；补记录后就办结', async () => {
    await night('2026-12-01');
    const own = (await findings('secretary')).map(({ indicator, window }) => [indicator, window]);
    expect(own).toEqual(
      expect.arrayContaining([
        ['committee_meetings', '2026-09'],
        ['committee_meetings', '2026-11'],
      ]),
    );
    expect(await findings('organiser')).toEqual([]);
    await night('2026-12-07');
    expect(await findings('organiser')).toEqual([]);
    expect(
      (await read('organiser')).indicators.find(({ id }) => id === 'committee_meetings')?.windows.find(({ window }) => window === '2026-11')?.state,
    ).toBe('open');

    await night('2026-12-08');
    expect((await findings('organiser')).map(({ window }) => window).sort()).toEqual(['2026-09', '2026-11']);
    expect((await read('organiser')).state).toBe('amber');

    await hold(university.branch, [{ kind: 'committeeMeeting', on: '2026-11-25', state: 'recorded' }]);
    await night('2026-12-09');
    expect((await findings('secretary', 'closed')).map(({ window, closedBy, closedOn }) => [window, closedBy, closedOn])).toEqual([
      ['2026-11', 'record', '2026-12-09'],
    ]);
    await world.db.deleteFrom('meetings').where('heldOn', '=', '2026-11-25').execute();
    await world.db.deleteFrom('activityCounts').where('month', '=', '2026-11-01').where('kind', '=', 'committeeMeeting').execute();
  });

  test('说明当天送到上级；退回要写原因；改过再送，采纳后这个窗口不再计入', async () => {
    await night('2026-11-24');
    const secretary = await university.as('secretary');
    const [finding] = await findings('secretary');
    expect(finding).toMatchObject({
      indicator: 'committee_meetings',
      window: '2026-09',
      shownAboveOn: '2026-12-01',
      abilities: { explain: { allowed: true }, answer: { allowed: false, code: 'not_level_above' } },
    });
    const findingId = finding?.id ?? '';
    const organiser = await university.as('organiser');
    expect((await organiser.ask(health.getFinding, { findingId })).status).toBe(404);
    expect((await (await university.as('member')).ask(health.explainFinding, { findingId, reason: '实习' })).problem?.code).toBe(
      'not_branch_officer',
    );
    expect((await secretary.ask(health.explainFinding, { findingId, reason: '  ' })).problem?.code).toBe('reason_missing');
    expect((await organiser.ask(health.answerFinding, { findingId, answer: 'accepted' })).status).toBe(404);

    expect((await secretary.ask(health.explainFinding, { findingId, reason: '全体党员在外实习' })).body.waiting).toBe(true);
    expect((await findings('organiser', 'waiting')).map(({ id, reasonBy }) => [id, reasonBy])).toEqual([[findingId, '林知远']]);
    expect((await organiser.ask(health.answerFinding, { findingId, answer: 'returned' })).problem?.code).toBe('remark_missing');
    expect((await organiser.ask(health.answerFinding, { findingId, answer: 'returned', remark: '请写明日期' })).body).toMatchObject({
      waiting: false,
      answer: 'returned',
    });
    expect((await (await university.as('otherOrganiser')).ask(health.answerFinding, { findingId, answer: 'accepted' })).status).toBe(404);
    await secretary.ask(health.explainFinding, { findingId, reason: '九月全体党员在外实习' });
    expect((await secretary.ask(health.withdrawReason, { findingId })).body.reason).toBeNull();
    expect((await organiser.ask(health.getFinding, { findingId })).status).toBe(404);
    await secretary.ask(health.explainFinding, { findingId, reason: '九月全体党员在外实习' });
    expect((await organiser.ask(health.answerFinding, { findingId, answer: 'accepted' })).body).toMatchObject({
      state: 'closed',
      closedBy: 'reason',
    });
    expect((await secretary.ask(health.explainFinding, { findingId, reason: '再说一遍' })).problem?.code).toBe('finding_closed');

    const after = await read('secretary');
    expect(figuresOf(after, 'committee_meetings')).toEqual(['due', 9, 9]);
    expect(after.state).toBe('amber');
    expect(await world.db.selectFrom('auditEntries').select('action').where('subjectId', '=', findingId).orderBy('id').execute()).toEqual(
      ['finding.explain', 'finding.return', 'finding.explain', 'finding.withdraw', 'finding.explain', 'finding.accept'].map((action) => ({ action })),
    );
  });

  test('列表恰好是许可的那些：每个人、每条缺项、送没送说明、到没到第八天', async () => {
    const ids: string[] = [];
    for (const at of [university.branch, university.sibling, university.far]) {
      for (const [shownOn, reason] of [
        ['2026-11-20', null],
        ['2026-11-17', null],
        ['2026-11-20', '实习'],
      ] as const) {
        const id = newId();
        ids.push(id);
        await world.db
          .insertInto('findings')
          .values({ id, branchId: at.id, indicator: 'theme_days', timeWindow: shiftWindow('2026-07', ids.length % 3), shownOn, reason })
          .execute();
      }
    }
    world.clock.set('2026-11-24T10:00:00+08:00');
    for (const who of Object.keys(university.people) as Parameters<University['as']>[0][]) {
      const client = await university.as(who);
      const listed = new Set((await client.ask(health.listFindings, { limit: 100 })).body.items.map(({ id }) => id));
      for (const findingId of ids)
        expect((await client.ask(health.getFinding, { findingId })).status, `${who} ${ids.indexOf(findingId)}`).toBe(
          listed.has(findingId) ? 200 : 404,
        );
      if (who === 'organiser') expect(listed.size).toBe(3 + 2);
      if (who === 'guest' || who === 'activist') expect(listed.size).toBe(0);
    }
    const first = await (await university.as('department')).ask(health.listFindings, { limit: 2 });
    const second = await (await university.as('department')).ask(health.listFindings, { limit: 2, cursor: first.body.nextCursor ?? '' });
    expect(new Set([...first.body.items, ...second.body.items].map(({ id }) => id)).size).toBe(4);
  });
});

describe('统计口径', () => {
  const measures = {
    ratioMet: 0.9,
    ratioDue: 0.6,
    dueDaysOfMonth: 10,
    dueDaysOfQuarter: 30,
    daysBeforeAbove: 7,
    fewestMeetings: 3,
    daysToConfirm: 10,
    committeeFewest: 3,
    committeeMost: 7,
    termDueMonths: 6,
  };

  test('组织部设新口径，从那天起用；过去的时期仍按旧口径', async () => {
    world.clock.set('2026-11-24T10:00:00+08:00');
    const department = await university.as('department');
    expect((await (await university.as('secretary')).ask(health.changeHealthSettings, { from: '2026-11-24', ...measures })).problem?.code).toBe(
      'not_organisation_department',
    );
    expect((await department.ask(health.changeHealthSettings, { from: '2026-11-01', ...measures })).problem?.code).toBe('settings_in_past');
    expect((await department.ask(health.changeHealthSettings, { from: '2026-11-24', ...measures })).body.current.ratioMet).toBe(0.9);
    expect((await department.ask(health.changeHealthSettings, { from: '2026-11-24', ...measures })).problem?.code).toBe('settings_overlap');
    expect(figuresOf(await read('secretary'), 'attendance')[0]).toBe('due');
    expect(figuresOf(await read('secretary', '2026-Q3'), 'attendance')[0]).toBe('met');
    expect((await (await university.as('member')).ask(health.getHealthSettings, {})).body.abilities.change).toEqual({
      allowed: false,
      code: 'not_organisation_department',
    });
  });
});
