import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cryptoFrom } from './crypto.ts';

const crypto = cryptoFrom(Buffer.alloc(32, 7));

test('what is sealed opens again, never twice alike, and only with its key', () =>
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (text) => {
      const sealed = crypto.seal(text);
      expect(crypto.open(sealed)).toBe(text);
      expect(crypto.seal(text).equals(sealed)).toBe(false);
      expect(() => cryptoFrom(Buffer.alloc(32, 8)).open(sealed)).toThrow();
    }),
    { numRuns: 50 },
  ));

test('every flipped byte is noticed', () => {
  const sealed = crypto.seal('990101199003070015');
  for (let i = 0; i < sealed.length; i++) {
    const bent = Buffer.from(sealed);
    bent[i] = (bent[i] as number) ^ 1;
    expect(() => crypto.open(bent)).toThrow();
  }
});

test('the blind index finds the same number and depends on the key', () => {
  expect(crypto.blindIndex('990101199003070015')).toBe(crypto.blindIndex('990101199003070015'));
  expect(crypto.blindIndex('990101199003070015')).not.toBe(cryptoFrom(Buffer.alloc(32, 8)).blindIndex('990101199003070015'));
});
