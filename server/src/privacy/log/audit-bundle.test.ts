import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { BundleLeaf } from "./audit-bundle.ts";
import { leafOf } from "./audit-leaf.ts";
import { publicKeyId, writePublicKey } from "./ed25519.ts";
import {
  bundleOf,
  checkpointAt,
  codes,
  entryAt,
  good,
  isLeaf,
  keys,
  log,
  renumber,
  storedAt,
  stranger,
  streamOf,
  ten,
  verify,
  withHeader,
  withLeaf,
} from "./fixture-bundle.ts";
import { hashLeaf } from "./hash-tree.ts";
import { verifyAuditBundle } from "./verify-audit-bundle.ts";

describe("an untouched audit log", () => {
  test("verifies, also where rows are gone or values withheld", async () => {
    expect(await verify(good)).toEqual({
      outcome: "verified",
      log,
      entries: 10,
      rows: 8,
      checkpoints: 3,
      problems: [],
      more_problems: 0,
      signed_by: publicKeyId(keys.publicKey),
      key_trusted: false,
    });
  });

  test("verifies against the right key and every checkpoint kept from it", async () => {
    for (const size of [0, 1, 4, 6, 10]) {
      const trust = { publicKeys: [keys.publicKey], keptCheckpoint: checkpointAt(ten, size) };
      expect(await verify(good, trust)).toMatchObject({ outcome: "verified", key_trusted: true });
    }
  });

  test("verifies whatever its length, its checkpoints and the chunks it arrives in", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(30),
        fc.array(fc.nat(30), { maxLength: 6 }),
        fc.integer({ min: 1, max: 5000 }),
        async (length, cuts, chunkSize) => {
          const leaves = Array.from({ length }, (_, index) => storedAt(index));
          const sizes = [...cuts.filter((cut) => cut < length).toSorted((a, b) => a - b), length];
          const verdict = await verifyAuditBundle(streamOf(await bundleOf(leaves, sizes), chunkSize));
          expect(verdict).toMatchObject({ outcome: "verified", entries: length, checkpoints: sizes.length });
        },
      ),
      { numRuns: 40 },
    );
  });

  test("verifies across a change of the signing key", async () => {
    const rotated = await bundleOf(ten, [10], stranger);
    const old = `${JSON.stringify({ checkpoint: checkpointAt(ten, 4, keys) })}\n`;
    const lines = withHeader(rotated.toSpliced(5, 0, old), {
      public_keys: [writePublicKey(keys.publicKey), writePublicKey(stranger.publicKey)],
    });
    expect(await verify(lines, { publicKeys: [stranger.publicKey] })).toMatchObject({
      outcome: "verified",
      checkpoints: 2,
    });
    expect(await codes(lines, { publicKeys: [keys.publicKey] })).toEqual(["audit.wrong_key"]);
  });
});

describe("a row edited", () => {
  const edits: [string, number, (leaf: BundleLeaf) => unknown][] = [
    ...(["id", "at", "action", "target", "kind"] as const).map(
      (field): [string, number, (leaf: BundleLeaf) => unknown] => {
        const other = {
          id: "aud_x",
          at: "2026-11-02T10:00:01.000Z",
          action: "member.removed",
          target: "inv_x",
          kind: "event",
        };
        return [field, 3, (leaf) => ({ ...leaf, entry: { ...leaf.entry, [field]: other[field] } })];
      },
    ),
    ["target removed", 3, (leaf) => ({ ...leaf, entry: { ...leaf.entry, target: null } })],
    ["actor", 3, (leaf) => ({ ...leaf, opened: { actor: { ...leaf.opened?.actor, value: "usr_bob" } } })],
    ["details", 3, (leaf) => ({ ...leaf, opened: { details: { ...leaf.opened?.details, value: {} } } })],
    [
      "salt",
      3,
      (leaf) => ({
        ...leaf,
        opened: { details: { ...leaf.opened?.details, salt: Buffer.alloc(32).toString("base64") } },
      }),
    ],
    ["a salt that could be tried out", 3, (leaf) => ({ ...leaf, opened: { details: { value: {}, salt: "" } } })],
    ["commitment", 3, (leaf) => ({ ...leaf, entry: { ...leaf.entry, actor_commitment: null }, opened: {} })],
  ];
  test.each(edits)("is named by its index: %s", async (_field, index, change) => {
    const verdict = await verify(withLeaf(good, index, change));
    expect(verdict).toMatchObject({ outcome: "refused", problems: [{ code: "audit.entry_edited", facts: { index } }] });
  });

  test("whose hash was made to fit breaks the next signed root, and no other", async () => {
    const forged = leafOf(entryAt(5, { action: "member.removed" }));
    const lines = withLeaf(good, 5, () => ({
      index: 5,
      leaf_hash: forged.hash.toString("base64"),
      entry: forged.leaf,
    }));
    expect((await verify(lines)).problems).toEqual([
      expect.objectContaining({ code: "audit.root_differs", facts: { from: 4, to: 6, size: 7 } }),
    ]);
    const withoutHash = withLeaf(good, 5, () => ({ index: 5, entry: forged.leaf }));
    expect(await codes(withoutHash)).toEqual(["audit.root_differs"]);
  });

  test("to name another log is refused", async () => {
    const foreign = leafOf(entryAt(3, { log: "avow.example/log/org_2" }));
    const lines = withLeaf(good, 3, () => ({
      index: 3,
      leaf_hash: foreign.hash.toString("base64"),
      entry: foreign.leaf,
    }));
    expect(await codes(lines)).toEqual(["audit.wrong_log", "audit.root_differs"]);
  });

  test("any stored hash changed is refused", async () => {
    for (const { index } of ten) {
      const lines = withLeaf(good, index, (leaf) => ({
        ...leaf,
        leaf_hash: hashLeaf(Buffer.from("x")).toString("base64"),
      }));
      const found = await codes(lines);
      expect(found.at(-1)).toBe("audit.root_differs");
      expect(found.includes("audit.entry_edited")).toBe(index % 5 !== 4);
    }
  });
});

