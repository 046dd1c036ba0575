import { generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "vitest";
import { canonicalize } from "./canonicalize.ts";
import type { Receipt, SignedReceipt } from "./queries.ts";
import { verifyReceipt } from "./verify-receipt.ts";

function signedReceipt(label: string): SignedReceipt {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const public_key = Buffer.from(publicKey.export({ format: "jwk" }).x ?? "", "base64url").toString("base64");
  const receipt: Receipt = {
    v: 1,
    kind: "erasure",
    id: "prq_1",
    deployment: { name: "Avow", origin: "https://avow.example", public_key },
    subject: { kind: "user", reference: "cmVm" },
    requested_at: "2026-11-21T10:00:00.000Z",
    completed_at: "2026-11-28T10:00:00.000Z",
    levels: null,
    removed: [{ label, rows: 4 }],
    kept: [],
    limits: [],
    plan_hash: "00",
    log: null,
  };
  const signature = sign(null, Buffer.from(canonicalize(receipt)), privateKey).toString("base64");
  return { receipt, signature, key_id: "0123456789abcdef" };
}

test("a receipt as it was signed is valid, also with letters beyond ASCII and members in another order", async () => {
  const signed = signedReceipt("Gespräche 💬");
  const reordered = Object.fromEntries(Object.entries(signed.receipt).toReversed()) as Receipt;
  expect(await verifyReceipt(signed)).toBe("valid");
  expect(await verifyReceipt({ ...signed, receipt: reordered })).toBe("valid");
});

test("a receipt with one changed number is not", async () => {
  const signed = signedReceipt("Messages");
  const receipt = { ...signed.receipt, removed: [{ label: "Messages", rows: 5 }] };
  expect(await verifyReceipt({ ...signed, receipt })).toBe("invalid");
});

test("members are sorted as RFC 8785 says, by UTF-16 code unit", () => {
  expect(canonicalize({ "€": 1, "\r": 2, "1": 3, b: [true, null, { z: 1.5, a: "x" }] })).toBe(
    '{"\\r":2,"1":3,"b":[true,null,{"a":"x","z":1.5}],"€":1}',
  );
});
