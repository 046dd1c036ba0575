import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { addWorkspace } from "./add-workspace.ts";
import { workspaceName, workspaceOutput } from "./describe-workspace.ts";
import { workspaceErrors } from "./errors.ts";
import { lockWorkspaces } from "./lock-workspaces.ts";

/** A workspace is a row in every switcher; an organization with more wants to be two. */
const workspacesMax = 200;

export const createWorkspace = endpoint({
  method: "POST",
  path: "/workspaces",
  summary: "Make a workspace.",
  description: "AI is on in it, as far as the organization has AI on, unless you say otherwise.",
  scope: "organization",
  permission: "workspaces.write",
  alsoNeeds: ({ ai_enabled }) => (ai_enabled === undefined ? [] : ["ai.switch"]),
  purpose: "account",
  input: z.strictObject({ name: workspaceName, ai_enabled: z.boolean().optional() }),
  output: workspaceOutput,
  status: 201,
  refusals: [workspaceErrors.limit_reached],
  audit: { action: "workspace.created", target: ({ id }) => id },
  async run(ctx, { name, ai_enabled = true }) {
    const others = await lockWorkspaces(ctx);
    if (others.length >= workspacesMax) throw workspaceErrors.limit_reached({ limit: workspacesMax });
    return addWorkspace(ctx, ctx.scope.organizationId, { name, ai_enabled });
  },
});
