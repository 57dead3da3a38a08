import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { agendaTemplates, kindRules, meetingKinds, recordableKinds } from './kind.ts';
import {
  afterStep,
  cancel,
  checkOfficers,
  checkTimes,
  counts,
  firstState,
  heldOn,
  hold,
  lateFrom,
  type MeetingState,
  meetingStates,
  meetingSteps,
  punctuality,
  transitions,
  windowOfMeeting,
} from './meeting.ts';

const told = (outcome: { ok: true; value?: unknown } | { ok: false; code: string }) => (outcome.ok ? (outcome.value ?? 'done') : outcome.code);

describe('states', () => {
  test.each([
    ['planned', 'announce', 'announced'],
    ['announced', 'hold', 'held'],
    ['held', 'record', 'recorded'],
    ['recorded', 'confirm', 'confirmed'],
    ['planned', 'cancel', 'cancelled'],
    ['announced', 'cancel', 'cancelled'],
    ['held', 'cancel', 'meeting_already_held'],
    ['recorded', 'cancel', 'meeting_already_held'],
    ['announced', 'announce', 'meeting_not_planned'],
    ['planned', 'hold', 'meeting_not_announced'],
    ['held', 'hold', 'meeting_not_announced'],
    ['announced', 'record', 'meeting_not_held'],
    ['held', 'confirm', 'meeting_not_recorded'],
    ['confirmed', 'record', 'meeting_confirmed'],
    ['confirmed', 'confirm', 'meeting_confirmed'],
    ['cancelled', 'announce', 'meeting_cancelled'],
  ] as const)('%s, %s: %s', (state, step, result) => {
    expect(told(afterStep(state, step))).toBe(result);
  });

  test('a meeting begins as planned; entered after the event, as held', () => {
    expect(firstState(false)).toBe('planned');
    expect(firstState(true)).toBe('held');
  });

  test('cancelling needs a reason', () => {
    expect(told(cancel('announced', ' '))).toBe('reason_missing');
    expect(told(cancel('announced', '校区停电'))).toBe('cancelled');
    expect(told(cancel('held', '校区停电'))).toBe('meeting_already_held');
  });

  test('it counts from recorded on', () => {
    expect(meetingStates.filter(counts)).toEqual(['recorded', 'confirmed']);
  });

  test('a random walk takes legal transitions only, and every transition is reached', () => {
    const legal = new Set(meetingSteps.flatMap((step) => transitions[step].from.map((from) => `${from} → ${transitions[step].to}`)));
    const taken = new Set<string>();
    fc.assert(
      fc.property(fc.boolean(), fc.array(fc.constantFrom(...meetingSteps), { maxLength: 24 }), (afterwards, steps) => {
        let state: MeetingState = firstState(afterwards);
        for (const step of steps) {
          const next = afterStep(state, step);
          if (!next.ok) continue;
          const edge = `${state} → ${next.value}`;
          expect(legal).toContain(edge);
          expect(['confirmed', 'cancelled']).not.toContain(state);
          taken.add(edge);
          state = next.value;
        }
      }),
      { numRuns: 500, seed: 20261124 },
    );
    expect([...taken].sort()).toEqual([...legal].sort());
    expect([...legal].sort()).toEqual([
      'announced → cancelled',
      'announced → held',
      'held → recorded',
      'planned → announced',
      'planned → cancelled',
      'recorded → confirmed',
    ]);
  });
});

