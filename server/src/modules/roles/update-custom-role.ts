import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { conditions, customRoleOutput, describeCustomRole, roleName, rolePermissions } from "./describe-custom-role.ts";
import { roleErrors } from "./errors.ts";
import { loadCustomRole } from "./load-custom-role.ts";
import { checkOwnRights } from "./check-own-rights.ts";
import { customRoles } from "./tables.ts";

export const updateCustomRole = endpoint({
  method: "PATCH",
  path: "/custom-roles/{custom_role_id}",
  summary: "Change a role of the organization's own.",
  description:
    "Counts at once for everyone who has it: their next request is decided by it, and what runs for them stops within a second where it may not go on. Neither before nor after may it have a permission that you lack.",
  scope: "organization",
  permission: "roles.write",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({
    custom_role_id: z.string(),
    name: roleName.optional(),
    permissions: rolePermissions.optional(),
    conditions: conditions.optional(),
  }),
  output: customRoleOutput,
  versioned: true,
  refusals: [roleErrors.above_own_rights],
  audit: { action: "custom_role.changed", target: ({ id }) => id },
  load: (ctx, { custom_role_id }) => loadCustomRole(ctx, custom_role_id),
  async run(ctx, { name, permissions, conditions: asked }, { resource }) {
    await checkOwnRights(ctx, [...resource.permissions, ...(permissions ?? [])]);
    const key = await ctx.keys.of({ kind: "organization", id: resource.organization_id }, "account");
    const renamed = name === undefined ? resource : ctx.seal(customRoles, key, { ...resource, name });
    const changed = {
      ...renamed,
      permissions: permissions ? [...new Set(permissions)].toSorted() : resource.permissions,
      conditions: asked ?? resource.conditions,
      version: resource.version + 1,
    };
    const { name: sealedName, permissions: given, version } = changed;
    await ctx.db
      .of(customRoles)
      .updateTable("custom_roles")
      .set({ name: sealedName, permissions: given, version, conditions: JSON.stringify(changed.conditions) })
      .where("organization_id", "=", resource.organization_id)
      .where("id", "=", resource.id)
      .execute();
    return describeCustomRole(ctx, key, changed);
  },
});
