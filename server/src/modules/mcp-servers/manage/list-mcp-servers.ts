import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { findServers } from "../find-servers.ts";
import { mcpServerOutput, presentServers } from "../present-server.ts";

export const listMcpServers = endpoint({
  method: "GET",
  path: "/mcp-servers",
  summary: "The servers with tools that you added in this workspace, and the workspace's own.",
  description: "Never with a secret. Nobody sees another person's, administrators neither.",
  scope: "workspace",
  permission: "connections.read",
  purpose: "connections",
  input: z.strictObject({}),
  output: z.object({ data: z.array(mcpServerOutput) }),
  run: async (ctx) => ({ data: await presentServers(ctx, await findServers(ctx)) }),
});
