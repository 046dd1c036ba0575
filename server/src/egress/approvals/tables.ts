import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

export const approvalStates = ["pending", "approved", "rejected", "expired", "void"] as const;

const sealed = {
  category: "organization.content",
  purposes: ["approve"],
  seal: "subject",
  erase: "shred",
  export: true,
} as const;

/** Something waits until a person says yes or no to exactly what its hash stands for. */
export const approvals = table("approvals", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: {
    cls: "content",
    because: "What was approved, by whom and why can be looked up as long as what came of it.",
  },
  columns: {
    id: plain.id("apv"),
    /** What kind of thing waits, such as a generation or a publication, and its id. */
    kind: plain.word(),
    subject: plain.looseRef(),
    /** SHA-256 of what is approved. Another hash needs another approval. */
    hash: plain.hash(),
    /** What it costs at most, in micro-credits; nothing where it does not say. */
    amount: plain.long().nullable(),
    state: plain.oneOf(approvalStates),
    /** What a person has to know to decide. */
    summary: personal.text(sealed),
    /** An agent that asked is told why not. */
    reason: personal.text({ ...sealed, purposes: ["approve", "converse"] }).nullable(),
    asked_by: plain.actor(),
    /** How many people have to say yes: two, where it counts for much, and then neither of them asked. */
    yes_needed: plain.int().default("1"),
    first_yes_by: plain.actor(),
    decided_by: plain.actor(),
    expires_at: plain.time(),
    created_at: plain.time(),
    ended_at: plain.time().nullable(),
  },
  indexes: [
    { on: ["workspace_id", "subject"], where: "state = 'pending'", unique: true },
    { on: ["expires_at"], where: "state = 'pending'" },
    { on: ["asked_by"] },
    { on: ["first_yes_by"] },
    { on: ["decided_by"] },
  ],
});
