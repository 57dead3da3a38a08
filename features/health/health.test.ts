import { describe, expect, test } from 'vitest';
import { shiftWindow } from '#platform/shared/day/day.ts';
import type { BranchFacts, CountedKind, Counts } from './facts.ts';
import { asSeenFromAbove, findingsOf } from './finding.ts';
import { type BranchHealth, healthOf } from './health.ts';
import { recentFrom } from './indicators.ts';
import { articles, branchStateNames, INDICATOR_IDS, type IndicatorId, indicatorNames, indicatorStateNames, reasonNames } from './names.ts';
import { DEFAULT_HEALTH_SETTINGS, settingsOn } from './settings.ts';
import { readingOf } from './windows.ts';

const TODAY = '2026-11-24';
const vacations = new Set(['2025-08', '2026-02', '2026-08']);
const at = (today: string, period: string | null = null) => readingOf(period, today, DEFAULT_HEALTH_SETTINGS, vacations);
const reading = at(TODAY);

/** One meeting of a kind for each month named, the roll of ten with eight present unless said otherwise. */
const held = (kind: CountedKind, months: readonly string[], due = 10, present = 8): Counts[] =>
  months.map((month) => ({
    month,
    kind,
    counted: 1,
    held: 1,
    confirmed: 1,
    occasions: kind === 'committeeMeeting' ? 0 : 1,
    due: kind === 'committeeMeeting' ? 0 : due,
    present: kind === 'committeeMeeting' ? 0 : present,
  }));
const months = (from: string, count: number, without: readonly string[] = []) =>
  Array.from({ length: count }, (_, i) => shiftWindow(from, i)).filter((month) => !without.includes(month));

const officers = [
  { personId: 'a', post: 'secretary', onCommittee: true },
  { personId: 'b', post: 'organisationOfficer', onCommittee: true },
  { personId: 'c', post: 'publicityOfficer', onCommittee: true },
  { personId: 'c', post: 'disciplineOfficer', onCommittee: true },
];

const base: BranchFacts = {
  foundedOn: '2024-03-01',
  recordsSince: '2024-03-01',
  temporary: false,
  vacationsApply: true,
  committeeRequired: true,
  committeeSpans: [{ from: '2024-03-01', to: null }],
  holders: officers,
  term: { lastDay: '2027-02-28', extendedTo: null },
  data: { valid: 97, required: 100 },
  counts: [],
  recent: { held: 0, confirmed: 0 },
  accepted: [],
};

const rests = ['2026-02', '2026-08'];
/** The branch of the worked example. */
const worked: BranchFacts = {
  ...base,
  counts: [
    ...held('membersMeeting', ['2025-11', '2026-04', '2026-06', '2026-09'], 10, 8),
    ...held('committeeMeeting', months('2025-11', 12, [...rests, '2026-09'])),
    ...held('partyLecture', ['2025-12', '2026-03', '2026-05', '2026-07', '2026-10'], 10, 8),
    ...held('themeDay', months('2025-11', 13, rests), 50, 45),
  ],
};
const find = (health: BranchHealth, id: IndicatorId) => {
  const indicator = health.indicators.find((one) => one.id === id);
  if (indicator === undefined) throw new Error(`no indicator ${id}`);
  return indicator;
};
const figures = (health: BranchHealth, id: IndicatorId) => {
  const { state, numerator, denominator } = find(health, id);
  return [state, numerator, denominator];
};
const statesOf = (health: BranchHealth, id: IndicatorId) =>
  find(health, id)
    .windows.map(({ state }) => state)
    .join(' ');

