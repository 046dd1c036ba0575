import type { KeyObject } from "node:crypto";
import type { AuditLeaf, Opening } from "./audit-leaf.ts";
import type { BundleCheckpoint, BundleHeader, BundleLeaf } from "./audit-bundle.ts";
import { writePublicKey } from "./ed25519.ts";

/** One leaf as stored; `entry` while its row exists, openings as far as the reader may see them. */
export type StoredLeaf = {
  index: number;
  leafHash: Buffer;
  entry?: AuditLeaf;
  opened?: { actor?: Opening; details?: Opening };
};

/** A signed checkpoint and the number of leaves it counts. */
export type StoredCheckpoint = { size: number; note: string };

export type AuditBundle = {
  log: string;
  publicKeys: readonly KeyObject[];
  /** The newest signed checkpoint. Leaves beyond its size do not belong into the bundle yet. */
  newestCheckpoint: string;
  /** By ascending size. Any selection will do, the newest included or not. */
  checkpoints: AsyncIterable<StoredCheckpoint> | Iterable<StoredCheckpoint>;
  /** By ascending index from 0, without a gap. */
  leaves: AsyncIterable<StoredLeaf> | Iterable<StoredLeaf>;
};

/** The lines of a bundle, each with its newline, in constant memory. */
export async function* writeAuditBundle(bundle: AuditBundle): AsyncGenerator<string> {
  yield toLine({
    format: "avow.audit-log",
    v: 1,
    log: bundle.log,
    public_keys: bundle.publicKeys.map(writePublicKey),
    checkpoint: bundle.newestCheckpoint,
  });
  const checkpoints = iterate(bundle.checkpoints);
  let due = await checkpoints.next();
  for await (const leaf of bundle.leaves) {
    for (; !due.done && due.value.size <= leaf.index; due = await checkpoints.next()) yield checkpointLine(due.value);
    yield toLine(describeLeaf(leaf));
  }
  for (; !due.done; due = await checkpoints.next()) yield checkpointLine(due.value);
}

function checkpointLine({ note }: StoredCheckpoint): string {
  return toLine({ checkpoint: note });
}

function describeLeaf({ index, leafHash, entry, opened }: StoredLeaf): BundleLeaf {
  return {
    index,
    leaf_hash: leafHash.toString("base64"),
    ...(entry && { entry }),
    ...(entry && opened && { opened: describeOpenings(opened) }),
  };
}

function describeOpenings({ actor, details }: NonNullable<StoredLeaf["opened"]>): NonNullable<BundleLeaf["opened"]> {
  return { ...(actor && { actor: describeOpening(actor) }), ...(details && { details: describeOpening(details) }) };
}

function describeOpening({ salt, value }: Opening) {
  return { salt: salt.toString("base64"), value };
}

async function* iterate<T>(items: AsyncIterable<T> | Iterable<T>): AsyncGenerator<T, undefined> {
  yield* items;
}

function toLine(line: BundleHeader | BundleLeaf | BundleCheckpoint): string {
  return `${JSON.stringify(line)}\n`;
}
