import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** One-time links sent by mail; only their hash is kept. */
export const emailTokens = table("email_tokens", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: {
    cls: "credential",
    because: "A link that was mailed must be recognised until it runs out.",
    until: { column: "expires_at", days: 0 },
  },
  columns: {
    id: plain.id("emt"),
    user_id: plain.ref("users"),
    kind: plain.oneOf(["verify_email", "reset_password"]),
    token_hash: plain.hash().unique(),
    created_at: plain.time(),
    expires_at: plain.time(),
  },
  indexes: [{ on: ["user_id"] }, { on: ["expires_at"] }],
});

const address = { category: "user.contact.email", purposes: ["account", "security"] } as const;

/** An address that is to take the place of another: it waits for the new one's word, then for the old one's objection. */
export const emailChanges = table("email_changes", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: {
    cls: "account",
    because: "A change of address is confirmed by the new one, and can be undone by the old one for a week.",
    until: { column: "expires_at", days: 0 },
  },
  columns: {
    id: plain.id("emc"),
    user_id: plain.ref("users"),
    old_email: personal.text({ ...address, seal: "subject", erase: "shred", export: true }),
    new_email: personal.text({ ...address, seal: "subject", erase: "shred", export: true }),
    /** The session that asked: it alone goes on when the change is made. */
    session_id: plain.looseRef().nullable(),
    /** Of the link in the mail to the new address, once that was sent. */
    confirm_hash: plain.hash().unique().nullable(),
    /** Of the link in the mail to the old one. */
    undo_hash: plain.hash().unique().nullable(),
    created_at: plain.time(),
    completed_at: plain.time().nullable(),
    expires_at: plain.time(),
  },
  indexes: [{ on: ["user_id", "id"] }, { on: ["expires_at"] }],
});
