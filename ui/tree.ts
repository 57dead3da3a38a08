import type { OrgNode } from './types.ts';

/** One line of the tree as it is drawn. `open` levels are those whose thread runs on below this line. */
export interface TreeLine {
  node: OrgNode;
  level: number;
  parent?: string;
  position: number;
  siblings: number;
  threads: readonly boolean[];
  kind?: string;
  expanded?: boolean;
}

/** Ancestors of a node, from the root down, without the node. */
export function pathTo(nodes: readonly OrgNode[], id: string | undefined): string[] | undefined {
  for (const node of nodes) {
    if (node.id === id) return [];
    const below = pathTo(node.children ?? [], id);
    if (below) return [node.id, ...below];
  }
  return undefined;
}

/** The nodes whose name holds the query, with all their ancestors, so that one sees where they hang. */
export function pruned(nodes: readonly OrgNode[], query: string): OrgNode[] {
  return nodes.flatMap((node) => {
    const children = pruned(node.children ?? [], query);
    return children.length || node.name.includes(query) ? [{ ...node, children }] : [];
  });
}

export function countOf(nodes: readonly OrgNode[]): number {
  return nodes.reduce((sum, node) => sum + 1 + countOf(node.children ?? []), 0);
}

/** The visible lines in order; a kind heads the first of its siblings. */
export function linesOf(
  nodes: readonly OrgNode[],
  isOpen: (id: string) => boolean,
  level = 1,
  threads: readonly boolean[] = [],
  parent?: string,
): TreeLine[] {
  return nodes.flatMap((node, i) => {
    const more = i < nodes.length - 1;
    const expanded = node.children?.length ? isOpen(node.id) : undefined;
    const kind = node.kind !== undefined && node.kind !== nodes[i - 1]?.kind ? node.kind : undefined;
    const line: TreeLine = {
      node,
      level,
      parent,
      position: i + 1,
      siblings: nodes.length,
      threads: level > 1 ? [...threads, more] : [],
      kind,
      expanded,
    };
    return [line, ...(expanded ? linesOf(node.children ?? [], isOpen, level + 1, level > 1 ? [...threads, more] : [], node.id) : [])];
  });
}
