import * as z from "zod";
import { endpoint } from "../../../framework/endpoint.ts";
import { requestErrors } from "../../../framework/errors.ts";
import { mcpServerErrors } from "../errors.ts";
import { findServers, type McpServer } from "../find-servers.ts";
import { lockServer } from "../is-server-there.ts";
import { keepTools } from "../look-at-server.ts";
import { mcpServerOutput, presentServer } from "../present-server.ts";
import type { SeenTool } from "../tools/read-tools.ts";

const wanted = z.strictObject({
  title: z.string().max(101).describe("As the server calls it."),
  fingerprint: z.string().max(60).describe("Of what was looked at."),
});

export const acceptMcpTools = endpoint({
  method: "POST",
  path: "/mcp-servers/{mcp_server_id}/accept",
  summary: "Say which tools of a server may be offered to agents, as the server tells of them now.",
  description:
    "All that is not named is offered no more. What is accepted is what was looked at: where the server told of a tool in other words since, nothing is accepted.",
  scope: "workspace",
  permission: "connections.write",
  alsoNeeds: ({ mcp_server_id }) => (mcp_server_id.startsWith("wms_") ? ["connections.share"] : []),
  purpose: "connections",
  input: z.strictObject({ mcp_server_id: z.string(), tools: z.array(wanted).max(128) }),
  output: mcpServerOutput,
  refusals: [mcpServerErrors.tool_changed],
  audit: { action: "mcp_server.tools_accepted", target: ({ id }) => id },
  async run(ctx, { mcp_server_id, tools }) {
    await lockServer(ctx, mcp_server_id, "update");
    const [server] = await findServers(ctx, mcp_server_id);
    if (!server) throw requestErrors.not_found();
    const accepted = tools.map((one) => findTold(server, one));
    await keepTools(ctx, server, { ...server.tools, accepted });
    const [changed] = await findServers(ctx, mcp_server_id);
    return presentServer(ctx, changed!);
  },
});

/** What somebody looked at: as the server tells of it now, or as it was accepted before and stays. @throws Refusal */
function findTold({ tools }: McpServer, { title, fingerprint }: z.output<typeof wanted>): SeenTool {
  const isIt = (one: SeenTool) => one.name === title && one.fingerprint === fingerprint;
  const told = tools.seen.find((one) => isIt(one) && one.flaw === null);
  if (!told) throw mcpServerErrors.tool_changed({ tool: title });
  return told;
}
