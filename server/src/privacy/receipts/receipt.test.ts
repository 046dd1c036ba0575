import { generateKeyPairSync } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { appendLeaves, emptyTree } from "../log/append-leaves.ts";
import { canonicalize, digestOf } from "../log/canonicalize-json.ts";
import { signCheckpoint } from "../log/checkpoint.ts";
import { publicKeyId, signBytes, writePublicKey } from "../log/ed25519.ts";
import { hashLeaf } from "../log/hash-tree.ts";
import { inclusionProof } from "../log/prove.ts";
import { describeReceipt } from "./describe-receipt.ts";
import type { Receipt, SignedReceipt } from "./receipt.ts";
import { receiptLeaf, signReceipt, subjectReference } from "./sign-receipt.ts";
import { verifySignedReceipt } from "./verify-signed-receipt.ts";

const keys = generateKeyPairSync("ed25519");
const stranger = generateKeyPairSync("ed25519");
const salt = Buffer.alloc(32, 3);
const origin = "avow.example/log/org_1";

const erasure: Receipt = {
  v: 1,
  kind: "erasure",
  id: "rcp_1",
  deployment: { name: "Avow", origin: "https://avow.example", public_key: writePublicKey(keys.publicKey) },
  subject: { kind: "user", reference: subjectReference(salt, "usr_ada") },
  requested_at: "2026-11-02T10:00:00.000Z",
  completed_at: "2026-11-05T10:00:01.000Z",
  levels: {
    hidden_at: "2026-11-02T10:00:00.000Z",
    undecryptable_live_at: "2026-11-05T10:00:00.500Z",
    undecryptable_everywhere: {
      by: "2026-11-12T10:00:00.000Z",
      how: "the epoch key is destroyed at the next rotation",
    },
    bytes_gone: { by: "2026-12-05T10:00:00.000Z" },
    processors: [{ name: "Example AI", outcome: "deletes what it was sent", by: "2026-12-02T00:00:00.000Z" }],
  },
  removed: [
    { label: "messages", rows: 41 },
    { label: "sessions", rows: 1 },
  ],
  kept: [
    {
      what: "invoices",
      columns: ["amount_cents", "tax_country"],
      class: "billing",
      basis: "tax law",
      until: "2033-11-05T00:00:00.000Z",
      rows: 2,
    },
  ],
  limits: ["Texts of others that mention you are not found by this erasure."],
  plan_hash: digestOf({ steps: ["keys", "rows"] }),
  log: null,
};

/** The receipt as the fourth of six leaves of a log. */
async function inLog(body: Receipt, signer = keys): Promise<Receipt> {
  const { bytes, hash } = receiptLeaf(body, origin, salt);
  const hashes = ["a", "b", "c"].map((text) => hashLeaf(Buffer.from(text)));
  const { newNodes, size, root } = appendLeaves(emptyTree, [...hashes, hash, ...hashes.slice(1)]);
  const load = async (ids: readonly { level: number; index: number }[]) =>
    ids.map(
      ({ level, index }) =>
        newNodes.find((node) => node.level === level && node.index === index)?.hash ?? Buffer.alloc(0),
    );
  const proof = await inclusionProof(size, 3, load);
  return {
    ...body,
    log: {
      origin,
      index: 3,
      leaf: bytes.toString("base64"),
      salt: salt.toString("base64"),
      inclusion_proof: proof.map((step) => step.toString("base64")),
      checkpoint: signCheckpoint({ origin, size, root }, signer),
    },
  };
}

const logged = await inLog(erasure);
const signed = signReceipt(logged, keys);
const strangersLog = await inLog(erasure, stranger);

/** What a deployment that lies about its log could issue: signed over anything at all. */
function signAnyway(receipt: unknown): SignedReceipt {
  const signature = signBytes(canonicalize(receipt), keys.privateKey).toString("base64");
  return { receipt: receipt as Receipt, signature, key_id: publicKeyId(keys.publicKey) };
}

