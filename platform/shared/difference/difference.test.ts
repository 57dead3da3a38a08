import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesBetween } from './difference.ts';

const text = fc.string({ unit: fc.constantFrom(...'党支部𠮷会1 '), maxLength: 30 });

test('what is taken out and put in leads from one text to the other', () => {
  fc.assert(
    fc.property(text, text, (before, after) => {
      const changes = changesBetween([...before], [...after], 100) ?? [];
      const made = [...before];
      for (const { out, put, outAt } of changes.toReversed()) made.splice(outAt, [...out].length, ...put);
      expect(made.join('')).toBe(after);
      for (const { put, putAt } of changes) expect([...after].slice(putAt, putAt + [...put].length).join('')).toBe(put);
      for (const { out, outAt } of changes) expect([...before].slice(outAt, outAt + [...out].length).join('')).toBe(out);
    }),
  );
});

test('more differences than asked for are not told', () => {
  expect(changesBetween([...'党支部'], [...'党小组'], 4)).toEqual([{ out: '支部', put: '小组', outAt: 1, putAt: 1 }]);
  expect(changesBetween([...'党支部'], [...'党小组'], 3)).toBeNull();
});
