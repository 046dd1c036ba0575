import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { organizations } from "./tables.ts";

/**
 * The row of the organization entered; locked until the transaction ends when it is about to change.
 * @throws Refusal `request.not_found` where it was erased since
 */
export async function loadOrganization(ctx: Work, lock?: "to change") {
  const query = ctx.db.of(organizations).selectFrom("organizations").selectAll();
  const own = query.where("organization_id", "=", ctx.scope.organizationId!);
  const found = await (lock ? own.forNoKeyUpdate() : own).executeTakeFirst();
  if (!found) throw requestErrors.not_found();
  return found;
}
