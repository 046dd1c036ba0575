import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { event } from "../../../framework/events.ts";
import { dropSignIns } from "../../connections/public.ts";
import { mcpServerErrors } from "../errors.ts";
import { findServers, keyOf, type McpServer, tableOf } from "../find-servers.ts";
import { mcpServerOutput, presentServer } from "../present-server.ts";
import { isSameClient, lockServer } from "../is-server-there.ts";
import { clientInput, clientOf } from "./client-input.ts";

export const mcpClientChanged = event(
  "mcp_server.client_changed",
  "Another client is used where people sign in at a server: whoever signed in before has to sign in anew.",
  z.object({ mcp_server_id: z.string(), changed_at: z.iso.datetime() }),
);

export const changeMcpClient = endpoint({
  method: "PATCH",
  path: "/mcp-servers/{mcp_server_id}",
  summary: "Change the client with which people sign in at a server.",
  description:
    "The new one takes the whole place of the one before, its secret included: where no secret is given, it has none. `null` takes it away, and Avow introduces itself again. All sign-ins that were made with the one before end as if they were disconnected. The same client again changes nothing.",
  scope: "workspace",
  permission: "connections.write",
  alsoNeeds: ({ mcp_server_id }) => (mcp_server_id.startsWith("wms_") ? ["connections.share"] : []),
  purpose: "connections",
  input: z.strictObject({ mcp_server_id: z.string(), client: clientInput.nullable() }),
  output: mcpServerOutput,
  refusals: [mcpServerErrors.nobody_signs_in],
  audit: { action: "mcp_server.client_changed", target: ({ id }) => id },
  async run(ctx, { mcp_server_id, client }) {
    await lockServer(ctx, mcp_server_id, "update");
    const [server] = await findServers(ctx, mcp_server_id);
    if (!server) throw requestErrors.not_found();
    if (server.sign_in === "none") throw mcpServerErrors.nobody_signs_in();
    const changed = { ...server, client: client && clientOf(client) };
    if (!isSameClient(server.client, changed.client)) await keepClient(ctx, changed);
    return presentServer(ctx, changed);
  },
});

/** A sign-in is one of the client that made it: none outlives it, and none that is under way is finished. */
async function keepClient(ctx: Context<"workspace">, { id, owner, workspace_id, client }: McpServer): Promise<void> {
  const sealed = ctx.seal(tableOf[owner], await keyOf(ctx, owner), { id, workspace_id, client });
  await ctx.db.query(`update ${tableOf[owner].name} set client = $3 where workspace_id = $1 and id = $2`, [
    workspace_id,
    id,
    sealed.client,
  ]);
  await dropSignIns(ctx, id, "connections.client_changed");
  await ctx.emit(mcpClientChanged, { mcp_server_id: id, changed_at: ctx.clock.now().toISOString() });
}
