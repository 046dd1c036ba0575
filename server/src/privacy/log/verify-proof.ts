import { hashNode, joinSubtrees } from "./hash-tree.ts";

export type Inclusion = {
  leafHash: Buffer;
  index: number;
  size: number;
  proof: readonly Buffer[];
  root: Buffer;
};

export type Consistency = {
  oldSize: number;
  oldRoot: Buffer;
  newSize: number;
  newRoot: Buffer;
  proof: readonly Buffer[];
};

/** RFC 9162 § 2.1.3.2. Never throws on foreign input: what is not a proof is not proven. */
export function verifyInclusion({ leafHash, index, size, proof, root }: Inclusion): boolean {
  if (!isCount(index) || !isCount(size) || index >= size) return false;
  let node = BigInt(index);
  let last = BigInt(size - 1);
  let hash = leafHash;
  for (const sibling of proof) {
    if (last === 0n) return false;
    if (isOdd(node) || node === last) {
      hash = hashNode(sibling, hash);
      while (!isOdd(node) && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else {
      hash = hashNode(hash, sibling);
    }
    [node, last] = [node >> 1n, last >> 1n];
  }
  return last === 0n && hash.equals(root);
}

/** RFC 9162 § 2.1.4.2, with the two sizes for which the proof is empty. */
export function verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof }: Consistency): boolean {
  if (!isCount(oldSize) || !isCount(newSize) || oldSize > newSize) return false;
  if (oldSize === newSize) return proof.length === 0 && oldRoot.equals(newRoot);
  if (oldSize === 0) return proof.length === 0 && oldRoot.equals(joinSubtrees([]));
  // An old tree that is a complete subtree of the new one is its own first step.
  const steps = isPowerOfTwo(oldSize) ? [oldRoot, ...proof] : [...proof];
  const first = steps.shift();
  return first !== undefined && foldsToBoth(first, steps, { oldSize, oldRoot, newSize, newRoot });
}

function foldsToBoth(first: Buffer, steps: readonly Buffer[], trees: Omit<Consistency, "proof">): boolean {
  let node = BigInt(trees.oldSize - 1);
  let last = BigInt(trees.newSize - 1);
  while (isOdd(node)) [node, last] = [node >> 1n, last >> 1n];
  let [oldHash, newHash] = [first, first];
  for (const step of steps) {
    if (last === 0n) return false;
    if (isOdd(node) || node === last) {
      oldHash = hashNode(step, oldHash);
      newHash = hashNode(step, newHash);
      while (!isOdd(node) && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else {
      newHash = hashNode(newHash, step);
    }
    [node, last] = [node >> 1n, last >> 1n];
  }
  return last === 0n && oldHash.equals(trees.oldRoot) && newHash.equals(trees.newRoot);
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}

function isOdd(value: bigint): boolean {
  return (value & 1n) === 1n;
}

function isPowerOfTwo(value: number): boolean {
  const bits = BigInt(value);
  return (bits & (bits - 1n)) === 0n;
}
