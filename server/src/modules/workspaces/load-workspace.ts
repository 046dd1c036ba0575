import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { workspaces } from "./tables.ts";

/**
 * A workspace's row; locked until the transaction ends when it is about to change.
 * @throws Refusal `request.not_found`
 */
export async function loadWorkspace(ctx: Work<"organization">, id: string, lock?: "to change") {
  const { organizationId } = ctx.scope;
  const query = ctx.db
    .of(workspaces)
    .selectFrom("workspaces")
    .selectAll()
    .where("organization_id", "=", organizationId);
  const found = await (lock ? query.where("id", "=", id).forUpdate() : query.where("id", "=", id)).executeTakeFirst();
  if (!found) throw requestErrors.not_found();
  return found;
}
