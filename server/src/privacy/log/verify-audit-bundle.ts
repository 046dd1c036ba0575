import type { KeyObject } from "node:crypto";
import { appendLeaves, emptyTree, rootOf, type TreeState } from "./append-leaves.ts";
import { type BundleCheckpoint, type BundleLeaf, bundleHeader, bundleLine } from "./audit-bundle.ts";
import { leafBytes, opensCommitment } from "./audit-leaf.ts";
import { type AuditVerdict, auditProblem, checkpointProblem, newVerdict, report } from "./audit-problems.ts";
import { type Checkpoint, parseCheckpoint, verifyCheckpoint } from "./checkpoint.ts";
import { publicKeyId, readPublicKey } from "./ed25519.ts";
import { hashLeaf } from "./hash-tree.ts";
import { readLines, UnreadableError } from "./read-lines.ts";

/** What the reader trusts beyond the file. Without a public key the file's own keys are taken at their word. */
export type AuditTrust = { publicKeys?: readonly KeyObject[]; keptCheckpoint?: string };

type Reading = {
  log: string;
  /** Trusted by the reader, or named by the file: enough for any checkpoint but the newest. */
  keys: readonly KeyObject[];
  newest: Checkpoint;
  kept: Checkpoint | null;
  /** The index the next leaf must have. */
  next: number;
  /** Null once leaves are missing or proven wrong: roots after that say nothing new. */
  tree: TreeState | null;
  /** Up to here the hashes led to a signed root. */
  proven: number;
};

/**
 * Checks an audit log outside the deployment it came from, in one pass and constant memory.
 * Never throws on what the file holds; an error of the stream itself is passed on.
 */
export async function verifyAuditBundle(
  stream: AsyncIterable<Uint8Array>,
  trust: AuditTrust = {},
): Promise<AuditVerdict> {
  const verdict = newVerdict();
  try {
    const lines = readLines(stream);
    const first = await lines.next();
    const reading = openBundle(first.done ? "" : first.value, trust, verdict);
    let number = 1;
    for await (const line of lines) {
      number += 1;
      readLine(reading, line, number, verdict);
    }
    closeBundle(reading, verdict);
  } catch (error) {
    if (!(error instanceof UnreadableError)) throw error;
    report(verdict, auditProblem("audit.unreadable", { reason: error.message }));
  }
  return verdict;
}

function openBundle(line: string, trust: AuditTrust, verdict: AuditVerdict): Reading {
  const parsed = bundleHeader.safeParse(parseJson(line, 1));
  if (!parsed.success) throw new UnreadableError("Its first line is not the header of an audit log of version 1.");
  const { log, public_keys, checkpoint: note } = parsed.data;
  const newest = parseCheckpoint(note);
  if (newest === null) throw new UnreadableError("The newest checkpoint in its header is not a checkpoint.");
  verdict.log = log;
  const fileKeys = public_keys.map(readPublicKey).filter((key) => key !== null);
  const signature = verifyCheckpoint(note, { origin: log, publicKeys: trust.publicKeys ?? fileKeys });
  if (signature.ok) {
    verdict.signed_by = publicKeyId(signature.publicKey);
    verdict.key_trusted = trust.publicKeys !== undefined;
  } else report(verdict, checkpointProblem(signature.reason, "the newest checkpoint"));
  const keys = [...(trust.publicKeys ?? []), ...fileKeys];
  const kept = readKept(trust.keptCheckpoint, log, keys, verdict);
  const reading: Reading = { log, keys, newest, kept, next: 0, tree: emptyTree, proven: 0 };
  checkRoots(reading, verdict);
  return reading;
}

/** A kept checkpoint convicts a log that was signed anew with another key, even where the reader named none. */
function readKept(note: string | undefined, log: string, keys: readonly KeyObject[], verdict: AuditVerdict) {
  if (note === undefined) return null;
  const kept = verifyCheckpoint(note, { origin: log, publicKeys: keys });
  if (kept.ok) return kept.checkpoint;
  report(verdict, checkpointProblem(kept.reason, "the checkpoint you kept"));
  return null;
}

function readLine(reading: Reading, text: string, number: number, verdict: AuditVerdict): void {
  const parsed = bundleLine.safeParse(parseJson(text, number));
  if (!parsed.success) throw new UnreadableError(`Line ${number} is neither an entry nor a checkpoint.`);
  if ("index" in parsed.data) readLeaf(reading, parsed.data, number, verdict);
  else readCheckpoint(reading, parsed.data, verdict);
}

