import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appendLeaves, emptyTree, loadTreeState, rootOf } from "./append-leaves.ts";
import { hashLeaf, type LoadNodes, type TreeNode } from "./hash-tree.ts";
import { consistencyProof, inclusionProof } from "./prove.ts";
import { verifyConsistency, verifyInclusion } from "./verify-proof.ts";

// The RFC's own recursive definitions, over the leaves themselves.
function sha256(...parts: Uint8Array[]): Buffer {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest();
}
function split(width: number): number {
  return 2 ** Math.ceil(Math.log2(width) - 1);
}
function naiveRoot(leaves: readonly Buffer[]): Buffer {
  if (leaves.length === 0) return sha256();
  if (leaves.length === 1) return sha256(Buffer.from([0]), leaves[0] as Buffer);
  const k = split(leaves.length);
  return sha256(Buffer.from([1]), naiveRoot(leaves.slice(0, k)), naiveRoot(leaves.slice(k)));
}
function naivePath(index: number, leaves: readonly Buffer[]): Buffer[] {
  if (leaves.length === 1) return [];
  const k = split(leaves.length);
  return index < k
    ? [...naivePath(index, leaves.slice(0, k)), naiveRoot(leaves.slice(k))]
    : [...naivePath(index - k, leaves.slice(k)), naiveRoot(leaves.slice(0, k))];
}
function naiveSubproof(oldSize: number, leaves: readonly Buffer[], whole: boolean): Buffer[] {
  if (oldSize === leaves.length) return whole ? [] : [naiveRoot(leaves)];
  const k = split(leaves.length);
  return oldSize <= k
    ? [...naiveSubproof(oldSize, leaves.slice(0, k), whole), naiveRoot(leaves.slice(k))]
    : [...naiveSubproof(oldSize - k, leaves.slice(k), false), naiveRoot(leaves.slice(0, k))];
}

function store(nodes: readonly TreeNode[]): LoadNodes {
  const table = new Map(nodes.map((node) => [`${node.level}/${node.index}`, node.hash]));
  expect(table.size).toBe(nodes.length);
  return async (ids) => ids.map(({ level, index }) => table.get(`${level}/${index}`) ?? fail(level, index));
}
function fail(level: number, index: number): never {
  throw new Error(`node ${level}/${index} was asked for and never stored`);
}
function build(leaves: readonly Buffer[]) {
  const { newNodes, root } = appendLeaves(emptyTree, leaves.map(hashLeaf));
  return { load: store(newNodes), root };
}
function hex(hashes: readonly Buffer[]): string[] {
  return hashes.map((hash) => hash.toString("hex"));
}

const leavesOf = (max: number) =>
  fc
    .array(fc.uint8Array({ maxLength: 12 }), { minLength: 1, maxLength: max })
    .map((all) => all.map((x) => Buffer.from(x)));

