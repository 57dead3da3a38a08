import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, shiftWindow } from '#platform/shared/day/day.ts';
import type { BranchFacts, CountedKind, Counts } from './facts.ts';
import { answer, asSeenFromAbove, type ClosedBy, explain, type FindingKey, findingsOf } from './finding.ts';
import { type BranchHealth, healthOf, summed } from './health.ts';
import type { IndicatorId } from './names.ts';
import { DEFAULT_HEALTH_SETTINGS } from './settings.ts';
import { readingOf } from './windows.ts';

const TODAY = '2026-11-24';
const at = (today: string, period: string | null = null) => readingOf(period, today, DEFAULT_HEALTH_SETTINGS, new Set(['2026-02', '2026-08']));
const held = (kind: CountedKind, months: readonly string[]): Counts[] =>
  months.map((month) => ({ month, kind, counted: 1, held: 1, confirmed: 1, occasions: 1, due: 10, present: 9 }));
const all = Array.from({ length: 16 }, (_, i) => shiftWindow('2025-09', i));
const without = (...gone: string[]) => all.filter((month) => !gone.includes(month));

const well: BranchFacts = {
  foundedOn: '2020-03-01',
  recordsSince: '2020-03-01',
  temporary: false,
  vacationsApply: true,
  committeeRequired: false,
  committeeSpans: [],
  holders: [{ personId: 'a', post: 'secretary', onCommittee: true }],
  term: { lastDay: '2028-02-28', extendedTo: null },
  data: { valid: 1, required: 1 },
  counts: [...held('membersMeeting', all), ...held('partyLecture', all), ...held('themeDay', all)],
  recent: { held: 0, confirmed: 0 },
  accepted: [],
};
const themes = (...gone: string[]): BranchFacts => ({
  ...well,
  counts: [...held('membersMeeting', all), ...held('partyLecture', all), ...held('themeDay', without(...gone))],
});
const find = (health: BranchHealth, id: IndicatorId) => health.indicators.find((one) => one.id === id);
const october: FindingKey = { indicator: 'theme_days', window: '2026-10' };

describe('第二天凌晨写下的事项', () => {
  test.each<[string, BranchFacts, FindingKey[]]>([
    ['nothing missed', well, []],
    ['October missed', themes('2026-10'), [october]],
    ['two months missed: one each', themes('2026-09', '2026-10'), [{ indicator: 'theme_days', window: '2026-09' }, october]],
    ['the running month due makes none', themes('2026-11'), []],
    ['a gap that is history makes none', themes('2026-06'), []],
    ['no secretary: one without a window', { ...well, holders: [] }, [{ indicator: 'committee_complete', window: '' }]],
  ])('%s', (_, branch, keys) => {
    const health = healthOf(branch, at(TODAY));
    expect(findingsOf(health, TODAY, []).open).toEqual(keys.map((key) => ({ ...key, shownOn: TODAY })));
    expect(findingsOf(health, TODAY, keys)).toEqual({ open: [], close: [] });
  });

  test.each<[string, BranchFacts, FindingKey, ClosedBy]>([
    ['a record mends it', well, october, 'record'],
    ['its reason is accepted', { ...themes('2026-10'), accepted: [{ indicator: 'theme_days', window: '2026-10' }] }, october, 'reason'],
    ['its window becomes history', themes('2026-06'), { indicator: 'theme_days', window: '2026-06' }, 'history'],
    ['its window is no longer shown', well, { indicator: 'theme_days', window: '2025-03' }, 'history'],
    ['its month turns out to be a vacation', themes('2026-08'), { indicator: 'theme_days', window: '2026-08' }, 'mended'],
    ['a secretary is elected', well, { indicator: 'committee_complete', window: '' }, 'mended'],
  ])('closed because %s', (_, branch, finding, by) => {
    expect(findingsOf(healthOf(branch, at(TODAY)), TODAY, [finding])).toEqual({ open: [], close: [{ finding, by }] });
  });
});

