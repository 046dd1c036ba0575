import * as z from "zod";
import type { Context } from "../../framework/context.ts";
import { event } from "../../framework/events.ts";
import type { OrganizationId } from "../../framework/database/tenant.ts";
import { describeWorkspace } from "./describe-workspace.ts";
import { workspaces } from "./tables.ts";

export const workspaceCreated = event(
  "workspace.created",
  "A workspace was made; its reactions work inside it.",
  z.object({ organization_id: z.string(), workspace_id: z.string() }),
  { isPublic: true },
);

/** Makes a workspace in an organization that this transaction has entered. */
export async function addWorkspace(
  ctx: Context,
  organizationId: OrganizationId,
  made: { name: string; ai_enabled: boolean },
): Promise<ReturnType<typeof describeWorkspace>> {
  const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "account");
  const id = ctx.newId("wsp");
  const facts = { created_by: ctx.scope.userId ?? null, created_at: ctx.at, version: 1 };
  const row = ctx.seal(workspaces, key, { organization_id: organizationId, id, ...made, ...facts });
  await ctx.db.of(workspaces).insertInto("workspaces").values(row).execute();
  await ctx.become({ workspaceId: id });
  await ctx.emit(workspaceCreated, { organization_id: organizationId, workspace_id: id });
  return describeWorkspace(ctx, key, row);
}
