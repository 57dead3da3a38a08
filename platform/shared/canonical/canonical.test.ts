import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalText } from './canonical.ts';

function reversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(reversed);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, member]) => [key, reversed(member)]),
  );
}

describe('canonical text', () => {
  test('keys are ordered by their UTF-16 units and nothing is spaced', () => {
    expect(canonicalText({ b: 1, a: [true, null, '会'], é: 2, A: 3 })).toBe('{"A":3,"a":[true,null,"会"],"b":1,"é":2}');
  });

  test('members that are undefined are left out', () => {
    expect(canonicalText({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  test('the order of keys never matters, and the text reads back as the value', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string({ unit: 'binary' }).filter((k) => k !== '__proto__' && k.isWellFormed()),
          fc.jsonValue({ maxDepth: 3, stringUnit: 'grapheme' }),
        ),
        (value) => {
          expect(canonicalText(reversed(value) as object)).toBe(canonicalText(value));
          expect(JSON.parse(canonicalText(value))).toEqual(JSON.parse(JSON.stringify(value)));
        },
      ),
    );
  });
});
