import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { customRoles } from "./tables.ts";

/**
 * A role of the organization's own, unchanging until the transaction ends.
 * @throws Refusal `request.not_found`
 */
export async function loadCustomRole(ctx: Work<"organization">, id: string) {
  const found = await ctx.db
    .of(customRoles)
    .selectFrom("custom_roles")
    .selectAll()
    .where("organization_id", "=", ctx.scope.organizationId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw requestErrors.not_found();
  return found;
}
