import { expect, test } from 'vitest';
import { countOf, linesOf, pathTo, pruned } from './tree.ts';
import type { OrgNode } from './types.ts';

const nodes: OrgNode[] = [
  {
    id: 'school',
    name: '信息学院党委',
    children: [
      { id: 'a', name: '教工第一党支部', kind: '教工' },
      { id: 'b', name: '教工第二党支部', kind: '教工' },
      { id: 'c', name: '本科生第一党支部', kind: '本科生', children: [{ id: 'c1', name: '第一党小组', kind: '党小组' }] },
    ],
  },
];
const ids = (open: readonly string[]) => linesOf(nodes, (id) => open.includes(id)).map((line) => line.node.id);

test.each([
  { open: [], seen: ['school'] },
  { open: ['school'], seen: ['school', 'a', 'b', 'c'] },
  { open: ['school', 'c'], seen: ['school', 'a', 'b', 'c', 'c1'] },
  { open: ['c'], seen: ['school'] },
])('with $open open one sees $seen', ({ open, seen }) => expect(ids(open)).toEqual(seen));

test('a kind heads the first of its siblings only', () => {
  expect(linesOf(nodes, () => true).map((line) => line.kind)).toEqual([undefined, '教工', undefined, '本科生', '党小组']);
});

test('the thread ends at the last sibling', () => {
  const threads = linesOf(nodes, () => true).map((line) => line.threads);
  expect(threads).toEqual([[], [true], [true], [false], [false, false]]);
});

test.each([
  { query: '第一党小组', kept: ['school', 'c', 'c1'] },
  { query: '教工', kept: ['school', 'a', 'b'] },
  { query: '没有这个', kept: [] },
])('looking for $query keeps the ancestors: $kept', ({ query, kept }) =>
  expect(linesOf(pruned(nodes, query), () => true).map((line) => line.node.id)).toEqual(kept),
);

test('the path to a node names its ancestors from the root', () => {
  expect(pathTo(nodes, 'c1')).toEqual(['school', 'c']);
  expect(pathTo(nodes, 'nowhere')).toBeUndefined();
  expect(countOf(nodes)).toBe(5);
});