describe('times', () => {
  const startsAt = '2026-11-26T19:00:00+08:00';
  test.each([
    ['2026-11-26T17:59:59+08:00', 'starts_in_future'],
    ['2026-11-26T18:00:00+08:00', 'held'], // people gather
    ['2026-11-27T08:00:00+08:00', 'held'],
  ])('the roll of a meeting at 19:00 opened at %s: %s', (now, result) => {
    expect(told(hold({ state: 'announced', startsAt }, now))).toBe(result);
  });

  test.each([
    { endsAt: '2026-11-26T20:30:00+08:00', afterTheEvent: true, now: '2026-11-27T08:00:00+08:00', result: 'done' },
    { endsAt: null, afterTheEvent: true, now: '2026-11-26T18:59:00+08:00', result: 'starts_in_future' },
    { endsAt: null, afterTheEvent: false, now: '2026-11-20T08:00:00+08:00', result: 'done' },
    { endsAt: '2026-11-26T19:00:00+08:00', afterTheEvent: false, now: '2026-11-20T08:00:00+08:00', result: 'ends_before_start' },
    { endsAt: '2026-11-26T11:30:00Z', afterTheEvent: false, now: '2026-11-20T08:00:00+08:00', result: 'done' }, // the offset is read
  ])('ends $endsAt, afterwards $afterTheEvent, now $now: $result', ({ result, now, ...meeting }) => {
    expect(told(checkTimes({ startsAt, ...meeting }, now))).toBe(result);
  });

  test('23:30–00:40 belongs to the first day, month, quarter and year', () => {
    const night = { startsAt: '2026-12-31T23:30:00+08:00' };
    expect(heldOn(night)).toBe('2026-12-31');
    expect(windowOfMeeting({ ...night, kind: 'themeDay' })).toBe('2026-12');
    expect(windowOfMeeting({ ...night, kind: 'membersMeeting' })).toBe('2026-Q4');
    expect(windowOfMeeting({ ...night, kind: 'democraticAppraisal' })).toBe('2026');
    expect(heldOn({ startsAt: '2026-12-31T15:30:00Z' })).toBe('2026-12-31');
  });

  test('chair and recorder are members', () => {
    const members = new Set(['a', 'b']);
    expect(told(checkOfficers({ chairId: 'a', recorderId: 'b' }, members))).toBe('done');
    expect(told(checkOfficers({ chairId: 'x', recorderId: 'b' }, members))).toBe('chair_not_member');
    expect(told(checkOfficers({ chairId: 'a', recorderId: 'x' }, members))).toBe('recorder_not_member');
  });
});

describe('late', () => {
  const startsAt = '2026-11-01T19:00:00+08:00';
  test.each([
    { receivedAt: '2026-11-01T21:00:00+08:00', origin: 'live', result: 'onTime' },
    { receivedAt: '2026-11-08T23:59:59+08:00', origin: 'live', result: 'onTime' },
    { receivedAt: '2026-11-09T00:00:00+08:00', origin: 'live', result: 'late' }, // held on the 1st: late from the 9th
    { receivedAt: '2026-11-08T16:00:00Z', origin: 'live', result: 'late' }, // midnight of Shanghai, not of Greenwich
    { receivedAt: '2027-05-01T00:00:00+08:00', origin: 'imported', result: 'imported' },
    { receivedAt: '2026-11-02T00:00:00+08:00', origin: 'imported', result: 'imported' },
    { receivedAt: '2026-11-09T08:00:00+08:00', origin: 'demo', result: 'late' },
  ] as const)('$origin, held on 1 November, received $receivedAt: $result', ({ result, ...meeting }) => {
    expect(punctuality({ startsAt, ...meeting })).toBe(result);
  });

  test('the number of days is a setting', () => {
    expect(lateFrom({ startsAt })).toBe('2026-11-09');
    expect(lateFrom({ startsAt }, 4)).toBe('2026-11-05');
    expect(punctuality({ startsAt, receivedAt: '2026-11-05T09:00:00+08:00', origin: 'live' }, 4)).toBe('late');
  });

  test('a meeting past midnight is counted from the day it began', () => {
    expect(lateFrom({ startsAt: '2026-11-01T23:30:00+08:00' })).toBe('2026-11-09');
  });
});

describe('kinds', () => {
  test.each([
    ['membersMeeting', '第十一条', 'quarter', 'members'],
    ['committeeMeeting', '第十二条', 'month', 'committee'],
    ['groupMeeting', '第十三条', 'month', 'group'],
    ['partyLecture', '第十五条', 'quarter', 'members'],
    ['themeDay', '第十五条', 'month', 'members'],
    ['organisationalLifeMeeting', '第十六条', 'year', 'members'],
    ['democraticAppraisal', '第十七条', 'year', 'members'],
    ['heartToHeartTalk', '第十八条', 'year', 'members'],
  ] as const)('%s rests on %s, once a %s, for the %s', (kind, article, window, attends) => {
    expect(kindRules[kind]).toMatchObject({ window, attends });
    expect(kindRules[kind].article.zh).toContain(article);
  });

  test('every kind has a rule, every kind that can be recorded a template', () => {
    expect(Object.keys(kindRules)).toEqual([...meetingKinds]);
    for (const kind of recordableKinds) expect(agendaTemplates[kind].length).toBeGreaterThan(2);
  });
});
