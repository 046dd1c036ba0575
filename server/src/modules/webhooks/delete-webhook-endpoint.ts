import * as z from "zod";
import { endpoint, nothing } from "../../framework/endpoint.ts";
import { findEndpoint } from "./present-endpoint.ts";

export const deleteWebhookEndpoint = endpoint({
  method: "DELETE",
  path: "/webhook-endpoints/{webhook_endpoint_id}",
  summary: "Delete a webhook endpoint. What waits for it is not sent any more.",
  scope: "workspace",
  permission: "webhooks.write",
  purpose: "webhooks",
  status: 204,
  input: z.strictObject({ webhook_endpoint_id: z.string() }),
  output: nothing,
  audit: { action: "webhook_endpoint.deleted", target: (_, { webhook_endpoint_id }) => webhook_endpoint_id },
  load: (ctx, { webhook_endpoint_id }) => findEndpoint(ctx, webhook_endpoint_id),
  async run(ctx, { webhook_endpoint_id: id }) {
    await ctx.db.query("delete from webhook_endpoints where workspace_id = $1 and id = $2", [
      ctx.scope.workspaceId,
      id,
    ]);
    return {};
  },
});
