import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { foundUniversity, type University } from '#testing/people.ts';
import { openWorld, type World } from '#testing/world.ts';
import { calendar } from '../contract.ts';
import { nationalDays, teachingDays, vacationSetting } from '../index.ts';

let world: World;
let university: University;
beforeAll(async () => {
  world = await openWorld();
  university = await foundUniversity(world);
});
afterAll(() => world?.close());

const vacations = [
  { name: '寒假', from: '2026-01-19', to: '2026-02-28' },
  { name: '暑假', from: '2026-07-13', to: '2026-08-30' },
];

describe('the calendar', () => {
  test('public holidays and exchanged weekend days come from the kept list', () => {
    const days = nationalDays('2026');
    expect(days.get('2026-02-17')).toEqual({ kind: 'holiday', name: '春节' });
    expect(days.get('2026-02-14')).toEqual({ kind: 'shifted', name: '春节' });
    expect(days.get('2026-03-07')).toBeUndefined();
    expect(nationalDays('2099').size).toBe(0);
  });

  test('a year that is not set says so, to everybody who is signed in', async () => {
    const { body } = await (await university.as('guest')).ask(calendar.calendar, { year: '2026' });
    expect(body).toMatchObject({
      isSet: false,
      version: 0,
      holidaysKnown: true,
      vacationBranches: { mixed: false, joint: false, version: 1 },
      abilities: { edit: { allowed: false, code: 'not_calendar_keeper' } },
    });
    expect(body.months.every((month) => month.teachingDays === null && !month.vacation)).toBe(true);
    expect((await world.client().ask(calendar.calendar, { year: '2026' })).status).toBe(401);
  });

  test('only 组织部 of the university sets it', async () => {
    for (const who of ['secretary', 'organiser', 'committee', 'member', 'guest'] as const)
      expect(
        (await (await university.as(who)).ask(calendar.setCalendar, { year: '2026', fill: true, vacations, basis: '校历' }, { version: 0 })).status,
      ).toBe(403);
    for (const who of ['secretary', 'committee'] as const)
      expect((await (await university.as(who)).ask(calendar.previewCalendar, { year: '2026', fill: true })).status).toBe(403);
  });

  test('the effect is seen first and nothing is saved by it; then the year is filled', async () => {
    const client = await university.as('department');
    const effect = (await client.ask(calendar.previewCalendar, { year: '2026', fill: true, vacations })).body;
    expect(effect.turned).toMatchObject([
      { month: '2026-02', before: null, after: 0, becomesVacation: true },
      { month: '2026-07', becomesVacation: true },
      { month: '2026-08', becomesVacation: true },
    ]);
    expect(effect.branches.map((branch) => branch.name)).toEqual(['本科生第二党支部', '研究生第一党支部']);
    expect((await client.ask(calendar.calendar, { year: '2026' })).body.isSet).toBe(false);

    expect((await client.ask(calendar.setCalendar, { year: '2026', fill: true, vacations }, { version: 0 })).problem?.code).toBe('reason_missing');
    const set = await client.ask(
      calendar.setCalendar,
      { year: '2026', fill: true, vacations, basis: '岚大校历〔2026〕1号', days: [{ day: '2026-04-18', kind: 'teaching', name: '补课' }] },
      { version: 0 },
    );
    expect(set.body).toMatchObject({ isSet: true, version: 1, basis: '岚大校历〔2026〕1号' });
    expect(set.body.days).toHaveLength(365);
    expect(set.body.days.find((day) => day.day === '2026-04-18')).toEqual({ day: '2026-04-18', kind: 'teaching', name: '补课' });
    expect(set.body.months.filter((month) => month.vacation).map((month) => month.month)).toEqual(['2026-02', '2026-07', '2026-08']);
    expect((await client.ask(calendar.setCalendar, { year: '2026', basis: '又改' }, { version: 0 })).problem?.code).toBe('changed_meanwhile');
    const months = await teachingDays(world.db, ['2026-02', '2026-11', '2027-01']);
    expect([months.get('2026-02'), months.get('2027-01')]).toEqual([0, null]);
    expect(months.get('2026-11')).toBe(set.body.months[10]?.teachingDays);
  });

  test('of two who save at once, one is told that the other was first', async () => {
    const client = await university.as('department');
    const save = (name: string) =>
      client.ask(calendar.setCalendar, { year: '2026', basis: name, days: [{ day: '2026-05-09', kind: 'rest', name }] }, { version: 1 });
    const answers = await Promise.all([save('甲'), save('乙')]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 412]);
  });

  test('mixed and joint branches follow where the university says so', async () => {
    const client = await university.as('department');
    const { version } = (await client.ask(calendar.calendar, { year: '2026' })).body.vacationBranches;
    const set = (joint: boolean) => client.ask(calendar.setVacationBranches, { mixed: true, joint }, { version });
    const both = await Promise.all([set(false), set(false)]);
    expect(both.map((answer) => answer.status).sort()).toEqual([200, 412]);
    expect((await set(true)).problem?.code).toBe('changed_meanwhile');
    expect((await client.ask(calendar.calendar, { year: '2026' })).body.vacationBranches).toEqual({
      mixed: true,
      joint: false,
      version: version + 1,
    });
    expect(await vacationSetting(world.db)).toEqual({ mixed: true, joint: false });
    expect((await (await university.as('secretary')).ask(calendar.setVacationBranches, { mixed: false, joint: false }, { version })).status).toBe(
      403,
    );
  });

  test.each([
    ['a day of another year', { days: [{ day: '2027-01-01', kind: 'rest' }] }, 'day_outside_year'],
    ['a vacation that ends before it begins', { vacations: [{ name: '假', from: '2026-02-02', to: '2026-02-01' }] }, 'vacation_reversed'],
    ['two vacations at once', { vacations: [...vacations, { name: '假', from: '2026-08-30', to: '2026-09-01' }] }, 'vacations_overlap'],
    ['a kind that is none', { days: [{ day: '2026-01-01', kind: 'party' }] }, 'day_kind_unknown'],
  ])('%s is refused', async (_, change, code) => {
    expect((await (await university.as('department')).ask(calendar.previewCalendar, { year: '2026', ...change })).problem?.code).toBe(code);
  });
});
