import type { Condition } from "../../framework/request/authorize.ts";
import { personal, plain } from "../../framework/columns.ts";
import { owns, table } from "../../framework/table.ts";

/** A role of an organization's own: permissions, and the conditions under which it gives them. */
export const customRoles = table("custom_roles", {
  tenant: "organization",
  owner: owns.organization(),
  keep: { cls: "account", because: "A role is there until it is deleted." },
  columns: {
    id: plain.id("rol"),
    name: personal.text({
      category: "organization.content",
      purposes: ["account", "security"],
      seal: "subject",
      erase: "shred",
      export: true,
    }),
    permissions: plain.words(),
    conditions: plain.json<Condition[]>(),
    created_by: plain.actor(),
    created_at: plain.time(),
    version: plain.int(),
  },
});

/** Who has a role of the organization's own, and in which workspace. Goes with the membership. */
export const roleAssignments = table("role_assignments", {
  tenant: "organization",
  owner: owns.user("user_id"),
  own: [["user_id", "user"]],
  keep: { cls: "account", because: "You have a role until it is taken from you, or you leave." },
  columns: {
    id: plain.id("ras"),
    user_id: plain.ref("memberships"),
    custom_role_id: plain.ref("custom_roles"),
    /** The only workspace it counts in, or everywhere. */
    workspace_id: plain.ref("workspaces").nullable(),
    created_by: plain.actor(),
    created_at: personal.time({ category: "user.account", purposes: ["account"], erase: "delete", export: true }),
  },
  indexes: [{ on: ["user_id", "custom_role_id"] }, { on: ["custom_role_id"] }],
});
