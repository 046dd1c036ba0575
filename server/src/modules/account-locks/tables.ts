import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** What an account holder can object to, each by itself. A restriction is of all of them. */
export const lockablePurposes = ["ai", "marketing", "analytics"] as const;
export type LockablePurpose = (typeof lockablePurposes)[number];

/** What may not be done with an account's data any more, as its holder says: nothing at all, or not for one purpose. */
export const accountLocks = table("account_locks", {
  tenant: "deployment",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: { cls: "account", because: "A lock is obeyed until you lift it, and you can see when it held." },
  columns: {
    id: plain.id("alk"),
    user_id: plain.ref("users"),
    kind: plain.oneOf(["restriction", "objection"]),
    /** Of an objection: to what. */
    purpose: personal
      .word({ category: "user.preferences", purposes: ["account"], erase: "delete", export: true })
      .nullable(),
    locked_at: plain.time(),
    lifted_at: plain.time().nullable(),
  },
  indexes: [{ on: ["user_id", "id"] }, { on: ["user_id", "purpose"], where: "lifted_at is null" }],
});
