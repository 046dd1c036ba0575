import type { Work } from "../../../framework/context.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { identityProviders } from "../tables.ts";
import { storedColumns } from "./describe-providers.ts";

/** A provider of the organization entered. @throws Refusal `request.not_found` */
export async function findProvider(ctx: Work<"organization">, id: string, lock?: "to change") {
  const query = ctx.db.of(identityProviders).selectFrom("identity_providers").select(storedColumns);
  const own = query.where("organization_id", "=", ctx.scope.organizationId).where("id", "=", id);
  const found = await (lock ? own.forNoKeyUpdate() : own).executeTakeFirst();
  if (!found) throw requestErrors.not_found();
  return found;
}
