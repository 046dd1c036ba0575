import type { Work } from "../../framework/context.ts";
import { loadOrganization } from "./load-organization.ts";
import { organizations } from "./tables.ts";

/** What the organization entered calls itself. */
export async function readOrganizationName(ctx: Work): Promise<string> {
  const row = await loadOrganization(ctx);
  const key = await ctx.keys.of({ kind: "organization", id: row.organization_id }, "account");
  return ctx.open(organizations, key, row).name;
}
