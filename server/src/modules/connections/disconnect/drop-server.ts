import type { Work } from "../../../framework/context.ts";
import { acrossTenants, proveScope } from "../../../framework/tenant.ts";
import { findConnections } from "../find-connections.ts";
import { wakeWaitingRuns } from "../wake-waiting-runs.ts";
import { dropConnection } from "./drop-connection.ts";

const reason = "connections.server_removed";

/** What this work's person sees of a server's sign-ins, destroyed with the server in one transaction. */
export async function dropSignIns(step: Work, server: string): Promise<void> {
  for (const one of await findConnections(step, { service: "mcp", server })) await dropConnection(step, one, reason);
}

/** A server is there no more: everybody's sign-in at it ends, and no run waits for one. */
export async function dropServer(work: Work, server: string): Promise<void> {
  const left = await acrossTenants(work.database, "end the sign-ins at a server that was removed", (db) =>
    db.query<{ id: string; organization_id: string; user_id: string }>(
      "select id, organization_id, user_id from connections where workspace_id = $1 and server = $2",
      [work.scope.workspaceId, server],
    ),
  );
  for (const { id, organization_id, user_id } of left) {
    const scope = proveScope({
      organizationId: organization_id,
      workspaceId: work.scope.workspaceId!,
      userId: user_id,
    });
    await work.inScope(async (step) => {
      const [connection] = await findConnections(step, { id });
      if (connection) await dropConnection(step, connection, reason);
    }, scope);
  }
  await wakeWaitingRuns(work, { need: `mcp:${server}`, userId: null });
}