describe('本科生支部，2026 年 11 月 24 日', () => {
  const health = healthOf(worked, reading);

  test.each<[IndicatorId, unknown[]]>([
    ['members_meetings', ['open', 3, 4]],
    ['committee_meetings', ['missed', 9, 10]],
    ['group_meetings', ['notRecorded', null, null]],
    ['party_lectures', ['met', 4, 4]],
    ['theme_days', ['met', 10, 10]],
    ['records_confirmed', ['met', 29, 29]],
    ['term', ['due', null, null]],
    ['committee_complete', ['met', 4, 4]],
    ['data_complete', ['met', 97, 100]],
  ])('%s', (id, expected) => expect(figures(health, id)).toEqual(expected));

  test('一季度的缺项只作历史', () => {
    expect(find(health, 'members_meetings').windows).toEqual([
      { window: '2025-Q4', state: 'met', reason: null, history: false },
      { window: '2026-Q1', state: 'missed', reason: null, history: true },
      { window: '2026-Q2', state: 'met', reason: null, history: false },
      { window: '2026-Q3', state: 'met', reason: null, history: false },
    ]);
    expect(find(health, 'members_meetings').running).toEqual({ window: '2026-Q4', state: 'open', reason: null, lastDay: '2026-12-31' });
  });

  test('9 月缺支委会会议，11 月进入最后十天', () => {
    const indicator = find(health, 'committee_meetings');
    expect(indicator.windows.filter(({ state }) => state === 'missed').map(({ window, history }) => [window, history])).toEqual([['2026-09', false]]);
    expect(indicator.windows.filter(({ state }) => state === 'notApplicable').map(({ window, reason }) => [window, reason])).toEqual([
      ['2026-02', 'vacation'],
      ['2026-08', 'vacation'],
    ]);
    expect(indicator.running?.state).toBe('due');
    expect(indicator.article.zh).toBe('《支部工作条例》第十二条');
  });

  test('任期剩 96 天', () => {
    expect(find(health, 'term').facts).toEqual({ daysLeft: 96, lastDay: '2027-02-28', extended: false });
  });

  const september = held('committeeMeeting', ['2026-09']);
  const november = held('committeeMeeting', ['2026-11']);
  test.each([
    ['as it stands: one missed, one due', [], 'amber', ['committee_meetings', 'term'], 'missed'],
    ['September recorded late: two due', september, 'amber', ['committee_meetings', 'term'], 'due'],
    ['November held too: only the term due', [...september, ...november], 'green', [], 'met'],
  ] as const)('%s', (_, more, state, reasons, committee) => {
    const now = healthOf({ ...worked, counts: [...worked.counts, ...more] }, reading);
    expect([now.state, now.reasons, find(now, 'committee_meetings').state]).toEqual([state, reasons, committee]);
  });

  test('attendance 0.86: 645 present of 750 due is met', () => {
    const counts = [...held('themeDay', ['2026-01', '2026-03'], 300, 258), ...held('membersMeeting', ['2026-04'], 150, 129)];
    expect(figures(healthOf({ ...base, counts }, reading), 'attendance')).toEqual(['met', 645, 750]);
  });
});

describe('窗口何时待完成', () => {
  test.each([
    ['2026-11-20', 'open'],
    ['2026-11-21', 'due'],
    ['2026-11-30', 'due'],
    ['2026-12-01', 'open'],
    ['2026-12-21', 'open'],
    ['2026-12-22', 'due'],
  ] as const)('theme day, %s: %s', (today, state) => {
    expect(find(healthOf({ ...base, foundedOn: '2020-01-01' }, at(today)), 'theme_days').running?.state).toBe(state);
  });
  test.each([
    ['2026-12-01', 'open'],
    ['2026-12-02', 'due'],
    ['2026-12-31', 'due'],
  ] as const)('members’ meeting, %s: %s', (today, state) => {
    expect(find(healthOf(base, at(today)), 'members_meetings').running?.state).toBe(state);
  });
  test('a window is closed only on the day after its last', () => {
    expect(find(healthOf(base, at('2026-12-31')), 'members_meetings').windows.at(-1)?.window).toBe('2026-Q3');
    expect(find(healthOf(base, at('2027-01-01')), 'members_meetings').windows.at(-1)).toMatchObject({ window: '2026-Q4', state: 'missed' });
  });
});

