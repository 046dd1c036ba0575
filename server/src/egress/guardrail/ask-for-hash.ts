import { later } from "../../framework/clock.ts";
import type { Work } from "../../framework/context.ts";
import { askApproval, isApproved } from "../approvals/ask-approval.ts";

/** An approval that nobody decides is asked for again. */
const approvalMs = 24 * 60 * 60 * 1000;

const subjectOf = (hash: Buffer) => `guardrail:${hash.toString("hex", 0, 16)}`;

/** Asks for a yes to what a hash stands for. @returns the approval's id */
export function askForHash(work: Work, hash: Buffer, summary: string): Promise<string> {
  const expiresAt = later(work.clock.now(), approvalMs);
  const asked = { kind: "guardrail", subject: subjectOf(hash), hash, summary, expiresAt };
  // The call is refused, and what was asked has to stay.
  return work.inScope((step) => askApproval(step, asked));
}

export const isHashApproved = (work: Work, hash: Buffer): Promise<boolean> =>
  isApproved(work, { subject: subjectOf(hash), hash });
