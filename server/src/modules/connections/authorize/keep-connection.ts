import * as z from "zod";
import type { Context } from "../../../framework/context.ts";
import { event } from "../../../framework/events.ts";
import { connectedNames } from "../../../integrations/roles/connector.ts";
import { type Connection, keyOf, findConnections, tableOf } from "../find-connections.ts";
import { replaceConnection } from "../disconnect/drop-connection.ts";
import { sealGrant } from "../seal-grant.ts";
import type { Allowed } from "./finish-connection.ts";

export const connectionMade = event(
  "connection.made",
  "An account was connected.",
  z.object({ connection_id: z.string(), service: z.enum(connectedNames), mcp_server_id: z.string().optional() }),
  { isPublic: true },
);

/** One account for each service and each server: another takes its place, under a new id. */
export async function keepConnection(
  ctx: Context<"workspace">,
  { away, grant, account, abilities }: Allowed,
): Promise<Connection> {
  const { service, owner, server } = away;
  const { workspaceId, organizationId, userId } = ctx.scope;
  const table = tableOf[owner];
  const whose = owner === "person" ? ("user_id" as const) : ("created_by" as const);
  const known = await findConnections(ctx, { service, server: server?.id ?? null });
  for (const before of known.filter((one) => one.owner === owner)) {
    await replaceConnection(ctx, before, { account, credential: grant });
  }
  const id = ctx.newId(owner === "person" ? "con" : "wcn");
  const sealed = ctx.seal(table, await keyOf(ctx, owner), { id, workspace_id: workspaceId, account });
  const kept = await sealGrant(ctx, { owner, id, remote: server?.remote }, grant);
  await ctx.db.query(
    `insert into ${table.name} (id, organization_id, workspace_id, ${whose}, service, account, abilities, credential, state, expires_at,
       ends_at, revision, checked_at, created_at, server)
     values ($1, $2, $3, $4, $5, $6, $7, $8, 'working', $9, $10, 1, $11, $11, $12)`,
    [
      id,
      organizationId,
      workspaceId,
      userId,
      service,
      sealed.account,
      abilities,
      kept.credential,
      kept.expires_at,
      kept.ends_at,
      ctx.at,
      server?.id ?? null,
    ],
  );
  await ctx.emit(connectionMade, { connection_id: id, service, ...(server && { mcp_server_id: server.id }) });
  const [made] = await findConnections(ctx, { id });
  return made!;
}
