import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { roleErrors } from "./errors.ts";
import { loadCustomRole } from "./load-custom-role.ts";
import { checkOwnRights } from "./check-own-rights.ts";
import { customRoles } from "./tables.ts";

export const deleteCustomRole = endpoint({
  method: "DELETE",
  path: "/custom-roles/{custom_role_id}",
  summary: "Delete a role of the organization's own, and take it from everyone who has it.",
  scope: "organization",
  permission: "roles.write",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({ custom_role_id: z.string() }),
  output: nothing,
  status: 204,
  refusals: [roleErrors.above_own_rights],
  audit: { action: "custom_role.deleted", target: (_, { custom_role_id }) => custom_role_id },
  load: (ctx, { custom_role_id }) => loadCustomRole(ctx, custom_role_id),
  async run(ctx, _input, { resource }) {
    await checkOwnRights(ctx, resource.permissions);
    await ctx.db
      .of(customRoles)
      .deleteFrom("custom_roles")
      .where("organization_id", "=", resource.organization_id)
      .where("id", "=", resource.id)
      .execute();
    return {};
  },
});
