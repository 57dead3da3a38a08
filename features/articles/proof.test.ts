import { describe, expect, test } from 'vitest';
import { fixedExpressions } from './expressions.ts';
import { hintsIn } from './proof.ts';

const found = (text: string) => hintsIn(text, fixedExpressions).map(({ kind, found, better }) => `${kind} ${found}${better ? ` → ${better}` : ''}`);

describe('what is worth a second look', () => {
  test.each<[string, string[]]>([
    ['会议于 2026 年 11 月 26 日召开。', []],
    ['会议于 2026 年 2 月 30 日召开。', ['noSuchDate 2026 年 2 月 30 日']],
    ['会议于2026-02-29召开。', ['noSuchDate 2026-02-29']],
    ['会议于 2024 年 2 月 29 日召开。', []],
    ['会议于 11 月 31 日召开。', ['noSuchDate 11 月 31 日']],
    ['会议于 2 月 29 日召开。', []],
    ['2026 年 11 月 26 日（周四）', []],
    ['2026 年 11 月 26 日（周五）', ['wrongWeekday 2026 年 11 月 26 日（周五 → 周四']],
    ['2026年11月29日星期天', []],
    ['开会。。请准时，，参加。', ['doubledPunctuation 。。', 'doubledPunctuation ，，']],
    ['一、学习；。二、讨论', ['doubledPunctuation ；。']],
    ['说来话长……所以——不说了。', []],
    ['省略…………号', ['doubledPunctuation …………']],
    ['入党积极份子参加三会一科', ['fixedExpression 入党积极份子 → 入党积极分子', 'fixedExpression 三会一科 → 三会一课']],
    ['不忘初心、牢记使命', []],
    ['他说：“好！”', []],
  ])('%s', (text, hints) => expect(found(text)).toEqual(hints));

  test('every fixed expression is right by its own list, and every mistaken form is found', () => {
    for (const { right, wrong } of fixedExpressions) {
      expect(found(right)).toEqual([]);
      for (const one of wrong) expect(found(`他说${one}了`)).toContain(`fixedExpression ${one} → ${right}`);
    }
  });
});
