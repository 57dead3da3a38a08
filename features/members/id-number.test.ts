import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { birthOf, checkCharacter, faultOf, masked, sexOf, widened, withoutLongNumbers } from './id-number.ts';

describe('公民身份号码 GB 11643', () => {
  test('the worked example: 282 mod 11 = 7, check 5, a man born 1990-03-07', () => {
    expect(checkCharacter('99010119900307001')).toBe('5');
    expect(faultOf('990101199003070015')).toBeUndefined();
    expect([birthOf('990101199003070015'), sexOf('990101199003070015')]).toEqual(['1990-03-07', 'male']);
  });

  test.each([
    ['99010119900307001', 'id_length'],
    ['9901011990030700155', 'id_length'],
    ['99010119900307001A', 'id_characters'],
    ['9901011990030X0015', 'id_characters'],
    ['990101199013070015', 'id_birth_invalid'],
    ['990101199002300015', 'id_birth_invalid'],
    ['990101199003070016', 'id_check'],
    ['99010119900307001X', 'id_check'],
  ])('%s is refused: %s', (id, fault) => expect(faultOf(id)).toBe(fault));

  test('a number of the first generation gets its century and check character', () => {
    expect(widened('990101900307001')).toBe('990101199003070015');
  });

  test('any one digit mistyped is found', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), fc.integer({ min: 0, max: 999 }), (at, by, serial) => {
        const seventeen = `99010119900307${String(serial).padStart(3, '0')}`;
        const id = seventeen + checkCharacter(seventeen);
        const wrong = `${id.slice(0, at)}${(Number(id[at]) + by) % 10}${id.slice(at + 1)}`;
        expect(faultOf(id)).toBeUndefined();
        expect(faultOf(wrong)).toBeDefined();
      }),
    );
  });

  test('only the last four characters are shown', () => expect(masked('990101199003070015')).toBe('**************0015'));
});

test.each([
  ['990101199003070015', '**************0015'],
  ['李示例 99010119900307002X，男', '李示例 **************002X，男'],
  ['９９０１０１１９９００３０７００１５', '**************００１５'],
  ['990101 19900307 0015', '****************0015'],
  ['199-0000-0001', '*********0001'],
  ['19900000001、19900000002', '*******0001、*******0002'],
  ['2019-07-01', '2019-07-01'],
  ['T202600001', 'T202600001'],
  ['0010101', '0010101'],
] as const)('what is kept of %s shows %s', (text, shown) => expect(withoutLongNumbers(text)).toBe(shown));
