import { generateKeyPairSync, type KeyObject } from "node:crypto";
import { appendLeaves, emptyTree } from "./append-leaves.ts";
import type { BundleHeader, BundleLeaf } from "./audit-bundle.ts";
import { leafOf, type LogEntry } from "./audit-leaf.ts";
import type { AuditProblemCode } from "./audit-problems.ts";
import { signCheckpoint } from "./checkpoint.ts";
import { type AuditTrust, verifyAuditBundle } from "./verify-audit-bundle.ts";
import { type StoredLeaf, writeAuditBundle } from "./write-audit-bundle.ts";

export type Keys = { publicKey: KeyObject; privateKey: KeyObject };
export const keys: Keys = generateKeyPairSync("ed25519");
export const stranger: Keys = generateKeyPairSync("ed25519");
export const log = "avow.example/log/org_1";

export function entryAt(index: number, change: Partial<LogEntry> = {}): LogEntry {
  const salt = Buffer.alloc(32, index + 1);
  return {
    log,
    kind: "audit",
    id: `aud_${index}`,
    at: `2026-11-02T10:00:00.${String(index).padStart(3, "0")}Z`,
    action: "member.invited",
    target: `inv_${index}`,
    actor: { salt, value: "usr_ada" },
    details: { salt, value: { email: `bob${index}@example.org` } },
    ...change,
  };
}

export function storedAt(index: number): StoredLeaf {
  const { actor, details, ...rest } = entryAt(index);
  const { leaf, hash } = leafOf({ ...rest, actor, details });
  // Every fifth row has expired; of every third the reader may not see who acted.
  if (index % 5 === 4) return { index, leafHash: hash };
  const opened = { ...(details && { details }), ...(actor && index % 3 !== 2 && { actor }) };
  return { index, leafHash: hash, entry: leaf, opened };
}

export function checkpointAt(leaves: readonly StoredLeaf[], size: number, signer = keys): string {
  const { root } = appendLeaves(
    emptyTree,
    leaves.slice(0, size).map(({ leafHash }) => leafHash),
  );
  return signCheckpoint({ origin: log, size, root }, signer);
}

/** A bundle of ten entries with checkpoints after 4, 7 and 10. */
export async function bundleOf(leaves: readonly StoredLeaf[], sizes = [4, 7, 10], signer = keys): Promise<string[]> {
  const newest = sizes.at(-1) ?? 0;
  const lines: string[] = [];
  const bundle = {
    log,
    publicKeys: [signer.publicKey],
    newestCheckpoint: checkpointAt(leaves, newest, signer),
    checkpoints: sizes.map((size) => ({ size, note: checkpointAt(leaves, size, signer) })),
    leaves,
  };
  for await (const line of writeAuditBundle(bundle)) lines.push(line);
  return lines;
}

export const ten = Array.from({ length: 10 }, (_, index) => storedAt(index));
export const good = await bundleOf(ten);

export async function* streamOf(lines: readonly string[], chunkSize = 700): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(lines.join(""));
  for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
}

export function verify(lines: readonly string[], trust?: AuditTrust) {
  return verifyAuditBundle(streamOf(lines), trust);
}

export async function codes(lines: readonly string[], trust?: AuditTrust): Promise<AuditProblemCode[]> {
  return (await verify(lines, trust)).problems.map(({ code }) => code);
}

export function isLeaf(line: string): boolean {
  return line.includes('"index":');
}

/** Changes the line of one leaf. */
export function withLeaf(lines: readonly string[], index: number, change: (leaf: BundleLeaf) => unknown): string[] {
  return lines.map((line) => {
    if (!line.startsWith(`{"index":${index},`)) return line;
    return `${JSON.stringify(change(JSON.parse(line) as BundleLeaf))}\n`;
  });
}

export function withHeader(lines: readonly string[], change: Partial<BundleHeader>): string[] {
  return lines.with(0, `${JSON.stringify({ ...(JSON.parse(lines[0] as string) as BundleHeader), ...change })}\n`);
}

/** What someone does who drops or adds lines and then numbers the rest anew. */
export function renumber(lines: readonly string[]): string[] {
  let index = 0;
  return lines.map((line) => (isLeaf(line) ? line.replace(/"index":\d+/, () => `"index":${index++}`) : line));
}