describe("the vectors of Certificate Transparency", () => {
  const leaves = [
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
  ].map((text) => Buffer.from(text, "hex"));
  const roots = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
  ];

  test.each(roots.map((root, size) => [size, root]))("%i leaves have the published root", (size, root) => {
    expect(build(leaves.slice(0, size)).root.toString("hex")).toBe(root);
  });

  test("the first leaf of eight has the published path", async () => {
    expect(hex(await inclusionProof(8, 0, build(leaves).load))).toEqual([
      "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
      "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
      "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ]);
  });

  test("six leaves become eight by the published proof", async () => {
    expect(hex(await consistencyProof(6, 8, build(leaves).load))).toEqual([
      "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
      "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ]);
  });
});

describe("the incremental tree", () => {
  test("has the root of the recursive definition, however the leaves are batched", async () => {
    await fc.assert(
      fc.asyncProperty(leavesOf(70), fc.array(fc.nat(70), { maxLength: 5 }), async (leaves, cuts) => {
        const bounds = [0, ...cuts.map((cut) => Math.min(cut, leaves.length)), leaves.length].toSorted((a, b) => a - b);
        const nodes: TreeNode[] = [];
        let size = 0;
        for (const bound of bounds) {
          const state = await loadTreeState(size, store(nodes));
          const appended = appendLeaves(state, leaves.slice(size, bound).map(hashLeaf));
          nodes.push(...appended.newNodes);
          size = appended.size;
          expect(appended.root).toEqual(naiveRoot(leaves.slice(0, bound)));
          expect(rootOf(appended.state)).toEqual(appended.root);
        }
        expect(size).toBe(leaves.length);
      }),
    );
  });

  test("stores fewer than two nodes for each leaf", () => {
    const leaves = Array.from({ length: 1000 }, (_, index) => hashLeaf(Buffer.from([index % 256, index >> 8])));
    expect(appendLeaves(emptyTree, leaves).newNodes.length).toBeLessThan(2000);
  });

  test("refuses a state that has fewer subtrees than its size needs", () => {
    expect(() => appendLeaves({ size: 3, edge: [] }, [hashLeaf(Buffer.alloc(0))])).toThrow(RangeError);
  });
});

describe("proofs", () => {
  test("of inclusion equal the recursive definition and verify, in one read of the store", async () => {
    await fc.assert(
      fc.asyncProperty(leavesOf(70), fc.nat(), fc.nat(), async (leaves, a, b) => {
        const { load } = build(leaves);
        const size = 1 + (a % leaves.length);
        const index = b % size;
        let reads = 0;
        const proof = await inclusionProof(size, index, (ids) => {
          reads += 1;
          return load(ids);
        });
        expect(reads).toBe(1);
        expect(hex(proof)).toEqual(hex(naivePath(index, leaves.slice(0, size))));
        const root = naiveRoot(leaves.slice(0, size));
        expect(verifyInclusion({ leafHash: hashLeaf(leaves[index] as Buffer), index, size, proof, root })).toBe(true);
      }),
    );
  });

  test("of consistency equal the recursive definition and verify", async () => {
    await fc.assert(
      fc.asyncProperty(leavesOf(70), fc.nat(), fc.nat(), async (leaves, a, b) => {
        const newSize = 1 + (a % leaves.length);
        const oldSize = 1 + (b % newSize);
        const proof = await consistencyProof(oldSize, newSize, build(leaves).load);
        expect(hex(proof)).toEqual(hex(naiveSubproof(oldSize, leaves.slice(0, newSize), true)));
        const [oldRoot, newRoot] = [naiveRoot(leaves.slice(0, oldSize)), naiveRoot(leaves.slice(0, newSize))];
        expect(verifyConsistency({ oldSize, oldRoot, newSize, newRoot, proof })).toBe(true);
      }),
    );
  });

  test("an inclusion verifies for no other leaf, index, size, root or proof", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 40 }), fc.nat(), fc.nat(255), async (size, a, bit) => {
        const leaves = Array.from({ length: size }, (_, index) => Buffer.from(`leaf ${index}`));
        const { load, root } = build(leaves);
        const index = a % size;
        const proof = await inclusionProof(size, index, load);
        const good = { leafHash: hashLeaf(leaves[index] as Buffer), index, size, proof, root };
        expect(verifyInclusion(good)).toBe(true);
        const verifying = [...leaves.keys()].filter((other) => verifyInclusion({ ...good, index: other }));
        expect(verifying).toEqual([index]);
        expect(verifyInclusion({ ...good, leafHash: flip(good.leafHash, bit) })).toBe(false);
        expect(verifyInclusion({ ...good, root: flip(root, bit) })).toBe(false);
        expect(verifyInclusion({ ...good, proof: proof.slice(1) })).toBe(false);
        expect(verifyInclusion({ ...good, proof: [...proof, root] })).toBe(false);
        expect(verifyInclusion({ ...good, proof: proof.with(0, flip(proof[0] as Buffer, bit)) })).toBe(false);
        expect(verifyInclusion({ ...good, size: index })).toBe(false);
      }),
    );
  });

  test("a consistency verifies for no other root and no other proof", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 40 }), fc.nat(), fc.nat(255), async (newSize, a, bit) => {
        const leaves = Array.from({ length: newSize }, (_, index) => Buffer.from(`leaf ${index}`));
        const { load, root: newRoot } = build(leaves);
        const oldSize = 1 + (a % (newSize - 1));
        const oldRoot = naiveRoot(leaves.slice(0, oldSize));
        const proof = await consistencyProof(oldSize, newSize, load);
        const good = { oldSize, oldRoot, newSize, newRoot, proof };
        expect(verifyConsistency(good)).toBe(true);
        expect(verifyConsistency({ ...good, oldRoot: flip(oldRoot, bit) })).toBe(false);
        expect(verifyConsistency({ ...good, newRoot: flip(newRoot, bit) })).toBe(false);
        expect(verifyConsistency({ ...good, proof: proof.slice(1) })).toBe(false);
        expect(verifyConsistency({ ...good, proof: [...proof, newRoot] })).toBe(false);
        expect(verifyConsistency({ ...good, oldSize: newSize, newSize: oldSize })).toBe(false);
      }),
    );
  });

  test("an empty or unchanged tree needs no proof, and accepts none", async () => {
    const { load, root } = build([Buffer.from("a"), Buffer.from("b")]);
    expect(await consistencyProof(0, 2, load)).toEqual([]);
    expect(await consistencyProof(2, 2, load)).toEqual([]);
    const empty = naiveRoot([]);
    expect(verifyConsistency({ oldSize: 0, oldRoot: empty, newSize: 2, newRoot: root, proof: [] })).toBe(true);
    expect(verifyConsistency({ oldSize: 0, oldRoot: root, newSize: 2, newRoot: root, proof: [] })).toBe(false);
    expect(verifyConsistency({ oldSize: 2, oldRoot: root, newSize: 2, newRoot: root, proof: [] })).toBe(true);
    expect(verifyConsistency({ oldSize: 2, oldRoot: root, newSize: 2, newRoot: empty, proof: [] })).toBe(false);
    expect(verifyConsistency({ oldSize: 2, oldRoot: root, newSize: 2, newRoot: root, proof: [root] })).toBe(false);
  });

  test("a proof longer than the tree is tall is refused, though its hashes lead to the root", () => {
    const [leafHash, extra] = [hashLeaf(Buffer.from("leaf")), hashLeaf(Buffer.from("extra"))];
    const taller = sha256(Buffer.from([1]), extra, leafHash);
    expect(verifyInclusion({ leafHash, index: 0, size: 1, proof: [], root: leafHash })).toBe(true);
    expect(verifyInclusion({ leafHash, index: 0, size: 1, proof: [extra], root: taller })).toBe(false);
  });

  test("numbers that count nothing are refused", async () => {
    const { load, root } = build([Buffer.from("a")]);
    await expect(inclusionProof(1, 1, load)).rejects.toThrow(RangeError);
    await expect(inclusionProof(1, Number.NaN, load)).rejects.toThrow(RangeError);
    await expect(consistencyProof(2, 1, load)).rejects.toThrow(RangeError);
    const leafHash = root;
    for (const index of [-1, 0.5, Number.NaN, 1]) {
      expect(verifyInclusion({ leafHash, index, size: 1, proof: [], root })).toBe(false);
    }
    expect(verifyInclusion({ leafHash, index: 0, size: 2 ** 53, proof: [], root })).toBe(false);
  });

  test("an incomplete store is an error, not a proof", async () => {
    await expect(inclusionProof(4, 0, async () => [])).rejects.toThrow("incomplete");
  });

  test("verify beyond four thousand million leaves", () => {
    const [left, right] = [hashLeaf(Buffer.from("l")), hashLeaf(Buffer.from("r"))];
    const [size, leafHash] = [2 ** 40 + 1, hashLeaf(Buffer.from("last"))];
    const root = sha256(Buffer.from([1]), left, leafHash);
    expect(verifyInclusion({ leafHash, index: 2 ** 40, size, proof: [left], root })).toBe(true);
    expect(verifyInclusion({ leafHash, index: 2 ** 40, size, proof: [right], root })).toBe(false);
    const grown = { oldSize: 2 ** 40, oldRoot: left, newSize: size, newRoot: root, proof: [leafHash] };
    expect(verifyConsistency(grown)).toBe(true);
  });
});

function flip(hash: Buffer, bit: number): Buffer {
  const copy = Buffer.from(hash);
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
}
