import type { KeyObject } from "node:crypto";
import { decodeBase64 } from "./base64.ts";
import { isKeyName, parseNote, signNote, verifyNote } from "./signed-note.ts";

// C2SP tlog-checkpoint (https://c2sp.org/tlog-checkpoint): origin, size and root of a log, as a signed note.

export type Checkpoint = { origin: string; size: number; root: Buffer };
export type CheckpointProblem = "unreadable" | "wrong_log" | "wrong_key" | "signature_invalid";
export type CheckpointVerdict =
  | { ok: true; checkpoint: Checkpoint; publicKey: KeyObject }
  | { ok: false; reason: CheckpointProblem };

/** The log of one organization. Fixed when the log begins: a deployment that moves keeps the origins it has. */
export function logOrigin(host: string, organizationId: string): string {
  return `${host}/log/${organizationId}`;
}

/** The log signs under its own origin as key name. @throws RangeError for an origin or size no log can have. */
export function signCheckpoint(
  { origin, size, root }: Checkpoint,
  keys: { privateKey: KeyObject; publicKey: KeyObject },
): string {
  if (!isKeyName(origin) || !Number.isSafeInteger(size) || size < 0 || root.length !== 32) {
    throw new RangeError("not the origin, size and root of a log");
  }
  return signNote(`${origin}\n${size}\n${root.toString("base64")}\n`, origin, keys);
}

/** Null when this is not a checkpoint. Says nothing about who signed it. */
export function parseCheckpoint(note: string): Checkpoint | null {
  const lines = parseNote(note)?.text.slice(0, -1).split("\n") ?? [];
  const [origin, size = "", root = ""] = lines;
  const hash = decodeBase64(root, 32);
  if (!origin || hash === null || lines.includes("") || !/^(0|[1-9]\d{0,15})$/.test(size)) return null;
  return Number.isSafeInteger(Number(size)) ? { origin, size: Number(size), root: hash } : null;
}

/** Whether the log `origin` said this, by one of these keys. */
export function verifyCheckpoint(
  note: string,
  expected: { origin: string; publicKeys: readonly KeyObject[] },
): CheckpointVerdict {
  const [parsed, checkpoint] = [parseNote(note), parseCheckpoint(note)];
  if (parsed === null || checkpoint === null) return { ok: false, reason: "unreadable" };
  if (checkpoint.origin !== expected.origin) return { ok: false, reason: "wrong_log" };
  const keys = expected.publicKeys.map((publicKey) => ({ name: expected.origin, publicKey }));
  const verdict = verifyNote(parsed, keys);
  return verdict.ok ? { ok: true, checkpoint, publicKey: verdict.key.publicKey } : verdict;
}
