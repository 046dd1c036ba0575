import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appendLeaves, emptyTree } from "./append-leaves.ts";
import { signCheckpoint } from "./checkpoint.ts";
import { writePublicKey } from "./ed25519.ts";
import {
  bundleOf,
  checkpointAt,
  codes,
  good,
  keys,
  log,
  storedAt,
  stranger,
  ten,
  verify,
  withHeader,
  withLeaf,
} from "./fixture-bundle.ts";
import { hashLeaf } from "./hash-tree.ts";
import { verifyAuditBundle } from "./verify-audit-bundle.ts";
import { writeAuditBundle } from "./write-audit-bundle.ts";

describe("signatures", () => {
  test("of another key are refused where the reader named one, or kept a checkpoint", async () => {
    const resigned = await bundleOf(ten, [4, 7, 10], stranger);
    expect(await codes(resigned)).toEqual([]);
    expect(await codes(resigned, { publicKeys: [keys.publicKey] })).toEqual(["audit.wrong_key"]);
    expect(await codes(resigned, { keptCheckpoint: checkpointAt(ten, 4) })).toEqual(["audit.wrong_key"]);
  });

  test("by keys the file does not name are refused at each checkpoint", async () => {
    const lines = withHeader(good, { public_keys: [writePublicKey(stranger.publicKey)] });
    expect(await codes(lines)).toEqual(Array(4).fill("audit.wrong_key"));
  });

  test("that do not fit are refused", async () => {
    const forged = checkpointAt(ten, 10).replace("\n10\n", "\n11\n");
    expect(await codes(withHeader(good, { checkpoint: forged }))).toEqual([
      "audit.signature_invalid",
      "audit.tail_truncated",
    ]);
    const line = `${JSON.stringify({ checkpoint: forged })}\n`;
    expect(await codes([...good, line])).toEqual(["audit.signature_invalid"]);
  });

  test("of another log are refused", async () => {
    const lines = withHeader(good, { log: "avow.example/log/org_2" });
    expect(new Set(await codes(lines))).toEqual(new Set(["audit.wrong_log"]));
  });
});

describe("a file that cannot be read", () => {
  const leafLine = good[1] as string;
  test.each([
    ["an empty file", []],
    ["no header", good.slice(1)],
    ["another format", withHeader(good, { format: "other" as "avow.audit-log" })],
    ["a later version", withHeader(good, { v: 2 as 1 })],
    ["a header without a checkpoint", withHeader(good, { checkpoint: "none" })],
    ["a line cut in half", [...good.slice(0, 3), leafLine.slice(0, 40)]],
    ["an empty line", good.toSpliced(2, 0, "\n")],
    ["an unknown line", good.toSpliced(2, 0, '{"note":"hello"}\n')],
    ["an unknown field", withLeaf(good, 3, (leaf) => ({ ...leaf, note: "hello" }))],
    ["values without their entry", withLeaf(good, 3, ({ entry: _gone, ...leaf }) => leaf)],
    ["a checkpoint that is none", [...good, '{"checkpoint":"none"}\n']],
    ["an endless line", [...good, "x".repeat(5 * 1024 * 1024)]],
    [
      "a value too deep to hash",
      withLeaf(good, 3, (leaf) => ({
        ...leaf,
        opened: { actor: { ...leaf.opened?.actor, value: JSON.parse("[".repeat(200) + "]".repeat(200)) as unknown } },
      })),
    ],
  ] as [string, string[]][])("is told apart from one that does not verify: %s", async (_name, lines) => {
    const verdict = await verify(lines);
    expect(verdict.outcome).toBe("unreadable");
    expect(verdict.problems.at(-1)?.code).toBe("audit.unreadable");
  });

  test("is one that is not UTF-8", async () => {
    const bytes = Buffer.concat([Buffer.from(good[0] as string), Buffer.from([0xff, 0xfe, 0x0a])]);
    const verdict = await verifyAuditBundle(
      (async function* () {
        yield bytes;
      })(),
    );
    expect(verdict.outcome).toBe("unreadable");
  });
});

describe("any change to any line", () => {
  test("is refused or unreadable, never verified", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.integer({ min: 1, max: 127 }), async (a, b, mask) => {
        const bytes = Buffer.from(good.join(""));
        const at = a % bytes.length;
        bytes[at] = (bytes[at] as number) ^ (1 << (mask % 7));
        if (JSON.stringify(parsed(bytes)) === JSON.stringify(parsed(Buffer.from(good.join(""))))) return;
        const verdict = await verifyAuditBundle(
          (async function* () {
            yield bytes.subarray(0, b % bytes.length);
            yield bytes.subarray(b % bytes.length);
          })(),
        );
        expect(verdict.outcome).not.toBe("verified");
        for (const { sentence } of verdict.problems) expect(sentence).toMatch(/^[A-Z].*\.$/s);
      }),
      { numRuns: 300 },
    );
  });

  test("reports the first problems and counts the rest", async () => {
    const many = Array.from({ length: 60 }, (_, index) => storedAt(index));
    const lines = (await bundleOf(many, [60])).map((line) => line.replace('"member.invited"', '"member.removed"'));
    expect(await verify(lines)).toMatchObject({ outcome: "refused", more_problems: 28, problems: { length: 20 } });
  });

  test("a log of 20,000 entries is written and verified one line at a time", async () => {
    const size = 20_000;
    const hash = hashLeaf(Buffer.from("x"));
    const { root } = appendLeaves(emptyTree, Array<Buffer>(size).fill(hash));
    const bundle = writeAuditBundle({
      log,
      publicKeys: [keys.publicKey],
      newestCheckpoint: signCheckpoint({ origin: log, size, root }, keys),
      checkpoints: [],
      leaves: (function* () {
        for (let index = 0; index < size; index += 1) yield { index, leafHash: hash };
      })(),
    });
    let largest = 0;
    const verdict = await verifyAuditBundle(
      (async function* () {
        for await (const line of bundle) {
          largest = Math.max(largest, line.length);
          yield Buffer.from(line);
        }
      })(),
    );
    expect(verdict).toMatchObject({ outcome: "verified", entries: size });
    expect(largest).toBeLessThan(1000);
  });
});

/** The parsed lines, or null where one is not JSON: a change that JSON does not see is no change. */
function parsed(bytes: Buffer): unknown[] | null {
  const text = bytes.toString("utf8").trimEnd();
  try {
    return text.split("\n").map((line) => JSON.parse(line) as unknown);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}
