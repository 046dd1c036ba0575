import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { findServers } from "../find-servers.ts";
import { lookAgain } from "../look-at-server.ts";
import { mcpServerOutput, presentServer } from "../present-server.ts";

export const checkMcpServer = endpoint({
  method: "POST",
  path: "/mcp-servers/{mcp_server_id}/check",
  summary: "Ask a server whether it is there, and what tools it has now.",
  description: "Nothing of yours is told to it. What it tells in other words than those accepted is offered no more.",
  scope: "workspace",
  permission: "connections.write",
  purpose: "connections",
  rate: "expensive",
  reachesOut: true,
  input: z.strictObject({ mcp_server_id: z.string() }),
  output: mcpServerOutput,
  audit: { action: "mcp_server.checked", target: ({ id }) => id },
  async prepare(ctx, { mcp_server_id }) {
    const [server] = await findServers(ctx, mcp_server_id);
    if (!server) throw requestErrors.not_found();
    await lookAgain(ctx, server);
  },
  async run(ctx, { mcp_server_id }) {
    const [server] = await findServers(ctx, mcp_server_id);
    if (!server) throw requestErrors.not_found();
    return presentServer(ctx, server);
  },
});
