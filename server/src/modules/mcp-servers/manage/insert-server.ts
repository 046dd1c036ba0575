import type { Context } from "../../../framework/context.ts";
import { keyOf, tableOf } from "../find-servers.ts";
import { clientOf } from "./client-input.ts";
import type { Given, Looked } from "./create-mcp-server.ts";

/** Keeps what somebody gave of a server, and what it said. @returns its id */
export async function insertServer(
  ctx: Context<"workspace">,
  { owner, name, url, secret, client }: Given,
  { revision, seen, sign_in }: Looked,
): Promise<string> {
  const { workspaceId, organizationId, userId } = ctx.scope;
  const table = tableOf[owner];
  const id = ctx.newId(owner === "person" ? "mcs" : "wms");
  const whose = owner === "person" ? "user_id" : "created_by";
  const sealed = ctx.seal(table, await keyOf(ctx, owner), {
    id,
    workspace_id: workspaceId,
    name,
    url,
    secret: secret ?? null,
    client: client && sign_in !== "none" ? clientOf(client) : null,
    tools: { seen, accepted: [] },
  });
  await ctx.db.query(
    `insert into ${table.name} (id, organization_id, workspace_id, ${whose}, name, url, secret, client, tools, sign_in, revision, state,
       checked_at, created_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, 'working', $12, $12)`,
    [
      id,
      organizationId,
      workspaceId,
      userId,
      sealed.name,
      sealed.url,
      sealed.secret,
      sealed.client,
      sealed.tools,
      sign_in,
      revision,
      ctx.at,
    ],
  );
  return id;
}
