import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { describeWorkspace, workspaceOutput } from "./describe-workspace.ts";
import { loadWorkspace } from "./load-workspace.ts";

export const getWorkspace = endpoint({
  method: "GET",
  path: "/workspaces/{workspace_id}",
  summary: "Read a workspace.",
  scope: "organization",
  permission: "workspaces.read",
  purpose: "account",
  input: z.strictObject({ workspace_id: z.string() }),
  output: workspaceOutput,
  versioned: true,
  load: (ctx, { workspace_id }) => loadWorkspace(ctx, workspace_id),
  async run(ctx, _, { resource }) {
    const key = await ctx.keys.of({ kind: "organization", id: ctx.scope.organizationId }, "account");
    return describeWorkspace(ctx, key, resource);
  },
});
