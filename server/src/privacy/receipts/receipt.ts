import * as z from "zod";
import { base64Bytes } from "../log/base64.ts";

const time = z.iso.datetime({ precision: 3 });
const label = z.string().min(1);
const rows = z.int().min(0);

/** When a person's data stops being visible, readable and there, each a stronger claim than the last. */
export const erasureLevels = z.strictObject({
  /** No screen or endpoint shows it any more. */
  hidden_at: time,
  /** The keys in use are destroyed. */
  undecryptable_live_at: time,
  /** No key that opens any backup is left; `how` says what this rests on, and where it is best effort. */
  undecryptable_everywhere: z.strictObject({ by: time, how: label }),
  /** Rows, files, indexes and backups hold its bytes no longer. */
  bytes_gone: z.strictObject({ by: time }),
  /** Whom else it had been given to, and what they did or must do by when. */
  processors: z.array(z.strictObject({ name: label, outcome: label, by: time.nullable() })),
});

/** Nothing is kept without a reason and an end. */
export const keptRows = z.strictObject({
  what: label,
  columns: z.array(label).min(1),
  class: label,
  basis: label,
  /** When the last of the rows ends; where an organization goes on with them, at the latest when it is asked to review them. */
  until: time,
  rows,
});

/** That the receipt itself is a leaf of the log it names. */
export const receiptInLog = z.strictObject({
  origin: label,
  index: z.int().min(0),
  /** The leaf's bytes; `salt` opens its commitment to the rest of the receipt. */
  leaf: base64Bytes(),
  salt: base64Bytes(),
  inclusion_proof: z.array(base64Bytes(32)).max(64),
  checkpoint: label,
});

const receiptFields = z.strictObject({
  v: z.literal(1),
  kind: z.enum(["erasure", "export"]),
  id: label,
  deployment: z.strictObject({ name: label, origin: label, public_key: base64Bytes(32) }),
  /** The reference is a commitment: whoever holds its salt can show whom the receipt is about, nobody else. */
  subject: z.strictObject({ kind: z.enum(["user", "organization", "contact"]), reference: base64Bytes(32) }),
  requested_at: time,
  completed_at: time,
  levels: erasureLevels.nullable(),
  removed: z.array(z.strictObject({ label, rows })),
  kept: z.array(keptRows),
  /** What this receipt does not claim, in sentences. */
  limits: z.array(label),
  /** SHA-256, in hex, of the canonical plan that was carried out. */
  plan_hash: z.string().regex(/^[0-9a-f]{64}$/),
  log: receiptInLog.nullable(),
});

export const receipt = receiptFields.refine(
  ({ kind, levels, removed }) => (kind === "erasure" ? levels !== null : levels === null && removed.length === 0),
  "an erasure has levels; an export has none and removes nothing",
);

export const signedReceipt = z.strictObject({
  receipt,
  /** Ed25519 over the RFC 8785 text of `receipt`. */
  signature: base64Bytes(64),
  key_id: z.string().regex(/^[0-9a-f]{16}$/),
});

export type Receipt = z.infer<typeof receipt>;
/** Somebody who had received something of the subject, what becomes of it there, and by when. */
export type GivenTo = z.infer<typeof erasureLevels>["processors"][number];
export type ReceiptInLog = z.infer<typeof receiptInLog>;
export type SignedReceipt = z.infer<typeof signedReceipt>;
