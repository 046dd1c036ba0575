import * as z from "zod";
import { endpoint } from "../../framework/endpoint.ts";
import { pageInput, pageOf, readCursor, toPage } from "../../framework/request/pagination.ts";
import { endpointKey, endpointOutput, presentEndpoint, readHealth } from "./present-endpoint.ts";
import { webhookEndpoints } from "./tables.ts";

export const listWebhookEndpoints = endpoint({
  method: "GET",
  path: "/webhook-endpoints",
  summary: "List the workspace's webhook endpoints, newest first.",
  scope: "workspace",
  permission: "webhooks.read",
  purpose: "webhooks",
  input: z.strictObject(pageInput),
  output: pageOf(endpointOutput),
  async run(ctx, { limit, cursor }) {
    const after = readCursor(cursor);
    const rows = await ctx.db
      .of(webhookEndpoints)
      .selectFrom("webhook_endpoints")
      .selectAll()
      .where("workspace_id", "=", ctx.scope.workspaceId)
      .$if(after !== undefined, (query) => query.where("id", "<", after!))
      .orderBy("id", "desc")
      .limit(limit + 1)
      .execute();
    const page = toPage(rows, limit, ({ id }) => id);
    const ids = page.data.map(({ id }) => id);
    const [key, health] = await Promise.all([endpointKey(ctx), readHealth(ctx, ids)]);
    return {
      ...page,
      data: page.data.map((row) => presentEndpoint(ctx.open(webhookEndpoints, key, row), health.get(row.id))),
    };
  },
});
