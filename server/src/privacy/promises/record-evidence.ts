import { randomBytes } from "node:crypto";
import type { Work } from "../../framework/context.ts";
import type { Finding } from "../../framework/promise.ts";
import { acrossTenants } from "../../framework/database/tenant.ts";
import { appendToLog, openLog } from "../audit/append-to-log.ts";
import { commitToField, leafOfCommitted } from "../log/audit-leaf.ts";
import { promiseEvidence, type evidenceOutcomes } from "./tables.ts";

/** The log of what was seen of promises. It is public: nothing in it is about anybody. */
export const promisesLog = "promises";

export type Looked = { promise: string; outcome: (typeof evidenceOutcomes)[number]; finding: Finding; tookMs: number };

type EvidenceRow = { id: string; promise: string; outcome: string; details_commitment: string; created_at: Date };

/** The leaf that a piece of evidence has in the log `origin`. */
export const leafOfEvidence = (row: EvidenceRow, origin: string): ReturnType<typeof leafOfCommitted> =>
  leafOfCommitted({
    log: origin,
    kind: "evidence",
    id: row.id,
    at: row.created_at.toISOString(),
    action: `promise.${row.outcome}`,
    target: row.promise,
    actor_commitment: null,
    details_commitment: row.details_commitment,
  });

/** What the leaf of a piece of evidence commits to besides its outcome. */
export const detailsOf = ({ saw, wrong }: Finding): { saw: Finding["saw"]; wrong: string | null } => ({
  saw,
  wrong: wrong ?? null,
});

/** Writes down what was seen, and gives each its place in the promises' log: all of it, or none. */
export async function recordEvidence(work: Work, looked: readonly Looked[]): Promise<void> {
  if (looked.length === 0) return;
  await acrossTenants(work.database, "seal evidence of promises", async (db) => {
    const log = await openLog(db, promisesLog, new URL(work.deployment.origin).host);
    const at = work.clock.now();
    const rows = looked.map(({ promise, outcome, finding, tookMs }) => {
      const salt = randomBytes(32);
      const details_commitment = commitToField("details", { salt, value: detailsOf(finding) });
      const about = { promise, outcome, wrong: finding.wrong ?? null, took_ms: Math.round(tookMs) };
      return { id: work.newId("evd"), ...about, saw: finding.saw, salt, details_commitment, created_at: at };
    });
    const hashes = rows.map((row) => leafOfEvidence(row, log.origin).hash);
    const { firstIndex } = await appendToLog(db, log, hashes, { keyring: work.keyring, at });
    const placed = rows.map((row, place) => ({ ...row, leaf_index: firstIndex + place }));
    await db.of(promiseEvidence).insertInto("promise_evidence").values(placed).execute();
  });
}
