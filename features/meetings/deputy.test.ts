import { expect, test } from 'vitest';
import { nameDeputy } from './deputy.ts';

const left = { state: 'recorded' as const, chairName: '林知远', chairLeft: true, deputyId: null };
const member = { id: 'a', category: 'full' };

test.each([
  ['a chair who has left, a full member of the branch', left, member, '原主持人已转出', 'yes'],
  ['another in place of the one named', { ...left, deputyId: 'b' }, member, '改由支委确认', 'yes'],
  ['the one who is named already', { ...left, deputyId: 'a' }, member, '再次指定', 'deputy_already_named'],
  ['a chair who is still in the branch', { ...left, chairLeft: false }, member, '出差', 'chair_still_here'],
  ['a probationary member', left, { ...member, category: 'probationary' }, '已转出', 'deputy_not_member'],
  ['nobody of the branch', left, null, '已转出', 'deputy_not_member'],
  ['without a reason', left, member, '  ', 'reason_missing'],
  ['before the minutes are submitted', { ...left, state: 'held' as const }, member, '已转出', 'meeting_not_recorded'],
  ['minutes that are confirmed', { ...left, state: 'confirmed' as const }, member, '已转出', 'meeting_confirmed'],
  ['a meeting that was cancelled', { ...left, state: 'cancelled' as const }, member, '已转出', 'meeting_cancelled'],
])('naming a deputy: %s', (_, meeting, person, reason, answer) => {
  const may = nameDeputy(meeting, person, reason);
  expect(may.ok ? 'yes' : may.code).toBe(answer);
});
