import { createHash } from "node:crypto";

/** A complete subtree: the root of the 2^level leaves from `index` · 2^level on. Level 0 is a leaf hash. */
export type NodeId = { level: number; index: number };
export type TreeNode = NodeId & { hash: Buffer };

/** Reads stored nodes, in the order asked for; the proofs ask once, so this can be one query. */
export type LoadNodes = (ids: readonly NodeId[]) => Promise<readonly Buffer[]>;

/** RFC 6962 § 2.1: the prefixes keep a leaf from being passed off as a node. */
const leafPrefix = Buffer.from([0x00]);
const nodePrefix = Buffer.from([0x01]);

export function hashLeaf(leaf: Uint8Array): Buffer {
  return createHash("sha256").update(leafPrefix).update(leaf).digest();
}

export function hashNode(left: Uint8Array, right: Uint8Array): Buffer {
  return createHash("sha256").update(nodePrefix).update(left).update(right).digest();
}

/** Joins neighbouring complete subtrees, largest first, into the root of the range they cover. */
export function joinSubtrees(hashes: readonly Buffer[]): Buffer {
  const last = hashes.at(-1);
  if (last === undefined) return createHash("sha256").digest();
  return hashes.slice(0, -1).reduceRight((right, left) => hashNode(left, right), last);
}

/** The complete subtrees that cover the leaves from `start` up to, not including, `end`. */
export function coverRange(start: number, end: number): NodeId[] {
  const nodes: NodeId[] = [];
  for (let at = start; at < end; ) {
    let level = 0;
    while (at % 2 ** (level + 1) === 0 && at + 2 ** (level + 1) <= end) level += 1;
    nodes.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return nodes;
}

/** Where RFC 6962 splits a tree of `width` ≥ 2 leaves: the largest power of two below it. */
export function splitWidth(width: number): number {
  let half = 1;
  while (half * 2 < width) half *= 2;
  return half;
}
