import type { Work } from "../../framework/context.ts";
import { findServers } from "./find-servers.ts";
import type { ServerClient } from "./tables.ts";

/** Keeps a server as it is until the transaction ends. @returns whether this work's person has it */
export async function lockServer(step: Work, server: string, how: "share" | "update"): Promise<boolean> {
  const table = server.startsWith("wms_") ? "workspace_mcp_servers" : "own_mcp_servers";
  const found = await step.db.query(`select id from ${table} where workspace_id = $1 and id = $2 for ${how}`, [
    step.scope.workspaceId,
    server,
  ]);
  return found.length > 0;
}

export const isSameClient = (one: ServerClient | null, other: ServerClient | null): boolean =>
  one?.id === other?.id && one?.secret === other?.secret;

/** Whether this work's person has such a server still, with the client that somebody left for it with. */
export async function isServerThere(step: Work, server: string, typed: ServerClient | null): Promise<boolean> {
  if (!(await lockServer(step, server, "share"))) return false;
  const [found] = await findServers(step, server);
  return found !== undefined && isSameClient(found.client, typed);
}
