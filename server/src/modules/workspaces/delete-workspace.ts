import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { event } from "../../framework/events.ts";
import { destroyKeysWithin, hasHolds } from "../../privacy/public.ts";
import { aiChannel } from "./announce-ai-switch.ts";
import { workspaceErrors } from "./errors.ts";
import { lockWorkspaces } from "./lock-workspaces.ts";
import { workspaces } from "./tables.ts";

export const workspaceDeleted = event(
  "workspace.deleted",
  "A workspace and everything in it is gone.",
  z.object({ organization_id: z.string(), workspace_id: z.string() }),
  { isPublic: true },
);

export const deleteWorkspace = endpoint({
  method: "DELETE",
  path: "/workspaces/{workspace_id}",
  summary: "Delete a workspace and everything in it.",
  description: "There is no way back. The last workspace of an organization stays.",
  scope: "organization",
  permission: "workspaces.write",
  stepUp: true,
  purpose: "account",
  input: z.strictObject({ workspace_id: z.string() }),
  output: nothing,
  status: 204,
  refusals: [workspaceErrors.last_one, workspaceErrors.held],
  audit: { action: "workspace.deleted", target: (_, { workspace_id }) => workspace_id },
  async run(ctx, { workspace_id }) {
    const { organizationId } = ctx.scope;
    const ids = await lockWorkspaces(ctx);
    if (!ids.includes(workspace_id)) throw requestErrors.not_found();
    if (ids.length === 1) throw workspaceErrors.last_one();
    if (await hasHolds(ctx.db, organizationId, workspace_id)) throw workspaceErrors.held();
    await destroyKeysWithin(ctx.db, organizationId, workspace_id);
    await ctx.db
      .of(workspaces)
      .deleteFrom("workspaces")
      .where("organization_id", "=", organizationId)
      .where("id", "=", workspace_id)
      .execute();
    await ctx.emit(workspaceDeleted, { organization_id: organizationId, workspace_id });
    await ctx.db.query("select pg_notify($1, $2)", [aiChannel, organizationId]);
    return {};
  },
});
