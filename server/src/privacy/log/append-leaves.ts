import { coverRange, hashNode, joinSubtrees, type LoadNodes, type TreeNode } from "./hash-tree.ts";

/** All that is needed to go on appending: the complete subtrees at the right edge, largest first. */
export type TreeState = { size: number; edge: readonly Buffer[] };

export type Appended = {
  /** Every node these leaves completed, leaf hashes (level 0) included. Stored nodes never change. */
  newNodes: TreeNode[];
  size: number;
  root: Buffer;
  state: TreeState;
};

export const emptyTree: TreeState = { size: 0, edge: [] };

/** Reads the state of a tree of `size` leaves back from its stored nodes. */
export async function loadTreeState(size: number, loadNodes: LoadNodes): Promise<TreeState> {
  return { size, edge: await loadNodes(coverRange(0, size)) };
}

/** Adds leaf hashes; the work is proportional to their number, whatever the size of the tree. */
export function appendLeaves(state: TreeState, leafHashes: readonly Buffer[]): Appended {
  const edge = [...state.edge];
  const newNodes: TreeNode[] = [];
  let size = state.size;
  for (const leafHash of leafHashes) {
    let node: TreeNode = { level: 0, index: size, hash: leafHash };
    newNodes.push(node);
    while (node.index % 2 === 1) {
      node = { level: node.level + 1, index: (node.index - 1) / 2, hash: hashNode(popLeft(edge), node.hash) };
      newNodes.push(node);
    }
    edge.push(node.hash);
    size += 1;
  }
  return { newNodes, size, root: joinSubtrees(edge), state: { size, edge } };
}

export function rootOf(state: TreeState): Buffer {
  return joinSubtrees(state.edge);
}

function popLeft(edge: Buffer[]): Buffer {
  const left = edge.pop();
  if (left === undefined) throw new RangeError("the tree state has fewer subtrees than its size needs");
  return left;
}
