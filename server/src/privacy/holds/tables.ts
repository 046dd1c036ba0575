import { plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/**
 * Whom a legal hold in force is about: a row here keeps their keys and rows from being destroyed, and goes when the hold
 * is released. Comes with the module that holds, below holds.
 */
export const heldSubjects = table("held_subjects", {
  tenant: "workspace",
  owner: owns.organization(),
  keep: { cls: "account", because: "A legal hold says whom it is about, for as long as it is in force." },
  columns: {
    id: plain.id("hsb"),
    hold_id: plain.ref("holds"),
    subject_kind: plain.oneOf(["contact"]),
    subject_id: plain.looseRef(),
    held_at: plain.time(),
    /** When the hold is looked at again: until then, at the latest, it says that it is still needed. */
    review_at: plain.time(),
    /** The subject was erased meanwhile: what is left of it waits here for the release. */
    has_ended: plain.bool().default("false"),
    /** Of the receipt that said so: the one after the release is fetched by the same token. */
    receipt_token_hash: plain.hash().nullable(),
    subject_reference: plain.word().nullable(),
  },
  indexes: [{ on: ["workspace_id", "hold_id", "subject_id"], unique: true }, { on: ["subject_id"] }],
});
