import * as z from "zod";
import { auditLeaf } from "./audit-leaf.ts";
import { base64Bytes } from "./base64.ts";

// The file that carries an audit log out of a deployment: JSON Lines, read and written in one pass.
// First the header, then the log's leaves from index 0 in order, and between them checkpoints,
// each after exactly as many leaves as it counts.

const opening = z.strictObject({ salt: base64Bytes(), value: z.unknown() });

export const bundleHeader = z.strictObject({
  format: z.literal("avow.audit-log"),
  v: z.literal(1),
  log: z.string().min(1),
  /** Base64 of 32 bytes each; more than one after a rotation. */
  public_keys: z.array(base64Bytes(32)).min(1),
  /** The newest one, first in the file, so that a file cut short shows it. */
  checkpoint: z.string(),
});

const leafLine = z.strictObject({
  index: z.int().min(0),
  /** As the log stored it when the entry was sealed. All that is left of an entry whose row is gone. */
  leaf_hash: base64Bytes(32).optional(),
  /** What the row says now. */
  entry: auditLeaf.optional(),
  /** The salts and values behind the entry's commitments, as far as the reader may see them. */
  opened: z.strictObject({ actor: opening.optional(), details: opening.optional() }).optional(),
});

/** Values without the entry they belong to could not be checked, so such a line is refused. */
export const bundleLeaf = leafLine.refine(({ entry, opened }) => entry !== undefined || opened === undefined);

export const bundleCheckpoint = z.strictObject({ checkpoint: z.string() });
export const bundleLine = z.union([bundleLeaf, bundleCheckpoint]);

export type BundleHeader = z.infer<typeof bundleHeader>;
export type BundleLeaf = z.infer<typeof bundleLeaf>;
export type BundleCheckpoint = z.infer<typeof bundleCheckpoint>;