describe("a receipt", () => {
  test("verifies with and without its place in the log, by its own key or a trusted one", () => {
    const trusted = { publicKeys: [stranger.publicKey, keys.publicKey] };
    const signed_by = publicKeyId(keys.publicKey);
    const alone = { outcome: "verified", receipt: erasure, signed_by, key_trusted: false, in_log: false };
    expect(verifySignedReceipt(signReceipt(erasure, keys))).toEqual(alone);
    const full = { outcome: "verified", receipt: logged, signed_by, key_trusted: true, in_log: true };
    expect(verifySignedReceipt(signed, trusted)).toEqual(full);
  });

  test("verifies after any JSON tool has rewritten its white space and order", () => {
    const reordered = Object.fromEntries(Object.entries(signed.receipt).toReversed());
    const text = JSON.stringify({ key_id: signed.key_id, receipt: reordered, signature: signed.signature }, null, 4);
    expect(verifySignedReceipt(JSON.parse(text)).outcome).toBe("verified");
  });

  test("of an export removes nothing and has no levels", () => {
    const exported: Receipt = { ...erasure, kind: "export", levels: null, removed: [], kept: [] };
    expect(verifySignedReceipt(signReceipt(exported, keys)).outcome).toBe("verified");
    expect(() => signReceipt({ ...exported, removed: erasure.removed }, keys)).toThrow("an erasure has levels");
    expect(() => signReceipt({ ...exported, levels: erasure.levels }, keys)).toThrow("an erasure has levels");
    expect(() => signReceipt({ ...erasure, levels: null }, keys)).toThrow("an erasure has levels");
  });

  test("keeps nothing without a basis and an end", () => {
    const [kept] = erasure.kept as [Receipt["kept"][number]];
    for (const change of [{ basis: "" }, { until: "" }, { until: "never" }, { columns: [] }, { class: "" }]) {
      expect(() => signReceipt({ ...erasure, kept: [{ ...kept, ...change }] }, keys)).toThrow("kept");
    }
  });

  test("is not signed under another public key than it names", () => {
    expect(() => signReceipt(erasure, stranger)).toThrow(RangeError);
  });

  test("names its subject only to whoever has the salt", () => {
    expect(JSON.stringify(signed)).not.toContain("usr_ada");
    expect(subjectReference(salt, "usr_ada")).toBe(signed.receipt.subject.reference);
    expect(subjectReference(Buffer.alloc(32, 4), "usr_ada")).not.toBe(signed.receipt.subject.reference);
  });
});

describe("tampering", () => {
  const paths = pathsOf(signed.receipt);

  /** Without a named key the document is no receipt at all; everything else must fail by its signature. */
  const unreadable = new Set(["deployment", "deployment.public_key"]);

  test.each(paths.map((path) => ({ name: path.join("."), path })))("with $name is refused", ({ name, path }) => {
    for (const value of ["x", 7, [{}], { x: null }]) {
      const verdict = verifySignedReceipt(setAt(signed, ["receipt", ...path], value), { publicKeys: [keys.publicKey] });
      const isUnreadable = unreadable.has(name) && !(name === "deployment.public_key" && value === "x");
      expect(verdict).toMatchObject({ code: isUnreadable ? "receipt.unreadable" : "receipt.signature_invalid" });
    }
  });

  test("with any field removed or added is refused", () => {
    for (const field of Object.keys(signed.receipt)) {
      const { [field as keyof Receipt]: _removed, ...rest } = signed.receipt;
      expect(verifySignedReceipt({ ...signed, receipt: rest }).outcome).not.toBe("verified");
    }
    const added = { ...signed, receipt: { ...signed.receipt, note: "x" } };
    expect(verifySignedReceipt(added)).toMatchObject({ code: "receipt.signature_invalid" });
    expect(verifySignedReceipt({ ...signed, note: "x" })).toMatchObject({ code: "receipt.unreadable" });
  });

  test("with the signature, the key id or the named key is refused", () => {
    const bytes = Buffer.from(signed.signature, "base64");
    fc.assert(
      fc.property(fc.nat(511), (bit) => {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
        const verdict = verifySignedReceipt({ ...signed, signature: flipped.toString("base64") });
        expect(verdict).toMatchObject({ outcome: "refused", code: "receipt.signature_invalid" });
      }),
    );
    expect(verifySignedReceipt({ ...signed, signature: "" })).toMatchObject({ code: "receipt.signature_invalid" });
    expect(verifySignedReceipt({ ...signed, key_id: "0".repeat(16) })).toMatchObject({ code: "receipt.wrong_key" });
    const renamed = setAt(signed, ["receipt", "deployment", "public_key"], writePublicKey(stranger.publicKey));
    expect(verifySignedReceipt(renamed)).toMatchObject({ code: "receipt.wrong_key" });
    const unnamed = setAt(signed, ["receipt", "deployment", "public_key"], "none");
    expect(verifySignedReceipt(unnamed)).toMatchObject({ code: "receipt.wrong_key" });
  });

  test("by signing anew is refused where the reader names the key", () => {
    const deployment = { ...erasure.deployment, public_key: writePublicKey(stranger.publicKey) };
    const resigned = signReceipt({ ...erasure, deployment, removed: [] }, stranger);
    expect(verifySignedReceipt(resigned).outcome).toBe("verified");
    expect(verifySignedReceipt(resigned, { publicKeys: [keys.publicKey] })).toMatchObject({
      code: "receipt.wrong_key",
    });
  });

  test.each([
    ["nothing", null],
    ["a text", "receipt"],
    ["an empty object", {}],
    ["a later version", signAnyway({ ...erasure, v: 2 })],
    ["an unknown field", signAnyway({ ...erasure, note: "x" })],
    ["a value no JSON has", { ...signed, receipt: { ...erasure, note: Number.NaN } }],
  ])("is told apart from what is no receipt: %s", (_name, document) => {
    expect(verifySignedReceipt(document)).toMatchObject({ outcome: "unreadable", code: "receipt.unreadable" });
  });
});

