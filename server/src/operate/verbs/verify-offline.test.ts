import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { appendLeaves, emptyTree } from "../../privacy/log/append-leaves.ts";
import { leafOf } from "../../privacy/log/audit-leaf.ts";
import { auditProblems } from "../../privacy/log/audit-problems.ts";
import { digestOf } from "../../privacy/log/canonicalize-json.ts";
import { signCheckpoint } from "../../privacy/log/checkpoint.ts";
import { publicKeyId, writePublicKey } from "../../privacy/log/ed25519.ts";
import { writeVerifierKey } from "../../privacy/log/signed-note.ts";
import { writeAuditBundle } from "../../privacy/log/write-audit-bundle.ts";
import { signReceipt, subjectReference } from "../../privacy/receipts/sign-receipt.ts";
import { receiptProblems } from "../../privacy/receipts/verify-signed-receipt.ts";
import { run as verifyAudit } from "./verify-audit.ts";
import { run as verifyReceipt } from "./verify-receipt.ts";

const folder = mkdtempSync(join(tmpdir(), "avow-verify-"));
afterAll(() => rmSync(folder, { recursive: true }));

const keys = generateKeyPairSync("ed25519");
const stranger = generateKeyPairSync("ed25519");
const log = "avow.example/log/org_1";
const salt = Buffer.alloc(32, 1);
const at = "2026-11-02T10:00:00.000Z";

