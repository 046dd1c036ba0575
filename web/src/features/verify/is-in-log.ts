import { fromBase64, isSame, sha256 } from "./bytes.ts";
import type { Checkpoint } from "./read-checkpoint.ts";

type Place = { leaf: Uint8Array; index: unknown; proof: unknown };

const proofMax = 64;

/** Whether a leaf lies at its place under a signed head, by its inclusion proof (RFC 9162 § 2.1.3.2). */
export async function isInLog({ leaf, index, proof }: Place, { size, root }: Checkpoint): Promise<boolean> {
  if (!isCount(index) || index >= size || !Array.isArray(proof) || proof.length > proofMax) return false;
  let [node, last] = [BigInt(index), BigInt(size - 1)];
  let hash = await sha256(Uint8Array.of(0), leaf);
  for (const text of proof as unknown[]) {
    const sibling = fromBase64(text, 32);
    if (!sibling || last === 0n) return false;
    if (isOdd(node) || node === last) {
      hash = await sha256(Uint8Array.of(1), sibling, hash);
      while (!isOdd(node) && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else hash = await sha256(Uint8Array.of(1), hash, sibling);
    [node, last] = [node >> 1n, last >> 1n];
  }
  return last === 0n && isSame(hash, root);
}

const isOdd = (value: bigint): boolean => (value & 1n) === 1n;
const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) >= 0;
