import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { event } from "../../../framework/events.ts";
import { dropSignIns } from "../../connections/public.ts";
import { findServers, tableOf } from "../find-servers.ts";

export const mcpServerRemoved = event(
  "mcp_server.removed",
  "A server was removed: whoever signed in at it is signed in no more.",
  z.object({ mcp_server_id: z.string() }),
);

export const deleteMcpServer = endpoint({
  method: "DELETE",
  path: "/mcp-servers/{mcp_server_id}",
  summary: "Remove a server: its secret and all sign-ins at it are destroyed, and no agent has its tools any more.",
  scope: "workspace",
  permission: "connections.write",
  alsoNeeds: ({ mcp_server_id }) => (mcp_server_id.startsWith("wms_") ? ["connections.share"] : []),
  purpose: "connections",
  status: 200,
  input: z.strictObject({ mcp_server_id: z.string() }),
  output: z.object({ id: z.string() }),
  audit: { action: "mcp_server.removed", target: ({ id }) => id },
  async run(ctx, { mcp_server_id }) {
    const [server] = await findServers(ctx, mcp_server_id);
    if (!server) throw requestErrors.not_found();
    await ctx.db.query(`delete from ${tableOf[server.owner].name} where workspace_id = $1 and id = $2`, [
      server.workspace_id,
      server.id,
    ]);
    await dropSignIns(ctx, server.id, "connections.server_removed");
    await ctx.emit(mcpServerRemoved, { mcp_server_id: server.id });
    return { id: server.id };
  },
});
