import { describe, expect, test } from 'vitest';
import { COLUMNS, type ColumnId, columns, levelOf, mayStandFor, type Owner } from './column.ts';
import { wider } from './visibility.ts';

const organisation = (path: string, levels: Owner['levels']): Owner => ({ path, levels, department: null, serves: null });
const university = organisation('1', ['university']);
const school = organisation('1.2', ['school']);
const branch = organisation('1.2.3', ['branch']);
const directBranch = organisation('1.4', ['school', 'branch']);
const otherSchool = organisation('1.5', ['school']);
const department = (department: Owner['department'], serves = '1'): Owner => ({ path: `${serves}.d${department}`, levels: [], department, serves });
const named: Record<string, Owner> = {
  university,
  school,
  branch,
  directBranch,
  otherSchool,
  publicity: department('publicity'),
  organisation: department('organisation'),
  'publicity of the school': department('publicity', '1.2'),
};

describe('in whose name a text may stand in a column', () => {
  test.each<[ColumnId, keyof typeof named, string]>([
    ['superior-directives', 'university', 'publicity organisation'],
    ['university-notices', 'university', 'publicity organisation'],
    ['university-news', 'university', 'school directBranch otherSchool publicity organisation'],
    ['school-showcase', 'university', 'school directBranch otherSchool'],
    ['good-people', 'university', 'school directBranch otherSchool publicity'],
    ['school-news', 'school', 'school branch'],
    ['school-news', 'directBranch', 'directBranch'],
    ['school-notices', 'school', 'school'],
    ['branch-showcase', 'school', 'branch'],
    ['branch-showcase', 'directBranch', 'directBranch'],
    ['branch-notices', 'branch', 'branch'],
    ['branch-notices', 'directBranch', 'directBranch'],
    ['answers', 'university', 'university publicity organisation'],
    ['answers', 'school', 'school publicity of the school'],
    ['calls', 'school', 'school publicity of the school'],
  ])('%s of the %s: %s', (column, owner, names) => {
    const may = Object.entries(named).filter(([, one]) => mayStandFor(column, named[owner] as Owner, one));
    expect(may.map(([name]) => name).join(' ')).toBe(names);
  });

  test.each<[ColumnId, keyof typeof named]>([
    ['university-news', 'school'],
    ['school-news', 'branch'],
    ['branch-notices', 'school'],
    ['answers', 'branch'],
    ['branch-showcase', 'publicity'],
  ])('%s has no place at the %s', (column, owner) => {
    expect(levelOf(column, named[owner] as Owner)).toBeNull();
    expect(Object.values(named).some((one) => mayStandFor(column, named[owner] as Owner, one))).toBe(false);
  });
});

test('every column is seen by no more than its widest circle, and says how many reviews each of its owners asks', () => {
  for (const id of COLUMNS) {
    const { visibility, owners, reviews } = columns[id];
    expect(wider(visibility.usual, visibility.widest)).toBe(false);
    expect(Object.keys(reviews).sort()).toEqual([...owners].sort());
  }
});