describe('支部先看到', () => {
  const above = (branch: BranchFacts, today: string, shownOn: string | null, key = october, period: string | null = null) => {
    const reading = at(today, period);
    return asSeenFromAbove(healthOf(branch, reading), shownOn === null ? [] : [{ ...key, shownOn }], reading);
  };

  test.each([
    ['2026-11-01', 'open', 'green'],
    ['2026-11-07', 'open', 'green'],
    ['2026-11-08', 'missed', 'amber'],
  ] as const)('October shown on 1 November, read on %s: %s', (today, state, colour) => {
    const health = above(themes('2026-10'), today, '2026-11-01');
    expect([find(health, 'theme_days')?.windows.at(-1)?.state, health.state]).toEqual([state, colour]);
    expect([find(health, 'theme_days')?.numerator, find(health, 'theme_days')?.denominator]).toEqual([9, 10]);
  });

  test('before the job has written it nothing is shown above', () => {
    expect(above(themes('2026-10'), TODAY, null).state).toBe('green');
  });

  test('missed again after it was mended: the days begin anew', () => {
    const reading = at(TODAY);
    const shown = ['2026-11-01', '2026-11-20'].map((shownOn) => ({ ...october, shownOn }));
    expect(asSeenFromAbove(healthOf(themes('2026-10'), reading), shown, reading).state).toBe('green');
  });

  test('posts: open until the 8th day, then red', () => {
    const key: FindingKey = { indicator: 'committee_complete', window: '' };
    const bare = { ...well, holders: [] };
    expect([above(bare, '2026-11-07', '2026-11-01', key).state, above(bare, '2026-11-08', '2026-11-01', key).state]).toEqual(['green', 'red']);
    expect(find(above(bare, '2026-11-07', '2026-11-01', key), 'committee_complete')?.state).toBe('open');
  });

  test('a history gap is seen as it is', () => {
    expect(find(above(themes('2026-06'), TODAY, null), 'theme_days')?.windows.find(({ window }) => window === '2026-06')).toMatchObject({
      state: 'missed',
      history: true,
    });
  });

  test('two due colour the branch and not what is seen above', () => {
    const branch = { ...themes('2026-11'), data: { valid: 7, required: 10 } };
    expect([healthOf(branch, at(TODAY)).state, above(branch, TODAY, null).state]).toEqual(['amber', 'green']);
  });

  test.each([
    ['2026-10-07', 'open'],
    ['2026-10-08', 'missed'],
  ] as const)('as of September, without a finding kept, on %s: %s', (today, state) => {
    expect(find(above(themes('2026-09'), today, null, october, '2026-09'), 'theme_days')?.state).toBe(state);
  });

  test('as of September: what is missing only now says nothing of then', () => {
    const key: FindingKey = { indicator: 'committee_complete', window: '' };
    expect(above({ ...well, holders: [] }, TODAY, '2026-11-23', key, '2026-09').state).toBe('red');
  });
});

describe('说明和采纳', () => {
  const fresh = { state: 'open', reason: null, answer: null } as const;
  const waiting = { ...fresh, reason: '暑期实践，全员在外' };
  test.each([
    [fresh, '暑期实践', 'done'],
    [fresh, '  ', 'reason_missing'],
    [waiting, '再写', 'already_explained'],
    [{ ...waiting, answer: 'returned' }, '再写', 'done'],
    [{ ...fresh, state: 'closed' }, '写', 'finding_closed'],
  ] as const)('%o explained with %s: %s', (finding, reason, expected) => {
    const outcome = explain(finding, reason);
    expect(outcome.ok ? 'done' : outcome.code).toBe(expected);
  });
  test.each([
    [waiting, 'accepted', '', 'done'],
    [waiting, 'returned', '请写明批准人', 'done'],
    [waiting, 'returned', ' ', 'remark_missing'],
    [fresh, 'accepted', '', 'not_explained'],
    [{ ...waiting, answer: 'accepted' }, 'accepted', '', 'already_answered'],
    [{ ...waiting, state: 'closed' }, 'accepted', '', 'finding_closed'],
  ] as const)('%o answered %s %s: %s', (finding, given, remark, expected) => {
    const outcome = answer(finding, given, remark);
    expect(outcome.ok ? 'done' : outcome.code).toBe(expected);
  });
});

