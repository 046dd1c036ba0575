import { generateKeyPairSync, sign } from "node:crypto";
import { expect, test } from "vitest";
import type { SignedReceipt } from "./queries.ts";
import { verifyReceipt } from "./verify-receipt.ts";

function signedReceipt(payload: string): SignedReceipt {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  return {
    payload,
    signature: sign(null, Buffer.from(payload), privateKey).toString("base64url"),
    public_key: publicKey.export({ format: "jwk" }).x ?? "",
    key_id: "key_1",
    algorithm: "Ed25519",
  };
}

test("a receipt as it was signed is valid, also with letters beyond ASCII", async () => {
  expect(await verifyReceipt(signedReceipt('{"what":"Gespräche 💬"}'))).toBe("valid");
});

test("a receipt with one changed character is not", async () => {
  const receipt = signedReceipt('{"rows":4}');
  expect(await verifyReceipt({ ...receipt, payload: '{"rows":5}' })).toBe("invalid");
});