function readLeaf(reading: Reading, leaf: BundleLeaf, number: number, verdict: AuditVerdict): void {
  const { index } = leaf;
  if (index < reading.next) return insertion(verdict, index, "another entry has this place");
  if (index > reading.next) removal(reading, verdict, reading.next, index - reading.next);
  const hash = readLeafHash(reading, leaf, number, verdict);
  if (hash === null) removal(reading, verdict, index, 1);
  verdict.entries += 1;
  if (leaf.entry) verdict.rows += 1;
  reading.next = index + 1;
  reading.tree = reading.tree && hash && appendLeaves(reading.tree, [hash]).state;
  checkRoots(reading, verdict);
}

/** The hash this leaf was sealed with, after comparing with it what the row says now; null when nothing is left. */
function readLeafHash(reading: Reading, leaf: BundleLeaf, number: number, verdict: AuditVerdict): Buffer | null {
  const sealed = leaf.leaf_hash === undefined ? null : Buffer.from(leaf.leaf_hash, "base64");
  if (leaf.entry === undefined) return sealed;
  const { index, entry, opened = {} } = leaf;
  try {
    const now = hashLeaf(leafBytes(entry));
    const edited = (what: string) => report(verdict, auditProblem("audit.entry_edited", { index, what }));
    if (sealed && !sealed.equals(now)) edited("its row does not have the hash that was sealed");
    if (entry.log !== reading.log) report(verdict, auditProblem("audit.wrong_log", { what: `Entry ${index}` }));
    for (const field of ["actor", "details"] as const) {
      const opening = opened[field];
      if (opening === undefined) continue;
      const salt = Buffer.from(opening.salt, "base64");
      if (!opensCommitment(field, { salt, value: opening.value }, entry[`${field}_commitment`])) {
        edited(`its ${field} does not match the commitment that was sealed`);
      }
    }
    return sealed ?? now;
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw new UnreadableError(`Line ${number} holds a value that cannot be hashed: ${error.message}.`);
  }
}

function readCheckpoint(reading: Reading, { checkpoint: note }: BundleCheckpoint, verdict: AuditVerdict): void {
  const signature = verifyCheckpoint(note, { origin: reading.log, publicKeys: reading.keys });
  const what = `the checkpoint after ${reading.next} entries`;
  if (!signature.ok) return report(verdict, checkpointProblem(signature.reason, what));
  verdict.checkpoints += 1;
  const { checkpoint } = signature;
  if (checkpoint.size !== reading.next && reading.tree !== null) misplaced(reading, checkpoint.size, verdict);
  compareRoot(reading, checkpoint, verdict);
}

function misplaced(reading: Reading, size: number, verdict: AuditVerdict): void {
  if (size > reading.next) return removal(reading, verdict, reading.next, size - reading.next);
  reading.tree = null;
  insertion(verdict, size, `a checkpoint counts ${size} entries up to where the file has ${reading.next}`);
}

function checkRoots(reading: Reading, verdict: AuditVerdict): void {
  const { kept, newest, tree, next } = reading;
  if (tree && kept?.size === next && !kept.root.equals(rootOf(tree))) {
    report(verdict, auditProblem("audit.history_rewritten", { size: next }));
  }
  if (newest.size === next) compareRoot(reading, newest, verdict);
}

function compareRoot(reading: Reading, { size, root }: Checkpoint, verdict: AuditVerdict): void {
  if (reading.tree === null) return;
  if (!root.equals(rootOf(reading.tree))) {
    const facts = { from: reading.proven, to: Math.max(size - 1, 0), size };
    report(verdict, auditProblem("audit.root_differs", facts));
    reading.tree = null;
  }
  reading.proven = size;
}

function closeBundle({ next: found, newest, kept }: Reading, verdict: AuditVerdict): void {
  if (found > newest.size) {
    insertion(verdict, newest.size, `the newest checkpoint counts ${newest.size} entries, and the file has ${found}`);
  }
  const counts = [
    { what: "the newest checkpoint", expected: newest.size },
    { what: "the checkpoint you kept", expected: kept?.size ?? 0 },
  ];
  for (const { what, expected } of counts) {
    if (expected > found) report(verdict, auditProblem("audit.tail_truncated", { what, expected, found }));
  }
}

function removal(reading: Reading, verdict: AuditVerdict, index: number, count: number): void {
  reading.tree = null;
  report(verdict, auditProblem("audit.entry_removed", { index, count }));
}

function insertion(verdict: AuditVerdict, index: number, what: string): void {
  report(verdict, auditProblem("audit.entry_inserted", { index, what }));
}

function parseJson(text: string, number: number): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new UnreadableError(`Line ${number} is not JSON; the file may have been cut off.`, { cause });
  }
}
