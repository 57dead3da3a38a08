import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addDays } from '#platform/shared/day/day.ts';
import { newId } from '#platform/shared/ids/ids.ts';
import { foundUniversity, numbered, type Place, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { charts } from '../contract.ts';

let world: World;
let university: University;
let closedBranch: Place;
type Who = Parameters<University['as']>[0];

const add = (at: { id: string }, month: string, kind: string, counted: number, late = 0) =>
  world.db
    .insertInto('activityCounts')
    .values({ branchId: at.id, month: `${month}-01`, kind, late, counted, held: counted })
    .execute();

beforeAll(async () => {
  world = await openWorld({ now: '2026-11-24T10:00:00+08:00' });
  university = await foundUniversity(world);
  const { branch, sibling, far, school } = university;
  await world.db
    .insertInto('calendarDays')
    .values(Array.from({ length: 28 }, (_, i) => ({ day: addDays('2026-08-01', i), kind: 'vacation' })))
    .execute();
  await add(branch, '2026-07', 'themeDay', 1);
  await add(branch, '2026-09', 'themeDay', 2, 1);
  await add(branch, '2026-09', 'membersMeeting', 1);
  await add(sibling, '2026-09', 'themeDay', 3);
  await add(far, '2026-10', 'partyLecture', 1);
  // Dissolved in May: its history stays in its school.
  const id = newId();
  const { number, path } = await numbered(world.db, school);
  await world.db
    .insertInto('organisations')
    .values({
      id,
      number,
      name: '本科生第一党支部',
      kind: 'branch',
      parentId: school.id,
      path,
      foundedOn: '2020-03-01',
      recordsSince: '2024-03-01',
      dissolvedOn: '2026-05-10',
      composition: 'undergraduate',
    })
    .execute();
  closedBranch = { id, name: '本科生第一党支部', path };
  await add(closedBranch, '2026-04', 'themeDay', 5);
});
afterAll(() => world.close());

const trend = async (who: Who, query: Record<string, unknown> = {}) =>
  (await (await university.as(who)).ask(charts.activityTrend, query as never)).body;
const sums = (view: Awaited<ReturnType<typeof trend>>) =>
  Object.fromEntries(
    view.series
      .map(({ kind, group, counts }) => [group ? `${group.name} ${kind}` : kind, counts.reduce((sum, n) => sum + n, 0)])
      .filter(([, n]) => n !== 0),
  );

describe('活动开展情况走势图', () => {
  test.each<[Who, Record<string, number>]>([
    ['department', { membersMeeting: 1, partyLecture: 1, themeDay: 11 }],
    ['committee', { membersMeeting: 1, partyLecture: 1, themeDay: 11 }],
    ['organiser', { membersMeeting: 1, themeDay: 11 }],
    ['otherOrganiser', { partyLecture: 1 }],
    ['secretary', { membersMeeting: 1, themeDay: 3 }],
    ['member', { membersMeeting: 1, themeDay: 3 }],
    ['siblingMember', { themeDay: 3 }],
    ['activist', {}],
    ['guest', {}],
  ])('%s 看到自己范围内的数', async (who, expected) => {
    expect(sums(await trend(who))).toEqual(expected);
  });

  test('24 个月，放假的月份标出来，每条线带着打开记录的查询', async () => {
    const view = await trend('organiser', { kind: 'themeDay' });
    expect([view.months.length, view.months[0], view.months.at(-1), view.vacations]).toEqual([24, '2024-12', '2026-11', ['2026-08']]);
    expect(view.series).toHaveLength(1);
    expect(view.series[0]).toMatchObject({
      kind: 'themeDay',
      group: null,
      records: { kind: ['themeDay'], from: '2024-12-01', to: '2026-11-30', state: ['recorded', 'confirmed'] },
    });
    expect([view.series[0]?.counts.slice(-3), view.series[0]?.late.slice(-3)]).toEqual([
      [5, 0, 0],
      [1, 0, 0],
    ]);
  });

  test('按院系、按支部、按类型、按时期', async () => {
    expect(sums(await trend('department', { level: 'school' }))).toEqual({
      '信息学院党委 membersMeeting': 1,
      '信息学院党委 themeDay': 11,
      '数学学院党总支 partyLecture': 1,
    });
    expect(sums(await trend('organiser', { level: 'branch', kind: 'themeDay' }))).toEqual({
      '本科生第二党支部 themeDay': 3,
      '教工第一党支部 themeDay': 3,
      '本科生第一党支部 themeDay': 5,
    });
    expect(sums(await trend('department', { composition: 'staff' }))).toEqual({ themeDay: 3 });
    expect(sums(await trend('department', { months: 1, until: '2026-04' }))).toEqual({ themeDay: 5 });
    const one = await trend('department', { within: university.branch.id, kind: 'themeDay' });
    expect(one.series[0]?.records.branch).toBe(university.branch.id);
    expect((await trend('department', { level: 'school', kind: 'themeDay' })).series[0]?.records.branch).toBe(university.school.id);
  });

  test('别的院系答“没有找到”；没登录先请登录', async () => {
    expect((await (await university.as('organiser')).ask(charts.activityTrend, { within: university.other.id })).status).toBe(404);
    expect((await (await university.as('secretary')).ask(charts.comparison, { within: university.sibling.id })).status).toBe(404);
    expect((await world.client().ask(charts.summary, {})).problem?.code).toBe('not_signed_in');
  });

  test('CSV 是图的表格', async () => {
    const answer = await (await university.as('department')).ask(charts.activityTrendCsv, {
      months: 2,
      until: '2026-10',
      kind: ['themeDay', 'partyLecture'],
    });
    expect(answer.raw.toString('utf8')).toBe('\uFEFF月份,主题党日,党课\r\n2026-09,5,0\r\n2026-10,0,1\r\n');
  });
});

describe('党组织对比图', () => {
  const compare = async (who: Who, query: Record<string, unknown>) => (await (await university.as(who)).ask(charts.comparison, query as never)).body;
  const short = (view: Awaited<ReturnType<typeof compare>>) =>
    view.items.map(({ organisation, met, due, open, held, last, notApplicable }) => [
      organisation.name,
      met,
      due,
      open,
      held,
      last && [last.met, last.due],
      notApplicable,
    ]);

  test('一个季度的主题党日：八月学生支部放假，教工支部不放；本院系内按组织树排列', async () => {
    expect(short(await compare('organiser', { kind: 'themeDay', period: '2026-Q3' }))).toEqual([
      ['本科生第二党支部', 2, 2, 0, 3, [0, 3], null],
      ['教工第一党支部', 1, 3, 0, 3, [0, 3], null],
    ]);
  });

  test('学校看各院系，合计与支部之和相同；也可以看支部', async () => {
    const schools = await compare('department', { kind: 'themeDay', period: '2026-Q3' });
    expect([schools.level, ...short(schools)]).toEqual([
      'school',
      ['信息学院党委', 3, 5, 0, 6, [0, 6], null],
      ['数学学院党总支', 0, 2, 0, 0, [0, 3], null],
    ]);
    expect(
      (await compare('department', { kind: 'themeDay', period: '2026-Q3', level: 'branch', composition: 'graduate' })).items.map(
        ({ organisation }) => organisation.name,
      ),
    ).toEqual(['研究生第一党支部']);
  });

  test('进行中的时期：没到期的另计，不算缺', async () => {
    expect(short(await compare('secretary', { kind: 'membersMeeting' }))).toEqual([['本科生第二党支部', 0, 0, 1, 0, [1, 1], null]]);
    expect((await compare('secretary', { kind: 'membersMeeting' })).quartiles).toEqual([]);
  });

  test('整月放假：不适用，写明原因；按季度的会不能按月比', async () => {
    expect(short(await compare('secretary', { kind: 'themeDay', period: '2026-08' }))).toEqual([
      ['本科生第二党支部', 0, 0, 0, 0, [1, 1], 'vacation'],
    ]);
    expect((await (await university.as('secretary')).ask(charts.comparison, { kind: 'partyLecture', period: '2026-08' })).problem?.code).toBe(
      'period_too_short',
    );
    expect((await (await university.as('secretary')).ask(charts.comparison, { period: '2027' })).problem?.code).toBe('period_not_begun');
  });

  test('CSV', async () => {
    const answer = await (await university.as('secretary')).ask(charts.comparisonCsv, { kind: 'themeDay', period: '2026-08' });
    expect(answer.raw.toString('utf8').split('\r\n')[1]).toBe('本科生第二党支部,信息学院党委,0,0,0,0,1,1,放假不计');
  });
});

describe('数据中心首页', () => {
  test.each<[Who, number[]]>([
    ['department', [2, 3, 13]],
    ['organiser', [1, 2, 10]],
    ['secretary', [0, 1, 5]],
    ['guest', [0, 0, 0]],
  ])('%s', async (who, [schools, branches, members]) => {
    const { body } = await (await university.as(who)).ask(charts.summary, {});
    expect([body.schools, body.branches, body.members]).toEqual([schools, branches, members]);
    expect(Object.values(body.states).reduce((sum, n) => sum + n, 0)).toBe(branches);
  });
});