describe('哪些窗口计入', () => {
  const founded = (day: string, more: Partial<BranchFacts> = {}): BranchFacts => ({
    ...base,
    vacationsApply: false,
    foundedOn: day,
    recordsSince: day,
    committeeSpans: [],
    committeeRequired: false,
    ...more,
  });
  const last3 = (branch: BranchFacts, id: IndicatorId = 'theme_days') =>
    find(healthOf(branch, reading), id)
      .windows.slice(-3)
      .map(({ state, reason }) => reason ?? state);

  test.each([
    ['founded within September, nothing held', founded('2026-09-10'), ['beforeFounding', 'beforeFounding', 'missed']],
    [
      'founded within September, a theme day after it',
      founded('2026-09-10', { counts: held('themeDay', ['2026-09']) }),
      ['beforeFounding', 'met', 'missed'],
    ],
    [
      'founded within September, a theme day before it',
      founded('2026-09-10', { counts: held('themeDay', ['2026-09']).map((row) => ({ ...row, lastOn: '2026-09-09' })) }),
      ['beforeFounding', 'beforeFounding', 'missed'],
    ],
    [
      'a theme day on the day of its founding',
      founded('2026-09-10', { counts: held('themeDay', ['2026-09']).map((row) => ({ ...row, lastOn: '2026-09-10' })) }),
      ['beforeFounding', 'met', 'missed'],
    ],
    ['founded on the first of September', founded('2026-09-01'), ['beforeFounding', 'beforeFounding', 'missed']],
    ['founded on the last of August', founded('2026-08-31'), ['beforeFounding', 'missed', 'missed']],
    ['old, its records here since 5 September', founded('1990-01-01', { recordsSince: '2026-09-05' }), ['beforeRecords', 'beforeRecords', 'missed']],
    ['old, its records here since 1 September', founded('1990-01-01', { recordsSince: '2026-09-01' }), ['beforeRecords', 'beforeRecords', 'missed']],
    ['imported with its founding day unknown', founded('2026-09-05', { foundedOn: null }), ['beforeRecords', 'beforeRecords', 'missed']],
  ] as const)('%s', (_, branch, expected) => expect(last3(branch)).toEqual(expected));

  test('the running window in which it was founded is not open, due or missed', () => {
    for (const day of ['2026-11-01', '2026-11-20', '2026-11-24']) {
      expect(find(healthOf(founded(day), reading), 'theme_days').running).toMatchObject({ state: 'notApplicable', reason: 'beforeFounding' });
    }
  });

  const spans = (...committeeSpans: BranchFacts['committeeSpans'][number][]) => founded('2020-01-01', { committeeSpans });
  const on = (branch: BranchFacts, day: string) => ({
    ...branch,
    counts: held('committeeMeeting', [day.slice(0, 7)]).map((row) => ({ ...row, lastOn: day })),
  });
  test.each([
    ['none', spans(), ['noCommittee', 'noCommittee', 'noCommittee']],
    ['formed within September', spans({ from: '2026-09-15', to: null }), ['noCommittee', 'committeeFormed', 'missed']],
    ['formed within September, met after it', on(spans({ from: '2026-09-15', to: null }), '2026-09-20'), ['noCommittee', 'met', 'missed']],
    [
      'formed within September, met before it',
      on(spans({ from: '2026-09-15', to: null }), '2026-09-10'),
      ['noCommittee', 'committeeFormed', 'missed'],
    ],
    ['ended within September without a meeting', spans({ from: '2021-01-01', to: '2026-09-15' }), ['missed', 'committeeEnded', 'noCommittee']],
    ['ended within September after a meeting', on(spans({ from: '2021-01-01', to: '2026-09-15' }), '2026-09-03'), ['missed', 'met', 'noCommittee']],
    [
      'a gap within September',
      spans({ from: '2021-01-01', to: '2026-09-05' }, { from: '2026-09-20', to: null }),
      ['missed', 'committeeEnded', 'missed'],
    ],
    ['elected anew without a gap', spans({ from: '2021-01-01', to: '2026-08-31' }, { from: '2026-09-01', to: null }), ['missed', 'missed', 'missed']],
    [
      'elected anew within a month',
      spans({ from: '2026-09-11', to: null }, { from: '2021-01-01', to: '2026-09-10' }),
      ['missed', 'missed', 'missed'],
    ],
  ] as const)('committee: %s', (_, branch, expected) => expect(last3(branch, 'committee_meetings')).toEqual(expected));

  test('vacation months rest for student branches only, and a meeting in one counts in neither number', () => {
    const counts = held('themeDay', ['2026-08']);
    expect(figures(healthOf({ ...base, counts }, reading), 'theme_days').slice(1)).toEqual([0, 10]);
    expect(figures(healthOf({ ...base, counts, vacationsApply: false }, reading), 'theme_days').slice(1)).toEqual([1, 12]);
    expect(figures(healthOf({ ...base, counts: held('membersMeeting', ['2026-08']) }, reading), 'members_meetings').slice(1)).toEqual([1, 4]);
  });
});

