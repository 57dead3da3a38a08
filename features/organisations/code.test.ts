import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { nestsUnder, nextCode, recode, settleCode } from './code.ts';

const taken = (...codes: string[]) => new Set(codes);

describe('组织编码：每一级在上级编码后加两位', () => {
  test.each([
    ['0010101', '00101', true],
    ['001010', '00101', false],
    ['0010201', '00101', false],
    ['00101011', '00101', false],
    ['001', '001', false],
  ] as const)('%s under %s: %s', (code, parent, nests) => expect(nestsUnder(code, parent)).toBe(nests));

  test.each([
    ['the first', taken(), '0101'],
    ['after the last, also where that one is dissolved', taken('0101', '0103'), '0104'],
    ['codes of others do not count', taken('0201', '010155'), '0101'],
    ['after 99 the first gap', taken('0101', '0199'), '0102'],
    ['none is left', taken(...Array.from({ length: 99 }, (_, i) => `01${String(i + 1).padStart(2, '0')}`)), null],
  ] as const)('the next code: %s', (_, given, next) => expect(nextCode('01', given)).toBe(next));

  test.each([
    ['left open', null, '01', taken('0101'), '0102'],
    ['as given', '0107', '01', taken('0101'), '0107'],
    ['taken', '0101', '01', taken('0101'), 'code_taken'],
    ['of another parent', '0201', '01', taken(), 'code_not_under_parent'],
    ['under a parent without code', null, null, taken(), null],
    ['given under a parent without code', '0101', null, taken(), 'parent_without_code'],
  ] as const)('a code %s', (_, given, parent, kept, answer) => {
    const outcome = settleCode(given, parent, kept);
    expect(outcome.ok ? outcome.value : outcome.code).toBe(answer);
  });

  test('a subtree that moves keeps its last two digits, and who had no code gets one', () => {
    const codes = recode(
      [
        { id: 's', parentId: 'u', code: '0101', depth: 2 },
        { id: 'b1', parentId: 's', code: '010101', depth: 3 },
        { id: 'b2', parentId: 's', code: null, depth: 3 },
        { id: 'b3', parentId: 's', code: '990007', depth: 3 },
        { id: 'g', parentId: 'b1', code: '01010109', depth: 4 },
      ],
      '0207',
    );
    expect([...(codes ?? [])]).toEqual([
      ['s', '0207'],
      ['b1', '020701'],
      ['b2', '020702'],
      ['b3', '020703'],
      ['g', '02070109'],
    ]);
  });

  test('afterwards every code nests under its parent, and no two are the same', () => {
    const code = fc.option(fc.stringMatching(/^0101(0[1-9])?$/), { nil: null });
    fc.assert(
      fc.property(fc.array(fc.tuple(code, fc.nat()), { maxLength: 40 }), (rows) => {
        const subtree: { id: string; parentId: string | null; code: string | null; depth: number }[] = [
          { id: 'n', parentId: 'u', code: '0101', depth: 1 },
        ];
        for (const [i, [one, at]] of rows.entries()) {
          const parent = subtree[at % subtree.length] as (typeof subtree)[number];
          if (parent.depth > 6 || (one !== null && subtree.some((each) => each.code === one))) continue;
          subtree.push({ id: `n${i}`, parentId: parent.id, code: one, depth: parent.depth + 1 });
        }
        const changed = recode(subtree, '03');
        const now = new Map(subtree.map((each) => [each.id, changed?.get(each.id) ?? each.code]));
        expect(new Set(now.values()).size).toBe(subtree.length);
        for (const each of subtree.slice(1)) expect(nestsUnder(now.get(each.id) as string, now.get(each.parentId as string) as string)).toBe(true);
      }),
    );
  });
});
