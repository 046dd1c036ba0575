import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { conditions, customRoleOutput, describeCustomRole, roleName, rolePermissions } from "./describe-custom-role.ts";
import { roleErrors } from "./errors.ts";
import { checkOwnRights } from "./check-own-rights.ts";
import { customRoles } from "./tables.ts";

const rolesMax = 50;

export const createCustomRole = endpoint({
  method: "POST",
  path: "/custom-roles",
  summary: "Make a role of the organization's own.",
  description:
    "It gives permissions to whoever it is given to, besides those of their role, where its conditions are met. It can have no permission that you lack yourself.",
  scope: "organization",
  permission: "roles.write",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({ name: roleName, permissions: rolePermissions, conditions: conditions.default([]) }),
  output: customRoleOutput,
  status: 201,
  versioned: true,
  refusals: [roleErrors.above_own_rights, roleErrors.limit_reached],
  audit: { action: "custom_role.created", target: ({ id }) => id },
  async run(ctx, { name, permissions, conditions: asked }) {
    await checkOwnRights(ctx, permissions);
    await checkRoom(ctx);
    const organization_id = ctx.scope.organizationId;
    const key = await ctx.keys.of({ kind: "organization", id: organization_id }, "account");
    const made = { created_by: ctx.scope.userId, created_at: ctx.at, version: 1 };
    const gives = { permissions: [...new Set(permissions)].toSorted(), conditions: asked };
    const row = ctx.seal(customRoles, key, { organization_id, id: ctx.newId("rol"), name, ...gives, ...made });
    const stored = { ...row, conditions: JSON.stringify(asked) };
    await ctx.db.of(customRoles).insertInto("custom_roles").values(stored).execute();
    return describeCustomRole(ctx, key, row);
  },
});

/** @throws Refusal `roles.limit_reached` */
async function checkRoom(ctx: Work<"organization">): Promise<void> {
  const sql = "select count(*)::int as count from custom_roles where organization_id = $1";
  const [row] = await ctx.db.query<{ count: number }>(sql, [ctx.scope.organizationId]);
  if (row!.count >= rolesMax) throw roleErrors.limit_reached({ limit: rolesMax });
}
