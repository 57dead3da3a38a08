import { describe, expect, test } from 'vitest';
import { appoint, committeeOn, endPost, POSTS, type Post, type PostSpan, postNames, postsOf, standingRemark, standsAmong } from './post.ts';

const branch = { kind: 'branch', root: false, foundedOn: '2020-03-01', dissolvedOn: null } as const;
const span = (personId: string, post: Post, from = '2024-03-01', to: string | null = null): PostSpan => ({ personId, post, from, to });

describe('党内职务', () => {
  const old = span('wang', 'secretary');
  test.each([
    ['the first secretary', branch, span('li', 'secretary'), 'full', [], 'done'],
    ['a second secretary', branch, span('li', 'secretary', '2026-01-01'), 'full', [old], 'second_secretary'],
    ['a secretary on the day the old one leaves', branch, span('li', 'secretary', '2026-01-01'), 'full', [{ ...old, to: '2026-01-01' }], 'done'],
    ['a secretary the day before', branch, span('li', 'secretary', '2025-12-31'), 'full', [{ ...old, to: '2026-01-01' }], 'second_secretary'],
    ['a secretary whose time ends on the day the next begins', branch, span('li', 'secretary', '2023-01-01', '2024-03-01'), 'full', [old], 'done'],
    ['two deputies', branch, span('li', 'deputySecretary'), 'full', [span('wang', 'deputySecretary')], 'done'],
    ['a probationary secretary', branch, span('li', 'secretary'), 'probationary', [], 'not_full_member'],
    ['a person who is no member', branch, span('li', 'organisationOfficer'), null, [], 'not_full_member'],
    ['a probationary reviewer', branch, span('li', 'reviewer'), 'probationary', [], 'done'],
    ['the same post twice', branch, span('wang', 'secretary', '2025-01-01'), 'full', [old], 'already_held'],
    ['one person, two duties', branch, span('wang', 'organisationOfficer'), 'full', [old], 'done'],
    ['a group leader of a branch', branch, span('li', 'groupLeader'), 'full', [], 'done'],
    ['an organiser of a branch', branch, span('li', 'organiser'), 'full', [], 'post_not_here'],
    ['before the founding', branch, span('li', 'secretary', '2020-02-29'), 'full', [], 'day_before_founding'],
    ['ending before it begins', branch, span('li', 'secretary', '2024-03-01', '2024-02-29'), 'full', [], 'span_reversed'],
    ['in a dissolved branch', { ...branch, dissolvedOn: '2026-01-01' }, span('li', 'secretary'), 'full', [], 'organisation_dissolved'],
  ] as const)('%s', (_, organisation, wanted, category, kept, answer) => {
    const outcome = appoint({ organisation, span: wanted, category, kept });
    expect(outcome.ok ? 'done' : outcome.code).toBe(answer);
  });

  test.each([
    [{ kind: 'group', root: false }, ['groupLeader']],
    [{ kind: 'department', root: false }, ['clerk', 'reviewer', 'departmentStaff']],
    [
      { kind: 'branch', root: false },
      [
        'secretary',
        'deputySecretary',
        'organisationOfficer',
        'publicityOfficer',
        'disciplineOfficer',
        'committeeMember',
        'groupLeader',
        'treasurer',
        'reviewer',
      ],
    ],
  ] as const)('%o carries %s', (organisation, posts) => expect(postsOf(organisation)).toEqual(posts));

  test('the administrator belongs to the university alone', () => {
    expect(postsOf({ kind: 'committee', root: true })).toContain('administrator');
    expect(postsOf({ kind: 'committee', root: false })).not.toContain('administrator');
  });

  test('the committee counts persons, and only those in office', () => {
    const spans = [
      span('wang', 'secretary'),
      span('wang', 'disciplineOfficer'),
      span('li', 'organisationOfficer'),
      span('zhao', 'treasurer'),
      span('qian', 'committeeMember', '2024-03-01', '2025-01-01'),
    ];
    expect([...committeeOn(spans, '2026-01-01')]).toEqual(['wang', 'li']);
    expect(committeeOn(spans, '2024-12-31').size).toBe(3);
    expect(committeeOn(spans, '2025-01-01').size).toBe(2);
  });

  const today = '2026-11-24';
  test.each([
    ['today', span('wang', 'secretary'), today, { to: today }],
    ['before it began', span('wang', 'secretary'), '2024-02-29', 'span_reversed'],
    ['a second time', span('wang', 'secretary', '2024-03-01', '2025-01-01'), today, 'post_ended'],
    ['on the day after it ended', span('wang', 'secretary', '2024-03-01', today), today, 'post_ended'],
    ['in a week', span('wang', 'secretary'), '2026-12-01', { to: '2026-12-01' }],
    ['sooner than planned', span('wang', 'secretary', '2024-03-01', '2026-12-01'), '2026-11-26', { to: '2026-11-26' }],
    ['not after all', span('wang', 'secretary', '2024-03-01', '2026-12-01'), null, { to: null }],
    ['not, where nothing was planned', span('wang', 'secretary'), null, 'post_not_ending'],
    ['not, when it is over', span('wang', 'secretary', '2024-03-01', today), null, 'post_ended'],
  ] as const)('a post ends %s', (_, held, on, answer) => {
    const outcome = endPost(held, on, today);
    expect(outcome.ok ? outcome.value : outcome.code).toEqual(typeof answer === 'string' ? answer : { ...held, ...answer });
  });

  test('a secretary generally has one year of standing', () => {
    expect(standingRemark('secretary', '2025-03-02', '2026-03-01', 1)).toBe('standing_under_a_year');
    expect(standingRemark('secretary', '2025-03-01', '2026-03-01', 1)).toBeNull();
    expect(standingRemark('treasurer', '2026-02-01', '2026-03-01', 1)).toBeNull();
  });

  test('every post has a Chinese and an English name', () => {
    for (const post of POSTS) expect(postNames[post].zh.length * postNames[post].en.length).toBeGreaterThan(0);
  });
});

test.each<[Post, string | null]>([
  ['secretary', 'officers'],
  ['committeeMember', 'officers'],
  ['organiser', 'staff'],
  ['treasurer', 'staff'],
  ['departmentStaff', 'staff'],
  ['administrator', null],
])('on the page of an organisation a %s stands among: %s', (post, among) => expect(standsAmong(post)).toBe(among));
