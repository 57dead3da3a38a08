import { describe, expect, test } from 'vitest';
import { proposedComposition } from './composition.ts';
import { placeCode } from './native-place.ts';
import { probationEnd } from './probation.ts';

describe('the type proposed for a branch', () => {
  test.each([
    [{ undergraduate: 12 }, 'undergraduate'],
    [{ undergraduate: 12, staff: 1 }, 'undergraduate'],
    [{ graduate: 2, staff: 1 }, 'graduate'],
    [{ graduate: 3, staff: 2 }, 'mixed'],
    [{ staff: 1, retired: 1 }, 'mixed'],
    [{}, null],
  ] as const)('%j: %s', (counts, composition) => expect(proposedComposition(counts)).toBe(composition));
});

describe('native places of GB/T 2260', () => {
  test.each([
    ['四川成都', '510100'],
    ['湖南省长沙市岳麓区', '430100'],
    ['内蒙古呼和浩特', '150100'],
    ['新疆维吾尔自治区伊犁', '654000'],
    ['吉林延边', '222400'],
    ['吉林吉林', '220200'],
    ['湖北恩施', '422800'],
    ['云南西双版纳', '532800'],
    ['北京', '110000'],
    ['重庆万州', '500000'],
    ['香港', '810000'],
    ['台湾省台北市', '710000'],
    ['河北', '130000'],
    ['火星', undefined],
    ['', undefined],
  ])('%s: %s', (text, code) => expect(placeCode(text)).toBe(code));
});

describe('the end of probation by the day of admission', () => {
  test.each([
    ['2025-11-28', '2026-11-28', false],
    ['2024-02-29', '2025-03-01', false],
    ['1955-12-31', '1956-12-31', true],
    ['1956-01-01', '1957-01-01', false],
    ['1969-04-13', '1970-04-13', false],
    ['1969-04-14', '1969-04-14', false],
    ['1977-08-17', '1977-08-17', false],
    ['1977-08-18', '1978-08-18', false],
  ])('%s: %s', (admitted, day, lenient) => expect(probationEnd(admitted)).toEqual({ day, lenient }));
});
