import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { meetingStates } from './meeting.ts';
import { canonicalMinutes, type FrozenMinutes, type MinutesDraft, mayAddAddendum, missingIn, submitMinutes } from './minutes.ts';

const complete: MinutesDraft = {
  kind: 'membersMeeting',
  startsAt: '2026-11-26T19:00:00+08:00',
  chairId: 'a',
  recorderId: 'b',
  roll: [{ present: true }, { present: false }],
  agenda: [{ title: '讨论接收', content: '听取介绍人意见' }],
  decisions: [{ matter: '接收一名同志', tally: { yes: 6, no: 0, abstain: 0 } }],
};

describe('mandatory fields', () => {
  test.each([
    { without: 'nothing', draft: complete, paths: [] },
    { without: 'kind', draft: { ...complete, kind: null }, paths: ['kind'] },
    { without: 'a kind there is', draft: { ...complete, kind: 'party' }, paths: ['kind'] },
    { without: 'date', draft: { ...complete, startsAt: '' }, paths: ['startsAt'] },
    { without: 'a date that can be read', draft: { ...complete, startsAt: '下周' }, paths: ['startsAt'] },
    { without: 'chair', draft: { ...complete, chairId: ' ' }, paths: ['chairId'] },
    { without: 'recorder', draft: { ...complete, recorderId: undefined }, paths: ['recorderId'] },
    { without: 'roll', draft: { ...complete, roll: [] }, paths: ['roll'] },
    { without: 'anyone present', draft: { ...complete, roll: [{ present: false }, { present: true, observer: true }] }, paths: ['roll'] },
    { without: 'agenda', draft: { ...complete, agenda: [] }, paths: ['agenda'] },
    {
      without: 'content of any item',
      draft: { ...complete, agenda: [{ title: ' ' }, { title: '学习', content: ' ' }] },
      paths: ['agenda.1.content'],
    },
    { without: 'content of one of two items', draft: { ...complete, agenda: [{ title: '其他' }, { title: '学习', content: '原文' }] }, paths: [] },
    {
      without: 'a tally',
      draft: { ...complete, decisions: [...(complete.decisions ?? []), { matter: '预算', tally: null }] },
      paths: ['decisions.1.tally'],
    },
    { without: 'the abstentions', draft: { ...complete, decisions: [{ matter: '预算', tally: { yes: 3, no: 0 } }] }, paths: ['decisions.0.tally'] },
    { without: 'decisions, as there were none', draft: { ...complete, decisions: [] }, paths: [] },
    { without: 'everything', draft: {}, paths: ['kind', 'startsAt', 'chairId', 'recorderId', 'roll', 'agenda'] },
  ])('without $without: $paths', ({ draft, paths }) => {
    expect(missingIn(draft).map((m) => m.path)).toEqual(paths);
  });

  test('a held meeting with all of them becomes recorded; with less it says how many are missing', () => {
    expect(submitMinutes('held', complete)).toEqual({ ok: true, value: 'recorded' });
    expect(submitMinutes('held', { ...complete, chairId: null, roll: null })).toEqual({
      ok: false,
      code: 'minutes_incomplete',
      params: { missing: 2 },
    });
    expect(submitMinutes('announced', complete)).toMatchObject({ code: 'meeting_not_held' });
    expect(submitMinutes('confirmed', complete)).toMatchObject({ code: 'meeting_confirmed' });
  });
});

const minutes: FrozenMinutes = {
  meetingId: 'm1',
  branchId: 'b1',
  branchName: '物理学院本科生第一党支部',
  kind: 'membersMeeting',
  title: '十一月党员大会',
  startsAt: '2026-11-26T19:00:00+08:00',
  endsAt: '2026-11-26T20:30:00+08:00',
  place: '物理楼 301',
  online: false,
  chair: { personId: 'p1', name: '林一' },
  recorder: { personId: 'p2', name: '周二' },
  lecturer: null,
  roll: [
    { personId: 'p2', name: '周二', presence: 'present', observer: false, mayVote: true, reason: null, notDueOn: null, afterVotes: false },
    { personId: 'p1', name: '林一', presence: 'leave', observer: false, mayVote: true, reason: '出差', notDueOn: null, afterVotes: false },
  ],
  agenda: [
    { title: '学习', content: '原文' },
    { title: '讨论', content: '意见' },
  ],
  decisions: [
    {
      matter: '预算',
      vote: 'ordinary',
      base: 10,
      present: 6,
      tally: { yes: 6, no: 0, abstain: 0 },
      written: 0,
      adopted: true,
      subject: null,
      secret: false,
      writtenTally: { yes: 0, no: 0, abstain: 0 },
    },
  ],
  nextSteps: [{ what: '报送材料', owner: 'p2', by: '2026-12-01' }],
  fiveBuildings: ['political', 'conduct'],
  origin: 'live',
  receivedAt: '2026-11-26T21:00:00+08:00',
  writtenAt: null,
  attachments: ['ff', '0a'],
};

