import type { Work } from "../../../framework/context.ts";
import { acrossTenants, proveScope } from "../../../framework/database/tenant.ts";
import { findConnections } from "../find-connections.ts";
import { wakeWaitingRuns } from "../wake-waiting-runs.ts";
import { dropConnection } from "./drop-connection.ts";

/** What this work's person sees of a server's sign-ins, destroyed in the transaction of what ends them. */
export async function dropSignIns(step: Work, server: string, reason: string): Promise<void> {
  for (const one of await findConnections(step, { service: "mcp", server })) await dropConnection(step, one, reason);
}

type Ending = { reason: string; until?: Date };

/** A server is there no more: everybody's sign-in at it ends, and no run waits for one. */
export async function dropServer(work: Work, server: string): Promise<void> {
  await endSignIns(work, server, { reason: "connections.server_removed" });
  await wakeWaitingRuns(work, { need: `mcp:${server}`, userId: null });
}

/** Ends the sign-ins that people made at a server each for themselves: all of them, or those of a time that is over. */
export async function endSignIns(work: Work, server: string, { reason, until }: Ending): Promise<void> {
  const left = await acrossTenants(work.database, "end everybody's sign-ins at a server", (db) =>
    db.query<{ id: string; organization_id: string; user_id: string }>(
      `select id, organization_id, user_id from connections
       where workspace_id = $1 and server = $2 and ($3::timestamptz is null or created_at <= $3)`,
      [work.scope.workspaceId, server, until ?? null],
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
}