describe('指标的状态', () => {
  const theme = (months: readonly string[], accepted: BranchFacts['accepted'] = [], today = TODAY) =>
    healthOf({ ...base, accepted, counts: held('themeDay', months) }, at(today));
  const all = months('2025-11', 13, rests);
  const without = (...gone: string[]) => all.filter((month) => !gone.includes(month));
  const accept = (window: string) => ({ indicator: 'theme_days', window });

  test.each([
    ['July, September, October: the gap of July colours', without('2026-07'), [], 'missed', 9, 10],
    ['the gap of June is history', without('2026-06'), [], 'met', 9, 10],
    ['October missed', without('2026-10'), [], 'missed', 9, 10],
    ['October answered leaves both numbers', without('2026-10'), [accept('2026-10')], 'met', 9, 9],
    ['answered, it keeps its place: July still colours', without('2026-07', '2026-10'), [accept('2026-10')], 'missed', 8, 9],
    ['answered, June stays history', without('2026-06', '2026-10'), [accept('2026-10')], 'met', 8, 9],
    ['answered and held after all: met', all, [accept('2026-10')], 'met', 10, 10],
    ['the running month answered', without('2026-11'), [accept('2026-11')], 'met', 10, 10],
    ['the running month due', without('2026-11'), [], 'due', 10, 10],
    ['a gap outweighs a running month that is due', without('2026-10', '2026-11'), [], 'missed', 9, 10],
  ] as const)('%s', (_, held, accepted, state, met, due) => {
    expect(figures(theme(held, accepted), 'theme_days')).toEqual([state, met, due]);
  });

  test('a running vacation month: met where a closed month was due, else not applicable', () => {
    expect(figures(theme(months('2025-08', 12), [], '2026-08-15'), 'theme_days')[0]).toBe('met');
    const young = { ...base, foundedOn: '2026-07-20', recordsSince: '2026-07-20' };
    expect(figures(healthOf(young, at('2026-08-15')), 'theme_days')[0]).toBe('notApplicable');
  });

  test('quarters: the last two colour, the third is history', () => {
    const of = (quarters: string[]) => figures(healthOf({ ...base, counts: held('membersMeeting', quarters) }, reading), 'members_meetings')[0];
    expect(of(['2025-10', '2026-01', '2026-07', '2026-10'])).toBe('missed');
    expect(of(['2025-10', '2026-04', '2026-07', '2026-10'])).toBe('met');
  });
});

describe('比率', () => {
  const data = (valid: number, required: number) => figures(healthOf({ ...base, data: { valid, required } }, reading), 'data_complete')[0];
  test.each([
    [4, 5, 'met'],
    [80, 100, 'met'],
    [7_999, 10_000, 'due'],
    [79_999_999, 100_000_000, 'due'],
    [3, 5, 'due'],
    [5_999, 10_000, 'missed'],
    [0, 5, 'missed'],
    [0, 0, 'notApplicable'],
  ] as const)('%i of %i: %s', (valid, required, state) => expect(data(valid, required)).toBe(state));

  test.each([
    ['two meetings are too few', 2, 'notApplicable'],
    ['three are enough', 3, 'met'],
  ] as const)('attendance: %s', (_, count, state) => {
    expect(figures(healthOf({ ...base, counts: held('themeDay', months('2026-03', count)) }, reading), 'attendance')[0]).toBe(state);
  });

  test('attendance counts neither committee meetings nor what is older than four quarters', () => {
    const counts = [...held('themeDay', ['2025-09', '2025-10', '2026-01', '2026-11']), ...held('committeeMeeting', ['2026-05'])];
    expect(figures(healthOf({ ...base, counts }, reading), 'attendance')).toEqual(['met', 24, 30]);
  });

  test('records: all confirmed is met, one missing is due, none held does not apply, never red', () => {
    const counts = held('themeDay', months('2026-03', 4));
    const none = counts.map((row) => ({ ...row, confirmed: 0 }));
    const of = (more: Partial<BranchFacts>) => figures(healthOf({ ...base, ...more }, reading), 'records_confirmed');
    expect(of({ counts })).toEqual(['met', 4, 4]);
    expect(of({ counts: none })).toEqual(['due', 0, 4]);
    expect(of({})).toEqual(['notApplicable', 0, 0]);
    expect(of({ counts: none, recent: { held: 4, confirmed: 0 } })).toEqual(['notApplicable', 0, 0]);
    expect(of({ counts, recent: { held: 1, confirmed: 1 } })).toEqual(['met', 3, 3]);
    expect(recentFrom(reading)).toBe('2026-11-14');
  });
});

