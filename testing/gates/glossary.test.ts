import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { codesIn, notInGlossary, termsOf } from '../glossary.ts';

const root = join(import.meta.dirname, '../..');
const glossary = readFileSync(join(root, 'docs/glossary.md'), 'utf8');

test('every feature, table and code of a rule file has its row in the glossary', async () => {
  const terms = await termsOf(root);
  expect(terms.length).toBeGreaterThan(150);
  expect(notInGlossary(terms, glossary)).toEqual([]);
});

test('red once: an invented room, table, kind, post, indicator and state is named as missing', () => {
  const invented = ['inventions', 'invented_rows', 'inventedMeeting', 'inventor', 'inventions_made', 'invented'].map((code) => ({
    code,
    from: 'planted',
  }));
  expect(notInGlossary(invented, glossary)).toEqual(invented);
});

test('a row counts only with its Chinese', () => {
  const terms = [{ code: 'branch', from: 'planted' }];
  expect(notInGlossary(terms, '| `branch` | a branch | |')).toEqual(terms);
  expect(notInGlossary(terms, '`branch` 党支部')).toEqual(terms);
  expect(notInGlossary(terms, '| `branch` | 党支部 | |')).toEqual([]);
});

test('codes are found in lists, in names by code and in code tables, and nowhere else', () => {
  expect(codesIn(['planned', 'held'])).toEqual(['planned', 'held']);
  expect(codesIn({ staff: { zh: '教职工', en: 'Staff' }, retired: { zh: '离退休', en: 'Retired' } })).toEqual(['staff', 'retired']);
  expect(codesIn({ standard: '人员类别', entries: [{ code: 'full', zh: '正式党员', en: 'full member' }] })).toEqual(['full']);
  expect(codesIn({ not_found: { kind: 'missing', zh: '没有找到', en: 'Not found' }, gone: { kind: 'gone', zh: '已撤下', en: 'Gone' } })).toEqual([]);
  expect(codesIn([6, 3, 1])).toEqual([]);
  expect(codesIn('branch')).toEqual([]);
});
