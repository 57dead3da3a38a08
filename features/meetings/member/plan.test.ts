import { describe, expect, test, vi } from 'vitest';

vi.mock('#platform/web/i18n/i18n.ts', () => ({ t: (key: string) => key, say: (words: { zh: string }) => words.zh }));
vi.mock('#platform/web/i18n/dates.ts', () => ({
  today: () => '2026-11-24',
  timeOf: (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16),
}));
vi.mock('#platform/web/query/query.ts', () => ({ useAsk: () => ({}) }));
vi.mock('#platform/web/offline/drafts.ts', () => ({ useDraft: () => ({}) }));
const { emptyPlan, filled, lastDayAt, nextDay, OUTSIDE, planBody, wrongIn } = await import('./usePlan.ts');
const { chosenFrom, conflictsOf } = await import('./planConflict.ts');
const { joinedTo, lectureWith, marksOf } = await import('./useOccasion.ts');
type Prefill = Parameters<typeof filled>[1];

const NOON = Date.parse('2026-11-24T12:00:00+08:00');
const known = (more: object = {}) =>
  ({
    kind: 'membersMeeting',
    title: '11 月党员大会',
    agenda: [{ title: '听取报告' }],
    last: { id: 'm', title: '上次', startsAt: '2026-10-22T19:30:00+08:00' },
    place: '明理楼 302',
    online: false,
    chairId: 'chair',
    recorderId: 'recorder',
    members: ['chair', 'recorder', 'other'].map((id) => ({ id, name: id, post: null })),
    ...more,
  }) as unknown as Prefill;

describe('a plan', () => {
  test('lies ahead on the weekday of last time; tomorrow where there was none', () => {
    expect([
      nextDay('2026-10-22T19:30:00+08:00', '2026-11-24'),
      nextDay('2026-11-17T19:30:00+08:00', '2026-11-24'),
      nextDay(undefined, '2026-11-24'),
    ]).toEqual(['2026-11-26', '2026-12-01', '2026-11-25']);
  });

  test.each([
    ['09:00', '2026-11-24'],
    ['19:00', '2026-11-23'],
  ])('a meeting entered afterwards that began at %s was held on %s, never in the future', (time, day) => {
    expect(lastDayAt(time, NOON)).toBe(day);
  });

  test('is filled in where nobody has written', () => {
    const plan = filled({ ...emptyPlan('membersMeeting'), place: '线下教室', touched: ['place'] }, known(), 'held', undefined, NOON);
    expect(plan).toMatchObject({
      title: '11 月党员大会',
      date: '2026-11-23',
      time: '19:30',
      place: '线下教室',
      chairId: 'chair',
      agenda: ['听取报告'],
    });
  });

  test('whoever was chosen and is not of the branch on the day is chosen anew', () => {
    const plan = { ...emptyPlan('membersMeeting'), chairId: 'gone', recorderId: 'other', touched: ['chairId', 'recorderId'] };
    expect(filled(plan, known(), 'held', '2026-09-03', NOON)).toMatchObject({ chairId: 'chair', recorderId: 'other' });
  });

  test('a lecture is given by a member, by somebody from elsewhere, or by nobody named', () => {
    const lecture = { ...emptyPlan('partyLecture'), date: '2026-11-26', time: '19:00', lecturerName: '王教授' };
    const of = (lecturerId: string) => {
      const body = planBody({ ...lecture, lecturerId });
      return [body.lecturerId, body.lecturerName];
    };
    expect([of('secretary'), of(OUTSIDE), of('')]).toEqual([
      ['secretary', null],
      [null, '王教授'],
      [null, null],
    ]);
    expect(planBody({ ...lecture, kind: 'themeDay', lecturerId: 'secretary' }).lecturerId).toBeNull();
  });

  test('says what it lacks', () => {
    expect(Object.keys(wrongIn(emptyPlan('membersMeeting')))).toEqual(['title', 'date', 'time', 'place', 'chairId', 'recorderId', 'agenda']);
  });
});

describe('a plan changed by two', () => {
  const form = (more: object) => ({ ...emptyPlan('membersMeeting'), title: '原题', place: '101', version: 3, ...more });
  test('asks only where this writer wrote and the other says otherwise', () => {
    const mine = form({ title: '我的题目', place: '202', touched: ['title', 'place'] });
    const theirs = form({ title: '新题目', place: '202', time: '20:00', version: 4 });
    expect(conflictsOf(mine, theirs)).toEqual(['title']);
    expect(chosenFrom(mine, theirs, { title: 'mine' })).toMatchObject({ title: '我的题目', time: '20:00', version: 4, touched: ['title'] });
    expect(chosenFrom(mine, theirs, { title: 'theirs' })).toMatchObject({ title: '新题目', time: '20:00', version: 4, touched: [] });
  });

  test('keeps what was written while nothing is chosen', () => {
    expect(chosenFrom(form({ title: '我的题目', touched: ['title'] }), form({ title: '新题目', version: 4 }), {}).title).toBe('我的题目');
  });
});

describe('a theme day with its lecture', () => {
  const themeDay = {
    id: 't',
    heldOn: '2026-11-20',
    startsAt: '2026-11-20T15:00:00+08:00',
    place: '红色展馆',
    online: false,
    branch: { id: 'b', name: '支部' },
  };
  test('is one occasion: the same day, hour and place, and the same people', () => {
    expect(joinedTo(emptyPlan('partyLecture'), themeDay)).toMatchObject({ date: '2026-11-20', time: '15:00', place: '红色展馆' });
    const roll = [
      { personId: 'a', status: 'present', reason: null },
      { personId: 'b', status: 'leave', reason: '生病' },
      { personId: 'c', status: null, reason: null },
    ];
    expect(marksOf({ roll } as never)).toEqual({ a: { status: 'present' }, b: { status: 'leave', reason: '生病' } });
  });

  test('is planned while it lies ahead and recorded once it was held', () => {
    expect(lectureWith({ ...themeDay, state: 'announced' })).toBe('/meetings/plan?branch=b&kind=partyLecture&on=2026-11-20&with=t');
    expect(lectureWith({ ...themeDay, state: 'recorded' })).toMatch(/^\/meetings\/record\?/);
  });
});