describe('对任何支部都成立', () => {
  const day = fc.integer({ min: -1200, max: 200 }).map((offset) => addDays(TODAY, offset));
  const kind = fc.constantFrom<CountedKind>('membersMeeting', 'committeeMeeting', 'partyLecture', 'themeDay');
  const month = fc.integer({ min: -20, max: 0 }).map((by) => shiftWindow('2026-11', by));
  const count: fc.Arbitrary<Counts> = fc
    .record({ month, kind, present: fc.nat(10) })
    .map((row) => ({ ...row, counted: 1, held: 1, confirmed: 1, occasions: 1, due: 10 }));
  const span = fc.tuple(day, fc.option(fc.nat(400))).map(([from, length]) => ({ from, to: length === null ? null : addDays(from, length) }));
  const accepted = fc.record({
    indicator: fc.constantFrom('members_meetings', 'committee_meetings', 'party_lectures', 'theme_days'),
    window: fc.oneof(
      month,
      month.map((m) => `${m.slice(0, 4)}-Q${Math.ceil(Number(m.slice(5)) / 3)}`),
    ),
  });
  const branch: fc.Arbitrary<BranchFacts> = fc.record({
    foundedOn: fc.option(day),
    recordsSince: day,
    temporary: fc.boolean(),
    vacationsApply: fc.boolean(),
    committeeRequired: fc.boolean(),
    committeeSpans: fc.array(span, { maxLength: 3 }),
    holders: fc.array(
      fc.record({
        personId: fc.constantFrom('a', 'b', 'c', 'd'),
        post: fc.constantFrom('secretary', 'organisationOfficer', 'publicityOfficer', 'disciplineOfficer'),
        onCommittee: fc.constant(true),
      }),
      { maxLength: 6 },
    ),
    term: fc.option(fc.record({ lastDay: day, extendedTo: fc.constant(null) })),
    data: fc.record({ valid: fc.nat(20), required: fc.integer({ min: 20, max: 30 }) }),
    counts: fc.uniqueArray(count, { maxLength: 30, selector: (row) => `${row.month} ${row.kind}` }),
    recent: fc.constant({ held: 0, confirmed: 0 }),
    accepted: fc.array(accepted, { maxLength: 5 }),
  });
  const period = fc.constantFrom(null, '2026-Q3', '2026-09', '2026-08', '2025', '2026');
  const goodness = { missed: 0, due: 1, open: 1, notApplicable: 2, answered: 2, met: 3 };
  const missedIn = (health: BranchHealth) =>
    health.indicators.reduce((sum, one) => sum + one.windows.filter(({ state }) => state === 'missed').length, 0);

  test('one more record never makes a window worse', () => {
    fc.assert(
      fc.property(branch, period, count, (facts, of, more) => {
        const reading = at(TODAY, of);
        const others = facts.counts.filter((row) => row.month !== more.month || row.kind !== more.kind);
        const before = healthOf({ ...facts, counts: others }, reading);
        const after = healthOf({ ...facts, counts: [...others, more] }, reading);
        before.indicators.forEach((indicator, i) => {
          const now = after.indicators[i];
          for (const [j, window] of indicator.windows.entries())
            expect(goodness[now?.windows[j]?.state ?? 'missed']).toBeGreaterThanOrEqual(goodness[window.state]);
          if (indicator.running) expect(goodness[now?.running?.state ?? 'missed']).toBeGreaterThanOrEqual(goodness[indicator.running.state]);
        });
      }),
    );
  });

  test('the figures are the windows met and missed; answered and not applicable ones are in neither', () => {
    fc.assert(
      fc.property(branch, period, (facts, of) => {
        for (const one of healthOf(facts, at(TODAY, of)).indicators.filter(({ windows }) => windows.length > 0)) {
          const number = (state: string) => one.windows.filter((window) => window.state === state).length;
          expect([one.numerator, one.denominator]).toEqual([number('met'), number('met') + number('missed')]);
        }
      }),
    );
  });

  test('a level above is never shown more missed than the branch, and from the 8th day the same', () => {
    fc.assert(
      fc.property(branch, period, fc.nat(10), (facts, of, ago) => {
        const reading = at(TODAY, of);
        const own = healthOf(facts, reading);
        const shown = own.indicators.flatMap(({ id, windows }) =>
          [{ window: '' }, ...windows].map(({ window }) => ({ indicator: id, window, shownOn: addDays(reading.asOf, -ago) })),
        );
        const seen = asSeenFromAbove(own, shown, reading);
        expect(missedIn(seen)).toBeLessThanOrEqual(missedIn(own));
        own.indicators.forEach((one, i) => {
          if (one.state !== 'missed') expect(seen.indicators[i]).toBe(one);
        });
        const late = asSeenFromAbove(
          own,
          shown.map((key) => ({ ...key, shownOn: addDays(reading.asOf, -7) })),
          reading,
        );
        expect(late.indicators).toEqual(own.indicators);
      }),
    );
  });

  test('the colour says what it says, and the same branch is read the same', () => {
    fc.assert(
      fc.property(branch, period, (facts, of) => {
        const health = healthOf(facts, at(TODAY, of));
        const missed = health.indicators.filter(({ state }) => state === 'missed').map(({ id }) => id);
        const due = health.indicators.filter(({ state }) => state === 'due').length;
        const red = missed.includes('term') || missed.includes('committee_complete') || missed.length >= 2;
        expect(health.state === 'red').toBe(red);
        expect(health.state === 'amber').toBe(!red && (missed.length === 1 || due >= 2));
        expect(health.reasons.length > 0).toBe(health.state === 'red' || health.state === 'amber');
        expect(healthOf(structuredClone(facts), at(TODAY, of))).toEqual(health);
        expect(summed(health.indicators, true).state).toBe(health.state);
      }),
    );
  });

  test('findings settle: what was opened today asks for nothing more today', () => {
    fc.assert(
      fc.property(branch, (facts) => {
        const health = healthOf(facts, at(TODAY));
        expect(findingsOf(health, TODAY, findingsOf(health, TODAY, []).open)).toEqual({ open: [], close: [] });
      }),
    );
  });
});
