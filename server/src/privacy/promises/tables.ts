import { plain } from "../../framework/columns.ts";
import type { Saw } from "../../framework/promise.ts";
import { owns, table } from "../../framework/table.ts";

export const evidenceOutcomes = ["kept", "broken", "failed"] as const;

/** What came of looking whether a promise is kept. Each row is a leaf of the promises' own log. */
export const promiseEvidence = table("promise_evidence", {
  tenant: "deployment",
  owner: owns.nobody("Counts, codes and times that the system saw of itself; published."),
  keep: {
    cls: "audit",
    because: "Whoever reads a promise can see when it was last looked at, and what was seen.",
    until: { column: "created_at", parameter: "retention.audit_months" },
  },
  appendOnly: true,
  columns: {
    id: plain.id("evd"),
    promise: plain.word(),
    /** `failed`: it could not be looked at, and so tells nothing. */
    outcome: plain.oneOf(evidenceOutcomes),
    saw: plain.json<Saw>(),
    wrong: plain.word().nullable(),
    took_ms: plain.int(),
    /** Opens the leaf's commitment to what was seen. Random; it hides nothing, as the row is published. */
    salt: plain.bytes(),
    details_commitment: plain.word(),
    leaf_index: plain.long(),
    created_at: plain.time(),
  },
  indexes: [{ on: ["promise", "leaf_index"] }, { on: ["leaf_index"], unique: true }, { on: ["created_at"] }],
});

/** The operator's word that a duty is done, as long as it counts. */
export const dutyAttestations = table("duty_attestations", {
  tenant: "deployment",
  owner: owns.nobody("Which duty, and until when; who gave the word is in the audit log."),
  keep: {
    cls: "audit",
    because: "What cannot be proven is shown as somebody's word, with its date.",
    until: { column: "expires_at", parameter: "retention.audit_months" },
  },
  columns: { id: plain.id("att"), duty: plain.word(), created_at: plain.time(), expires_at: plain.time() },
  indexes: [{ on: ["duty", "id"] }, { on: ["expires_at"] }],
});
