import type { Work } from "../../framework/context.ts";
import { port } from "../../framework/ports.ts";
import type { Fetch } from "../../integrations/roles/calls/fetch.ts";
import type { SignIns } from "../../integrations/roles/sign-in.ts";
import type { OpenServer, ToolServers } from "../../integrations/roles/tool-server.ts";
import type { McpServer } from "./find-servers.ts";

/** How servers are spoken to, and the way out to them: public addresses only, small answers, no redirects. */
export const mcpPort = port<{ servers: ToolServers; fetch: Fetch }>("mcp_servers");

/** How one signs in at servers, and the way out to what they say of it: public addresses only, few bytes, no redirects. */
export const signInsPort = port<{ signIns: SignIns; fetch: Fetch }>("mcp_servers.sign_ins");

/** Where a server is, and what lets one in. */
export type Address = Pick<McpServer, "url" | "secret">;

/** @throws ConnectorError where it cannot be reached, or does not let us in */
export async function withServer<T>(
  work: Work,
  { url, secret }: Address,
  signal: AbortSignal,
  ask: (opened: OpenServer) => Promise<T>,
): Promise<T> {
  const { servers, fetch } = work.port(mcpPort);
  const headers = secret ? { [secret.header]: secret.value } : {};
  const opened = await servers.open({ url, headers }, { fetch, signal });
  try {
    return await ask(opened);
  } finally {
    await opened.close();
  }
}
