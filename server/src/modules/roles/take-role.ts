import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { roleErrors } from "./errors.ts";
import { loadCustomRole } from "./load-custom-role.ts";
import { checkOwnRights } from "./check-own-rights.ts";
import { roleAssignments } from "./tables.ts";

export const takeRole = endpoint({
  method: "DELETE",
  path: "/role-assignments/{role_assignment_id}",
  summary: "Take a role of the organization's own from a member.",
  description: "Counts from the member's next request; what runs for them stops within a second.",
  scope: "organization",
  permission: "members.write",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({ role_assignment_id: z.string() }),
  output: nothing,
  status: 204,
  refusals: [roleErrors.above_own_rights],
  audit: { action: "custom_role.unassigned", target: (_, { role_assignment_id }) => role_assignment_id },
  async run(ctx, { role_assignment_id }) {
    const { organizationId } = ctx.scope;
    const taken = await ctx.db
      .of(roleAssignments)
      .deleteFrom("role_assignments")
      .where("organization_id", "=", organizationId)
      .where("id", "=", role_assignment_id)
      .returning("custom_role_id")
      .executeTakeFirst();
    if (!taken) throw requestErrors.not_found();
    await checkOwnRights(ctx, (await loadCustomRole(ctx, taken.custom_role_id)).permissions);
    return {};
  },
});
