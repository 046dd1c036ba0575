import { coverRange, joinSubtrees, type LoadNodes, splitWidth } from "./hash-tree.ts";

type Range = readonly [start: number, end: number];

/**
 * The audit path of one leaf (RFC 6962 § 2.1.1), from the leaf's sibling up to the root's child.
 * @throws RangeError when the tree has no such leaf.
 */
export async function inclusionProof(size: number, index: number, loadNodes: LoadNodes): Promise<Buffer[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`a tree of ${size} leaves has no leaf ${index}`);
  const siblings: Range[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitWidth(end - start);
    if (index < middle) {
      siblings.push([middle, end]);
      end = middle;
    } else {
      siblings.push([start, middle]);
      start = middle;
    }
  }
  return loadRanges(siblings.toReversed(), loadNodes);
}

/**
 * The proof that the tree of `newSize` leaves begins with the tree of `oldSize` leaves (RFC 6962 § 2.1.2).
 * Empty when there is nothing to prove: equal sizes, or an empty old tree.
 * @throws RangeError when the old tree is the larger one.
 */
export async function consistencyProof(oldSize: number, newSize: number, loadNodes: LoadNodes): Promise<Buffer[]> {
  if (!(oldSize >= 0 && oldSize <= newSize)) throw new RangeError(`${newSize} leaves cannot extend ${oldSize}`);
  if (oldSize === 0) return [];
  const ranges: Range[] = [];
  let [start, end] = [0, newSize];
  while (end !== oldSize) {
    const middle = start + splitWidth(end - start);
    if (oldSize <= middle) {
      ranges.push([middle, end]);
      end = middle;
    } else {
      ranges.push([start, middle]);
      start = middle;
    }
  }
  // The verifier already knows the old root, so a range that is the whole old tree is left out.
  if (start > 0) ranges.push([start, end]);
  return loadRanges(ranges.toReversed(), loadNodes);
}

async function loadRanges(ranges: readonly Range[], loadNodes: LoadNodes): Promise<Buffer[]> {
  const covers = ranges.map(([start, end]) => coverRange(start, end));
  const hashes = await loadNodes(covers.flat());
  let next = 0;
  return covers.map((cover) => {
    const subtrees = hashes.slice(next, next + cover.length);
    next += cover.length;
    if (subtrees.length !== cover.length) throw new RangeError("the log's stored nodes are incomplete");
    return joinSubtrees(subtrees);
  });
}