describe('任期和班子', () => {
  const term = (today: string, extendedTo: string | null = null) =>
    figures(healthOf({ ...base, term: { lastDay: '2026-05-19', extendedTo } }, at(today)), 'term')[0];
  test.each([
    ['2025-11-18', null, 'met'],
    ['2025-11-19', null, 'due'],
    ['2026-05-19', null, 'due'],
    ['2026-05-20', null, 'missed'],
    ['2026-05-20', '2026-11-19', 'due'],
    ['2026-05-18', '2026-11-19', 'met'],
    ['2026-11-19', '2026-11-19', 'due'],
    ['2026-11-20', '2026-11-19', 'missed'],
  ] as const)('%s, extended to %s: %s', (today, extendedTo, state) => expect(term(today, extendedTo)).toBe(state));

  test('a temporary branch has no term to end, and a term that nobody recorded is not judged', () => {
    expect(find(healthOf({ ...base, temporary: true }, reading), 'term')).toMatchObject({
      state: 'notApplicable',
      facts: { reason: 'temporaryBranch' },
    });
    expect(find(healthOf({ ...base, term: null }, reading), 'term')).toMatchObject({ state: 'notApplicable', facts: { reason: 'noTerm' } });
  });

  const seats = (count: number) => Array.from({ length: count }, (_, i) => ({ personId: `m${i}`, post: 'committeeMember', onCommittee: true }));
  test.each([
    ['all held by three', true, officers, 'met', 4],
    ['no secretary', true, officers.filter(({ post }) => post !== 'secretary').concat(seats(2)), 'missed', 3],
    ['two persons only', true, officers.filter(({ personId }) => personId !== 'b'), 'missed', 3],
    ['nobody for organisation', true, officers.filter(({ personId }) => personId !== 'b').concat(seats(1)), 'due', 3],
    ['seven persons', true, officers.concat(seats(4)), 'met', 4],
    ['eight persons', true, officers.concat(seats(5)), 'missed', 4],
    ['fewer than seven full members: the secretary alone', false, officers.slice(0, 1), 'met', 1],
    ['fewer than seven full members, no secretary', false, officers.slice(1), 'missed', 0],
  ] as const)('%s', (_, committeeRequired, holders, state, numerator) => {
    const health = healthOf({ ...base, committeeRequired, holders: [...holders] }, reading);
    expect(figures(health, 'committee_complete').slice(0, 2)).toEqual([state, numerator]);
  });
});

describe('支部的状态', () => {
  const well = {
    ...worked,
    term: { lastDay: '2028-02-28', extendedTo: null },
    counts: [...worked.counts, ...held('committeeMeeting', ['2026-09', '2026-11'])],
  };
  const thin = { valid: 1, required: 2 };
  const fair = { valid: 7, required: 10 };
  test.each([
    ['nothing missing', {}, 'green', []],
    ['one due', { data: fair }, 'green', []],
    ['two due', { data: fair, term: base.term }, 'amber', ['term', 'data_complete']],
    ['one missed', { data: thin }, 'amber', ['data_complete']],
    ['two missed', { data: thin, counts: worked.counts }, 'red', ['committee_meetings', 'data_complete']],
    ['the term alone', { term: { lastDay: '2026-11-23', extendedTo: null } }, 'red', ['term']],
    ['the posts alone', { holders: [] }, 'red', ['committee_complete']],
  ] as const)('%s', (_, more, state, reasons) => {
    const health = healthOf({ ...well, ...more }, reading);
    expect([health.state, health.reasons]).toEqual([state, reasons]);
  });

  test('grey until a window counts: in its first month; green from the first of the next', () => {
    const young: BranchFacts = { ...base, foundedOn: '2026-11-05', recordsSince: '2026-11-05', committeeSpans: [{ from: '2026-11-05', to: null }] };
    expect(healthOf(young, at('2026-11-30')).state).toBe('grey');
    expect(healthOf(young, at('2026-12-01')).state).toBe('green');
    expect(healthOf({ ...young, counts: held('themeDay', ['2026-11']) }, at('2026-11-30')).state).toBe('green');
  });
});

