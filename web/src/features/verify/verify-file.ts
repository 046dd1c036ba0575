import * as z from "zod/mini";
import { canonicalize } from "../receipts/canonicalize.ts";
import { fromBase64, toBytes } from "./bytes.ts";
import { isSigned, readKey, type SigningKey } from "./signing-key.ts";
import { findReceiptProblem, receipt } from "./verify-receipt-log.ts";
import { findReportProblem, report } from "./verify-report.ts";

/** What came of looking at a file, here in the browser. `cannot_check`: it lacks Ed25519, or a secure page. */
export type FileVerdict =
  | { outcome: "verified"; what: string; origin: string; at: string; keyId: string }
  | { outcome: "refused" | "unreadable" | "cannot_check"; sentence: string };

export const fileBytesMax = 20 * 1024 * 1024;

const about = z.looseObject({ deployment: z.looseObject({ public_key: z.string() }) });
const envelope = z.object({
  receipt: z.optional(about),
  report: z.optional(about),
  signature: z.string(),
  key_id: z.string(),
});

const unreadable = {
  outcome: "unreadable",
  sentence: "This is not a receipt or a report that this version can read.",
} as const;
const cannotCheck = {
  outcome: "cannot_check",
  sentence: "This browser cannot check it: it needs a secure page and Ed25519. Use the command below.",
} as const;
const refuse = (sentence: string) => ({ outcome: "refused", sentence }) as const;

/** Checks a receipt or a report. Nothing of it leaves the browser, and no server is asked. */
export async function verifyFile(text: string): Promise<FileVerdict> {
  if (!globalThis.crypto?.subtle) return cannotCheck;
  const outer = z.safeParse(envelope, parse(text));
  const body = outer.success ? (outer.data.receipt ?? outer.data.report) : undefined;
  if (!outer.success || !body || !isShallow(body, depthMax)) return unreadable;
  try {
    const signer = await readKey(body.deployment.public_key);
    if (!signer || signer.id !== outer.data.key_id) return refuse("It is not signed by the key that it names.");
    const signature = fromBase64(outer.data.signature, 64);
    if (!signature || !(await isSigned(signer, signature, toBytes(canonicalize(body)))))
      return refuse("It was changed after it was signed, or its signature belongs to another.");
    return outer.data.receipt ? await judgeReceipt(body, signer) : await judgeReport(body, signer);
  } catch (error) {
    if (error instanceof DOMException && error.name === "NotSupportedError") return cannotCheck;
    throw error;
  }
}

async function judgeReceipt(body: unknown, signer: SigningKey): Promise<FileVerdict> {
  const inner = z.safeParse(receipt, body);
  if (!inner.success) return unreadable;
  const problem = await findReceiptProblem(inner.data, signer);
  if (problem) return refuse(problem);
  const { kind, completed_at: at, deployment } = inner.data;
  return { outcome: "verified", what: `Receipt of an ${kind}`, origin: deployment.origin, at, keyId: signer.id };
}

async function judgeReport(body: unknown, signer: SigningKey): Promise<FileVerdict> {
  const inner = z.safeParse(report, body);
  if (!inner.success) return unreadable;
  const problem = await findReportProblem(inner.data, signer);
  if (problem) return refuse(problem);
  const { at, deployment } = inner.data;
  return { outcome: "verified", what: "Report of promises", origin: deployment.origin, at, keyId: signer.id };
}

/** Deeper documents are refused, so that a hostile file cannot exhaust the stack. */
const depthMax = 64;

function isShallow(value: unknown, left: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  return left > 0 && Object.values(value).every((inner) => isShallow(inner, left - 1));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return undefined;
    throw error;
  }
}
