import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";
import { roleNames } from "../members/public.ts";

/** An owner's offer to hand an organization over. Deleted when it is accepted or withdrawn. */
export const ownershipTransfers = table("ownership_transfers", {
  tenant: "organization",
  owner: owns.user("to_user_id"),
  keep: {
    cls: "account",
    because: "You were asked to take an organization over and have not answered yet.",
    until: { column: "expires_at", days: 7 },
  },
  columns: {
    id: plain.id("otr"),
    from_user_id: plain.ref("users"),
    to_user_id: plain.ref("memberships"),
    /** What the one who hands over is after that. */
    role_after: plain.oneOf(roleNames),
    created_at: personal.time({ category: "user.account", purposes: ["account"], erase: "delete", export: true }),
    expires_at: plain.time(),
  },
  indexes: [{ on: ["from_user_id"] }, { on: ["to_user_id"] }, { on: ["expires_at"] }],
});
