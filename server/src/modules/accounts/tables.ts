import { plain } from "../../framework/columns.ts";
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
