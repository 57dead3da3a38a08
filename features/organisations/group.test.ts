import { describe, expect, test } from 'vitest';
import { leaveGroup, placeInGroup } from './group.ts';

const TODAY = '2026-11-24';
const group = { id: 'g', kind: 'group' as const, foundedOn: '2024-09-01', dissolvedOn: null };
const member = { category: 'full', inBranch: true, group: null };
const told = (may: { ok: true } | { ok: false; code: string }) => (may.ok ? 'yes' : may.code);

describe('placing a member in a group', () => {
  test.each([
    ['a full member', group, member, TODAY, 'yes'],
    ['a probationary member', group, { ...member, category: 'probationary' }, TODAY, 'yes'],
    ['on the day of its founding', group, member, '2024-09-01', 'yes'],
    ['out of another group', group, { ...member, group: { id: 'h', from: '2025-03-01' } }, '2025-03-01', 'yes'],
    ['before the other group was joined', group, { ...member, group: { id: 'h', from: '2025-03-01' } }, '2025-02-28', 'span_reversed'],
    ['into the same group again', group, { ...member, group: { id: 'g', from: '2025-03-01' } }, TODAY, 'already_in_group'],
    ['an activist', group, { ...member, category: 'activist' }, TODAY, 'person_not_here'],
    ['a member of another branch', group, { ...member, inBranch: false }, TODAY, 'person_not_here'],
    ['from tomorrow', group, member, '2026-11-25', 'day_in_future'],
    ['before its founding', group, member, '2024-08-31', 'day_before_founding'],
    ['into a group that is dissolved', { ...group, dissolvedOn: '2026-01-01' }, member, TODAY, 'organisation_dissolved'],
    ['into the branch itself', { ...group, kind: 'branch' as const }, member, TODAY, 'not_a_group'],
  ])('%s', (_, into, who, on, answer) => expect(told(placeInGroup(into, who, on, TODAY))).toBe(answer));
});

describe('taking a member out of a group', () => {
  const span = { from: '2025-03-01', to: null };
  test.each([
    ['today', span, TODAY, 'yes'],
    ['on the day of joining, entered by mistake', span, '2025-03-01', 'yes'],
    ['before joining', span, '2025-02-28', 'span_reversed'],
    ['tomorrow', span, '2026-11-25', 'day_in_future'],
    ['twice', { ...span, to: '2026-01-01' }, TODAY, 'record_ended'],
  ])('%s', (_, one, on, answer) => expect(told(leaveGroup(one, on, TODAY))).toBe(answer));
});