function save(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

async function runOf(command: typeof verifyAudit, ...args: string[]) {
  const out: string[] = [];
  const errors: string[] = [];
  const code = await command(args, { out: (line) => out.push(line), error: (line) => errors.push(line) });
  return { code, out, errors };
}

async function bundleText(): Promise<string> {
  const { leaf, hash } = leafOf({
    log,
    kind: "audit",
    id: "aud_0",
    at,
    action: "member.invited",
    target: "inv_0",
    actor: { salt, value: "usr_ada" },
    details: null,
  });
  const { size, root } = appendLeaves(emptyTree, [hash, hash]);
  const note = signCheckpoint({ origin: log, size, root }, keys);
  const lines: string[] = [];
  const bundle = {
    log,
    publicKeys: [keys.publicKey],
    newestCheckpoint: note,
    checkpoints: [{ size, note }],
    leaves: [
      { index: 0, leafHash: hash, entry: leaf },
      { index: 1, leafHash: hash },
    ],
  };
  for await (const line of writeAuditBundle(bundle)) lines.push(line);
  save("checkpoint", note);
  return lines.join("");
}

const goodBundle = save("audit.jsonl", await bundleText());
const editedBundle = save("edited.jsonl", (await bundleText()).replace("member.invited", "member.removed"));
const signed = signReceipt(
  {
    v: 1,
    kind: "export",
    id: "rcp_1",
    requested_at: at,
    completed_at: at,
    levels: null,
    deployment: { name: "Avow", origin: "https://avow.example", public_key: writePublicKey(keys.publicKey) },
    subject: { kind: "user", reference: subjectReference(salt, "usr_ada") },
    removed: [],
    kept: [],
    limits: [],
    plan_hash: digestOf([]),
    log: null,
  },
  keys,
);
const goodReceipt = save("receipt.json", JSON.stringify(signed));
const editedReceipt = save("edited.json", JSON.stringify(signed).replace("rcp_1", "rcp_2"));

describe("avow audit verify", () => {
  test("ends with 0 for a good log and says whose key to compare", async () => {
    const { code, out, errors } = await runOf(verifyAudit, goodBundle);
    expect({ code, errors }).toEqual({ code: 0, errors: [] });
    expect(out).toEqual([
      "This audit log verifies: nothing was edited, removed, inserted or cut off up to its newest checkpoint.",
      `Log ${log}: 2 entries, 1 checkpoints along the way.`,
      "1 entries are there in full; 1 were erased or have expired and left their hash.",
      expect.stringContaining(`Signed by key ${publicKeyId(keys.publicKey)}, which the file itself names.`),
    ]);
  });

  test("takes the key in both its forms, several keys, and a kept checkpoint", async () => {
    const verifierKey = writeVerifierKey({ name: log, publicKey: keys.publicKey });
    const both = ["--key", writePublicKey(stranger.publicKey), "--key", verifierKey];
    const { code, out } = await runOf(verifyAudit, goodBundle, ...both, "--checkpoint", join(folder, "checkpoint"));
    expect(code).toBe(0);
    expect(out.at(-1)).toBe(`Signed by the key you named, ${publicKeyId(keys.publicKey)}.`);
  });

  test("ends with 1 for a log that does not verify, with a sentence and its code", async () => {
    const edited = await runOf(verifyAudit, editedBundle);
    expect(edited.code).toBe(1);
    expect(edited.out).toEqual([
      "This audit log does not verify.",
      "Entry 0 was changed after it was logged: its row does not have the hash that was sealed. (audit.entry_edited)",
    ]);
    const wrongKey = await runOf(verifyAudit, goodBundle, "--key", writePublicKey(stranger.publicKey));
    expect(wrongKey.code).toBe(1);
    expect(wrongKey.out[1]).toContain("(audit.wrong_key)");
  });

  test("ends with 2 for what it cannot read", async () => {
    const notALog = await runOf(verifyAudit, goodReceipt);
    expect(notALog).toMatchObject({
      code: 2,
      out: ["This audit log cannot be read.", expect.stringContaining("(audit.unreadable)")],
    });
    const missing = await runOf(verifyAudit, join(folder, "missing.jsonl"));
    expect(missing).toMatchObject({ code: 2, out: [], errors: [expect.stringContaining("cannot be read")] });
    const noCheckpoint = await runOf(verifyAudit, goodBundle, "--checkpoint", join(folder, "missing"));
    expect(noCheckpoint).toMatchObject({ code: 2, out: [] });
  });

  test("writes its verdict as JSON for programs", async () => {
    const { code, out } = await runOf(verifyAudit, editedBundle, "--json");
    expect(code).toBe(1);
    expect(JSON.parse(out.join(""))).toMatchObject({ outcome: "refused", problems: [{ code: "audit.entry_edited" }] });
  });
});

describe("avow receipt verify", () => {
  test("ends with 0 for a good receipt and says what it says", async () => {
    const { code, out } = await runOf(verifyReceipt, goodReceipt, "--key", writePublicKey(keys.publicKey));
    expect(code).toBe(0);
    expect(out).toContain("Receipt rcp_1 of Avow (https://avow.example).");
    expect(out.at(-1)).toBe(`Signed by the key you named, ${publicKeyId(keys.publicKey)}.`);
  });

  test("ends with 1 for one that does not verify", async () => {
    expect(await runOf(verifyReceipt, editedReceipt)).toMatchObject({
      code: 1,
      out: ["This receipt does not verify.", expect.stringContaining("(receipt.signature_invalid)")],
    });
    const { out } = await runOf(verifyReceipt, editedReceipt, "--json");
    expect(JSON.parse(out.join(""))).toMatchObject({ outcome: "refused", code: "receipt.signature_invalid" });
  });

  test("ends with 2 for what it cannot read", async () => {
    expect(await runOf(verifyReceipt, save("no.json", "{"))).toMatchObject({ code: 2 });
    expect(await runOf(verifyReceipt, folder)).toMatchObject({ code: 2, out: [] });
  });
});

describe("arguments not understood", () => {
  test.each([
    ["no file", []],
    ["two files", ["a", "b"]],
    ["an unknown option", ["a", "--nothing"]],
    ["a key that is none", ["a", "--key", "none"]],
  ])("end with 2 and the usage: %s", async (_name, args) => {
    for (const command of [verifyAudit, verifyReceipt]) {
      const { code, out, errors } = await runOf(command, ...args);
      expect({ code, out }).toEqual({ code: 2, out: [] });
      expect(errors.at(-1)).toMatch(/^Usage: avow (audit|receipt) verify FILE/);
    }
  });

  test("include a checkpoint for a receipt", async () => {
    expect(await runOf(verifyReceipt, goodReceipt, "--checkpoint", "x")).toMatchObject({ code: 2 });
  });
});

test("the guide explains every code", () => {
  const guide = readFileSync(new URL("../../../../docs/guides/verifying.md", import.meta.url), "utf8");
  for (const code of [...Object.keys(auditProblems), ...Object.keys(receiptProblems)])
    expect(guide).toContain(`\`${code}\``);
});