describe("an entry removed", () => {
  test.each(ten.map(({ index }) => index))("is named by the gap it leaves: %i", async (index) => {
    const lines = good.filter((line) => !line.startsWith(`{"index":${index},`));
    const verdict = await verify(lines);
    expect(verdict).toMatchObject({ outcome: "refused" });
    expect(verdict.problems[0]).toMatchObject({ code: "audit.entry_removed", facts: { index, count: 1 } });
  });

  test("and the rest numbered anew still misses at the next checkpoint", async () => {
    const lines = renumber(good.filter((line) => !line.startsWith('{"index":1,')));
    expect(await codes(lines)).toContain("audit.entry_removed");
    const withoutCheckpoints = lines.filter((line, at) => at === 0 || isLeaf(line));
    expect(await codes(withoutCheckpoints)).toEqual(["audit.tail_truncated"]);
  });

  test("leaving its number but no hash is missing too", async () => {
    expect(await codes(withLeaf(good, 2, ({ index }) => ({ index })))).toEqual(["audit.entry_removed"]);
  });
});

describe("an entry inserted", () => {
  const { leaf, hash } = leafOf(entryAt(99));
  const extra = (index: number) => `${JSON.stringify({ index, leaf_hash: hash.toString("base64"), entry: leaf })}\n`;

  test("in the place of another is named", async () => {
    expect((await verify(good.toSpliced(4, 0, extra(2)))).problems[0]).toMatchObject({ code: "audit.entry_inserted" });
  });

  test("with the rest numbered anew is found at the next checkpoint and at the end", async () => {
    const lines = renumber(good.toSpliced(3, 0, extra(0)));
    expect(await codes(lines)).toContain("audit.entry_inserted");
    const withoutCheckpoints = lines.filter((line, at) => at === 0 || isLeaf(line));
    expect(await codes(withoutCheckpoints)).toEqual(["audit.root_differs", "audit.entry_inserted"]);
  });

  test("after the newest checkpoint was never signed", async () => {
    expect(await codes([...good, extra(10)])).toEqual(["audit.entry_inserted"]);
  });

  test("or swapped with its neighbour is refused", async () => {
    const swapped = good.with(3, good[4] as string).with(4, good[3] as string);
    expect(await codes(swapped)).toEqual(["audit.entry_removed", "audit.entry_inserted"]);
    expect(await codes(renumber(swapped))).toEqual(["audit.root_differs"]);
  });
});

describe("a truncated tail", () => {
  test("is found wherever the file is cut", async () => {
    for (let kept = 1; kept < good.length; kept += 1) {
      const lines = good.slice(0, kept);
      const isWhole = lines.filter(isLeaf).length === 10;
      const expected = isWhole ? [] : ["audit.tail_truncated"];
      expect(await codes(lines)).toEqual(expected);
    }
  });

  test("is found in the log itself by a checkpoint the reader kept", async () => {
    const shorter = await bundleOf(ten.slice(0, 7), [4, 7]);
    expect(await codes(shorter)).toEqual([]);
    expect(await codes(shorter, { keptCheckpoint: checkpointAt(ten, 9) })).toEqual(["audit.tail_truncated"]);
  });

  test("a log rewritten and signed anew is found by a kept checkpoint", async () => {
    const other = ten.with(2, { index: 2, leafHash: hashLeaf(Buffer.from("other")) });
    const rewritten = await bundleOf(other);
    expect(await codes(rewritten)).toEqual([]);
    expect(await codes(rewritten, { keptCheckpoint: checkpointAt(ten, 5) })).toEqual(["audit.history_rewritten"]);
  });
});
