import type { Work } from "../../framework/context.ts";

/** Whether this work's person has such a server still. It stays until the transaction ends. */
export async function isServerThere(step: Work, server: string): Promise<boolean> {
  const table = server.startsWith("wms_") ? "workspace_mcp_servers" : "own_mcp_servers";
  const found = await step.db.query(`select id from ${table} where workspace_id = $1 and id = $2 for share`, [
    step.scope.workspaceId,
    server,
  ]);
  return found.length > 0;
}
