import type { Work } from "../../framework/context.ts";
import { organizations } from "../organizations/public.ts";

/** What the organization of the scope calls itself; nothing where it has been erased. */
export async function findOrganizationName(ctx: Work, organizationId: string): Promise<string | undefined> {
  const [row] = await ctx.db
    .of(organizations)
    .selectFrom("organizations")
    .select(["organization_id", "name"])
    .where("organization_id", "=", organizationId)
    .execute();
  const key = (await ctx.keys.many("organization", [organizationId], "account")).get(organizationId);
  return row && key && ctx.open(organizations, key, row).name;
}
