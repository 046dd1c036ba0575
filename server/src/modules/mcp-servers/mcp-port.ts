import type { Work } from "../../framework/context.ts";
import { port } from "../../framework/ports.ts";
import type { Fetch } from "../../integrations/roles/fetch.ts";
import type { OpenServer, ToolServers } from "../../integrations/roles/tool-server.ts";
import type { McpServer } from "./find-servers.ts";

/** How servers are spoken to, and the way out to them: public addresses only, small answers, no redirects. */
export const mcpPort = port<{ servers: ToolServers; fetch: Fetch }>("mcp_servers");

type Address = Pick<McpServer, "url" | "secret">;

/** @throws ConnectorError where it cannot be reached, or does not let us in */
export function openServer(work: Work, { url, secret }: Address, signal: AbortSignal): Promise<OpenServer> {
  const { servers, fetch } = work.port(mcpPort);
  const headers = secret ? { [secret.header]: secret.value } : {};
  return servers.open({ url, headers }, { fetch, signal });
}
