import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { requestErrors } from "../../framework/errors.ts";
import { event } from "../../framework/events.ts";
import { revokeApp } from "./revoke-app.ts";

export const connectedAppEnded = event(
  "connected_app.ended",
  "A member ended what an app may do for them.",
  z.object({ connected_app_id: z.string() }),
  { isPublic: true, about: "connected_app_id" },
);

export const revokeConnectedApp = endpoint({
  method: "DELETE",
  path: "/connected-apps/{connected_app_id}",
  summary: "End what an app may do for you. Its tokens stop working at once.",
  scope: "user",
  permission: "self",
  purpose: "account",
  input: z.strictObject({ connected_app_id: z.string() }),
  output: nothing,
  status: 204,
  audit: { action: "connected_app.ended", target: (_, { connected_app_id }) => connected_app_id },
  async run(ctx, { connected_app_id }) {
    const [found] = await ctx.db.query<{ organization_id: string; workspace_id: string }>(
      "select organization_id, workspace_id from connected_apps where user_id = $1 and id = $2",
      [ctx.scope.userId, connected_app_id],
    );
    if (!found || !(await revokeApp(ctx, connected_app_id, "asked"))) throw requestErrors.not_found();
    // It was about that workspace: its log and whoever listens there hear of it.
    const { organization_id: organizationId, workspace_id: workspaceId } = found;
    await ctx.become({ userId: ctx.scope.userId, organizationId, workspaceId });
    await ctx.emit(connectedAppEnded, { connected_app_id });
    return {};
  },
});