describe('截至某一时期', () => {
  test('a closed quarter: its windows closed, none running, term of that day, data only now', () => {
    const health = healthOf(worked, at(TODAY, '2026-Q3'));
    expect(find(health, 'members_meetings').windows.map(({ window }) => window)).toEqual(['2025-Q4', '2026-Q1', '2026-Q2', '2026-Q3']);
    expect(find(health, 'theme_days').windows.at(-1)?.window).toBe('2026-09');
    expect(find(health, 'committee_meetings')).toMatchObject({ state: 'missed', running: null });
    expect(find(health, 'term').facts.daysLeft).toBe(151);
    expect(find(health, 'data_complete')).toMatchObject({ state: 'notApplicable', facts: { reason: 'onlyNow' } });
  });
  test('a closed month within a running quarter leaves that quarter out', () => {
    const then = at(TODAY, '2026-10');
    expect([then.asOf, then.quarters.at(-1)?.window, then.months.at(-1)?.window]).toEqual(['2026-10-31', '2026-Q3', '2026-10']);
    expect(figures(healthOf({ ...base, counts: held('themeDay', ['2026-08', '2026-09', '2026-10']) }, then), 'attendance')[2]).toBe(20);
    expect(
      figures(healthOf({ ...base, recent: { held: 1, confirmed: 0 }, counts: held('themeDay', ['2026-09', '2026-10']) }, then), 'records_confirmed'),
    ).toEqual(['met', 1, 1]);
  });
  test.each([['2026-Q4'], ['2026-11'], ['2026'], [null]])('%s still runs: read today', (period) => {
    expect(at(TODAY, period)).toMatchObject({ asOf: TODAY, closed: false });
  });
  test('a closed year ends with its December', () => {
    expect(at(TODAY, '2025').months.map(({ window }) => window)).toEqual(months('2025-01', 12));
  });
  test('without a running window a duty is met where one was due', () => {
    expect(figures(healthOf(worked, at(TODAY, '2026-Q3')), 'theme_days')[0]).toBe('met');
    expect(statesOf(healthOf(worked, at(TODAY, '2026-Q3')), 'party_lectures')).toBe('met met met met');
  });
  test('the settings in force on the day of the period', () => {
    const strict = { ...DEFAULT_HEALTH_SETTINGS, from: '2026-10-01', ratioMet: 0.9 };
    expect(settingsOn([strict], '2026-09-30').ratioMet).toBe(0.8);
    expect(settingsOn([strict], '2026-10-01').ratioMet).toBe(0.9);
  });
});

test('a branch is judged alike whoever reads it, and findings follow from it', () => {
  const health = healthOf(worked, reading);
  expect(healthOf(worked, reading)).toEqual(health);
  expect(findingsOf(health, TODAY, []).open).toEqual([{ indicator: 'committee_meetings', window: '2026-09', shownOn: TODAY }]);
  expect(asSeenFromAbove(health, [{ indicator: 'committee_meetings', window: '2026-09', shownOn: '2026-10-01' }], reading).reasons).toEqual([
    'committee_meetings',
  ]);
});

test('every code has words in both languages', () => {
  for (const id of INDICATOR_IDS) expect(`${indicatorNames[id].zh}${articles[id].zh}${articles[id].en}`.length).toBeGreaterThan(6);
  for (const words of Object.values({ ...branchStateNames, ...indicatorStateNames, ...reasonNames }))
    expect(words.zh.length * words.en.length).toBeGreaterThan(0);
});
