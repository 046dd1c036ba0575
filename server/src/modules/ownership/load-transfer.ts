import type { Work } from "../../framework/context.ts";
import { requestErrors } from "../../framework/errors.ts";
import { ownershipTransfers } from "./tables.ts";

/** An offer, unchanging until the transaction ends. @throws Refusal `request.not_found` */
export async function loadTransfer(ctx: Work<"organization">, id: string) {
  const found = await ctx.db
    .of(ownershipTransfers)
    .selectFrom("ownership_transfers")
    .selectAll()
    .where("organization_id", "=", ctx.scope.organizationId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst();
  if (!found) throw requestErrors.not_found();
  return found;
}
