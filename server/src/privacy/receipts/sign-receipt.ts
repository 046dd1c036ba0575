import type { KeyObject } from "node:crypto";
import { commitTo, leafOf } from "../log/audit-leaf.ts";
import { canonicalize } from "../log/canonicalize-json.ts";
import { publicKeyId, signBytes, writePublicKey } from "../log/ed25519.ts";
import { type Receipt, receipt as receiptSchema, type SignedReceipt } from "./receipt.ts";

/** An opaque stand-in for whom a receipt is about; the salt is theirs to keep or to lose. */
export function subjectReference(salt: Buffer, subjectId: string): string {
  return commitTo(salt, { subject: subjectId });
}

/**
 * The leaf by which a receipt enters the log `origin`. It commits to everything but `log`,
 * which is only known once the leaf is sealed.
 */
export function receiptLeaf(receipt: Receipt, origin: string, salt: Buffer): ReturnType<typeof leafOf> {
  const { log: _notYetKnown, ...value } = receipt;
  return leafOf({
    log: origin,
    kind: "receipt",
    id: receipt.id,
    at: receipt.completed_at,
    action: `privacy.${receipt.kind}_completed`,
    target: null,
    actor: null,
    details: { salt, value },
  });
}

/**
 * Signs the receipt as it is, with or without its place in the log.
 * The signed text begins with a brace and has no newline at its end, so it can never pass for a checkpoint of the same key.
 * @throws ZodError for a receipt that breaks its own rules, RangeError where it names another public key.
 */
export function signReceipt(receipt: Receipt, keys: { privateKey: KeyObject; publicKey: KeyObject }): SignedReceipt {
  const checked = receiptSchema.parse(receipt);
  if (checked.deployment.public_key !== writePublicKey(keys.publicKey)) {
    throw new RangeError("the receipt names another public key than the one it is signed with");
  }
  const signature = signBytes(canonicalize(checked), keys.privateKey).toString("base64");
  return { receipt: checked, signature, key_id: publicKeyId(keys.publicKey) };
}
