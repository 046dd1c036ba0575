import { personal, plain } from "../../../framework/columns.ts";
import { owns, table } from "../../../framework/table.ts";

const because = "What leaves is read for the names of people who are known here, while they are.";
const mark = personal.blindIndex({ category: "user.name", purposes: ["guardrails"], erase: "delete" });

/** Names of contacts as keyed hashes of their parts: a word of a text is looked up, and no list of names is kept. */
export const knownContactNames = table("known_contact_names", {
  tenant: "workspace",
  owner: owns.via("contact_id", "contacts"),
  keep: { cls: "account", because },
  columns: {
    id: plain.id("kcn"),
    contact_id: plain.ref("contacts"),
    /** What the name stands in: the contact itself, or what it was before a merge. */
    stands_in: plain.looseRef(),
    mark,
  },
  indexes: [{ on: ["workspace_id", "mark"] }, { on: ["workspace_id", "contact_id"] }],
});

/** Names of members, the same way. They go with the membership. */
export const knownMemberNames = table("known_member_names", {
  tenant: "organization",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: { cls: "account", because },
  columns: { id: plain.id("kmn"), user_id: plain.ref("memberships"), mark },
  indexes: [{ on: ["organization_id", "mark"] }, { on: ["organization_id", "user_id"] }, { on: ["user_id"] }],
});
