import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Compared, classOf, isTold, stepsFor } from './correction.ts';
import { STEPS, stepsOf } from './review.ts';

const text = '校党委定于 11 月 25 日在逸夫楼召开主题党日交流会，请各支部书记准时参加。李华同志介绍结对帮学的做法，会后参观展览。';
const version = (over: Partial<Compared> = {}): Compared => ({ title: '通知', text, media: ['m1'], attachments: [], rest: '', ...over });
const changed = (from: string, to: string) => version({ text: text.replace(from, to) });
const names = ['李华'];

describe('the class of a change', () => {
  test.each<[string, Compared, string]>([
    ['nothing', version(), 'none'],
    ['one character for another', changed('准时', '按时'), 'typo'],
    ['five for five', changed('会后参观展览', '之后去看书展'), 'typo'],
    ['a figure', changed('25', '26'), 'fact'],
    ['a figure taken out', changed(' 25 日', '日'), 'fact'],
    ['a name', changed('李华', '李桦'), 'fact'],
    ['a character put into a name', changed('李华', '李大华'), 'fact'],
    ['a word beside a name', changed('李华同志', '李华老师'), 'typo'],
    ['a few in two places', changed('会后参观展览', '随后参观校史馆展'), 'typo'],
    ['eleven, just within a fifth', changed('会后参观展览', '大家再到馆'), 'fact'],
    ['thirteen, just above a fifth', changed('会后参观展览', '大家再到图书馆'), 'revision'],
    ['more than a fifth', changed('请各支部书记准时参加', '无需到场'), 'revision'],
    ['the title', version({ title: '通知（更正）' }), 'revision'],
    ['a picture', version({ media: ['m2'] }), 'revision'],
    ['an attachment', version({ attachments: ['a'] }), 'revision'],
    ['a link or alternative text', version({ rest: 'https://example.edu.cn' }), 'typo'],
    ['pictures in another order', version({ media: ['m1', 'm2'] }), 'revision'],
  ])('%s', (_, after, kind) => expect(classOf(version(), after, names)).toBe(kind));

  test('a short text: ten code points are a slip even above a fifth', () => {
    expect(classOf(version({ text: '参加主题党日' }), version({ text: '参加主题党课' }), [])).toBe('typo');
    expect(classOf(version({ text: '参加第 3 场' }), version({ text: '参加第 4 场' }), [])).toBe('revision');
  });

  test('code points are counted, not halves of them', () => {
    expect(classOf(version({ text: '𠮷'.repeat(60) }), version({ text: `${'𠮷'.repeat(60)}${'㐂'.repeat(10)}` }), [])).toBe('typo');
    expect(classOf(version({ text: '𠮷'.repeat(60) }), version({ text: `${'𠮷'.repeat(60)}${'㐂'.repeat(11)}` }), [])).toBe('fact');
  });

  test('a figure put in anywhere is never a slip; taking a change back has the same class or a wider one by length alone', () => {
    const prose = fc.string({ unit: fc.constantFrom(...'党支部学习交流会议记录'), minLength: 30, maxLength: 80 });
    fc.assert(
      fc.property(prose, fc.nat(), fc.constantFrom('1', '９', '〇', '²'), (before, at, figure) => {
        const where = at % before.length;
        const after = before.slice(0, where) + figure + before.slice(where);
        expect(classOf(version({ text: before }), version({ text: after }), [])).toBe('fact');
      }),
    );
  });
});

describe('which reviews a change passes', () => {
  test.each([
    ['typo', STEPS, 'final', false],
    ['fact', STEPS, 'second final', true],
    ['revision', STEPS, 'first second final', true],
    ['fact', stepsOf(2), 'first final', true],
    ['fact', stepsOf(1), 'final', true],
    ['typo', stepsOf(1), 'final', false],
  ] as const)('%s', (kind, steps, passes, tells) => {
    expect(stepsFor(kind, steps).join(' ')).toBe(passes);
    expect(isTold(kind)).toBe(tells);
  });
});
