import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

export const roleNames = [
  "owner",
  "admin",
  "editor",
  "author",
  "approver",
  "support",
  "developer",
  "billing",
  "auditor",
  "viewer",
  "guest",
] as const;
export type RoleName = (typeof roleNames)[number];

/** A person in an organization, with a role. */
export const memberships = table("memberships", {
  tenant: "organization",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: { cls: "account", because: "You are a member until you leave or are removed." },
  key: ["user_id"],
  columns: {
    user_id: plain.ref("users"),
    role: plain.oneOf(roleNames),
    created_at: personal.time({ category: "user.account", purposes: ["account"], erase: "delete", export: true }),
    version: plain.int(),
  },
  indexes: [{ on: ["user_id"] }],
});

/** An open invitation. Deleted when it is accepted. */
export const invitations = table("invitations", {
  tenant: "organization",
  owner: owns.organization(),
  keep: {
    cls: "account",
    because: "Someone was asked to join and has not answered yet.",
    until: { column: "expires_at", days: 7 },
  },
  columns: {
    id: plain.id("inv"),
    email: personal.text({
      category: "user.contact.email",
      purposes: ["account"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    /** Finds an open invitation to the same address: a new one takes its place, and it goes with whose address it is. */
    email_index: personal
      .blindIndex({ category: "user.contact.email", purposes: ["account"], erase: "delete", names: "email_index" })
      .unique(),
    role: plain.oneOf(roleNames),
    token_hash: plain.hash(),
    invited_by: plain.actor(),
    created_at: plain.time(),
    expires_at: plain.time(),
  },
  indexes: [{ on: ["token_hash"], unique: true }, { on: ["email_index"] }, { on: ["expires_at"] }],
});
