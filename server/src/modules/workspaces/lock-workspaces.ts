import type { Work } from "../../framework/context.ts";

/**
 * The ids of the organization's workspaces, kept from changing until the transaction ends: of two requests
 * that count them, the second sees what the first did.
 */
export async function lockWorkspaces(ctx: Work<"organization">): Promise<string[]> {
  const { organizationId } = ctx.scope;
  await ctx.db.query("select 1 from organizations where organization_id = $1 for no key update", [organizationId]);
  const rows = await ctx.db.query<{ id: string }>("select id from workspaces where organization_id = $1", [
    organizationId,
  ]);
  return rows.map(({ id }) => id);
}
