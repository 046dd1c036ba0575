import { createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";
import { base64Bytes } from "./base64.ts";
import { canonicalize } from "./canonicalize-json.ts";
import { hashLeaf } from "./hash-tree.ts";

/** HMAC-SHA-256 in base64. */
const commitment = base64Bytes(32);

/** What the log holds of one fact. Nothing in it is personal: ids are opaque, the rest is committed to. */
export const auditLeaf = z.strictObject({
  v: z.literal(1),
  log: z.string().min(1),
  kind: z.enum(["audit", "event", "receipt", "evidence"]),
  id: z.string().min(1),
  /** UTC to the millisecond, as `Date.prototype.toISOString` writes it. */
  at: z.iso.datetime({ precision: 3 }),
  action: z.string().min(1),
  /** An opaque id, never a name or an address. */
  target: z.string().min(1).nullable(),
  actor_commitment: commitment.nullable(),
  details_commitment: commitment.nullable(),
});
export type AuditLeaf = z.infer<typeof auditLeaf>;

/** What opens a commitment. Kept sealed under the key of whom the value is about, so it goes when they go. */
export type Opening = { salt: Buffer; value: unknown };

/** A fact before it is committed to: null where there is no actor or nothing to tell. */
export type LogEntry = Pick<AuditLeaf, "log" | "kind" | "id" | "at" | "action" | "target"> & {
  actor: Opening | null;
  details: Opening | null;
};

const minSaltLength = 16;

/**
 * HMAC-SHA-256(salt, canonical JSON of the value), in base64. Without the salt it tells nothing of the value.
 * @throws RangeError for a salt of less than 16 bytes, which could be tried out.
 */
export function commitTo(salt: Buffer, value: unknown): string {
  if (salt.length < minSaltLength) throw new RangeError(`a salt has at least ${minSaltLength} bytes`);
  return createHmac("sha256", salt).update(canonicalize(value), "utf8").digest("base64");
}

/** The field's name is committed to with its value, so one salt may serve a whole entry. */
export function commitToField(field: "actor" | "details", opening: Opening): string {
  return commitTo(opening.salt, { [field]: opening.value });
}

export function opensCommitment(field: "actor" | "details", opening: Opening, expected: string | null): boolean {
  if (expected === null || opening.salt.length < minSaltLength) return false;
  const [made, stated] = [Buffer.from(commitToField(field, opening)), Buffer.from(expected)];
  return made.length === stated.length && timingSafeEqual(made, stated);
}

/** The leaf of a fact, the bytes the log hashes, and their leaf hash. @throws ZodError for a field no leaf can have. */
export function leafOf(entry: LogEntry): CompleteLeaf {
  const { actor, details, ...fields } = entry;
  return leafOfCommitted({
    ...fields,
    actor_commitment: actor && commitToField("actor", actor),
    details_commitment: details && commitToField("details", details),
  });
}

export type CompleteLeaf = { leaf: AuditLeaf; bytes: Buffer; hash: Buffer };

/** The same, of a fact whose commitments were made when it was written down. */
export function leafOfCommitted(fields: Omit<AuditLeaf, "v">): CompleteLeaf {
  const leaf = auditLeaf.parse({ v: 1, ...fields });
  const bytes = leafBytes(leaf);
  return { leaf, bytes, hash: hashLeaf(bytes) };
}

export function leafBytes(leaf: AuditLeaf): Buffer {
  return Buffer.from(canonicalize(leaf), "utf8");
}
