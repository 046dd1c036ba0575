import * as z from "zod";
import { deliver } from "../../egress/public.ts";
import { endpoint } from "../../framework/endpoint.ts";
import { findEndpoint } from "./present-endpoint.ts";

export const testWebhookEndpoint = endpoint({
  method: "POST",
  path: "/webhook-endpoints/{webhook_endpoint_id}/test",
  summary: "Send a test event to an endpoint, to see whether it arrives and verifies.",
  description:
    "It is of the type `webhook_endpoint.test`, signed and tried again like any other. Look at the delivery to see how it went.",
  scope: "workspace",
  permission: "webhooks.write",
  purpose: "webhooks",
  status: 202,
  rate: "expensive",
  input: z.strictObject({ webhook_endpoint_id: z.string() }),
  output: z.object({ delivery_id: z.string() }),
  audit: { action: "webhook_endpoint.tested", target: (_, { webhook_endpoint_id }) => webhook_endpoint_id },
  load: (ctx, { webhook_endpoint_id }) => findEndpoint(ctx, webhook_endpoint_id),
  async run(ctx, { webhook_endpoint_id: target }) {
    const id = ctx.newId("evt");
    const { organizationId: organization_id, workspaceId: workspace_id } = ctx.scope;
    const data = { organization_id, workspace_id, webhook_endpoint_id: target };
    const message = { type: "webhook_endpoint.test", timestamp: ctx.at.toISOString(), data };
    const made = await deliver(ctx, {
      kind: "webhook",
      operationKey: `${target}:${id}`,
      target,
      priority: "first",
      payload: { id, message },
    });
    return { delivery_id: made.id };
  },
});