describe("a receipt the deployment signed, but whose place in the log is not true", () => {
  const log = logged.log as NonNullable<Receipt["log"]>;
  const otherLeaf = receiptLeaf({ ...erasure, id: "rcp_2" }, origin, salt).bytes.toString("base64");
  const otherHash = hashLeaf(Buffer.from("x")).toString("base64");
  const forged = signCheckpoint({ origin, size: 6, root: Buffer.alloc(32, 1) }, keys);

  test.each([
    ["rows removed from the claim", { ...logged, removed: [] }, "receipt.log_mismatch"],
    ["another leaf", { ...logged, log: { ...log, leaf: otherLeaf } }, "receipt.log_mismatch"],
    ["another log", { ...logged, log: { ...log, origin: "avow.example/log/org_2" } }, "receipt.log_mismatch"],
    ["another salt", { ...logged, log: { ...log, salt: Buffer.alloc(32).toString("base64") } }, "receipt.log_mismatch"],
    ["no salt", { ...logged, log: { ...log, salt: "" } }, "receipt.log_mismatch"],
    ["a text as checkpoint", { ...logged, log: { ...log, checkpoint: "none" } }, "receipt.checkpoint_invalid"],
    ["a stranger's checkpoint", strangersLog, "receipt.checkpoint_invalid"],
    ["a checkpoint of another tree", { ...logged, log: { ...log, checkpoint: forged } }, "receipt.not_in_log"],
    ["another index", { ...logged, log: { ...log, index: 2 } }, "receipt.not_in_log"],
    ["an index beyond the log", { ...logged, log: { ...log, index: 6 } }, "receipt.not_in_log"],
    ["no proof", { ...logged, log: { ...log, inclusion_proof: [] } }, "receipt.not_in_log"],
    [
      "another proof",
      { ...logged, log: { ...log, inclusion_proof: log.inclusion_proof.with(0, otherHash) } },
      "receipt.not_in_log",
    ],
  ])("is refused: %s", (_name, receipt, code) => {
    expect(verifySignedReceipt(signAnyway(receipt))).toMatchObject({ outcome: "refused", code });
  });
});

test("a receipt reads as sentences", () => {
  expect(describeReceipt(erasure)).toEqual([
    "Receipt rcp_1 of Avow (https://avow.example).",
    "The data of one user was erased: asked for 2026-11-02T10:00:00.000Z, done 2026-11-05T10:00:01.000Z.",
    "Removed: messages, 41 rows.",
    "Removed: sessions, 1 row.",
    "Kept until 2033-11-05T00:00:00.000Z: invoices (amount_cents, tax_country), 2 rows, class billing, because: tax law.",
    "Hidden from everyone since 2026-11-02T10:00:00.000Z.",
    "Unreadable in the running system since 2026-11-05T10:00:00.500Z.",
    "Unreadable everywhere, backups included, by 2026-11-12T10:00:00.000Z: the epoch key is destroyed at the next rotation.",
    "The last bytes are gone by 2026-12-05T10:00:00.000Z.",
    "Example AI: deletes what it was sent, by 2026-12-02T00:00:00.000Z.",
    "Texts of others that mention you are not found by this erasure.",
  ]);
  expect(describeReceipt({ ...erasure, kept: [] })).toContain("Nothing was kept.");
});

/** Every path in the document, containers included. */
function pathsOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([name, item]) => pathsOf(item, [...path, name]));
  return path.length === 0 ? inner : [path, ...inner];
}

function setAt(value: unknown, [name, ...rest]: string[], replacement: unknown): unknown {
  if (name === undefined) return replacement;
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[name] = setAt(copy[name], rest, replacement);
  return copy;
}
