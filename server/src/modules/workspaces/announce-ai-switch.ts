import * as z from "zod";
import type { Work } from "../../framework/context.ts";
import { event } from "../../framework/events.ts";

export const aiSwitched = event(
  "ai.switched",
  "AI was turned on or off, for the organization or for one workspace of it.",
  z.object({ organization_id: z.string(), workspace_id: z.string().nullable(), enabled: z.boolean() }),
  { isPublic: true },
);

/** Tells every process, with an organization's id as payload: look again whether its AI work may go on. */
export const aiChannel = "avow_ai";

/** Says that AI was switched, for good as an event and at once to what is running. */
export async function announceAiSwitch(
  ctx: Work<"organization">,
  enabled: boolean,
  workspaceId?: string,
): Promise<void> {
  const { organizationId } = ctx.scope;
  await ctx.emit(aiSwitched, { organization_id: organizationId, workspace_id: workspaceId ?? null, enabled });
  await ctx.db.query("select pg_notify($1, $2)", [aiChannel, organizationId]);
}
