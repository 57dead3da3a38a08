import { describe, expect, test } from 'vitest';
import { type AmendingForm, amendingAt, amendingBody, placeOf } from './amending.ts';

const record = {
  items: [
    { id: 'i1', title: '学习', points: '原文' },
    { id: 'i2', title: '讨论', points: '意见' },
  ],
  roll: [
    { personId: 'p1', name: '林一', status: 'present' as const },
    { personId: 'p2', name: '周二', status: null },
  ],
  decisions: [{ id: 'd1', matter: '预算', yes: 5, no: 1, abstain: 0 }],
};

describe('accepting a proposal', () => {
  test('begins at the item it is about, with what stands there', () => {
    expect([placeOf(record, 'i2'), placeOf(record, null)]).toEqual(['item/i2', 'item/i1']);
    expect(amendingAt(record, 'item/i2').points).toBe('意见');
    expect(amendingAt(record, 'decision/d1')).toMatchObject({ yes: '5', no: '1', abstain: '0' });
  });

  test.each([
    ['the points of an item', 'item/i2', { points: '意见，12 月起' }, { itemId: 'i2', points: '意见，12 月起' }],
    ['one who was there after all', 'roll', { personId: 'p2', status: 'present' }, { roll: [{ personId: 'p2', status: 'present' }] }],
    ['one who was not there', 'roll', { personId: 'p1', status: 'absent' }, { roll: [{ personId: 'p1', status: 'absent' }] }],
    ['the votes of a decision', 'decision/d1', { yes: '4' }, { decisions: [{ id: 'd1', tally: { yes: 4, no: 1, abstain: 0 } }] }],
  ] as [string, string, Partial<AmendingForm>, object][])('changes %s', (_, where, form, body) => {
    expect(amendingBody(record, { ...amendingAt(record, where), ...form })).toEqual(body);
  });

  test.each([
    ['item/i2', {}],
    ['decision/d1', {}],
    ['roll', {}],
    ['roll', { personId: 'p2', status: 'absent' }],
    ['item/gone', { points: '新' }],
  ] as [string, Partial<AmendingForm>][])('with nothing changed at %s there is nothing to accept', (where, form) => {
    expect(amendingBody(record, { ...amendingAt(record, where), ...form })).toBeNull();
  });
});
