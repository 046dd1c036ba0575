import type { KeyObject } from "node:crypto";
import * as z from "zod";
import { decodeBase64 } from "../log/base64.ts";
import { canonicalize } from "../log/canonicalize-json.ts";
import { verifyCheckpoint } from "../log/checkpoint.ts";
import { isSignedBy, publicKeyId, readPublicKey } from "../log/ed25519.ts";
import { hashLeaf } from "../log/hash-tree.ts";
import { verifyInclusion } from "../log/verify-proof.ts";
import { type Report, signedReport } from "./report.ts";

/** What can be wrong with a report. Codes never change meaning. */
export const reportProblems = {
  "report.unreadable": "This is not a report this version can read.",
  "report.wrong_key": "The report is not signed by a key that is trusted here.",
  "report.signature_invalid": "The report was changed after it was signed, or its signature belongs to another.",
  "report.checkpoint_invalid": "The signed head of the log that the report carries does not verify.",
  "report.not_in_log": "A promise is said to have been looked at, and the log does not say so.",
  "report.unproven": "A promise or statement is said to be kept, and nothing that was seen says so.",
} as const;
export type ReportProblemCode = keyof typeof reportProblems;

export type ReportVerdict =
  | { outcome: "verified"; report: Report; signed_by: string; key_trusted: boolean }
  | { outcome: "refused" | "unreadable"; code: ReportProblemCode; sentence: string };

const envelope = z.object({
  report: z.looseObject({ deployment: z.looseObject({ public_key: z.string() }) }),
  signature: z.string(),
  key_id: z.string(),
});

/** Checks a report outside the deployment it came from. Without keys, the one it names is taken at its word. */
export function verifySignedReport(
  document: unknown,
  trust: { publicKeys?: readonly KeyObject[] } = {},
): ReportVerdict {
  const outer = envelope.safeParse(document);
  if (!outer.success) return refuse("report.unreadable");
  const named = readPublicKey(outer.data.report.deployment.public_key);
  const known = trust.publicKeys ?? (named ? [named] : []);
  const key = known.find((publicKey) => publicKeyId(publicKey) === outer.data.key_id);
  if (key === undefined) return refuse("report.wrong_key");
  const signature = decodeBase64(outer.data.signature, 64);
  if (signature === null || !isSignedBy(canonicalize(outer.data.report), signature, key))
    return refuse("report.signature_invalid");
  const inner = signedReport.safeParse(document);
  if (!inner.success) return refuse("report.unreadable");
  const problem = findLogProblem(inner.data.report, known) ?? findUnproven(inner.data.report);
  if (problem) return refuse(problem);
  const { report } = inner.data;
  return { outcome: "verified", report, signed_by: publicKeyId(key), key_trusted: trust.publicKeys !== undefined };
}

function refuse(code: ReportProblemCode): ReportVerdict {
  const outcome = code === "report.unreadable" ? "unreadable" : "refused";
  return { outcome, code, sentence: reportProblems[code] };
}

/** Each leaf says of which promise, when, and what was seen; all lie under one signed head. */
function findLogProblem({ log, promises }: Report, publicKeys: readonly KeyObject[]): ReportProblemCode | null {
  const looked = Object.entries(promises).flatMap(([name, { seen }]) => (seen ? [{ name, seen }] : []));
  if (!log) return looked.length > 0 ? "report.not_in_log" : null;
  const signed = verifyCheckpoint(log.checkpoint, { origin: log.origin, publicKeys });
  if (!signed.ok) return "report.checkpoint_invalid";
  const { size, root } = signed.checkpoint;
  const isThere = looked.every(({ name, seen: { leaf, index, inclusion_proof, ...said } }) => {
    const bytes = Buffer.from(leaf, "base64");
    const proof = inclusion_proof.map((hash) => Buffer.from(hash, "base64"));
    const isSame = saysSo(bytes, {
      log: log.origin,
      id: said.id,
      at: said.at,
      action: `promise.${said.outcome}`,
      target: name,
    });
    return isSame && verifyInclusion({ leafHash: hashLeaf(bytes), index, size, proof, root });
  });
  return isThere ? null : "report.not_in_log";
}

function saysSo(leaf: Buffer, expected: Record<string, string>): boolean {
  const said = z.record(z.string(), z.unknown()).safeParse(parseJson(leaf.toString("utf8")));
  return said.success && Object.entries(expected).every(([field, value]) => said.data[field] === value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** Kept is what was seen to be kept; a statement is what its promise is, unless it is off or somebody's word. */
function findUnproven({ promises, statements }: Report): ReportProblemCode | null {
  const isProven = (name: string) => promises[name]?.state === "kept" && promises[name].seen?.outcome === "kept";
  const loose = Object.keys(promises).some((name) => promises[name]?.state === "kept" && !isProven(name));
  const looser = Object.values(statements).some(({ state, promise }) => state === "kept" && !isProven(promise));
  return loose || looser ? "report.unproven" : null;
}
