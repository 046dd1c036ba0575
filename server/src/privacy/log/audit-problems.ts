import type { CheckpointProblem } from "./checkpoint.ts";

/** What can be wrong with an audit log, each with the sentence a person reads. Codes never change meaning. */
export const auditProblems = {
  "audit.unreadable": (f) => `This is not a readable audit log: ${f.reason}`,
  "audit.entry_edited": (f) => `Entry ${f.index} was changed after it was logged: ${f.what}.`,
  "audit.entry_removed": (f) =>
    f.count === 1
      ? `Entry ${f.index} is missing: nothing of it is left, not even its hash.`
      : `${f.count} entries from ${f.index} on are missing: nothing of them is left, not even a hash.`,
  "audit.entry_inserted": (f) => `Entry ${f.index} was never sealed at this place: ${f.what}.`,
  "audit.tail_truncated": (f) =>
    `The end is missing: ${f.what} counts ${f.expected} entries, and the file has ${f.found}.`,
  "audit.root_differs": (f) =>
    `Something among entries ${f.from} to ${f.to} is not what was sealed: their hashes do not lead to the root that was signed for ${f.size} entries.`,
  "audit.history_rewritten": (f) =>
    `History was rewritten: the first ${f.size} entries are not those of the checkpoint you kept.`,
  "audit.signature_invalid": (f) => `The signature of ${f.what} does not fit its text.`,
  "audit.wrong_key": (f) => `${f.what} is not signed by a key that is trusted here.`,
  "audit.wrong_log": (f) => `${f.what} belongs to another log.`,
} satisfies Record<string, (facts: Facts) => string>;

export type AuditProblemCode = keyof typeof auditProblems;
type Facts = Readonly<Record<string, string | number>>;
export type AuditProblem = { code: AuditProblemCode; sentence: string; facts: Facts };

export function auditProblem(code: AuditProblemCode, facts: Facts): AuditProblem {
  const sentence = auditProblems[code](facts);
  return { code, sentence: sentence.charAt(0).toUpperCase() + sentence.slice(1), facts };
}

/** `what` names the checkpoint inside a sentence. */
export function checkpointProblem(reason: CheckpointProblem, what: string): AuditProblem {
  if (reason === "unreadable") return auditProblem("audit.unreadable", { reason: `${what} is not a checkpoint.` });
  return auditProblem(`audit.${reason}`, { what });
}

export type AuditVerdict = {
  outcome: "verified" | "refused" | "unreadable";
  log: string | null;
  entries: number;
  /** Entries whose row is still there; the others were erased or have expired, their hashes remain. */
  rows: number;
  checkpoints: number;
  /** The key that signed the newest checkpoint, and whether the reader named it. */
  signed_by: string | null;
  key_trusted: boolean;
  /** The first problems found, in the order of the file. */
  problems: AuditProblem[];
  more_problems: number;
};

const maxProblems = 20;

export function newVerdict(): AuditVerdict {
  return {
    outcome: "verified",
    log: null,
    entries: 0,
    rows: 0,
    checkpoints: 0,
    signed_by: null,
    key_trusted: false,
    problems: [],
    more_problems: 0,
  };
}

export function report(verdict: AuditVerdict, problem: AuditProblem): void {
  if (verdict.problems.length < maxProblems) verdict.problems.push(problem);
  else verdict.more_problems += 1;
  if (problem.code === "audit.unreadable") verdict.outcome = "unreadable";
  else if (verdict.outcome === "verified") verdict.outcome = "refused";
}
