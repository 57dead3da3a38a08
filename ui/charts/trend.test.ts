import fc from 'fast-check';
import { expect, test } from 'vitest';
import { partLabels, placeOf, scaleOf } from './trend.ts';

test.each([
  { values: [18, 17, 4], step: 6, top: 18 },
  { values: [12, null, 3], step: 4, top: 12 },
  { values: [], step: 1, top: 1 },
  { values: [0, 0], step: 1, top: 1 },
  { values: [100], step: 40, top: 120 },
])('for $values the lines stand at steps of $step up to $top', ({ values, step, top }) => {
  expect(scaleOf([{ key: 's', label: '', values }])).toMatchObject({ step, top });
});

test('never more than three steps over zero, and never below the greatest value', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100_000), { minLength: 1 }), (values) => {
      const { step, top } = scaleOf([{ key: 's', label: '', values }]);
      expect(top).toBeGreaterThanOrEqual(Math.max(...values));
      expect(top / step).toBeLessThanOrEqual(3);
    }),
  );
});

test('labels at the line end never cover each other', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 150 }), { maxLength: 4 }), (heights) => {
      const parted = partLabels(
        heights.map((y, i) => ({ key: String(i), text: '', y })),
        18,
        160,
      ).sort((a, b) => a.y - b.y);
      for (const [i, label] of parted.entries()) if (i) expect(label.y - (parted[i - 1]?.y ?? 0)).toBeGreaterThanOrEqual(18);
      for (const label of parted) expect(label.y).toBeLessThanOrEqual(160);
    }),
  );
});

test('a label that is in the way goes down, and up only from the ground', () => {
  const at = (...heights: number[]) =>
    partLabels(
      heights.map((y, i) => ({ key: String(i), text: '', y })),
      18,
      160,
    )
      .map((label) => label.y)
      .sort((a, b) => a - b);
  expect(at(50, 50)).toEqual([50, 68]);
  expect(at(160, 160)).toEqual([142, 160]);
});

test('the first and the last period stand at the edges, zero on the ground', () => {
  const box = { left: 30, top: 10, width: 110, height: 100 };
  expect(placeOf(box, 12, 20, 0, 0)).toEqual({ x: 30, y: 110 });
  expect(placeOf(box, 12, 20, 11, 20)).toEqual({ x: 140, y: 10 });
});
