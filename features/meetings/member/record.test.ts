import { describe, expect, test, vi } from 'vitest';

vi.mock('#platform/web/i18n/i18n.ts', () => ({
  t: (key: string) => key,
  say: (words: { zh: string }) => words.zh,
  sentence: (_: unknown, code: string) => code,
}));
vi.mock('#platform/web/i18n/dates.ts', () => ({
  timeOf: (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(11, 16),
}));
vi.mock('#platform/web/offline/drafts.ts', () => ({ useDraft: () => ({}) }));
const { bodyOf, emptyRecord, endOf, missingFrom } = await import('./useRecord.ts');
const { emptyDecision } = await import('./decision.ts');
const { peopleFor } = await import('./roll.ts');

const START = '2026-11-26T19:00:00+08:00';
const people = (present: readonly string[]) =>
  peopleFor(
    'membersMeeting',
    ['a', 'b'].map((id) => ({ id, name: id, category: 'full', onCommittee: false, post: null })),
    Object.fromEntries(present.map((id) => [id, { status: 'present' as const }])),
  );
const about = { kind: 'membersMeeting', startsAt: START, chairId: 'a', recorderId: 'b' };

describe('the record as it is sent', () => {
  test('ends on the day of the meeting, or after midnight on the next', () => {
    expect(endOf(START, '20:10')).toBe('2026-11-26T20:10:00+08:00');
    expect(Date.parse(endOf('2026-11-26T23:30:00+08:00', '00:40') ?? '')).toBe(Date.parse('2026-11-27T00:40:00+08:00'));
    expect([endOf(START, ''), endOf(START, '8 点')]).toEqual([null, null]);
  });

  test('holds what was written and nothing empty', () => {
    const draft = {
      ...emptyRecord(),
      items: [
        { title: '学习', points: '原文' },
        { title: ' ', points: '' },
      ],
      nextSteps: [{ text: '', ownerName: '', dueOn: '' }],
      observers: '王老师、李老师',
      decisions: [emptyDecision('ordinary')],
    };
    const body = bodyOf(draft, START, people(['a']));
    expect(body).toMatchObject({
      items: [{ title: '学习', points: '原文' }],
      nextSteps: [],
      decisions: [],
      observers: ['王老师', '李老师'],
      endsAt: null,
    });
    expect(body.roll.map(({ personId, status }) => [personId, status])).toEqual([
      ['a', 'present'],
      ['b', 'absent'],
    ]);
  });

  test('says what is missing as the server would', () => {
    expect(missingFrom(emptyRecord(), people([]), about).map((one) => one.field)).toEqual(['roll', 'agenda']);
    const counted = { ...emptyDecision('ordinary'), matter: '预算', yes: '2' };
    const draft = {
      ...emptyRecord(),
      items: [{ title: '学习', points: '原文' }],
      decisions: [counted, { ...emptyDecision('ordinary'), matter: '计划' }],
    };
    expect(missingFrom(draft, people(['a', 'b']), about)).toEqual([{ field: 'tally', path: 'decisions.1.tally' }]);
  });
});
