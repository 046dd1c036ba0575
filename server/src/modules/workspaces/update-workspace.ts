import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { announceAiSwitch } from "./announce-ai-switch.ts";
import { describeWorkspace, workspaceName, workspaceOutput } from "./describe-workspace.ts";
import { loadWorkspace } from "./load-workspace.ts";
import { workspaces } from "./tables.ts";

export const updateWorkspace = endpoint({
  method: "PATCH",
  path: "/workspaces/{workspace_id}",
  summary: "Rename a workspace, or turn AI on or off in it.",
  description: "Turning AI off stops what is running within a second. Needs `ai.switch` besides.",
  scope: "organization",
  permission: "workspaces.write",
  alsoNeeds: ({ ai_enabled }) => (ai_enabled === undefined ? [] : ["ai.switch"]),
  purpose: "account",
  input: z.strictObject({
    workspace_id: z.string(),
    name: workspaceName.optional(),
    ai_enabled: z.boolean().optional(),
  }),
  output: workspaceOutput,
  versioned: true,
  audit: { action: "workspace.updated", target: ({ id }) => id },
  load: (ctx, { workspace_id }) => loadWorkspace(ctx, workspace_id, "to change"),
  async run(ctx, { name, ai_enabled }, { resource }) {
    const { organizationId } = ctx.scope;
    const key = await ctx.keys.of({ kind: "organization", id: organizationId }, "account");
    const renamed = name === undefined ? resource : ctx.seal(workspaces, key, { ...resource, name });
    const changed = { ...renamed, ai_enabled: ai_enabled ?? resource.ai_enabled, version: resource.version + 1 };
    const { name: sealedName, ai_enabled: isEnabled, version } = changed;
    await ctx.db
      .of(workspaces)
      .updateTable("workspaces")
      .set({ name: sealedName, ai_enabled: isEnabled, version })
      .where("organization_id", "=", organizationId)
      .where("id", "=", resource.id)
      .execute();
    if (isEnabled !== resource.ai_enabled) await announceAiSwitch(ctx, isEnabled, resource.id);
    return describeWorkspace(ctx, key, changed);
  },
});