function shuffled<T>(value: T): T {
  if (Array.isArray(value)) return value.map(shuffled) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, shuffled(member)]),
  ) as T;
}

describe('the text that is frozen', () => {
  test('does not depend on the order of keys, of the roll, of classes and attachments, or on the offset of an instant', () => {
    const same: FrozenMinutes = {
      ...shuffled(minutes),
      roll: [...minutes.roll].reverse(),
      fiveBuildings: ['conduct', 'political'],
      attachments: ['0a', 'ff'],
      startsAt: '2026-11-26T11:00:00.000Z',
    };
    expect(canonicalMinutes(same)).toBe(canonicalMinutes(minutes));
  });

  test('holds nothing but its fields', () => {
    expect(canonicalMinutes({ ...minutes, note: 'elsewhere' } as FrozenMinutes)).toBe(canonicalMinutes(minutes));
  });

  test('begins and ends as RFC 8785 orders it, with its format named', () => {
    const text = canonicalMinutes(minutes);
    expect(text.startsWith('{"agenda":[{"content":"原文","title":"学习"}')).toBe(true);
    expect(text).toContain('"format":"lianxin-minutes/2"');
    expect(text).toContain('"startsAt":"2026-11-26T11:00:00.000Z"');
    expect(text.endsWith('"writtenAt":null}')).toBe(true);
  });

  test.each([
    ['title', { title: '十一月党员大会。' }],
    ['origin', { origin: 'imported' }],
    ['agenda order', { agenda: [...minutes.agenda].reverse() }],
    ['tally', { decisions: [{ ...minutes.decisions[0], tally: { yes: 5, no: 1, abstain: 0 } }] }],
    ['votes in writing', { decisions: minutes.decisions.map((d) => ({ ...d, written: 1 })) }],
    ['a reason', { roll: minutes.roll.map((a) => ({ ...a, reason: null })) }],
    ['whom a decision is about', { decisions: minutes.decisions.map((d) => ({ ...d, subject: { personId: 'p3', name: '许三' } })) }],
    ['how a vote was taken', { decisions: minutes.decisions.map((d) => ({ ...d, secret: true })) }],
    ['how the written votes were cast', { decisions: minutes.decisions.map((d) => ({ ...d, writtenTally: { yes: 0, no: 1, abstain: 0 } })) }],
    ['lecturer', { lecturer: { personId: null, name: '校外专家' } }],
    ['ground on which one is left out of the base', { roll: minutes.roll.map((a) => ({ ...a, notDueOn: 'illness' as const })) }],
    ['one who came after the votes', { roll: minutes.roll.map((a) => ({ ...a, afterVotes: true })) }],
    ['an attachment', { attachments: ['ff'] }],
    ['end', { endsAt: null }],
  ] as [string, Partial<FrozenMinutes>][])('changes with the %s', (_, change) => {
    expect(canonicalMinutes({ ...minutes, ...change })).not.toBe(canonicalMinutes(minutes));
  });

  test('what was frozen in the first form is still exactly that text', () => {
    const first = canonicalMinutes(minutes, 'lianxin-minutes/1');
    expect(createHash('sha256').update(first).digest('hex')).toBe('c467b0c294ccdffe0120ba21a47b03e3cde17b9c2e01b1e3bd8ae8821e156961');
    expect(JSON.parse(first).format).toBe('lianxin-minutes/1');
  });

  test('two minutes with different words never share a text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (a, b) => {
        const text = (content: string) => canonicalMinutes({ ...minutes, agenda: [{ title: '学习', content }] });
        expect(text(a) === text(b)).toBe(a === b);
      }),
    );
  });

  test('only confirmed minutes take an addendum', () => {
    expect(meetingStates.filter((state) => mayAddAddendum(state).ok)).toEqual(['confirmed']);
  });
});
