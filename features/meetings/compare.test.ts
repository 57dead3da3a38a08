import { describe, expect, test } from 'vitest';
import { canKeepBoth, differencesOf, leftOut, mergedRecord, type RecordText } from './compare.ts';

const base: RecordText = {
  items: [
    { title: '听取报告', points: '' },
    { title: '讨论计划', points: '' },
  ],
  decisions: [],
  nextSteps: [],
  observers: '',
  fiveBuildings: [],
  endsAt: '',
  roll: { a: 'present', b: 'absent' },
};
const written = (...points: string[]): RecordText['items'] => base.items.map((item, i) => ({ ...item, points: points[i] ?? '' }));
const record = (over: Partial<RecordText>): RecordText => ({ ...base, ...over });

describe('what differs', () => {
  test('what only this phone wrote is no difference', () => {
    expect(differencesOf(base, record({ items: written('报告了全年工作'), endsAt: '20:10' }), base)).toEqual([]);
  });

  test('what both wrote alike is none either, whatever the order of its fields', () => {
    const one = record({ decisions: [{ matter: '通过计划', yes: '6', no: '0' }] });
    const other = record({ decisions: [{ no: '0', yes: '6', matter: '通过计划' }] });
    expect(differencesOf(base, one, other)).toEqual([]);
  });

  test('what the desk changed and the phone did not touch is shown, and so is what both changed', () => {
    const mine = record({ items: written('手机上写的') });
    const theirs = record({ items: written('电脑上写的', '电脑上也写了这一项') });
    expect(differencesOf(base, mine, theirs).map(({ key, bothChanged }) => [key, bothChanged])).toEqual([
      ['item:听取报告', true],
      ['item:讨论计划', false],
    ]);
  });

  test('an item struck at the desk and written on the phone has nothing on the other side', () => {
    const mine = record({ items: written('手机上写的') });
    const theirs = record({ items: base.items.slice(1) });
    expect(differencesOf(base, mine, theirs)).toMatchObject([{ key: 'item:听取报告', theirs: null, bothChanged: true }]);
  });

  test('a name marked otherwise on the roll is shown by itself', () => {
    expect(differencesOf(base, record({ roll: { a: 'leave', b: 'absent' } }), record({ roll: { a: 'absent', b: 'present' } }))).toMatchObject([
      { key: 'roll:a', mine: 'leave', theirs: 'absent', bothChanged: true },
      { key: 'roll:b', mine: 'absent', theirs: 'present', bothChanged: false },
    ]);
  });

  test('two items of one title are two', () => {
    const twice = record({ items: [...base.items, { title: '讨论计划', points: '再议' }] });
    expect(differencesOf(base, base, twice)).toMatchObject([{ part: 'item', name: '讨论计划', mine: null, theirs: { points: '再议' } }]);
  });
});

describe('what is chosen', () => {
  const mine = record({
    items: written('手机上写的'),
    nextSteps: [{ text: '联系社区', ownerName: '', dueOn: '' }],
    roll: { a: 'leave', b: 'absent' },
  });
  const theirs = record({
    items: [...written('电脑上写的', '讨论了两条'), { title: '临时事项', points: '电脑上加的' }],
    nextSteps: [{ text: '写小结', ownerName: '', dueOn: '' }],
    roll: { a: 'absent', b: 'absent' },
  });
  const differences = differencesOf(base, mine, theirs);

  test('with nothing chosen the record is what was written here', () => {
    expect(mergedRecord(mine, theirs, differences, {})).toEqual(mine);
  });

  test('each place follows its choice, and what was added there comes after', () => {
    const merged = mergedRecord(mine, theirs, differences, {
      'item:听取报告': 'mine',
      'item:讨论计划': 'theirs',
      'item:临时事项': 'theirs',
      'nextSteps:': 'both',
      'roll:a': 'theirs',
    });
    expect(merged.items.map(({ title, points }) => [title, points])).toEqual([
      ['听取报告', '手机上写的'],
      ['讨论计划', '讨论了两条'],
      ['临时事项', '电脑上加的'],
    ]);
    expect(merged.nextSteps.map((step) => step.text)).toEqual(['联系社区', '写小结']);
    expect(merged.roll).toEqual({ a: 'absent', b: 'absent' });
  });

  test('of points under one title both can be kept; of a decision or a name on the roll one is true', () => {
    expect(mergedRecord(mine, theirs, differences, { 'item:听取报告': 'both' }).items[0]?.points).toBe('手机上写的\n\n电脑上写的');
    expect(differences.filter(canKeepBoth).map((one) => one.key)).toEqual(['item:听取报告', 'item:讨论计划', 'nextSteps:']);
  });

  test('nothing is lost: what was not chosen is handed back', () => {
    expect(leftOut(differences, { 'item:听取报告': 'theirs', 'nextSteps:': 'mine', 'roll:a': 'mine' }).map(({ key, value }) => [key, value])).toEqual(
      [
        ['item:听取报告', { title: '听取报告', points: '手机上写的' }],
        ['nextSteps:', theirs.nextSteps],
      ],
    );
    for (const keep of ['mine', 'theirs'] as const) {
      const choices = Object.fromEntries(differences.map((one) => [one.key, keep]));
      const all = JSON.stringify([mergedRecord(mine, theirs, differences, choices), leftOut(differences, choices)]);
      for (const text of ['手机上写的', '电脑上写的', '讨论了两条', '电脑上加的', '联系社区', '写小结']) expect(all).toContain(text);
    }
  });
});
