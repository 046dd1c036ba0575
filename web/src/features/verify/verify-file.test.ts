import { createHash, createHmac, generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "vitest";
import { canonicalize } from "../receipts/canonicalize.ts";
import { verifyFile } from "./verify-file.ts";

const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const raw = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url");
const keyId = createHash("sha256").update(raw).digest("hex").slice(0, 16);
const origin = "avow.example/log/promises";
const at = "2026-11-21T10:00:00.000Z";
const hash = (...parts: Uint8Array[]) => createHash("sha256").update(Buffer.concat(parts)).digest();
const leafHash = (text: string) => hash(Uint8Array.of(0), Buffer.from(text));
const nodeHash = (left: Buffer, right: Buffer) => hash(Uint8Array.of(1), left, right);
const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");

/** A C2SP checkpoint: text, a blank line, key id and signature. */
function checkpoint(size: number, root: Buffer, of = origin): string {
  const text = `${of}\n${size}\n${base64(root)}\n`;
  const id = hash(Buffer.from(`${of}\n`), Uint8Array.of(1), raw).subarray(0, 4);
  return `${text}\n— ${of} ${base64(Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]))}\n`;
}
const signed = (field: "report" | "receipt", body: object) => ({
  [field]: body,
  signature: base64(sign(null, Buffer.from(canonicalize(body)), privateKey)),
  key_id: keyId,
});
const deployment = { origin: "https://avow.example", name: "Avow", version: "1", public_key: base64(raw) };
const outcomeOf = async (document: unknown) => (await verifyFile(JSON.stringify(document))).outcome;

/** Three leaves, so that proofs go both ways. */
function makeReport(changes: object = {}) {
  const names = ["account.role", "age.gate", "audit.log"];
  const leaves = names.map((target, i) =>
    canonicalize({ log: origin, id: `evd_${i}`, at, action: "promise.kept", target }),
  );
  const [a, b, c] = leaves.map(leafHash) as [Buffer, Buffer, Buffer];
  const proofs = [[b, c], [a, c], [nodeHash(a, b)]];
  const promises = Object.fromEntries(
    names.map((name, i) => {
      const place = { index: i, leaf: base64(Buffer.from(leaves[i]!)), inclusion_proof: proofs[i]!.map(base64) };
      return [name, { state: "kept", seen: { id: `evd_${i}`, at, outcome: "kept", ...place } }];
    }),
  );
  const log = { origin, checkpoint: checkpoint(3, nodeHash(nodeHash(a, b), c)) };
  const statements = { "X-1": { promise: "age.gate", state: "kept" } };
  return { v: 1, kind: "promises", deployment, at, promises, statements, log, ...changes };
}

function makeReceipt(changes: object = {}) {
  const value = {
    v: 1,
    kind: "erasure",
    id: "prq_1",
    deployment,
    completed_at: at,
    removed: [{ label: "Gespräche 💬", rows: 4 }],
  };
  const salt = Buffer.alloc(16, 7);
  const details_commitment = createHmac("sha256", salt)
    .update(canonicalize({ details: value }))
    .digest("base64");
  const of = "avow.example/log/org_1";
  const said = { v: 1, log: of, kind: "receipt", id: "prq_1", at, action: "privacy.erasure_completed" };
  const leaf = canonicalize({ ...said, target: null, actor_commitment: null, details_commitment });
  const head = checkpoint(1, leafHash(leaf), of);
  const place = { origin: of, index: 0, leaf: base64(Buffer.from(leaf)), salt: base64(salt), inclusion_proof: [] };
  return { ...value, log: { ...place, checkpoint: head }, ...changes };
}

test("a report and a receipt verify as they were signed, each with its place in the log", async () => {
  expect(await verifyFile(JSON.stringify(signed("report", makeReport())))).toEqual({
    outcome: "verified",
    what: "Report of promises",
    origin: "https://avow.example",
    at,
    keyId,
  });
  expect(await outcomeOf(signed("receipt", makeReceipt()))).toBe("verified");
  expect(await outcomeOf(signed("receipt", makeReceipt({ log: null })))).toBe("verified");
});

test("one changed character is refused, and so is another key's name", async () => {
  const document = signed("report", makeReport());
  const changed = JSON.parse(JSON.stringify(document).replace("age.gate", "age.gave")) as object;
  expect(await outcomeOf(changed)).toBe("refused");
  expect(await outcomeOf({ ...document, key_id: "0".repeat(16) })).toBe("refused");
  expect(await outcomeOf({ ...document, signature: base64(Buffer.alloc(64)) })).toBe("refused");
});

test("what the signer claims is refused where the log does not say so", async () => {
  const whole = makeReport();
  const [first, ...rest] = Object.entries(whole.promises);
  const moved = { ...first![1], seen: { ...first![1].seen, index: 1 } };
  const later = { ...first![1], seen: { ...first![1].seen, at: "2026-11-22T10:00:00.000Z" } };
  for (const one of [moved, later]) {
    const promises = Object.fromEntries([[first![0], one], ...rest]);
    expect(await outcomeOf(signed("report", makeReport({ promises })))).toBe("refused");
  }
  const statements = { "X-1": { promise: "never.looked", state: "kept" } };
  expect(await outcomeOf(signed("report", makeReport({ statements })))).toBe("refused");
  expect(await outcomeOf(signed("report", makeReport({ log: null })))).toBe("refused");
  expect(await outcomeOf(signed("receipt", makeReceipt({ removed: [] })))).toBe("refused");
});

test("a hostile file is unreadable and nothing worse", async () => {
  const deep = `{"receipt":${"[".repeat(100_000)}${"]".repeat(100_000)},"signature":"","key_id":""}`;
  for (const text of ["", "null", "[]", "{}", "{", deep, '{"report":{"deployment":{"public_key":1}}}'])
    expect((await verifyFile(text)).outcome, text.slice(0, 40)).toBe("unreadable");
  const nested = { deployment, kind: "erasure", more: JSON.parse("[".repeat(100) + "]".repeat(100)) as unknown };
  expect(await outcomeOf({ receipt: nested, signature: "", key_id: keyId })).toBe("unreadable");
});
