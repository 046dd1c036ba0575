import type { KeyObject } from "node:crypto";
import * as z from "zod";
import { decodeBase64 } from "../log/base64.ts";
import { canonicalize } from "../log/canonicalize-json.ts";
import { verifyCheckpoint } from "../log/checkpoint.ts";
import { isSignedBy, publicKeyId, readPublicKey } from "../log/ed25519.ts";
import { hashLeaf } from "../log/hash-tree.ts";
import { verifyInclusion } from "../log/verify-proof.ts";
import { type Receipt, type ReceiptInLog, signedReceipt } from "./receipt.ts";
import { receiptLeaf } from "./sign-receipt.ts";

/** What can be wrong with a receipt. Codes never change meaning. */
export const receiptProblems = {
  "receipt.unreadable": "This is not a receipt this version can read.",
  "receipt.wrong_key": "The receipt is not signed by a key that is trusted here.",
  "receipt.signature_invalid": "The receipt was changed after it was signed, or its signature belongs to another.",
  "receipt.log_mismatch": "The log entry the receipt carries is not about this receipt.",
  "receipt.checkpoint_invalid": "The signed checkpoint the receipt carries does not verify.",
  "receipt.not_in_log": "The proof does not place the receipt in the log.",
} as const;

export type ReceiptProblemCode = keyof typeof receiptProblems;

export type ReceiptVerdict =
  | { outcome: "verified"; receipt: Receipt; signed_by: string; key_trusted: boolean; in_log: boolean }
  | { outcome: "refused" | "unreadable"; code: ReceiptProblemCode; sentence: string };

/** As much as the signature needs; what it covers is looked at once it holds. */
const envelope = z.object({
  receipt: z.looseObject({ deployment: z.looseObject({ public_key: z.string() }) }),
  signature: z.string(),
  key_id: z.string(),
});

/** Checks a receipt outside the deployment it came from. Without keys, the one it names is taken at its word. */
export function verifySignedReceipt(
  document: unknown,
  trust: { publicKeys?: readonly KeyObject[] } = {},
): ReceiptVerdict {
  const outer = envelope.safeParse(document);
  const signedText = outer.success ? textOf(outer.data.receipt) : null;
  if (!outer.success || signedText === null) return refuse("receipt.unreadable");
  const named = readPublicKey(outer.data.receipt.deployment.public_key);
  const known = trust.publicKeys ?? (named ? [named] : []);
  const key = known.find((publicKey) => publicKeyId(publicKey) === outer.data.key_id);
  if (key === undefined) return refuse("receipt.wrong_key");
  const signature = decodeBase64(outer.data.signature, 64);
  if (signature === null || !isSignedBy(signedText, signature, key)) return refuse("receipt.signature_invalid");
  const inner = signedReceipt.safeParse(document);
  if (!inner.success) return refuse("receipt.unreadable");
  const { receipt } = inner.data;
  const problem = receipt.log && findLogProblem(receipt, receipt.log, known);
  if (problem) return refuse(problem);
  return {
    outcome: "verified",
    receipt,
    signed_by: publicKeyId(key),
    key_trusted: trust.publicKeys !== undefined,
    in_log: receipt.log !== null,
  };
}

function refuse(code: ReceiptProblemCode): ReceiptVerdict {
  const outcome = code === "receipt.unreadable" ? "unreadable" : "refused";
  return { outcome, code, sentence: receiptProblems[code] };
}

function textOf(value: unknown): string | null {
  try {
    return canonicalize(value);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}

function findLogProblem(
  receipt: Receipt,
  { origin, index, leaf, salt, inclusion_proof, checkpoint: note }: ReceiptInLog,
  publicKeys: readonly KeyObject[],
): ReceiptProblemCode | null {
  const saltBytes = Buffer.from(salt, "base64");
  const leafBytes = Buffer.from(leaf, "base64");
  if (saltBytes.length < 16 || !receiptLeaf(receipt, origin, saltBytes).bytes.equals(leafBytes)) {
    return "receipt.log_mismatch";
  }
  const signed = verifyCheckpoint(note, { origin, publicKeys });
  if (!signed.ok) return "receipt.checkpoint_invalid";
  const { size, root } = signed.checkpoint;
  const proof = inclusion_proof.map((hash) => Buffer.from(hash, "base64"));
  return verifyInclusion({ leafHash: hashLeaf(leafBytes), index, size, proof, root }) ? null : "receipt.not_in_log";
}
