import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { endpointOutput, findEndpoint, presentEndpoint, readHealth } from "./present-endpoint.ts";

export const getWebhookEndpoint = endpoint({
  method: "GET",
  path: "/webhook-endpoints/{webhook_endpoint_id}",
  summary: "Look at one webhook endpoint.",
  scope: "workspace",
  permission: "webhooks.read",
  purpose: "webhooks",
  versioned: true,
  input: z.strictObject({ webhook_endpoint_id: z.string() }),
  output: endpointOutput,
  load: (ctx, { webhook_endpoint_id }) => findEndpoint(ctx, webhook_endpoint_id),
  run: async (ctx, { webhook_endpoint_id: id }, { resource }) =>
    presentEndpoint(resource, (await readHealth(ctx, [id])).get(id)),
});
